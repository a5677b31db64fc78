#include "app/cli/report_folder.h"

#include "app/cli/ledger_access.h"
#include "tests/app/cli/scratch_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace lini {
namespace {

using nlohmann::json;
using namespace std::chrono;
namespace fs = std::filesystem;

const fs::path kAssets = fs::path(LINI_SOURCE_DIR) / "assets";

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

class SetClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return utc_us; }
    std::int64_t monotonic_us() const override { return utc_us; }
    std::int64_t utc_us = 0;
};

std::int64_t noon(const Date& day) {
    return sys_days(day).time_since_epoch() / microseconds(1) + std::int64_t{5} * 3'600'000'000;
}

/// The demo's ledger with orders of several clients.
class Reported {
public:
    Reported()
        : locale_(*ui::Locale::load(LINI_LOCALE_DIR, ui::Language::id)),
          reports(path(), ReportEvery::week, "Asia/Jakarta", clock,
                  [this](const json& it) { return ask(it); }, locale_) {
        clock.utc_us = noon(2026y / 11 / 25);
        json files = json::array();
        for (const char* name : {"products.json", "users.json", "orders.json"}) {
            files.push_back({{"name", name}, {"text", text_of(kAssets / "demo" / name)}});
        }
        REQUIRE(ask({{"verb", "import"}, {"files", files}})["ok"] == true);
    }
    fs::path path() const { return folder_.path() / "reports"; }
    json ask(const json& request) {
        if (busy) return {{"ok", false}, {"error", "ledger_busy"}};
        const DataPlace place{folder_.path(), kAssets, clock};
        const auto reply = ask_ledger(place, request, Access::writing);
        return reply ? *reply : json{{"ok", false}, {"error", reply.error().code}};
    }
    std::size_t files() const {
        if (!fs::exists(path())) return 0;
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(path()), fs::directory_iterator()));
    }

    SetClock clock;
    bool busy = false;

private:
    const ScratchFolder folder_;
    const ui::Locale locale_;

public:
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
    site.clock.utc_us = noon(2026y / 11 / 29);
    CHECK(site.reports.look() == 0);
    site.clock.utc_us = noon(2026y / 11 / 30);
    CHECK(site.reports.look() == first);
    // One that starts anew finds what is there.
    const fs::path some = fs::directory_iterator(site.path())->path();
    site.clock.utc_us = noon(2026y / 12 / 7);
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
