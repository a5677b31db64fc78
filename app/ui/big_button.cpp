#include "app/ui/big_button.h"

#include <algorithm>

#include "app/ui/shape.h"
#include "app/ui/text.h"
#include "app/ui/touch.h"

namespace lini::ui {
namespace {

struct Look {
    float label;
    float icon;
    float gap;
};

Look look_of(const Ui& ui, const Rect& rect, ButtonKind kind) {
    const float height = rect.height() / ui.scale.factor;
    if (kind == ButtonKind::primary) return {height < 120 ? 28.0F : 38.0F, 40, 20};
    if (height >= 150) return {34, 52, 20};
    if (height >= 100) return {28, 32, 18};
    return {26, 32, 18};
}

Token ground_of(const Button& button, bool held) {
    if (button.kind == ButtonKind::primary) return button.enabled ? Token::action : Token::line2;
    return held ? Token::line2 : Token::raised;
}

Token ink_of(const Button& button) {
    if (!button.enabled) return Token::ink2;
    return button.kind == ButtonKind::primary ? Token::on_action : Token::ink;
}

void draw_ground(const Ui& ui, const Rect& rect, const Button& button, bool held) {
    fill(ui, rect, ground_of(button, held), kButtonRadius);
    if (button.kind == ButtonKind::primary) {
        if (held) fill(ui, rect, Token::on_action, kButtonRadius, 0.16F);
        return;
    }
    const bool chosen = button.kind == ButtonKind::chosen && button.enabled;
    const Token quiet = button.enabled ? Token::line : Token::line2;
    outline(ui, rect, chosen ? Token::action : quiet, kButtonRadius, chosen ? 3 : 2);
}

}  // namespace

bool big_button(const Ui& ui, const Rect& rect, const Button& button) {
    const Touch finger = touch(ui, rect, button.id, button.label, button.enabled);
    draw_ground(ui, rect, button, finger.held);
    const Look look = look_of(ui, rect, button.kind);
    const Token ink = ink_of(button);
    const TextStyle style{look.label, Weight::medium, ink, Align::centre};
    Rect inside = rect.inset(ui.px(16), ui.px(8));
    const bool pictured = button.icon != nullptr;
    const float icon_room = pictured ? ui.px(look.icon + look.gap) : 0;
    const float width = text_width(ui, button.label, style) + 1;
    if (width + icon_room <= inside.width()) {
        inside = inside.centred(width + icon_room, inside.height());
    }
    if (pictured) {
        const Rect place = inside.cut_left(ui.px(look.icon), ui.px(look.gap));
        draw_icon(ui, place, button.icon, look.icon, ink);
    }
    const bool words = button.label.find(' ') != std::string::npos;
    const bool tight = width > inside.width() + 1;
    text(ui, inside, button.label, tight && words ? style.wrapped() : style.whole());
    return finger.clicked;
}

Rect cut_primary(const Ui& ui, Rect& column) {
    return column.cut_bottom(ui.scale.primary(), ui.px(18));
}

Rect cut_button(const Ui& ui, Rect& column, float design_px) {
    return column.cut_bottom(ui.scale.touch(design_px), ui.px(18));
}

}  // namespace lini::ui
