#include "app/terminal/scan_log.h"

#include <nlohmann/json.hpp>

#include "app/base/log.h"
#include "app/domain/barcode.h"

namespace lini {
namespace {

constexpr std::size_t kLoggedCharactersMax = 1024;

nlohmann::json head_of(const std::string& device, std::uint64_t sequence, std::int64_t at_utc_us,
                       std::size_t bytes) {
    return {{"device", device}, {"sequence", sequence}, {"at_utc_us", at_utc_us},
            {"bytes", bytes}};
}

/// Names come from a configuration file and may hold any bytes.
void write(RingLog* ring, const nlohmann::json& line) {
    if (ring == nullptr) return;
    ring->append(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace

ScanLog::ScanLog(const std::filesystem::path& data_folder) {
    auto opened = RingLog::open(data_folder / kScanLogName, kScanLogBytesMax);
    if (opened) ring_ = std::move(*opened);
    else log::error("scan log: {}: {}", opened.error().code,
                    log::printable(opened.error().detail));
}

void ScanLog::note(const ScanPayload& payload) {
    nlohmann::json line =
        head_of(payload.device, payload.sequence, payload.at_utc_us, payload.data.size());
    line["aim_id"] = payload.aim_id;
    line["data"] = shown_code(payload.data, kLoggedCharactersMax);
    if (payload.repeat) line["repeat"] = true;
    write(ring_.get(), line);
}

void ScanLog::note(const RefusedScan& refused) {
    nlohmann::json line =
        head_of(refused.device, refused.sequence, refused.at_utc_us, refused.bytes);
    line["refused"] = to_string(refused.reason);
    write(ring_.get(), line);
}

void ScanLog::note_blocked(const ScanPayload& payload) {
    nlohmann::json line =
        head_of(payload.device, payload.sequence, payload.at_utc_us, payload.data.size());
    line["refused"] = "blocked";
    write(ring_.get(), line);
}

}  // namespace lini
