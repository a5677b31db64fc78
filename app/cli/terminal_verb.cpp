#include "app/cli/verbs.h"
#include "app/play/scenario.h"

namespace lini {
namespace {

struct Options {
    TerminalOptions terminal;
    std::string size;
};

}  // namespace

void add_terminal_verb(Verbs& verbs, const std::function<int(const TerminalOptions&)>& run) {
    auto* verb = verbs.add("terminal", "Open the terminal (also without a verb)", {});
    auto& options = verbs.keep<Options>();
    verb->add_flag("--demo", options.terminal.demo, "Begin with demo data in an empty folder");
    verb->add_option("--size", options.size, "A window of WIDTHxHEIGHT instead of full screen")
        ->check([](const std::string& text) {
            return parse_size(text) ? std::string() : std::string("WIDTHxHEIGHT");
        });
    verb->add_option("--dpi", options.terminal.dpi, "Dots per inch where the monitor is wrong");
    verb->add_option("--lang", options.terminal.language, "Language of the screen")
        ->check(CLI::IsMember({"id", "en"}));
    verb->add_option("--play-fd", options.terminal.play_fd)->group("");
    verb->add_option("--play-clock", options.terminal.play_clock_us)->group("");
    verb->callback([&verbs, &options, run] {
        TerminalOptions asked = options.terminal;
        asked.data = verbs.data;
        asked.assets = verbs.context.assets;
        if (const auto size = parse_size(options.size)) {
            asked.width_px = size->width;
            asked.height_px = size->height;
        }
        verbs.exit_code = run(asked);
    });
}

}  // namespace lini
