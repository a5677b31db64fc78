#include <fstream>

#include "app/play/player.h"
#include "app/play/player_parts.h"
#include "app/play/printed_label.h"

namespace lini {
namespace {

namespace fs = std::filesystem;

}  // namespace

Result<void> Player::printed(const ScenarioLine& step) {
    const auto jobs = stage_.printed();
    const int count = static_cast<int>(jobs.size());
    const auto number = step.args[0] == "last" ? std::optional(count) : whole_number(step.args[0]);
    if (!number) return tl::unexpected(unreadable_line("printed COUNT, or printed N|last …"));
    if (step.args.size() == 1) {
        return expect(count == *number, std::to_string(count) + " labels were printed");
    }
    if (*number < 1 || *number > count) return fail("does_not_hold", "no such label was printed");
    const auto bytes = bytes_of(jobs[static_cast<std::size_t>(*number - 1)]);
    if (!bytes) return pass_on(bytes);

    const std::string& what = step.args[1];
    if (what == "has" && step.args.size() == 3) {
        return expect(bytes->find(step.args[2]) != std::string::npos, "the label says: " + *bytes);
    }
    if (what == "field" && step.args.size() == 4) {
        return expect(has_gs1_field(*bytes, step.args[2], step.args[3]),
                      "the label says: " + *bytes);
    }
    if (what == "to" && step.args.size() == 3) {
        std::ofstream file(stage_.out() / fs::path(step.args[2]).filename(), std::ios::binary);
        file << *bytes;
        file.close();
        return expect(file.good(), "cannot write " + step.args[2]);
    }
    return tl::unexpected(unreadable_line("printed N has TEXT, field AI VALUE, or to NAME"));
}

Result<void> Player::printer(const ScenarioLine& step) {
    const std::string state =
        step.args.size() == 1 ? step.args[0] : step.args[0] + " " + step.args[1];
    return ask({{"do", "printer"}, {"state", state}});
}

Result<void> Player::scanner(const ScenarioLine& step) {
    const auto& args = step.args;
    if (step.verb == "unplug" && args.size() == 1) {
        return ask({{"do", "unplug"}, {"port", args[0]}});
    }
    if (step.verb == "send" && args.size() == 2) {
        return ask({{"do", "send"}, {"port", args[0]}, {"escaped", escaped(args[1])}});
    }
    if (step.verb == "plug" && (args.size() == 3 || args.size() == 4)) {
        return ask({{"do", "plug"},
                    {"port", args[0]},
                    {"kind", args[1]},
                    {"product", args[2]},
                    {"serial", args.size() == 4 ? args[3] : std::string()}});
    }
    return tl::unexpected(
        unreadable_line("plug PORT KIND PRODUCT [SERIAL], unplug PORT, or send PORT TEXT"));
}

Result<void> Player::camera(const ScenarioLine& step) {
    const std::string& what = step.args[0];
    if (what == "unplugged" || what == "nothing") return ask({{"do", "camera"}, {"state", what}});
    const fs::path own = stage_.data() / what;
    const fs::path file = fs::exists(own) ? own : stage_.scenario_folder() / what;
    return ask({{"do", "camera"}, {"state", "picture"}, {"file", file.string()}});
}

}  // namespace lini
