#include "app/screens/parts.h"

#include <algorithm>
#include <charconv>

#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
namespace type = ui::type;

constexpr float kTileMax = 190;
constexpr float kTileGap = 20;

}  // namespace

Rect action_column(const ui::Ui& ui, Rect& content, float design_px) {
    return ui::card(ui, ui::cut_action_column(ui, content, design_px));
}

bool primary(const ui::Ui& ui, Rect& column, const View& view, ui::Button button) {
    button.kind = ui::ButtonKind::primary;
    if (view.busy) {
        button.enabled = false;
        button.label = ui.tr("common.busy");
    }
    if (!view.ledger.writable) button.enabled = false;
    return ui::big_button(ui, ui::cut_primary(ui, column), button);
}

bool secondary(const ui::Ui& ui, Rect& column, std::string_view id, std::string label,
               const char* icon) {
    return ui::big_button(ui, ui::cut_button(ui, column), {id, std::move(label), icon});
}

void notice(const ui::Ui& ui, Rect& column, ui::State state, std::string_view sentence) {
    const ui::TextStyle style = type::kBody.sized(24).wrapped();
    const float side = ui.px(20);
    const float icon_room = ui.px(36 + 16);
    const float width = column.width() - side * 2 - icon_room;
    const float height = ui::wrapped_height(ui, sentence, style, width) + ui.px(32);
    const Rect box = column.cut_bottom(std::min(height, column.height()), ui.px(18));
    ui::fill(ui, box, ui::ground_of(state), ui::kButtonRadius);
    Rect inside = box.inset(side, 0);
    const char* glyph = state == ui::State::good ? ui::icon::kCheckCircle : ui::icon::kInfo;
    ui::draw_icon(ui, inside.cut_left(ui.px(36), ui.px(16)),
                  state == ui::State::bad ? ui::icon::kError : glyph, 36, ui::ink_of(state));
    ui::text(ui, inside, sentence, style);
}

int choices(const ui::Ui& ui, const Rect& rect, std::span<const Choice> list, int chosen,
            int columns) {
    const int count = static_cast<int>(list.size());
    const int rows = (count + columns - 1) / columns;
    if (rows == 0) return -1;
    const float gap = ui.px(kTileGap);
    const float each = (rect.height() - gap * static_cast<float>(rows - 1)) /
                       static_cast<float>(rows);
    const float height = std::min(each, std::max(ui.px(kTileMax), rect.height() / 5));
    int touched = -1;
    for (int i = 0; i < count; ++i) {
        const float top = rect.y0 + (height + gap) * static_cast<float>(i / columns);
        const Rect row{rect.x0, top, rect.x1, top + height};
        const Choice& choice = list[static_cast<std::size_t>(i)];
        const auto kind = i == chosen ? ui::ButtonKind::chosen : ui::ButtonKind::secondary;
        const ui::Button button{choice.id, choice.label, choice.icon, kind};
        if (ui::big_button(ui, row.column(i % columns, columns, gap), button)) touched = i;
    }
    return touched;
}

void empty_room(const ui::Ui& ui, const Rect& rect, const Empty& empty) {
    const ui::TextStyle title = type::kSubtitle.centred().wrapped().top();
    const ui::TextStyle text = type::kBody.in(Token::ink2).centred().wrapped().top();
    const float width = std::min(rect.width(), ui.px(640));
    const float title_height = ui::wrapped_height(ui, empty.title, title, width);
    const float text_height = ui::wrapped_height(ui, empty.text, text, width);
    Rect block = rect.centred(width, ui.px(112 + 20 + 12) + title_height + text_height);
    ui::draw_icon(ui, block.cut_top(ui.px(112), ui.px(20)), empty.icon, 104, Token::fill);
    ui::text(ui, block.cut_top(title_height, ui.px(12)), empty.title, title);
    ui::text(ui, block, empty.text, text);
}

void empty_card(const ui::Ui& ui, const Rect& rect, const Empty& empty) {
    empty_room(ui, ui::card(ui, rect), empty);
}

void login_room(const ui::Ui& ui, const Rect& rect) {
    empty_room(ui, rect, {ui::icon::kBadge, ui.tr("login.title"), ui.tr("login.text")});
}

void heading(const ui::Ui& ui, Rect& room, std::string_view above, std::string_view title) {
    const ui::TextStyle quiet = type::kHeading.wrapped().top();
    const float above_high = ui::wrapped_height(ui, above, quiet, room.width());
    ui::text(ui, room.cut_top(above_high, ui.px(6)), above, quiet);
    const ui::TextStyle style = type::kTitle.wrapped().top();
    const float height = ui::wrapped_height(ui, title, style, room.width());
    ui::text(ui, room.cut_top(height, ui.px(18)), title, style);
}

void small_heading(const ui::Ui& ui, Rect& room, std::string_view words) {
    ui::text(ui, room.cut_top(ui::line_height(ui, type::kHeading), ui.px(12)), words,
             type::kHeading);
}

std::int64_t typed_number(const std::string& digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace lini
