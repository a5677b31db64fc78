#include "app/ui/list.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/icons.h"
#include "app/ui/shape.h"
#include "app/ui/touch.h"

namespace lini::ui {
namespace {

Rect draw_row(const Ui& ui, const Rect& rect, const Row& row, bool held) {
    if (row.selected || held) fill(ui, rect, Token::line2);
    const bool exception = row.state != State::neutral;
    if (exception || row.selected) {
        Rect edge_strip = rect;
        const Token colour = exception ? ink_of(row.state) : Token::action;
        fill(ui, edge_strip.cut_left(std::max(3.0F, ui.px(6))), colour);
    }
    if (row.rule && !row.selected) rule(ui, rect);
    return rect.inset(ui.px(18), 0);
}

bool arrow(const Ui& ui, const Rect& rect, const std::string& id, const char* glyph, bool enabled) {
    const Touch finger = touch(ui, rect, id, id, enabled);
    fill(ui, rect, finger.held ? Token::line2 : Token::raised, kButtonRadius);
    outline(ui, rect, enabled ? Token::line : Token::line2, kButtonRadius, 2);
    draw_icon(ui, rect, glyph, 36, enabled ? Token::ink : Token::line);
    return finger.clicked;
}

}  // namespace

Rect list_row(const Ui& ui, const Rect& rect, const Row& row) {
    return draw_row(ui, rect, row, false);
}

RowTouch list_row(const Ui& ui, const Rect& rect, std::string_view id, std::string_view label,
                  const Row& row) {
    const Touch finger = touch(ui, rect, id, label);
    return {draw_row(ui, rect, row, finger.held), finger.clicked};
}

Rect list_head(const Ui& ui, const Rect& rect) {
    rule(ui, rect);
    return rect.inset(ui.px(18), 0);
}

void pager(const Ui& ui, const Rect& rect, std::string_view id, int& page, int pages) {
    page = std::clamp(page, 0, std::max(0, pages - 1));
    if (pages < 2) return;
    Rect rest = rect;
    const float side = std::max(rect.height(), ui.scale.touch(84));
    const std::string name(id);
    const Rect next = rest.cut_right(side);
    const Rect words = rest.cut_right(ui.px(140));
    const Rect back = rest.cut_right(side);
    if (arrow(ui, back, name + ".back", icon::kChevronLeft, page > 0)) --page;
    if (arrow(ui, next, name + ".next", icon::kChevronRight, page + 1 < pages)) ++page;
    const Args args{{"page", ui.count(page + 1)}, {"pages", ui.count(pages)}};
    text(ui, words, ui.tr("list.page", args), type::kSmall.centred());
}

PageRows page_rows(const Ui& ui, Rect& room, std::string_view id, int& page, int total,
                   float row_px) {
    const auto fitting = [&] { return std::max(1, static_cast<int>(room.height() / row_px)); };
    int rows = fitting();
    if (total > rows) {
        const Rect foot = room.cut_bottom(ui.scale.touch(84));
        rows = fitting();
        pager(ui, foot, id, page, (total + rows - 1) / rows);
    } else {
        page = 0;
    }
    return {page * rows, std::min(total, (page + 1) * rows)};
}

}  // namespace lini::ui
