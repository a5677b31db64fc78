#include "app/screens/device_tiles.h"

#include <algorithm>
#include <vector>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"
#include "app/ui/touch.h"

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

Said fault_tag(const ui::Ui& ui) {
    return {State::bad, ui.tr("devices.state.blocked"), ui::icon::kPriorityHigh};
}

const char* glyph_of(const DeviceView& scanner) {
    if (scanner.kind == "camera") return ui::icon::kPhotoCamera;
    const bool typing = scanner.kind == "keyboard" || scanner.kind == "wedge";
    return typing ? ui::icon::kKeyboard : ui::icon::kQrCodeScanner;
}

/// Places in the list: what needs a person, what is missing, then the rest as configured.
std::vector<int> exceptions_first(const std::vector<DeviceView>& devices) {
    std::vector<int> order;
    for (std::size_t i = 0; i < devices.size(); ++i) order.push_back(static_cast<int>(i));
    const auto rank = [&](int at) {
        const DeviceView& device = devices[static_cast<std::size_t>(at)];
        if (!device.fault.empty() || device.state == DeviceState::trouble) return 0;
        return device.state == DeviceState::absent ? 1 : 2;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return rank(a) < rank(b); });
    return order;
}

std::string trouble_of(const ui::Ui& ui, const DeviceView& device) {
    if (device.trouble_key.empty()) return {};
    return ui.tr(device.trouble_key, {{"scanner", device_name(ui, device)}});
}

/// "13:53 · ]C1 01 0899…"
std::string last_of(const ui::Ui& ui, const View& view, const DeviceView& device) {
    if (device.event_key.empty()) return {};
    // What stands above it already is not said twice.
    if (device.event_key == device.trouble_key) {
        return ui.tr("devices.since", {{"time", day_and_time(view, device.event_at_utc_us)}});
    }
    const std::string what = device.last_scan.empty() ? ui.tr(device.event_key) : device.last_scan;
    return day_and_time(view, device.event_at_utc_us) + " · " + what;
}

/// What a device's tile says and how high that makes it.
struct DeviceTile {
    std::string name;
    std::string trouble;
    std::string last;
    bool pictured = false;
    bool beside = false;  // The tag beside the name; else it takes a line of its own.
    float trouble_high = 0;
    float last_high = 0;
    float high = 0;
};

const ui::TextStyle kSentence = type::kSmall.in(ui::Token::ink).wrapped().top();

DeviceTile measure(const ui::Ui& ui, float width, const View& view, const DeviceView& device) {
    DeviceTile tile;
    tile.name = device_name(ui, device);
    tile.trouble = trouble_of(ui, device);
    tile.last = last_of(ui, view, device);
    const float inner = width - ui.px(52);
    const Said said = device.fault.empty() ? state_tag(ui, device.state) : fault_tag(ui);
    const ui::Tag tag = said.tag();
    const float names = std::max(ui::text_width(ui, tile.name, type::kItem),
                                 ui::text_width(ui, device.detail, type::kSmall));
    // A narrow tile gives up the picture first, then the tag takes a line of its own.
    tile.pictured = names + ui.px(48 + 28 + 16) + ui::tag_width(ui, tag) <= inner;
    tile.beside = tile.pictured || names + ui.px(16) + ui::tag_width(ui, tag) <= inner;
    if (!tile.trouble.empty()) {
        tile.trouble_high = ui::wrapped_height(ui, tile.trouble, kSentence, inner) + ui.px(14);
    }
    if (!tile.last.empty()) {
        tile.last_high =
            ui::wrapped_height(ui, tile.last, type::kSmall.wrapped().top(), inner) + ui.px(10);
    }
    tile.high = ui.px(40 + 72) + tile.trouble_high + tile.last_high +
                (tile.beside ? 0 : ui.px(56));
    tile.high = std::max(tile.high, ui.scale.mm(ui::kTouchMinMm));
    return tile;
}

void draw_device(const ui::Ui& ui, Rect& room, const View& view, const DeviceView& device,
                 const char* glyph, bool* touched = nullptr) {
    const DeviceTile tile = measure(ui, room.width(), view, device);
    const Said said = device.fault.empty() ? state_tag(ui, device.state) : fault_tag(ui);
    const ui::Tag tag = said.tag();
    const Rect place = room.cut_top(tile.high, ui.px(18));
    if (touched != nullptr) {
        *touched = ui::touch(ui, place, "device." + device.id, tile.name).clicked;
    }
    Rect inside = ui::tile(ui, place);
    Rect head = inside.cut_top(ui.px(72));
    if (tile.pictured) {
        ui::draw_icon(ui, head.cut_left(ui.px(48), ui.px(28)), glyph, 48, ui::Token::ink2);
    }
    if (tile.beside) ui::tag(ui, head.cut_right(ui::tag_width(ui, tag), ui.px(16)), tag);
    ui::text(ui, head.row(0, 2), tile.name, type::kItem.whole());
    ui::text(ui, head.row(1, 2), device.detail, type::kSmall.whole());
    if (!tile.beside) ui::tag(ui, inside.cut_top(ui.px(56)), tag);
    if (!tile.last.empty()) {
        ui::text(ui, inside.cut_bottom(tile.last_high - ui.px(10)), tile.last,
                 type::kSmall.wrapped().top());
    }
    if (tile.trouble.empty()) return;
    inside.cut_top(ui.px(14));
    ui::text(ui, inside, tile.trouble, kSentence);
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

int draw_scanners(const ui::Ui& ui, Rect& room, const View& view, int& page) {
    small_heading(ui, room, ui.tr("devices.scanners"));
    if (view.scanners.empty()) {
        draw_absent(ui, room, "devices.no_scanner", "devices.no_scanner_text");
    }
    // Each has a place for the highest, so that a page holds what it has begun.
    float highest = 0;
    float all = 0;
    for (const DeviceView& one : view.scanners) {
        const float high = measure(ui, room.width(), view, one).high + ui.px(18);
        highest = std::max(highest, high);
        all += high;
    }
    const int total = static_cast<int>(view.scanners.size());
    const ui::PageRows rows =
        all <= room.height()
            ? ui::PageRows{0, total}
            : ui::page_rows(ui, room, "devices.scanners", page, total, highest);
    int touched = -1;
    const std::vector<int> order = exceptions_first(view.scanners);
    for (int i = rows.from; i < rows.to; ++i) {
        bool hit = false;
        const int at = order[static_cast<std::size_t>(i)];
        const DeviceView& scanner = view.scanners[static_cast<std::size_t>(at)];
        draw_device(ui, room, view, scanner, glyph_of(scanner), &hit);
        if (hit) touched = at;
    }
    return touched;
}

bool draw_question_tile(const ui::Ui& ui, Rect& room, const View& view) {
    if (!view.question) return false;
    const DeviceQuestion& asked = *view.question;
    const std::string words = ui.tr(asked.which ? "which.short" : "replacement.short",
                                    {{"device", asked.devices.front()}, {"name", asked.name}});
    const ui::TextStyle style = type::kSmall.in(ui::Token::ink).wrapped().top();
    const float high = ui::wrapped_height(ui, words, style, room.width() - ui.px(60));
    const float least = ui.scale.mm(ui::kTouchMinMm);
    const Rect place = room.cut_top(std::max(ui.px(40) + high, least), ui.px(18));
    const bool clicked = ui::touch(ui, place, "devices.question", words).clicked;
    ui::text(ui, ui::tile(ui, place, ui::Token::hold), words, style);
    return clicked;
}

int draw_printers(const ui::Ui& ui, Rect& room, const View& view) {
    small_heading(ui, room, ui.tr("devices.printers"));
    if (view.printers.empty()) {
        draw_absent(ui, room, "devices.no_printer", "devices.no_printer_text");
    }
    int touched = -1;
    for (std::size_t i = 0; i < view.printers.size(); ++i) {
        bool hit = false;
        draw_device(ui, room, view, view.printers[i], ui::icon::kPrint, &hit);
        if (hit) touched = static_cast<int>(i);
    }
    return touched;
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
