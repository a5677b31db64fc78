#include "drivers/scanner/hid_descriptor.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lini {
namespace {

constexpr std::size_t kDescriptorBytesMax = 4096;
constexpr std::size_t kReportBitsMax = 8 * 4096;
constexpr std::size_t kUsagesMax = 256;
constexpr std::size_t kStackMax = 16;

// Item prefixes without their size, section 6.2.2.
constexpr unsigned kInput = 0x80;
constexpr unsigned kOutput = 0x90;
constexpr unsigned kFeature = 0xB0;
constexpr unsigned kCollection = 0xA0;
constexpr unsigned kEndCollection = 0xC0;
constexpr unsigned kUsagePage = 0x04;
constexpr unsigned kReportSize = 0x74;
constexpr unsigned kReportId = 0x84;
constexpr unsigned kReportCount = 0x94;
constexpr unsigned kPush = 0xA4;
constexpr unsigned kPop = 0xB4;
constexpr unsigned kUsage = 0x08;
constexpr unsigned kUsageMin = 0x18;
constexpr unsigned kUsageMax = 0x28;
constexpr unsigned kLongItem = 0xFE;

constexpr std::uint32_t kByteCount = 0x0001'003B;  // Generic Desktop: Byte Count.
constexpr std::uint32_t kAimFirst = 0x008C'00FB;   // Symbology Identifier 1 to 3.
constexpr std::uint32_t kAimLast = 0x008C'00FD;
constexpr std::uint32_t kDecodedData = 0x008C'00FE;
constexpr std::uint32_t kContinued = 0x008C'00FF;

struct Globals {
    std::uint32_t page = 0;
    std::uint32_t size_bits = 0;
    std::uint32_t count = 0;
    std::uint8_t report_id = 0;
};

/// What is known of one report so far.
struct Report {
    std::size_t bits = 0;
    bool has_length = false;
    bool has_data = false;
    HidPosLayout layout;
};

class Parser {
public:
    explicit Parser(std::string_view bytes) : bytes_(bytes) {}

    Result<HidPosLayout> parse() {
        if (bytes_.size() > kDescriptorBytesMax) return broken("too long");
        while (at_ < bytes_.size()) {
            if (!item()) return broken("at byte " + std::to_string(at_));
        }
        std::size_t longest_bits = 0;
        for (const auto& [id, report] : reports_)
            longest_bits = std::max(longest_bits, report.bits);
        for (auto& [id, report] : reports_) {
            if (!report.has_length || !report.has_data) continue;
            report.layout.report_id = id;
            report.layout.report_bytes = (report.bits + 7) / 8;
            report.layout.longest_report_bytes = (longest_bits + 7) / 8;
            return report.layout;
        }
        return fail("hid_not_a_scanner", std::to_string(reports_.size()) + " reports");
    }

private:
    static tl::unexpected<Error> broken(std::string detail) {
        return fail("hid_descriptor_unreadable", std::move(detail));
    }

    /// The next item; false when it is cut off or makes no sense.
    bool item() {
        const auto prefix = static_cast<unsigned char>(bytes_[at_++]);
        std::size_t size = prefix & 3u;
        if (size == 3) size = 4;
        if (prefix == kLongItem) {
            if (at_ >= bytes_.size()) return false;
            size = static_cast<unsigned char>(bytes_[at_]) + 2u;
        }
        if (bytes_.size() - at_ < size) return false;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size && prefix != kLongItem; ++i) {
            value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at_ + i]))
                     << 8 * i;
        }
        at_ += size;
        return prefix == kLongItem || take(prefix & ~3u, value, size);
    }

    bool take(unsigned kind, std::uint32_t value, std::size_t size) {
        switch (kind) {
            case kUsagePage: now_.page = value & 0xFFFF; return true;
            case kReportSize: now_.size_bits = value; return true;
            case kReportCount: now_.count = value; return true;
            case kReportId: now_.report_id = static_cast<std::uint8_t>(value); return true;
            case kPush: stack_.push_back(now_); return stack_.size() <= kStackMax;
            case kPop: return pop();
            case kUsage: return add_usage(value, size);
            case kUsageMin: usage_min_ = full_usage(value, size); return true;
            case kUsageMax: return add_range(full_usage(value, size));
            case kInput: return add_input();
            case kOutput:
            case kFeature:
            case kCollection:
            case kEndCollection: clear_locals(); return true;
            default: return true;
        }
    }

    bool pop() {
        if (stack_.empty()) return false;
        now_ = stack_.back();
        stack_.pop_back();
        return true;
    }

    std::uint32_t full_usage(std::uint32_t value, std::size_t size) const {
        return size == 4 ? value : now_.page << 16 | value;
    }

    bool add_usage(std::uint32_t value, std::size_t size) {
        usages_.push_back(full_usage(value, size));
        return usages_.size() <= kUsagesMax;
    }

    bool add_range(std::uint32_t last) {
        if (!usage_min_ || last < *usage_min_ || last - *usage_min_ > 0xFFFF) return false;
        for (std::uint32_t usage = *usage_min_; usage <= last; ++usage) {
            if (usages_.size() == kUsagesMax) break;
            usages_.push_back(usage);
        }
        usage_min_.reset();
        return true;
    }

    /// An Input item: `count` fields of `size_bits`, the last usage standing for all that are left.
    bool add_input() {
        if (now_.size_bits > kReportBitsMax || now_.count > kReportBitsMax) return false;
        Report& report = reports_[now_.report_id];
        if (report.bits == 0 && now_.report_id != 0) report.bits = 8;
        if (std::size_t{now_.size_bits} * now_.count > kReportBitsMax - report.bits) return false;
        const bool sized = now_.size_bits > 0 && !usages_.empty();
        for (std::uint32_t i = 0; sized && i < now_.count; ++i) {
            const std::size_t which = std::min<std::size_t>(i, usages_.size() - 1);
            note(report, usages_[which], report.bits + std::size_t{i} * now_.size_bits, i);
        }
        report.bits += std::size_t{now_.size_bits} * now_.count;
        clear_locals();
        return true;
    }

    void note(Report& report, std::uint32_t usage, std::size_t bit, std::uint32_t index) const {
        if (usage == kContinued && !report.layout.continued_at_bit) {
            report.layout.continued_at_bit = bit;
        }
        if (now_.size_bits != 8 || bit % 8 != 0) return;
        const std::size_t at = bit / 8;
        if (usage == kByteCount && !report.has_length) {
            report.has_length = true;
            report.layout.length_at = at;
        } else if (usage >= kAimFirst && usage <= kAimLast) {
            report.layout.aim_at[usage - kAimFirst] = at;
        } else if (usage == kDecodedData && !report.has_data) {
            report.has_data = true;
            report.layout.data_at = at;
            report.layout.data_bytes = now_.count - index;
        }
    }

    void clear_locals() {
        usages_.clear();
        usage_min_.reset();
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    Globals now_;
    std::vector<Globals> stack_;
    std::vector<std::uint32_t> usages_;
    std::optional<std::uint32_t> usage_min_;
    std::map<std::uint8_t, Report> reports_;
};

}  // namespace

Result<HidPosLayout> parse_hid_pos_descriptor(std::string_view descriptor) {
    return Parser(descriptor).parse();
}

}  // namespace lini
