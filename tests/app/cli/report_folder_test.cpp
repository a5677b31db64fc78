#include "app/cli/report_folder.h"

#include "tests/app/cli/asked_ledger.h"
#include "tests/app/identity/identity_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace lini {
namespace {

using nlohmann::json;
using namespace std::chrono;
namespace fs = std::filesystem;

std::int64_t noon(const Date& day) {
    return sys_days(day).time_since_epoch() / microseconds(1) + std::int64_t{5} * 3'600'000'000;
}

/// The demo's ledger with orders of several clients.
class Reported {
public:
    Reported()
        : locale_(*ui::Locale::load(LINI_LOCALE_DIR, ui::Language::id)),
          ledger_(clock, {"products.json", "users.json", "orders.json"}),
          busy(ledger_.busy),
          reports(path(), ReportEvery::week, "Asia/Jakarta", clock,
                  [this](const json& it) { return ledger_.ask(it); }, locale_) {
        clock.wall_us = noon(2026y / 11 / 25);
    }
    fs::path path() const { return ledger_.path() / "reports"; }
    std::size_t files() const {
        if (!fs::exists(path())) return 0;
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(path()), fs::directory_iterator()));
    }

    test::TurnedClock clock;

private:
    const ui::Locale locale_;
    AskedLedger ledger_;

public:
    bool& busy;
    ReportFolder reports;
};

}  // namespace

TEST_CASE("a period begins with its day, its Monday or its month") {
    CHECK(period_begin(2026y / 11 / 25, ReportEvery::day) == Date(2026y / 11 / 25));
    CHECK(period_begin(2026y / 11 / 25, ReportEvery::week) == Date(2026y / 11 / 23));
    CHECK(period_begin(2026y / 11 / 23, ReportEvery::week) == Date(2026y / 11 / 23));
    CHECK(period_begin(2026y / 11 / 29, ReportEvery::week) == Date(2026y / 11 / 23));
    CHECK(period_begin(2027y / 1 / 1, ReportEvery::week) == Date(2026y / 12 / 28));
    CHECK(period_begin(2026y / 11 / 25, ReportEvery::month) == Date(2026y / 11 / 1));
}

TEST_CASE("no client's name leads out of the folder or into another's file") {
    CHECK(report_file_stem("Glowria").starts_with("Glowria-"));
    CHECK(report_file_stem("../../etc/passwd").find('/') == std::string::npos);
    CHECK(report_file_stem("..").find("..") == std::string::npos);
    CHECK(report_file_stem("A B") != report_file_stem("A-B"));
    CHECK(report_file_stem(std::string(500, 'x')).size() < 60);
}

TEST_CASE("each client has its report once a week, and what is missing is written again") {
    Reported site;
    const int first = site.reports.look();
    REQUIRE(first >= 4);  // A PDF and a CSV for each of the demo's clients.
    CHECK(site.files() == static_cast<std::size_t>(first));
    CHECK(site.reports.look() == 0);
    site.clock.wall_us = noon(2026y / 11 / 29);
    CHECK(site.reports.look() == 0);
    site.clock.wall_us = noon(2026y / 11 / 30);
    CHECK(site.reports.look() == first);
    // One that starts anew finds what is there.
    const fs::path some = fs::directory_iterator(site.path())->path();
    site.clock.wall_us = noon(2026y / 12 / 7);
    site.busy = true;
    CHECK(site.reports.look() == 0);
    site.busy = false;
    CHECK(site.reports.look() == first);
    CHECK(fs::file_size(some) > 0);
}

TEST_CASE("a client's report by schedule names no other client") {
    Reported site;
    REQUIRE(site.reports.look() > 0);
    int seen = 0;
    for (const auto& entry : fs::directory_iterator(site.path())) {
        if (entry.path().extension() != ".csv") continue;
        const std::string text = text_of(entry.path());
        const bool own = entry.path().filename().string().starts_with("Glowria");
        CHECK((text.find("PO-GLW-118") != std::string::npos) == own);
        ++seen;
    }
    CHECK(seen >= 2);
}

}  // namespace lini
