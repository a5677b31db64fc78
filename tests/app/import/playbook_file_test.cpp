#include "app/import/playbook_file.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>

#include "tests/app/import/import_fixture.h"

namespace lini::test {
namespace {

Parsed<PlaybookFile> maklon_with(const std::string& from, const std::string& to) {
    return read_playbook("maklon.toml", replaced(read_asset("playbooks/maklon.toml"), from, to),
                         fake_sha256_hex);
}

/// The line of maklon.toml that holds `text` first.
int line_of(const std::string& text) {
    const std::string file = read_asset("playbooks/maklon.toml");
    const auto end = file.begin() + static_cast<std::ptrdiff_t>(file.find(text));
    return 1 + static_cast<int>(std::count(file.begin(), end, '\n'));
}

/// Refused with this key, at the line that holds `at`.
bool refused_at(const Parsed<PlaybookFile>& parsed, const std::string& key, const std::string& at) {
    if (parsed) return false;
    const int line = line_of(at);
    return std::ranges::any_of(parsed.error(),
                               [&](const Problem& p) { return p.key == key && p.line == line; });
}

TEST_CASE("the maklon playbook reads as the contract says") {
    const auto file = maklon_with("", "");
    INFO(verdict(file));
    REQUIRE(file);
    const Playbook& playbook = file->playbook;
    CHECK(playbook.name == "maklon");
    REQUIRE(playbook.steps.size() == 5);
    CHECK(playbook.steps[0].label.id == "Penimbangan");
    CHECK(playbook.steps[0].unit == "kg");
    CHECK_FALSE(playbook.steps[0].counted);
    CHECK(playbook.steps[1].bulk);
    CHECK_FALSE(playbook.steps[2].bulk);
    CHECK(playbook.steps[4].counted);
    CHECK(playbook.counting_step == StepCode{"packing"});
    REQUIRE(playbook.reject_reasons.size() == 6);
    CHECK(playbook.reject_reasons[5].code == "other");
    CHECK(file->threshold_percent == 70);
    CHECK(playbook.threshold_alarm_percent == 80);
    const auto rule = [&](const std::string& code) {
        const auto found = std::ranges::find(playbook.contract_rules, code, &ContractRule::code);
        return found == playbook.contract_rules.end() ? ContractRule{} : *found;
    };
    CHECK(rule("threshold").min == 7000);
    CHECK(rule("threshold").max == 8000);
    CHECK(rule("dp").sum_of == std::vector<std::string>{"share:dp"});
    CHECK(rule("dp").signable);
    CHECK_FALSE(rule("moq").signable);
    CHECK(playbook.text.size() == read_asset("playbooks/maklon.toml").size());
    CHECK(playbook.sha256_hex == fake_sha256_hex(playbook.text));
    REQUIRE(file->terms.size() == 3);
    CHECK(file->terms[0].basis_points == 4000);
    CHECK_FALSE(playbook.grants.empty());
}

TEST_CASE("an unknown key is refused at its line") {
    CHECK(refused_at(maklon_with("alarm_percent = 80", "alert_percent = 80"), "key_missing",
                     "[threshold]"));
    CHECK(refused_at(maklon_with("alarm_percent = 80", "alert_percent = 80"), "key_unknown",
                     "alarm_percent = 80"));
    CHECK(refused_at(maklon_with("version = 6", "version = 4\nstages = 4"), "key_unknown",
                     "title ="));
    CHECK(refused_at(maklon_with("release_batch", "release_all"), "key_unknown", "release_batch"));
    CHECK(refused_at(maklon_with("release_batch = [\"qa\"]", "release_batch = [\"boss\"]"),
                     "role_unknown", "release_batch"));
}

TEST_CASE("shares that do not sum to 100 are refused") {
    CHECK(refused_at(maklon_with("percent = 40", "percent = 39"), "shares_sum", "[[terms]]"));
    CHECK(refused_at(maklon_with("percent = 40", "percent = 40.01"), "shares_sum", "[[terms]]"));
    CHECK(refused_at(maklon_with("percent = 40", "percent = nan"), "percent_invalid",
                     "percent = 40"));
    CHECK(refused_at(maklon_with("percent = 40", "percent = inf"), "percent_invalid",
                     "percent = 40"));
    CHECK(refused_at(maklon_with("percent = 40", "percent = 40.001"), "percent_invalid",
                     "percent = 40"));
    const auto thirds = replaced(
        replaced(read_asset("playbooks/maklon.toml"), "percent = 40", "percent = 33.34"),
        "id = \"pelunasan\"\nlabel = { id = \"Pelunasan\", en = \"Final payment\" }\npercent = 30",
        "id = \"pelunasan\"\nlabel = { id = \"Pelunasan\", en = \"Final payment\" }\n"
        "percent = 36.66");
    const auto file = read_playbook("a.toml", thirds, fake_sha256_hex);
    INFO(verdict(file));
    REQUIRE(file);
    CHECK(file->terms[0].basis_points == 3334);
}

TEST_CASE("a counting step must be a step that counts") {
    CHECK(refused_at(maklon_with("counting_step = \"packing\"", "counting_step = \"boxing\""),
                     "step_unknown", "counting_step"));
    CHECK(refused_at(maklon_with("counting_step = \"packing\"", "counting_step = \"mixing\""),
                     "step_not_counted", "counting_step"));
}

TEST_CASE("bulk is made before what is filled from it, and is counted where it has numbers") {
    const std::string reasons = "[[reject_reasons]]\ncode = \"seal_leak\"";
    const auto late = maklon_with(reasons, "[[steps]]\ncode = \"late\"\n"
                                           "label = { id = \"x\", en = \"x\" }\nunit = \"kg\"\n"
                                           "counted = true\nbulk = true\n\n" + reasons);
    REQUIRE_FALSE(late);
    CHECK(late.error().front().key == "bulk_step_late");
    const auto uncounted =
        maklon_with("counted = true\nbulk = true", "counted = false\nbulk = true");
    CHECK(refused_at(uncounted, "bulk_step_missing", "bulk_no_pattern"));
}

TEST_CASE("steps, reasons, terms and names of a playbook are each there once") {
    CHECK(refused_at(maklon_with("code = \"sealing\"", "code = \"filling\""), "item_twice",
                     "code = \"sealing\""));
    CHECK(refused_at(maklon_with("code = \"underfill\"", "code = \"seal_leak\""), "item_twice",
                     "code = \"underfill\""));
    CHECK(refused_at(maklon_with("id = \"pelunasan\"", "id = \"dp\""), "item_twice",
                     "id = \"pelunasan\""));
    CHECK(refused_at(maklon_with("version = 6", "name = \"x\""), "toml_syntax", "version = 6"));
}

TEST_CASE("bounds upside down and an alarm below the threshold are refused") {
    CHECK(refused_at(maklon_with("max_percent = 80", "max_percent = 60"), "bounds_crossed",
                     "sum_of = [\"threshold\"]"));
    CHECK(refused_at(maklon_with("alarm_percent = 80", "alarm_percent = 69"), "bounds_crossed",
                     "alarm_percent = 80"));
    CHECK(refused_at(maklon_with("percent = 70", "percent = nan"), "not_integer", "percent = 70"));
    CHECK(refused_at(maklon_with("percent = 70", "percent = 70.0"), "not_integer", "percent = 70"));
}

TEST_CASE("a rule about a figure that no contract says, or against nothing, is refused") {
    CHECK(refused_at(maklon_with("sum_of = [\"share:dp\"]", "sum_of = [\"shares\"]"),
                     "value_unknown", "sum_of = [\"share:dp\"]"));
    CHECK(refused_at(maklon_with("sum_of = [\"share:dp\"]", "sum_of = [\"field:secret\"]"),
                     "value_unknown", "sum_of = [\"share:dp\"]"));
    CHECK(refused_at(maklon_with("min_percent = 30\nmax_percent = 50\n", ""),
                     "rule_without_bound", "sum_of = [\"share:dp\"]"));
    CHECK(refused_at(maklon_with("sum_of = [\"share:dp\"]",
                                 "sum_of = [\"share:dp\"]\nat_least = \"field:secret\""),
                     "value_unknown", "min_percent = 30"));
}

TEST_CASE("a term that waits for nothing is refused") {
    CHECK(refused_at(maklon_with("[\"order_signed\"]", "[]"), "not_array", "[\"order_signed\"]"));
    CHECK(refused_at(maklon_with("[\"order_signed\"]", "[\"whenever\"]"), "value_unknown",
                     "[\"order_signed\"]"));
}

TEST_CASE("a truncated, empty, huge or ill-encoded playbook is refused") {
    const std::string text = read_asset("playbooks/maklon.toml");
    CHECK_FALSE(read_playbook("a.toml", text.substr(0, text.size() / 2), fake_sha256_hex));
    CHECK_FALSE(read_playbook("a.toml", "", fake_sha256_hex));
    CHECK_FALSE(read_playbook("a.toml", "# only a comment\n", fake_sha256_hex));
    CHECK(verdict(read_playbook("a.toml", std::string(kPlaybookBytesMax + 1, '#'), fake_sha256_hex))
              .find("file_large") != std::string::npos);
    CHECK(verdict(maklon_with("Jasa maklon\"", "Jasa \xC3\x28\"")).find("toml_syntax") !=
          std::string::npos);
    CHECK(verdict(maklon_with("id = \"Jasa", "id = \"\\u202EJasa")).find("text_unprintable") !=
          std::string::npos);
}

TEST_CASE("one bad playbook in the folder refuses them all") {
    namespace fs = std::filesystem;
    const fs::path folder = scratch("playbooks");
    fs::remove_all(folder);
    CHECK_FALSE(read_playbooks(folder, fake_sha256_hex));
    fs::create_directories(folder);
    const std::string text = read_asset("playbooks/maklon.toml");
    std::ofstream(folder / "a.toml") << text;
    CHECK(read_playbooks(folder, fake_sha256_hex));
    std::ofstream(folder / "b.toml") << text;
    CHECK(verdict(read_playbooks(folder, fake_sha256_hex)).find("playbook_twice") !=
          std::string::npos);
    std::ofstream(folder / "b.toml") << "name = ";
    CHECK_FALSE(read_playbooks(folder, fake_sha256_hex));
    fs::remove_all(folder);
}

}  // namespace
}  // namespace lini::test
