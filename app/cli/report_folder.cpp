#include "app/cli/report_folder.h"

#include <cctype>
#include <chrono>
#include <set>
#include <utility>

#include "app/base/log.h"
#include "app/cli/report_table.h"
#include "app/cli/text_file.h"
#include "app/identity/digest.h"

namespace lini {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kStemMax = 40;
constexpr std::size_t kHashDigits = 8;

std::set<std::string> clients_in(const json& status) {
    std::set<std::string> clients;
    for (const auto& [order_no, order] : status.at("orders").items()) {
        const std::string client = order.value("client", std::string());
        if (!client.empty()) clients.insert(client);
    }
    return clients;
}

}  // namespace

Date period_begin(const Date& today, ReportEvery every) {
    if (every == ReportEvery::day) return today;
    if (every == ReportEvery::month) return today.year() / today.month() / 1;
    const std::chrono::sys_days day = today;
    return Date(day - (std::chrono::weekday(day) - std::chrono::Monday));
}

std::string report_file_stem(const std::string& client) {
    std::string stem;
    for (const char c : client.substr(0, kStemMax)) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 &&
                           static_cast<unsigned char>(c) < 0x80;
        stem += plain ? c : '-';
    }
    return stem + "-" + sha256_hex(client).substr(0, kHashDigits);
}

ReportFolder::ReportFolder(fs::path folder, ReportEvery every, std::string zone,
                           const Clock& clock, ServeVerb serve, const ui::Locale& locale)
    : folder_(std::move(folder)),
      every_(every),
      zone_(std::move(zone)),
      clock_(clock),
      serve_(std::move(serve)),
      locale_(locale) {}

std::unique_ptr<ReportFolder> ReportFolder::keep(const fs::path& data, const SiteConfig& config,
                                                 const Clock& clock, ServeVerb serve,
                                                 const ui::Locale& locale) {
    if (config.report_folder.empty()) return nullptr;
    auto folder = std::make_unique<ReportFolder>(data / config.report_folder, config.report_every,
                                                 config.zone, clock, std::move(serve), locale);
    folder->ticker_.emplace(kPause, [it = folder.get()] { it->look(); });
    return folder;
}

void ReportFolder::tell(const std::string& what) {
    if (told_ != what) log::error("reports: {}", log::printable(what));
    told_ = what;
}

int ReportFolder::look() {
    const auto now = local_time(clock_.now_utc_us(), zone_);
    if (!now) return 0;
    const Date begin = period_begin(now->date, every_);
    if (begin == done_) return 0;
    const json reply = serve_({{"verb", "status"}});
    if (!reply.value("ok", false)) {
        tell("status: " + reply.value("error", std::string("refused")));
        return 0;
    }
    std::error_code error;
    fs::create_directories(folder_, error);
    int written = 0;
    bool all = true;
    for (const std::string& client : clients_in(reply.at("status"))) {
        all = write(client, begin, written) && all;
    }
    if (all) done_ = begin;
    return written;
}

bool ReportFolder::write(const std::string& client, const Date& begin, int& written) {
    const fs::path stem = folder_ / (report_file_stem(client) + "-" + iso_date(begin));
    const fs::path pdf = stem.string() + ".pdf";
    const fs::path csv = stem.string() + ".csv";
    if (fs::exists(pdf) && fs::exists(csv)) return true;
    const json reply = serve_({{"verb", "report"}, {"client", client}});
    if (!reply.value("ok", false)) {
        tell("report: " + reply.value("error", std::string("refused")));
        return false;
    }
    const TableDocument table = report_table(locale_, reply, client);
    const auto bytes = to_pdf(table);
    auto done = bytes ? write_whole(to_csv(table), csv.string()) : pass_on(bytes);
    if (done) done = write_whole(*bytes, pdf.string());
    if (!done) {
        tell(done.error().code + ": " + done.error().detail);
        return false;
    }
    written += 2;
    return true;
}

}  // namespace lini
