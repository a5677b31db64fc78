#include "app/ui/banner.h"

#include <algorithm>

#include "app/ui/icons.h"
#include "app/ui/shape.h"
#include "app/ui/text.h"

namespace lini::ui {
namespace {

// Good and bad fill their area; repeated and wrong batch are framed: four shapes, not only colours.
bool filled(State state) { return state == State::good || state == State::bad; }

void draw_ground(const Ui& ui, const Rect& rect, State state) {
    if (filled(state)) {
        fill(ui, rect, ground_of(state), kCardRadius);
        return;
    }
    fill(ui, rect, Token::raised, kCardRadius);
    outline(ui, rect, ink_of(state), kCardRadius, 4);
}

}  // namespace

const char* answer_icon(State state) {
    switch (state) {
        case State::good: return icon::kCheckCircle;
        case State::hold: return icon::kSwapHoriz;
        case State::bad: return icon::kHelp;
        case State::info:
        case State::neutral: break;
    }
    return icon::kRepeat;
}

Rect banner_place(const Ui& ui) {
    const Regions r = regions(ui);
    return {0, 0, ui.scale.width_px, r.content.y0 - ui.px(8)};
}

void banner(const Ui& ui, const Rect& rect, const Banner& b) {
    fill(ui, rect, ground_of(b.state));
    rule(ui, rect, ink_of(b.state));
    Rect inside = rect.inset(ui.px(32), 0);
    const char* glyph = b.icon != nullptr ? b.icon : answer_icon(b.state);
    draw_icon(ui, inside.cut_left(ui.px(56), ui.px(24)), glyph, 56, ink_of(b.state));
    const TextStyle title{40, Weight::medium, ink_of(b.state)};
    const float width = std::min(text_width(ui, b.title, title) + 1, inside.width());
    text(ui, inside.cut_left(width, ui.px(32)), b.title, title);
    if (!b.detail.empty()) text(ui, inside, b.detail, type::kBody.sized(28));
}

bool answer(const Ui& ui, const Rect& rect, const Answer& a) {
    draw_ground(ui, rect, a.state);
    Rect inside = rect.inset(ui.px(44), ui.px(32));
    const Rect picture = inside.cut_left(ui.px(150), ui.px(52));
    const char* glyph = a.icon != nullptr ? a.icon : answer_icon(a.state);
    const TextStyle title{56, Weight::medium, filled(a.state) ? ink_of(a.state) : Token::ink};
    const TextStyle detail{32, Weight::regular, Token::ink, Align::left, Stand::top, Fit::wrap};
    const TextStyle hint{26, Weight::regular, Token::ink2, Align::left, Stand::top, Fit::wrap};
    const float width = inside.width();
    const auto tall = [&](const std::string& s, const TextStyle& style) {
        return s.empty() ? 0.0F : wrapped_height(ui, s, style, width);
    };
    const float title_height = tall(a.title, title);
    const float detail_height = tall(a.detail, detail);
    const float hint_height = tall(a.hint, hint);
    const float gap = ui.px(8);
    const float button_height = a.next ? ui.scale.touch(104) + ui.px(28) : 0;
    Rect block =
        inside.centred(width, title_height + detail_height + hint_height + gap * 2 + button_height);
    draw_icon(ui, {picture.x0, block.y0, picture.x1, block.y1}, glyph, 150, ink_of(a.state));
    text(ui, block.cut_top(title_height, gap), a.title, title.wrapped().top());
    text(ui, block.cut_top(detail_height, gap), a.detail, detail);
    text(ui, block.cut_top(hint_height), a.hint, hint);
    if (!a.next) return false;
    const float needed = text_width(ui, a.next->label, type::kItem) + ui.px(140);
    block.cut_top(ui.px(28));
    const Rect place = block.cut_top(ui.scale.touch(104));
    return big_button(ui, {place.x0, place.y0, place.x0 + std::min(needed, width), place.y1},
                      *a.next);
}

}  // namespace lini::ui
