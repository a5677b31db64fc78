// Scenario files: whatever the text is, it is refused or gives lines whose verbs take that many
// words.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "app/base/check.h"
#include "app/play/scenario.h"

namespace {

void check_line(const lini::ScenarioLine& line) {
    const auto& verbs = lini::scenario_verbs();
    const auto row = std::find_if(verbs.begin(), verbs.end(), [&](const lini::VerbRow& verb) {
        return verb.name == line.verb;
    });
    CHECK(row != verbs.end());
    CHECK(line.args.size() >= row->min_args && line.args.size() <= row->max_args);
    CHECK(line.line > 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto lines = lini::parse_scenario(text)) {
        for (const lini::ScenarioLine& line : *lines) check_line(line);
    }
    if (const auto length = lini::parse_duration_us(text)) CHECK(*length >= 0);
    if (const auto size_px = lini::parse_size(text)) {
        CHECK(size_px->width > 0 && size_px->height > 0);
    }
    static_cast<void>(lini::parse_moment_us(text));
    return 0;
}
