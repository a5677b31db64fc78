// Label templates: whatever the text is, it is refused at a line of the file or gives a layout that
// fills and encodes, or says why not.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/base/check.h"
#include "app/labels/read_back.h"
#include "app/labels/template.h"
#include "drivers/printer/language.h"

namespace {

constexpr std::string_view kFile = "fuzz.toml";
// Larger labels only take longer, dot by dot.
constexpr double kSideMaxMm = 160.0;

bool names_a_line(std::string_view detail) {
    const std::string before = std::string(kFile) + ":";
    if (!detail.starts_with(before)) return false;
    detail.remove_prefix(before.size());
    const std::size_t digits = detail.find_first_not_of("0123456789");
    return digits != 0 && digits != std::string_view::npos && detail.substr(digits, 2) == ": ";
}

void check_layout(const lini::LabelTemplate& layout) {
    for (const lini::LabelLanguage* language : lini::label_languages()) {
        const auto label = lini::fill(layout, lini::specimen_data(), language->name);
        if (!label) {
            CHECK(names_a_line(label.error().detail));
            continue;
        }
        CHECK(label->items.size() <= layout.items.size());
        if (label->width_mm > kSideMaxMm || label->height_mm > kSideMaxMm) continue;
        const auto job = language->encode(*label, lini::Resolution{});
        CHECK(job ? !job->empty() : !job.error().code.empty());
    }
    // No field has a value: what needs one is left out or refused.
    const auto bare = lini::fill(layout, {});
    CHECK(bare || names_a_line(bare.error().detail));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto layout = lini::parse_template(text, std::string(kFile));
    if (layout) {
        CHECK(!layout->items.empty());
        check_layout(*layout);
    } else {
        CHECK(layout.error().code == "template_invalid");
        CHECK(names_a_line(layout.error().detail));
    }
    return 0;
}
