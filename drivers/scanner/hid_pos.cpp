#include "drivers/scanner/hid_pos.h"

#include <algorithm>

namespace lini {

void HidPosDecoder::feed(std::string_view report) {
    if (!layout_ || report.empty()) return;
    const bool other =
        layout_->report_id != 0 && static_cast<unsigned char>(report.front()) != layout_->report_id;
    if (other) return;
    // A short report lacks what its end would say; trailing bytes beyond the layout are padding.
    if (report.size() < layout_->report_bytes) {
        builder_.damage();
        builder_.end();
        return;
    }
    const auto length = static_cast<unsigned char>(report[layout_->length_at]);
    if (length == 0 && !builder_.pending()) return;  // Nothing was read.
    if (length > layout_->data_bytes) builder_.damage();
    take_aim_id(report);
    builder_.append(
        report.substr(layout_->data_at, std::min<std::size_t>(length, layout_->data_bytes)));
    const std::size_t bit = layout_->continued_at_bit;
    const bool continued =
        bit != 0 && (static_cast<unsigned char>(report[bit / 8]) >> bit % 8 & 1) != 0;
    if (!continued) builder_.end();
}

/// "]" and two more where the scanner fills them in; zeros where it does not.
void HidPosDecoder::take_aim_id(std::string_view report) {
    std::string id;
    for (const std::size_t at : layout_->aim_at) {
        if (at != 0) id += report[at];
    }
    if (id.size() == 3 && id[0] == ']' && id[1] > ' ' && id[2] > ' ') builder_.aim_id(id);
}

}  // namespace lini
