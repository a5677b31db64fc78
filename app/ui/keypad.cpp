#include "app/ui/keypad.h"

#include <algorithm>
#include <array>

#include "app/ui/icons.h"
#include "app/ui/shape.h"
#include "app/ui/text.h"
#include "app/ui/touch.h"

namespace lini::ui {
namespace {

constexpr float kGap = 14;
constexpr float kKeyHeight = 112;
constexpr std::array<char, 9> kRows = {'7', '8', '9', '4', '5', '6', '1', '2', '3'};

struct Key {
    std::string_view id;
    std::string_view label;
    const char* icon = nullptr;
};

bool key(const Ui& ui, const Rect& rect, const Key& k, bool enabled) {
    const Touch finger = touch(ui, rect, k.id, k.label, enabled);
    fill(ui, rect, finger.held ? Token::line2 : Token::surface, kButtonRadius);
    outline(ui, rect, Token::line, kButtonRadius, 1);
    const Token ink = enabled ? Token::ink : Token::ink3;
    if (k.icon != nullptr) {
        draw_icon(ui, rect, k.icon, 46, ink);
        return finger.clicked;
    }
    const bool word = k.label.size() > 1;
    const TextStyle style{word ? 26.0F : 46.0F, Weight::medium, ink, Align::centre};
    const Rect inside = rect.inset(ui.px(8), 0);
    const bool tight = text_width(ui, k.label, style) > inside.width();
    text(ui, inside, k.label, tight ? style.wrapped() : style);
    return finger.clicked;
}

Rect cell(const Ui& ui, const Rect& rect, int column, int row) {
    return rect.row(row, 4, ui.px(kGap)).column(column, 3, ui.px(kGap));
}

void underline(const Ui& ui, const Rect& rect) {
    Rect line = rect;
    fill(ui, line.cut_bottom(std::max(2.0F, ui.px(3))), Token::action);
}

}  // namespace

void KeyPress::apply(std::string& typed, std::size_t digits_max) const {
    if (kind == Kind::erase && !typed.empty()) typed.pop_back();
    if (kind != Kind::digit) return;
    if (typed == "0") typed.clear();
    const auto digits = static_cast<std::size_t>(
        std::count_if(typed.begin(), typed.end(), [](char c) { return c >= '0' && c <= '9'; }));
    if (digits < digits_max) typed += digit;
}

KeyPress keypad(const Ui& ui, const Rect& rect, const CornerKey& corner, bool enabled) {
    KeyPress press;
    const auto digit_key = [&](char digit, int column, int row) {
        const std::string id = std::string("key.") + digit;
        if (key(ui, cell(ui, rect, column, row), {id, std::string_view(&digit, 1)}, enabled)) {
            press = {KeyPress::Kind::digit, digit};
        }
    };
    for (int i = 0; i < 9; ++i) digit_key(kRows[static_cast<std::size_t>(i)], i % 3, i / 3);
    digit_key('0', 1, 3);
    if (!corner.id.empty() && key(ui, cell(ui, rect, 0, 3), {corner.id, corner.label}, enabled)) {
        press = {KeyPress::Kind::corner, 0};
    }
    if (key(ui, cell(ui, rect, 2, 3), {"key.erase", "\xE2\x8C\xAB", icon::kBackspace}, enabled)) {
        press = {KeyPress::Kind::erase, 0};
    }
    return press;
}

Rect cut_keypad(const Ui& ui, Rect& column) {
    const float gaps = ui.px(kGap) * 3;
    const float wanted = ui.px(kKeyHeight) * 4 + gaps;
    const float least = ui.scale.mm(kTouchMinMm) * 4 + gaps;
    return column.cut_bottom(std::max(std::min(wanted, column.height()), least), ui.px(20));
}

void value_field(const Ui& ui, const Rect& rect, std::string_view value, std::string_view unit,
                 std::string_view hint) {
    underline(ui, rect);
    const float size = std::min(92.0F, rect.height() / ui.scale.factor * 0.8F);
    const TextStyle style{size, Weight::medium, value.empty() ? Token::ink3 : Token::ink,
                          Align::right, Stand::bottom};
    const Rect inside{rect.x0 + ui.px(12), rect.y0, rect.x1 - ui.px(12), rect.y1 - ui.px(3)};
    number(ui, inside, value.empty() ? hint : value, unit, style);
}

void pin_dots(const Ui& ui, const Rect& rect, int entered, int total) {
    underline(ui, rect);
    const float step = ui.px(47);
    const float radius = ui.px(16);
    const float split = ui.px(16);
    const float width = step * static_cast<float>(total - 1) + split;
    ImVec2 at{rect.centre().x - width / 2, rect.centre().y - ui.px(2)};
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (int i = 0; i < total; ++i) {
        if (i < entered) list->AddCircleFilled(at, radius, ui.colour(Token::ink));
        list->AddCircle(at, radius - 1, ui.colour(i < entered ? Token::ink : Token::ink2), 0,
                        std::max(1.5F, ui.px(2.5F)));
        at.x += step + (i + 1 == total / 2 ? split : 0);
    }
}

}  // namespace lini::ui
