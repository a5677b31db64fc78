#include "app/screens/device_tiles.h"

#include <algorithm>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
using ui::State;
namespace type = ui::type;

Said state_tag(const ui::Ui& ui, DeviceState state) {
    switch (state) {
        case DeviceState::ready:
            return {State::good, ui.tr("devices.state.ready"), ui::icon::kCheck};
        case DeviceState::waiting:
            return {State::hold, ui.tr("devices.state.waiting"), ui::icon::kPauseCircle};
        case DeviceState::trouble:
            return {State::bad, ui.tr("devices.state.trouble"), ui::icon::kPriorityHigh};
        case DeviceState::absent:
            return {State::neutral, ui.tr("devices.state.absent"), ui::icon::kBlock};
    }
    return {};
}

void draw_device(const ui::Ui& ui, Rect& room, const DeviceView& device, const char* glyph) {
    const std::string name = device_name(ui, device);
    const std::string trouble =
        device.trouble_key.empty() ? std::string() : ui.tr(device.trouble_key);
    const ui::TextStyle sentence = type::kSmall.in(ui::Token::ink).wrapped().top();
    const float inner = room.width() - ui.px(52);
    const Said said = state_tag(ui, device.state);
    ui::Tag tag = said.tag();
    const float names = std::max(ui::text_width(ui, name, type::kItem),
                                 ui::text_width(ui, device.detail, type::kSmall));
    // A narrow tile gives up the picture first, then the tag takes a line of its own.
    const bool pictured = names + ui.px(48 + 28 + 16) + ui::tag_width(ui, tag) <= inner;
    const bool beside = pictured || names + ui.px(16) + ui::tag_width(ui, tag) <= inner;
    const float trouble_high =
        trouble.empty() ? 0 : ui::wrapped_height(ui, trouble, sentence, inner) + ui.px(14);
    const float high = ui.px(40 + 72) + trouble_high + (beside ? 0 : ui.px(56));
    Rect inside = ui::tile(ui, room.cut_top(high, ui.px(18)));
    Rect head = inside.cut_top(ui.px(72));
    if (pictured) {
        ui::draw_icon(ui, head.cut_left(ui.px(48), ui.px(28)), glyph, 48, ui::Token::ink2);
    }
    if (beside) ui::tag(ui, head.cut_right(ui::tag_width(ui, tag), ui.px(16)), tag);
    ui::text(ui, head.row(0, 2), name, type::kItem.whole());
    ui::text(ui, head.row(1, 2), device.detail, type::kSmall.whole());
    if (!beside) ui::tag(ui, inside.cut_top(ui.px(56)), tag);
    if (trouble.empty()) return;
    inside.cut_top(ui.px(14));
    ui::text(ui, inside, trouble, sentence);
}

void draw_absent(const ui::Ui& ui, Rect& room, const char* title, const char* text) {
    const std::string words = ui.tr(text);
    const ui::TextStyle style = type::kSmall.wrapped().top();
    const float high = ui::wrapped_height(ui, words, style, room.width() - ui.px(60));
    Rect inside = ui::tile(ui, room.cut_top(ui.px(40 + 44) + high, ui.px(18)),
                           ui::Token::hold);
    ui::text(ui, inside.cut_top(ui.px(40), ui.px(4)), ui.tr(title), type::kItem.sized(26).whole());
    ui::text(ui, inside, words, style);
}

}  // namespace

void draw_scanners(const ui::Ui& ui, Rect& room, const View& view) {
    small_heading(ui, room, ui.tr("devices.scanners"));
    if (view.scanners.empty()) {
        draw_absent(ui, room, "devices.no_scanner", "devices.no_scanner_text");
    }
    for (const DeviceView& scanner : view.scanners) {
        draw_device(ui, room, scanner, ui::icon::kQrCodeScanner);
    }
}

void draw_printers(const ui::Ui& ui, Rect& room, const View& view) {
    small_heading(ui, room, ui.tr("devices.printers"));
    if (view.printers.empty()) {
        draw_absent(ui, room, "devices.no_printer", "devices.no_printer_text");
    }
    for (const DeviceView& printer : view.printers) {
        draw_device(ui, room, printer, ui::icon::kPrint);
    }
}

void draw_last_scan(const ui::Ui& ui, Rect& room, const View& view) {
    small_heading(ui, room, ui.tr("devices.last_scan"));
    const std::string words =
        view.last_scan ? view.last_scan->shown : ui.tr("devices.last_scan_none");
    const std::string kind = view.last_scan ? ui.tr(view.last_scan->meaning) : std::string();
    const ui::TextStyle style = type::kSmall.in(ui::Token::ink).wrapped().top();
    const float inner = room.width() - ui.px(52);
    const float high = ui::wrapped_height(ui, words, style, inner);
    const float kind_high = kind.empty() ? 0 : ui.px(32);
    const Rect place =
        room.cut_top(std::min(room.height(), high + kind_high + ui.px(40)), ui.px(18));
    Rect inside = ui::tile(ui, place);
    if (!kind.empty()) ui::text(ui, inside.cut_bottom(ui.px(32)), kind, type::kSmall);
    ui::text(ui, inside, words, style);
}

}  // namespace lini
