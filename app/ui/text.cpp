#include "app/ui/text.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <vector>

#include "app/base/utf8.h"

namespace lini::ui {
namespace {

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr float kSmallestWhole = 0.66F;

/// A font at a size in pixels: all that measuring and drawing need.
struct Pen {
    ImFont* font;
    float size;

    float width(std::string_view s) const {
        return font->CalcTextSizeA(size, FLT_MAX, 0, s.data(), s.data() + s.size()).x;
    }
    /// How many bytes of `s`, which has no line breaks, fit in `room`.
    std::size_t fitting(std::string_view s, float room) const {
        const char* rest = nullptr;
        font->CalcTextSizeA(size, std::max(room, 0.0F), 0, s.data(), s.data() + s.size(), &rest);
        return static_cast<std::size_t>(rest - s.data());
    }
    float ascent() const { return font->GetFontBaked(size)->Ascent; }
    /// Takes the largest size at which `s` fits; hinted widths do not shrink in proportion.
    void shrink(std::string_view s, float room) {
        const float least = size * kSmallestWhole;
        while (size - 1 >= least && width(s) > room + 0.5F) size -= 1;
    }
    /// From one line of a paragraph to the next.
    float step() const { return std::round(size * 1.1F); }
    float height(std::size_t lines) const {
        return lines == 0 ? 0 : size + step() * static_cast<float>(lines - 1);
    }
};

Pen pen_of(const Ui& ui, const TextStyle& style) {
    return {ui.fonts.of(style.weight), std::max(8.0F, std::round(ui.px(style.size) * kLinePerEm))};
}

/// The longest start of `s` that fits in `width` together with an ellipsis.
std::string shortened(const Pen& pen, std::string_view s, float width) {
    std::size_t fitting = pen.fitting(s, width - pen.width(kEllipsis));
    while (fitting > 0 && s[fitting - 1] == ' ') --fitting;
    return std::string(s.substr(0, fitting)).append(kEllipsis);
}

/// How much of `s` goes on a line: up to the last space that fits, or a word's part if it alone
/// is too long.
std::size_t line_end(const Pen& pen, std::string_view s, float width) {
    const std::string_view line = s.substr(0, s.find('\n'));
    const std::size_t fitting = pen.fitting(line, width);
    if (fitting == line.size() || line[fitting] == ' ') return fitting;
    const std::size_t last_space = line.substr(0, fitting).rfind(' ');
    if (last_space != std::string_view::npos && last_space > 0) return last_space;
    return std::max(fitting, next_code_point(line).length);
}

std::vector<std::string_view> broken(const Pen& pen, std::string_view s, float width) {
    std::vector<std::string_view> lines;
    while (!s.empty()) {
        const std::size_t end = line_end(pen, s, width);
        lines.push_back(s.substr(0, end));
        s.remove_prefix(end);
        if (!s.empty() && (s.front() == ' ' || s.front() == '\n')) s.remove_prefix(1);
    }
    return lines;
}

struct Line {
    std::string text;
    float width;
};

struct Fitted {
    std::vector<Line> lines;
    bool cut = false;
};

Line line_of(const Pen& pen, std::string text) {
    const float width = pen.width(text);
    return {std::move(text), width};
}

Fitted fitted(const Pen& pen, const std::string& s, const Rect& rect, Fit fit) {
    Fitted out;
    if (fit != Fit::wrap) {
        out.lines.push_back(line_of(pen, s));
        // Half a pixel of slack: a box measured for this very text must hold it.
        out.cut = out.lines.back().width > rect.width() + 0.5F;
        if (out.cut) out.lines.back() = line_of(pen, shortened(pen, s, rect.width()));
        return out;
    }
    const auto lines = broken(pen, s, rect.width() + 0.5F);
    const float room = 1 + (rect.height() - pen.size * 0.75F) / pen.step();
    const auto most = static_cast<std::size_t>(std::max(1.0F, std::floor(room)));
    for (std::size_t i = 0; i < std::min(most, lines.size()); ++i) {
        out.lines.push_back(line_of(pen, std::string(lines[i])));
    }
    if (lines.size() > most) {
        out.cut = true;
        const std::string longer = out.lines.back().text + std::string(kEllipsis) + " ";
        const float width = std::min(rect.width(), pen.width(longer));
        out.lines.back() = line_of(pen, shortened(pen, longer, width));
    }
    return out;
}

void report(const Ui& ui, const std::string& full, const Fitted& fit, const Rect& box, ImU32 colour,
            float size) {
    if (ui.probe == nullptr) return;
    const ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 low = list->GetClipRectMin();
    const ImVec2 high = list->GetClipRectMax();
    TextMark mark;
    mark.full = full;
    mark.drawn = full;
    if (fit.cut) {
        mark.drawn.clear();
        for (const Line& line : fit.lines) {
            if (!mark.drawn.empty()) mark.drawn += ' ';
            mark.drawn += line.text;
        }
    }
    mark.rect = box;
    mark.clip = {low.x, low.y, high.x, high.y};
    mark.colour = colour;
    mark.size_px = size / kLinePerEm;
    ui.probe->add_text(std::move(mark));
}

/// The gap before a unit, as a part of the number's size: a percent sign stands close.
float gap_part(std::string_view unit) { return unit.starts_with('%') ? 0.03F : 0.2F; }

float start_x(const Rect& rect, float width, Align align) {
    if (align == Align::right) return rect.x1 - width;
    if (align == Align::centre) return rect.x0 + (rect.width() - width) / 2;
    return rect.x0;
}

float start_y(const Rect& rect, float height, Stand stand) {
    if (stand == Stand::top) return rect.y0;
    if (stand == Stand::bottom) return rect.y1 - height;
    return rect.y0 + (rect.height() - height) / 2;
}

}  // namespace

std::string displayable(std::string_view string) {
    const bool plain = std::all_of(string.begin(), string.end(),
                                   [](char c) { return c >= ' ' && c <= '~'; });
    if (plain) return std::string(string);
    std::string out;
    out.reserve(string.size());
    while (!string.empty()) {
        const CodePoint point = next_code_point(string);
        if (point.valid && (point.value == '\n' || !is_unprintable(point.value))) {
            out += string.substr(0, point.length);
        } else {
            out += point.valid && point.value == '\t' ? std::string_view(" ") : kReplacement;
        }
        string.remove_prefix(point.length);
    }
    return out;
}

Rect text(const Ui& ui, const Rect& rect, std::string_view string, const TextStyle& style) {
    std::string safe = displayable(string);
    if (safe.empty()) return {rect.x0, rect.y0, rect.x0, rect.y0};
    if (style.fit != Fit::wrap) std::replace(safe.begin(), safe.end(), '\n', ' ');
    Pen pen = pen_of(ui, style);
    if (style.fit == Fit::whole) pen.shrink(safe, rect.width());
    const Fitted fit = fitted(pen, safe, rect, style.fit);
    const float height = pen.height(fit.lines.size());
    const float top = std::round(start_y(rect, height, style.stand));
    const ImU32 colour = ui.colour(style.colour);
    Rect box{FLT_MAX, top, 0, top + height};
    float y = top;
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (const Line& line : fit.lines) {
        const float x = std::round(start_x(rect, line.width, style.align));
        const char* begin = line.text.data();
        list->AddText(pen.font, pen.size, {x, y}, colour, begin, begin + line.text.size());
        box.x0 = std::min(box.x0, x);
        box.x1 = std::max(box.x1, x + line.width);
        y += pen.step();
    }
    report(ui, safe, fit, box, colour, pen.size);
    return box;
}

float text_width(const Ui& ui, std::string_view string, const TextStyle& style) {
    return pen_of(ui, style).width(displayable(string));
}

float line_height(const Ui& ui, const TextStyle& style) { return pen_of(ui, style).size; }

float wrapped_height(const Ui& ui, std::string_view string, const TextStyle& style,
                     float width_px) {
    const Pen pen = pen_of(ui, style);
    return pen.height(broken(pen, displayable(string), width_px + 0.5F).size());
}

Rect number(const Ui& ui, const Rect& rect, std::string_view value, std::string_view unit,
            const TextStyle& value_style, const TextStyle& unit_style, std::string_view tail) {
    TextStyle large = value_style.whole();
    TextStyle small = unit_style.top();
    const auto gap = [&] { return unit.empty() ? 0 : ui.px(large.size * gap_part(unit)); };
    const auto width = [&](std::string_view s) {
        return s.empty() ? 0 : text_width(ui, s, small) + 1;
    };
    const auto needed = [&] {
        const float apart = tail.empty() ? 0 : ui.px(small.size);
        return text_width(ui, value, large) + 1 + gap() + width(unit) + apart + width(tail);
    };
    while (needed() > rect.width() && large.size > value_style.size * kSmallestWhole) {
        large.size -= 1;
        small.size = std::max(unit_style.size * large.size / value_style.size, 18.0F);
    }
    const float value_width = std::max(
        0.0F, std::min(text_width(ui, value, large) + 1, rect.width() - gap() - width(unit)));
    const float start = start_x(rect, value_width + gap() + width(unit), value_style.align);
    large.align = small.align = Align::left;
    const Rect box = text(ui, {start, rect.y0, start + value_width, rect.y1}, value, large);
    // The value may have shrunk once more, so its baseline comes from the box that was drawn.
    const float baseline = box.y0 + Pen{ui.fonts.of(large.weight), box.height()}.ascent();
    const float top = baseline - pen_of(ui, small).ascent();
    const Rect row{start + value_width + gap(), top, rect.x1, top + pen_of(ui, small).size};
    if (!tail.empty()) text(ui, row, tail, small.right());
    if (unit.empty()) return box;
    const Rect drawn = text(ui, {row.x0, row.y0, row.x0 + width(unit), row.y1}, unit, small);
    return {box.x0, box.y0, drawn.x1, box.y1};
}

void draw_icon(const Ui& ui, const Rect& rect, const char* glyph, float design_px, Token colour) {
    const float em = std::round(ui.px(design_px));
    const float size = std::round(em * kLinePerEm);
    ImFont* font = ui.fonts.regular;
    const ImVec2 centre = rect.centre();
    // The icon's box stands on the baseline, so its top is the baseline less its size.
    const float top = centre.y + em / 2 - font->GetFontBaked(size)->Ascent;
    const ImVec2 at{std::round(centre.x - em / 2), std::round(top)};
    ImGui::GetWindowDrawList()->AddText(font, size, at, ui.colour(colour), glyph);
}

}  // namespace lini::ui
