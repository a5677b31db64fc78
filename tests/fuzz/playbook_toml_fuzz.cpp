// Playbooks and site configurations: whatever the text is, it is refused with problems or gives
// values inside their bounds.
#include <cstddef>
#include <cstdint>

#include "app/base/check.h"
#include "app/import/playbook_file.h"
#include "app/import/site_config.h"

namespace {

std::string no_hash(std::string_view) { return std::string(64, '0'); }

void check_playbook(const lini::PlaybookFile& file) {
    int sum = 0;
    for (const lini::PlaybookTerm& term : file.terms) {
        sum += term.basis_points;
        CHECK(!term.any_of.empty());
    }
    CHECK(sum == 10'000);
    const lini::Playbook& playbook = file.playbook;
    CHECK(file.threshold_percent <= playbook.threshold_alarm_percent);
    for (const lini::ContractRule& rule : playbook.contract_rules) CHECK(!rule.sum_of.empty());
    bool counts = false;
    for (const lini::Step& step : playbook.steps) {
        counts = counts || (step.code == playbook.counting_step && step.counted);
    }
    CHECK(counts);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto file = lini::read_playbook("fuzz.toml", text, no_hash)) check_playbook(*file);
    const auto config = lini::parse_site_config("fuzz.toml", text);
    if (config) {
        CHECK(!config->shifts.empty());
    } else {
        CHECK(!config.error().empty());
    }
    return 0;
}
