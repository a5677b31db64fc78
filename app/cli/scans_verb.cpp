#include <iostream>

#include <fmt/format.h>

#include "app/base/ring_log.h"
#include "app/cli/verbs.h"
#include "app/domain/calendar.h"
#include "app/import/site_config.h"
#include "app/terminal/scan_log.h"

namespace lini {
namespace {

constexpr std::size_t kLastDefault = 20;

struct Options {
    std::size_t last = kLastDefault;
    bool json = false;
};

std::string time_text(std::int64_t at_utc_us, const std::string& zone) {
    const auto local = local_time(at_utc_us, zone);
    if (!local) return std::to_string(at_utc_us);
    constexpr int kMinutesPerHour = 60;
    return fmt::format("{} {:02}:{:02}:{:02}", iso_date(local->date),
                       local->minute_of_day / kMinutesPerHour,
                       local->minute_of_day % kMinutesPerHour, local->second);
}

void print_line(const nlohmann::json& scan, const std::string& zone) {
    std::string text = scan.value("aim_id", std::string()) + scan.value("data", std::string());
    if (const auto refused = scan.value("refused", std::string()); !refused.empty()) {
        text = fmt::format("({}, {} B)", refused, scan.value("bytes", 0));
    }
    if (scan.value("repeat", false)) text += "  (repeat)";
    std::cout << fmt::format("{}  {} #{}  {}\n",
                             time_text(scan.value("at_utc_us", std::int64_t{0}), zone),
                             scan.value("device", std::string()),
                             scan.value("sequence", std::uint64_t{0}), text);
}

/// The file is the newest that was written; no terminal needs to be asked, or to run.
void show_scans(Verbs& verbs, const Options& options) {
    const auto lines = last_lines(verbs.data / kScanLogName, options.last);
    if (!lines) return verbs.fail_with(lines.error());
    const std::string zone = load_site_config(verbs.data / kSiteFile).config.zone;
    nlohmann::json scans = nlohmann::json::array();
    for (const std::string& line : *lines) {
        auto scan = nlohmann::json::parse(line, nullptr, false);
        if (scan.is_object()) scans.push_back(std::move(scan));
    }
    constexpr int kIndent = 2;
    if (options.json) {
        std::cout << scans.dump(kIndent) << "\n";
        return;
    }
    // A field of another type than was written is another program's; it cannot be shown.
    try {
        for (const auto& scan : scans) print_line(scan, zone);
    } catch (const nlohmann::json::exception& error) {
        verbs.fail_with(Error{"ring_log_unreadable", error.what()});
    }
}

}  // namespace

void add_scans_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("scans", "What the scanners of this terminal read last",
                           [&verbs, &options] { show_scans(verbs, options); });
    verb->add_option("--last", options.last, "How many, at most (default 20)");
    verb->add_flag("--json", options.json, "As JSON with stable keys (app/cli/README.md)");
}

}  // namespace lini
