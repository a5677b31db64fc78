#include "drivers/scanner/scan_builder.h"

#include <utility>

namespace lini {
namespace {

constexpr std::uint32_t kCodePointMax = 0x10FFFF;

}  // namespace

void ScanBuilder::append(char byte) {
    ++bytes_seen_;
    if (bytes_seen_ <= kScanBytesMax) data_ += byte;
}

void ScanBuilder::append(std::string_view bytes) {
    for (const char byte : bytes) append(byte);
}

void ScanBuilder::append_code_point(std::uint32_t c) {
    const auto tail = [&](int shift) { append(static_cast<char>(0x80 | (c >> shift & 0x3F))); };
    if (c > kCodePointMax || (c >= 0xD800 && c <= 0xDFFF)) {
        damaged_ = true;
    } else if (c < 0x80) {
        append(static_cast<char>(c));
    } else if (c < 0x800) {
        append(static_cast<char>(0xC0 | c >> 6));
        tail(0);
    } else if (c < 0x10000) {
        append(static_cast<char>(0xE0 | c >> 12));
        tail(6);
        tail(0);
    } else {
        append(static_cast<char>(0xF0 | c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

void ScanBuilder::end() {
    if (damaged_) return refuse(ScanRefusal::damaged);
    if (bytes_seen_ > kScanBytesMax) return refuse(ScanRefusal::too_long);
    if (bytes_seen_ == 0) return refuse(ScanRefusal::empty);
    ScanPayload payload;
    payload.data = std::move(data_);
    payload.aim_id = std::move(aim_id_);
    if (payload.aim_id.empty()) split_aim_id(payload);
    payload.device = device_;
    payload.at_utc_us = clock_.now_utc_us();
    payload.sequence = ++sequence_;
    payload.repeat = is_repeat(payload);
    out_.emplace_back(std::move(payload));
    clear();
}

bool ScanBuilder::is_repeat(const ScanPayload& payload) {
    const std::int64_t now_us = clock_.monotonic_us();
    std::string code = payload.aim_id + payload.data;
    const bool repeat = code == last_ && now_us - last_at_us_ < kRepeatWindowUs;
    last_ = std::move(code);
    last_at_us_ = now_us;
    return repeat;
}

void ScanBuilder::give_up() {
    if (pending()) refuse(ScanRefusal::interrupted);
    clear();
}

void ScanBuilder::refuse(ScanRefusal reason) {
    RefusedScan refused;
    refused.reason = reason;
    refused.bytes = bytes_seen_;
    refused.device = device_;
    refused.at_utc_us = clock_.now_utc_us();
    refused.sequence = ++sequence_;
    out_.emplace_back(std::move(refused));
    clear();
}

void ScanBuilder::clear() {
    data_.clear();
    aim_id_.clear();
    bytes_seen_ = 0;
    damaged_ = false;
}

std::optional<ScanOutput> ScanBuilder::next() {
    if (out_.empty()) return std::nullopt;
    std::optional<ScanOutput> output(std::move(out_.front()));
    out_.pop_front();
    return output;
}

}  // namespace lini
