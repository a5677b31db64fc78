#include "app/screens/scan_screen.h"

#include <algorithm>

#include "app/screens/parts.h"
#include "app/screens/running_batches.h"
#include "app/screens/text_pad.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/touch.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
namespace type = ui::type;

constexpr float kRunningHigh = 236;
constexpr float kRunningWide = 460;  // A batch number and its status, side by side.
constexpr float kCameraShare = 0.48F;  // Of the prompt's width at most.

/// What the camera sees, whole and in its proportions, at the left of `room`, which it is cut from.
void draw_camera(const ui::Ui& ui, Rect& room, const CameraView& camera) {
    const auto wide = static_cast<float>(camera.width_px);
    const auto high = static_cast<float>(camera.height_px);
    const float scale = std::min(room.width() * kCameraShare / wide, room.height() / high);
    const Rect place = room.cut_left(wide * scale, ui.px(ui.scale.narrow() ? 28 : 44))
                           .centred(wide * scale, high * scale);
    ui::picture(ui, place, camera.texture);
}

/// All are of one height, so that how many pages there are needs no look at their words.
float attention_height(const ui::Ui& ui) {
    const float two_lines = ui::wrapped_height(ui, "x\nx", type::kSmall.wrapped(), ui.px(100));
    return ui.px(30 + 38 + 8 + 40) + two_lines;
}

bool draw_item(const ui::Ui& ui, const Rect& rect, const Attention& item,
               const AttentionWords& words) {
    const bool touched = ui::touch(ui, rect, words.id, words.which).clicked;
    Rect inside = ui::tile(ui, rect, ui::ink_of(item.state));
    ui::text(ui, inside.cut_top(ui.px(30)), words.what, type::kSmall);
    ui::text(ui, inside.cut_top(ui.px(38), ui.px(6)), words.which, type::kItem.whole());
    ui::text(ui, inside, words.detail, type::kSmall.wrapped().top());
    return touched;
}

}  // namespace

void ScanScreen::draw(const ui::Ui& ui, const Rect& content, const View& view, Intents& intents) {
    if (typing_ && view.session) {
        draw_typing(ui, content, view, intents);
        return;
    }
    typing_ = false;
    Rect left = content;
    const Rect column = action_column(ui, left, ui.scale.narrow() ? 500 : 618);
    const Rect prompt = left.cut_top(std::min(ui.px(428), left.height() * 0.5F), ui.px(24));
    draw_prompt(ui, prompt, view);
    draw_running(ui, left, view, intents);
    draw_attention(ui, column, view, intents);
}

void ScanScreen::draw_prompt(const ui::Ui& ui, const Rect& rect, const View& view) {
    Rect room = ui::card(ui, rect);
    const bool logged_in = view.session.has_value();
    if (view.camera) {
        draw_camera(ui, room, *view.camera);
    } else {
        const float picture = ui.scale.narrow() ? 160 : 208;
        room.cut_left(ui.px(ui.scale.narrow() ? 8 : 36));
        const Rect place = room.cut_left(ui.px(picture), ui.px(ui.scale.narrow() ? 36 : 60));
        ui::draw_icon(ui, place, logged_in ? ui::icon::kQrCodeScanner : ui::icon::kBadge, picture,
                      Token::action);
    }
    draw_prompt_words(ui, room, view);
}

void ScanScreen::draw_prompt_words(const ui::Ui& ui, const Rect& room, const View& view) {
    const bool logged_in = view.session.has_value();
    const std::string title = ui.tr(logged_in ? "scan.title" : "login.title");
    const char* how = logged_in ? "scan.text" : "login.text";
    const char* with_camera = logged_in ? "scan.text_camera" : "login.text_camera";
    const std::string words = ui.tr(view.camera ? with_camera : how);
    const bool tight = view.camera && ui.scale.narrow();
    const ui::TextStyle big = (tight ? type::kTitle : type::kNumber).wrapped().top();
    const ui::TextStyle quiet = type::kLead.sized(tight ? 28 : 34).wrapped().top();
    const float title_high = ui::wrapped_height(ui, title, big, room.width());
    const float words_high = ui::wrapped_height(ui, words, quiet, room.width());
    const float button = logged_in ? ui.scale.touch(84) + ui.px(28) : 0;
    Rect block = room.centred(room.width(), title_high + ui.px(14) + words_high + button);
    ui::text(ui, block.cut_top(title_high, ui.px(14)), title, big);
    ui::text(ui, block.cut_top(words_high), words, quiet);
    if (!logged_in) return;
    block.cut_top(ui.px(28));
    const std::string label = ui.tr("scan.type_number");
    const float width = ui::text_width(ui, label, type::kStrong) + ui.px(124);
    Rect row = block.cut_top(ui.scale.touch(84));
    if (ui::big_button(ui, row.cut_left(width), {"scan.type", label, ui::icon::kDialpad})) {
        typing_ = true;
        typed_.clear();
    }
}

void ScanScreen::draw_running(const ui::Ui& ui, const Rect& rect, const View& view,
                              Intents& intents) {
    Rect room = ui::card(ui, rect);
    small_heading(ui, room, ui.tr("scan.running"));
    const auto list = running_batches(view);
    if (list.empty()) {
        const ui::TextStyle style = type::kBody.in(Token::ink2).wrapped().top();
        ui::text(ui, room, ui.tr("scan.running_none"), style);
        return;
    }
    const float gap = ui.px(20);
    const float high = std::min(ui.px(kRunningHigh), room.height());
    const int columns =
        std::clamp(static_cast<int>(room.width() / ui.px(kRunningWide)), 1, 3);
    const int rows = std::max(1, static_cast<int>((room.height() + gap) / (high + gap)));
    const int shown = std::min(static_cast<int>(list.size()), columns * rows);
    for (int i = 0; i < shown; ++i) {
        const float top = room.y0 + (high + gap) * static_cast<float>(i / columns);
        const Rect row{room.x0, top, room.x1, top + high};
        const RunningBatch& running = list[static_cast<std::size_t>(i)];
        if (running_tile(ui, row.column(i % columns, columns, gap), view, running)) {
            intents.push_back(OpenBatch{running.batch->plan.batch, Entry::manual});
        }
    }
}

void ScanScreen::draw_attention(const ui::Ui& ui, Rect room, const View& view, Intents& intents) {
    const std::vector<Attention> items = attention(view);
    small_heading(ui, room, ui.tr("scan.attention"));
    if (items.empty()) {
        empty_room(ui, room, {ui::icon::kCheckCircle, ui.tr("scan.attention_none"), {}});
        return;
    }
    const float gap = ui.px(18);
    const float high = attention_height(ui);
    const auto fitting = [&] {
        return std::max(1, static_cast<int>((room.height() + gap) / (high + gap)));
    };
    const int total = static_cast<int>(items.size());
    int rows = fitting();
    if (total > rows) {
        const Rect foot = room.cut_bottom(ui.scale.touch(84));
        rows = fitting();
        ui::pager(ui, foot, "attention", page_, (total + rows - 1) / rows);
    }
    page_ = std::clamp(page_, 0, (total - 1) / rows);
    for (int i = page_ * rows; i < std::min(total, (page_ + 1) * rows); ++i) {
        const Attention& item = items[static_cast<std::size_t>(i)];
        const Rect place = room.cut_top(high, gap);
        if (draw_item(ui, place, item, words_of(ui, view, item))) follow(item, intents);
    }
}

void ScanScreen::follow(const Attention& item, Intents& intents) {
    if (item.room == Room::termin) selection_.order = order_of(item);
    if (item.batch != nullptr) {
        intents.push_back(OpenBatch{item.batch->plan.batch, Entry::manual});
    }
    intents.push_back(Navigate{item.room});
}

void ScanScreen::draw_typing(const ui::Ui& ui, Rect content, const View& view, Intents& intents) {
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    heading(ui, room, ui.tr("scan.type_text"), ui.tr("scan.type_title"));
    text_pad(ui, room, PadKind::code, ui.tr("scan.type_hint"), typed_);
    const std::string label = typed_.empty() ? ui.tr("scan.type_open_empty")
                                             : ui.tr("scan.type_open", {{"batch", typed_}});
    const ui::Button button{"scan.open", label, nullptr, ui::ButtonKind::primary, !typed_.empty()};
    if (primary(ui, column, view, button)) {
        intents.push_back(LookUpTyped{typed_});
        typing_ = false;
    }
    if (secondary(ui, column, "scan.back", ui.tr("common.back"), ui::icon::kArrowBack)) {
        typing_ = false;
    }
}

}  // namespace lini
