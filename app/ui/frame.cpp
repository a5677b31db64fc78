#include "app/ui/frame.h"

#include <algorithm>

#include "app/ui/icons.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"
#include "app/ui/text.h"
#include "app/ui/touch.h"

namespace lini::ui {
namespace {

constexpr TextStyle kFact{22, Weight::regular, Token::ink2};
constexpr TextStyle kUser{22, Weight::medium, Token::ink};
constexpr TextStyle kClock{28, Weight::medium, Token::ink};

/// Takes the room of one word from the right of the bar.
Rect take(const Ui& ui, Rect& rest, std::string_view words, const TextStyle& style, float gap) {
    return rest.cut_right(text_width(ui, words, style) + 1, ui.px(gap));
}

void draw_item(const Ui& ui, Rect& rest, const StatusItem& item, bool words) {
    const Token ink = ink_of(item.state);
    const TextStyle style = item.state == State::neutral ? kFact : kFact.in(ink).medium();
    if (words) {
        text(ui, take(ui, rest, item.words, style, 8), item.words, style);
    }
    draw_icon(ui, rest.cut_right(ui.px(28), ui.px(36)), item.icon, 28, ink);
}

/// What the facts need beside the rest; the quiet ones give up their words first.
float facts_width(const Ui& ui, std::span<const StatusItem> items, bool quiet_words) {
    float sum = 0;
    for (const StatusItem& item : items) {
        sum += ui.px(28 + 36);
        const bool words = quiet_words || item.state != State::neutral;
        if (words) sum += text_width(ui, item.words, kFact.medium()) + ui.px(8);
    }
    return sum;
}

bool tap_area(const Ui& ui, const Rect& bar, float from, float to, std::string_view id,
              std::string_view label) {
    const float least = ui.scale.mm(kTouchMinMm);
    const float grow = std::max(0.0F, least - (to - from)) / 2;
    return touch(ui, {from - grow, bar.y0, to + grow, bar.y1}, id, label).clicked;
}

}  // namespace

StatusTap status_bar(const Ui& ui, const Rect& rect, const StatusBar& bar) {
    fill(ui, rect, Token::surface);
    rule(ui, rect, Token::line);
    StatusTap tap = StatusTap::none;
    Rect rest = rect.inset(ui.px(32), 0);
    text(ui, take(ui, rest, bar.clock, kClock, 36), bar.clock, kClock);
    const Rect language = take(ui, rest, bar.language, kUser, 36);
    text(ui, language, bar.language, kUser);
    if (tap_area(ui, rect, language.x0 - ui.px(14), language.x1 + ui.px(14), "status.language",
                 bar.language)) {
        tap = StatusTap::language;
    }
    const Rect theme = rest.cut_right(ui.px(28), ui.px(36));
    draw_icon(ui, theme, icon::kContrast, 28, Token::ink2);
    if (tap_area(ui, rect, theme.x0 - ui.px(14), theme.x1 + ui.px(14), "status.theme",
                 "status.theme")) {
        tap = StatusTap::theme;
    }
    const float brand_width = text_width(ui, "Lini", type::kItem.sized(30)) + 1;
    if (!bar.user.empty()) {
        const float most = rest.width() - facts_width(ui, bar.items, false) - brand_width -
                           ui.px(28 + 8 + 36 + 36);
        const float wanted = text_width(ui, bar.user, kUser) + 1;
        const float width = std::min(wanted, std::max(most, ui.px(80)));
        const Rect words = rest.cut_right(width, ui.px(8));
        text(ui, words, bar.user, kUser);
        const Rect face = rest.cut_right(ui.px(28), ui.px(36));
        draw_icon(ui, face, icon::kAccountCircle, 28, Token::ink);
        if (tap_area(ui, rect, face.x0, words.x1, "status.user", bar.user)) tap = StatusTap::user;
    }
    const float place_width = text_width(ui, bar.place, kFact) + ui.px(36);
    const bool roomy = rest.width() - brand_width - place_width > facts_width(ui, bar.items, true);
    for (auto item = bar.items.rbegin(); item != bar.items.rend(); ++item) {
        draw_item(ui, rest, *item, roomy || item->state != State::neutral);
    }
    text(ui, rest.cut_left(brand_width, ui.px(36)), "Lini", type::kItem.sized(30));
    text(ui, rest, bar.place, kFact);
    return tap;
}

int rail(const Ui& ui, const Rect& rect, std::span<const RailItem> items, int active) {
    fill(ui, rect, Token::surface);
    Rect border = rect;
    fill(ui, border.cut_right(std::max(1.0F, ui.px(1))), Token::line);
    int touched = -1;
    const float height =
        std::min(ui.scale.touch(132),
                 rect.height() / static_cast<float>(std::max<std::size_t>(1, items.size())));
    Rect rest = rect;
    for (int i = 0; i < static_cast<int>(items.size()); ++i) {
        const RailItem& item = items[static_cast<std::size_t>(i)];
        Rect place = rest.cut_top(height);
        if (touch(ui, place, item.id, item.label).clicked) touched = i;
        const bool here = i == active;
        if (here) {
            fill(ui, place, Token::raised);
            Rect mark = place;
            fill(ui, mark.cut_left(std::max(3.0F, ui.px(6))), Token::action);
        }
        const Token ink = here ? Token::ink : Token::ink2;
        const ImVec2 middle = place.centre();
        if (ui.scale.narrow()) {
            draw_icon(ui, place, item.icon, 44, ink);
        } else {
            const Rect above{place.x0, place.y0, place.x1, middle.y + ui.px(30)};
            draw_icon(ui, above, item.icon, 44, ink);
            const Rect below{place.x0, middle.y + ui.px(12), place.x1, middle.y + ui.px(44)};
            const TextStyle style{20, here ? Weight::medium : Weight::regular, ink, Align::centre};
            text(ui, below.inset(ui.px(8), 0), item.label, style);
        }
        if (item.waiting > 0) {
            const float x = std::min(middle.x + ui.px(31), place.x1 - ui.px(22));
            badge(ui, {x, middle.y - ui.px(34)}, item.waiting);
        }
    }
    return touched;
}

}  // namespace lini::ui
