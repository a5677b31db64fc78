#include "app/ui/stat.h"

#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini::ui {

void stat_tile(const Ui& ui, const Rect& rect, std::string_view label, std::string_view value,
               std::string_view unit) {
    tile(ui, rect);
    Rect inside = rect.inset(ui.px(24), ui.px(12));
    text(ui, inside.cut_top(ui.px(28)), label, type::kSmall);
    const TextStyle big{44, Weight::medium, Token::ink};
    const TextStyle small{30, Weight::medium, Token::ink2};
    number(ui, inside, value, unit, big, small);
}

void figure(const Ui& ui, const Rect& rect, std::string_view label, std::string_view value,
            std::string_view unit, State state) {
    Rect inside = rect;
    Rect head = inside.cut_top(ui.px(30), ui.px(6));
    if (state != State::neutral) {
        const char* glyph = state == State::good ? icon::kCheckCircle : icon::kError;
        draw_icon(ui, head.cut_right(ui.px(32)), glyph, 32, ink_of(state));
    }
    text(ui, head, label, type::kHeading);
    const TextStyle big{60, Weight::medium, Token::ink};
    const TextStyle small{30, Weight::regular, Token::ink2};
    number(ui, inside, value, unit, big, small);
}

}  // namespace lini::ui
