#include "drivers/scanner/enrolment.h"

#include <algorithm>
#include <iterator>

namespace lini {
namespace {

constexpr std::string_view kText =
    "LINI-TEST\x1dQwErTyZ 0123456789 @\"_-\x1d"
    "end";
constexpr std::string_view kMark = "0123456789";  // Nothing else that is scanned holds it so.

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string without_gs(std::string_view text) {
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
                 [](char c) { return c != '\x1d'; });
    return out;
}

bool same_but_for_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

/// Whether only the places of GS differ.
bool only_gs_differs(std::string_view text) {
    if (text.size() != kText.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (kText[i] != '\x1d' && text[i] != kText[i]) return false;
    }
    return true;
}

}  // namespace

std::string_view to_string(EnrolmentFault fault) {
    switch (fault) {
        case EnrolmentFault::none: return "none";
        case EnrolmentFault::loses_gs: return "loses_gs";
        case EnrolmentFault::replaces_gs: return "replaces_gs";
        case EnrolmentFault::changes_case: return "changes_case";
        case EnrolmentFault::swaps_layout: return "swaps_layout";
        case EnrolmentFault::cuts_off: return "cuts_off";
        case EnrolmentFault::adds_text: return "adds_text";
        case EnrolmentFault::no_aim_id: return "no_aim_id";
        case EnrolmentFault::other_symbol: return "other_symbol";
    }
    return "?";
}

std::string_view enrolment_text() { return kText; }

EnrolmentFault judge_enrolment(const ScanPayload& payload) {
    const std::string_view text = payload.data;
    if (text == kText) {
        return payload.aim_id.empty() ? EnrolmentFault::no_aim_id : EnrolmentFault::none;
    }
    const std::string plain = without_gs(kText);
    if (text.size() < kText.size() && without_gs(text) == plain) return EnrolmentFault::loses_gs;
    if (only_gs_differs(text)) return EnrolmentFault::replaces_gs;
    if (same_but_for_case(text, kText)) return EnrolmentFault::changes_case;
    if (same_but_for_case(without_gs(text), plain)) return EnrolmentFault::changes_case;
    if (text.find(kText) != std::string_view::npos) return EnrolmentFault::adds_text;
    const bool begins = text.size() >= 4 && kText.substr(0, text.size()) == text;
    if (begins) return EnrolmentFault::cuts_off;
    const bool ours = text.find(kMark) != std::string_view::npos &&
                      text.size() + 4 > kText.size() && text.size() < kText.size() + 4;
    return ours ? EnrolmentFault::swaps_layout : EnrolmentFault::other_symbol;
}

bool may_scan(EnrolmentFault fault) {
    return fault == EnrolmentFault::none || fault == EnrolmentFault::no_aim_id;
}

}  // namespace lini
