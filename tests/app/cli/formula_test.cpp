#include "app/base/clock.h"

#include "tests/app/cli/asked_ledger.h"

using namespace lini;

namespace {

const std::string kSecret = "niacinamide 4,75 % rahasia";

nlohmann::json formula(const char* act, const std::string& number, const std::string& text = {}) {
    nlohmann::json request{{"verb", "formula"}, {"act", act}, {"number", number}};
    if (!text.empty()) request["text"] = text;
    return request;
}

/// True when a file of the folder holds the words as they are.
bool written_anywhere(const std::filesystem::path& folder, const std::string& words) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        if (text_of(entry.path()).find(words) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a formula is shown to whoever asks the vault, and is readable nowhere else") {
    const SystemClock clock;
    AskedLedger ledger(clock, {"products.json", "users.json", "orders.json"});
    CHECK(ledger.ask(formula("show", "F-1"))["error"] == "formula_unknown");
    REQUIRE(ledger.ask(formula("put", "F-1", kSecret))["ok"] == true);
    CHECK(ledger.ask(formula("show", "F-1"))["text"] == kSecret);
    CHECK_FALSE(written_anywhere(ledger.path(), kSecret));
    // The same search finds what is not locked away.
    CHECK(written_anywhere(ledger.path(), "GLW-SN30"));
    REQUIRE(ledger.ask(formula("destroy", "F-1"))["ok"] == true);
    CHECK(ledger.ask(formula("show", "F-1"))["error"] == "formula_unknown");
}

TEST_CASE("a formula without a number, a text or a sound size is refused") {
    const SystemClock clock;
    AskedLedger ledger(clock, {"products.json", "users.json"});
    CHECK(ledger.ask(formula("put", "", kSecret))["error"] == "formula_number_invalid");
    CHECK(ledger.ask(formula("put", "F 1", kSecret))["error"] == "formula_number_invalid");
    CHECK(ledger.ask(formula("put", "F-1"))["error"] == "formula_text_invalid");
    CHECK(ledger.ask(formula("put", "F-1", std::string(64 * 1024 + 1, 'x')))["error"] ==
          "formula_text_invalid");
    CHECK(ledger.ask(formula("look", "F-1"))["error"] == "request_unknown");
}
