#include "app/ui/tag.h"

#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini::ui {
namespace {

constexpr TextStyle kWord{22, Weight::medium, Token::ink2};
constexpr float kHeight = 48;
constexpr float kPadding = 20;
constexpr float kIcon = 28;
constexpr float kIconGap = 10;
constexpr float kBadge = 28;

Token ink_of_tag(const Tag& t) { return t.active ? Token::on_action : ink_of(t.state); }
Token ground_of_tag(const Tag& t) { return t.active ? Token::action : ground_of(t.state); }

}  // namespace

float tag_width(const Ui& ui, const Tag& t) {
    if (t.word.empty()) return ui.px(kIcon + kPadding);
    const float picture = t.icon != nullptr ? ui.px(kIcon + kIconGap) : 0;
    return text_width(ui, t.word, kWord) + picture + ui.px(kPadding * 2) + 1;
}

Rect tag(const Ui& ui, const Rect& rect, const Tag& t, Align align) {
    const float width = std::min(tag_width(ui, t), rect.width());
    Rect box = rect.centred(width, ui.px(kHeight));
    if (align == Align::left) box = box.moved(rect.x0 - box.x0, 0);
    if (align == Align::right) box = box.moved(rect.x1 - box.x1, 0);
    fill(ui, box, ground_of_tag(t), kTagRadius);
    if (t.word.empty() && t.icon != nullptr) {
        draw_icon(ui, box, t.icon, kIcon, ink_of_tag(t));
        return box;
    }
    Rect inside = box.inset(ui.px(kPadding), 0);
    if (t.icon != nullptr) {
        draw_icon(ui, inside.cut_left(ui.px(kIcon), ui.px(kIconGap)), t.icon, kIcon, ink_of_tag(t));
    }
    text(ui, inside, t.word, kWord.in(ink_of_tag(t)));
    return box;
}

void step_row(const Ui& ui, const Rect& rect, std::span<const std::string> steps, int active) {
    std::vector<Tag> tags;
    for (int i = 0; i < static_cast<int>(steps.size()); ++i) {
        Tag t{State::neutral, steps[static_cast<std::size_t>(i)]};
        if (i < active) t.icon = icon::kCheck;
        if (i == active) t.icon = icon::kPlayArrow;
        t.active = i == active;
        tags.push_back(t);
    }
    const float gap = ui.px(14);
    const auto width = [&] {
        float sum = -gap;
        for (const Tag& t : tags) sum += tag_width(ui, t) + gap;
        return sum;
    };
    for (Tag& t : tags) {
        if (width() > rect.width() && t.icon == icon::kCheck) t.word = {};
    }
    for (auto t = tags.rbegin(); t != tags.rend(); ++t) {
        if (width() > rect.width() && !t->active && t->icon == nullptr) {
            *t = {State::neutral, {}, icon::kMoreHoriz};
        }
    }
    Rect rest = rect;
    for (const Tag& t : tags) tag(ui, rest.cut_left(tag_width(ui, t), gap), t);
}

void badge(const Ui& ui, ImVec2 centre, int count) {
    const std::string number = count > 99 ? "99+" : std::to_string(count);
    const TextStyle style{20, Weight::medium, Token::on_action, Align::centre};
    const float width = std::max(ui.px(kBadge), text_width(ui, number, style) + ui.px(14));
    const Rect box = Rect{centre.x, centre.y, centre.x, centre.y}.centred(width, ui.px(kBadge));
    fill(ui, box, Token::hold, kBadge / 2);
    text(ui, box, number, style);
}

}  // namespace lini::ui
