#include "app/ui/chart.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/ui/shape.h"
#include "app/ui/text.h"

namespace lini::ui {
namespace {

/// The stretch of values that a picture shows: the allowed range and half of it on each side.
struct Span {
    double from;
    double to;

    float at(double value, float low_px, float high_px) const {
        const double part = std::clamp((value - from) / (to - from), 0.0, 1.0);
        return std::round(low_px + static_cast<float>(part) * (high_px - low_px));
    }
};

Span span_of(const Limits& limits, double anchor) {
    double low = static_cast<double>(limits.low.value_or(0));
    double high = limits.high ? static_cast<double>(*limits.high)
                              : std::max(low * 2, std::max(anchor, low) * 1.25);
    if (!limits.low) low = std::min(0.0, high - 1);
    const double width = std::max(high - low, 1.0);
    return {low - width / 2, high + width / 2};
}

void caption(const Ui& ui, float x, const Rect& row, const std::string& words) {
    if (words.empty()) return;
    const float half = ui.px(110);
    text(ui, {x - half, row.y0, x + half, row.y1}, words, type::kSmall.centred().top());
}

}  // namespace

void limit_gauge(const Ui& ui, const Rect& rect, const Gauge& gauge) {
    const double anchor = static_cast<double>(gauge.value.value_or(0));
    const Span span = span_of(gauge.limits, anchor);
    Rect rest = rect;
    const Rect mark_row = rest.cut_top(ui.px(62));
    const Rect track = mark_row.centred(mark_row.width(), ui.px(26));
    fill(ui, track, Token::line2, kTagRadius);
    Rect allowed = track;
    if (gauge.limits.low) {
        allowed.x0 = span.at(static_cast<double>(*gauge.limits.low), track.x0, track.x1);
    }
    if (gauge.limits.high) {
        allowed.x1 = span.at(static_cast<double>(*gauge.limits.high), track.x0, track.x1);
    }
    fill(ui, allowed, Token::good_bg);
    outline(ui, allowed, Token::good, 0, 2);
    if (gauge.value) {
        const float x = span.at(anchor, track.x0, track.x1);
        fill(ui, Rect{x, mark_row.y0, x, mark_row.y1}.inset(-ui.px(4), 0), Token::ink, 4);
    }
    if (gauge.limits.low) caption(ui, allowed.x0, rest, gauge.low_label);
    if (gauge.limits.high) caption(ui, allowed.x1, rest, gauge.high_label);
}

void line_chart(const Ui& ui, const Rect& rect, std::span<const std::int64_t> values,
                const Limits& limits) {
    double most = 0;
    for (const std::int64_t v : values) most = std::max(most, static_cast<double>(v));
    const Span span = span_of(limits, most);
    const auto y_of = [&](double v) { return span.at(v, rect.y1, rect.y0); };
    Rect allowed = rect;
    if (limits.low) allowed.y1 = y_of(static_cast<double>(*limits.low));
    if (limits.high) allowed.y0 = y_of(static_cast<double>(*limits.high));
    fill(ui, allowed, Token::good_bg);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float middle = std::round((allowed.y0 + allowed.y1) / 2);
    for (float x = rect.x0; x < rect.x1; x += ui.px(10)) {
        list->AddLine({x, middle}, {std::min(x + ui.px(6), rect.x1), middle},
                      ui.colour(Token::line), std::max(1.0F, ui.px(1.5F)));
    }
    if (values.empty()) return;
    std::vector<ImVec2> points;
    const float dot = std::max(3.0F, ui.px(6));
    const float step =
        values.size() < 2 ? 0 : (rect.width() - dot * 2) / static_cast<float>(values.size() - 1);
    for (std::size_t i = 0; i < values.size(); ++i) {
        points.push_back(
            {rect.x0 + dot + step * static_cast<float>(i), y_of(static_cast<double>(values[i]))});
    }
    list->AddPolyline(points.data(), static_cast<int>(points.size()), ui.colour(Token::fill), 0,
                      std::max(1.5F, ui.px(3)));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool low = limits.low && values[i] < *limits.low;
        const bool high = limits.high && values[i] > *limits.high;
        if (low || high) list->AddCircleFilled(points[i], dot, ui.colour(Token::bad));
    }
    list->AddCircleFilled(points.back(), dot, ui.colour(Token::ink));
}

void bar_chart(const Ui& ui, const Rect& rect, const Bars& bars) {
    std::int64_t most = std::max(bars.target, bars.other);
    for (const Bars::Value& each : bars.values) most = std::max(most, each.value.value_or(0));
    if (most <= 0 || bars.values.empty()) return;
    Rect plot = rect;
    const float names = std::max(text_width(ui, bars.target_label, type::kHint),
                                 text_width(ui, bars.other_label, type::kHint));
    plot.cut_right(names + 1, ui.px(12));
    Rect labels = plot.cut_bottom(ui.px(30), ui.px(6));
    const float top = plot.y0 + ui.px(8);
    const auto y_of = [&](std::int64_t value) {
        const auto part = static_cast<float>(value) / (static_cast<float>(most) * 1.08F);
        return std::round(plot.y1 - part * (plot.y1 - top));
    };
    const auto count = static_cast<int>(bars.values.size());
    for (int i = 0; i < count; ++i) {
        const Bars::Value& each = bars.values[static_cast<std::size_t>(i)];
        const Rect column = plot.column(i, count, ui.px(18));
        if (each.value) {
            // A value of 0 is seen to be there.
            const float y = std::min(y_of(*each.value), plot.y1 - ui.px(3));
            const Token colour = each.missed ? Token::hold : Token::fill;
            fill(ui, {column.x0, y, column.x1, plot.y1}, colour, 4);
        }
        text(ui, labels.column(i, count, ui.px(18)), bars.labels[static_cast<std::size_t>(i)],
             type::kHint.in(Token::ink2).centred());
    }
    rule(ui, {plot.x0, plot.y1 - 1, plot.x1, plot.y1}, Token::line);
    const float line = std::max(1.5F, ui.px(2.5F));
    const float y_target = y_of(bars.target);
    const float y_other = y_of(bars.other);
    fill(ui, {plot.x0, y_target - line / 2, plot.x1, y_target + line / 2}, Token::ink);
    for (float x = plot.x0; x < plot.x1; x += ui.px(16)) {
        const float end = std::min(x + ui.px(8), plot.x1);
        fill(ui, {x, y_other - line / 2, end, y_other + line / 2}, Token::ink3);
    }
    // The two names never lie on each other.
    const float high = ui.px(28);
    const bool target_above = y_target <= y_other;
    float upper = std::min(y_target, y_other) - high / 2;
    float lower = std::max(y_target, y_other) - high / 2;
    if (lower - upper < high) {
        const float middle = (upper + lower) / 2;
        upper = middle - high / 2;
        lower = middle + high / 2;
    }
    const float x = plot.x1 + ui.px(12);
    const auto name = [&](float y, const std::string& words, Token colour) {
        text(ui, {x, y, rect.x1 + 1, y + high}, words, type::kHint.in(colour));
    };
    name(target_above ? upper : lower, bars.target_label, Token::ink);
    name(target_above ? lower : upper, bars.other_label, Token::ink2);
}

void dashed_outline(const Ui& ui, const Rect& rect, Token colour, float radius) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PathRect(rect.min(), rect.max(), ui.px(radius));
    const std::vector<ImVec2> corners(list->_Path.begin(), list->_Path.end());
    list->PathClear();
    const float dash = ui.px(7);
    float phase = 0;  // Position within one dash and its gap.
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const ImVec2 a = corners[i];
        const ImVec2 b = corners[(i + 1) % corners.size()];
        const float length = std::hypot(b.x - a.x, b.y - a.y);
        for (float at = 0; at < length;) {
            const float left = phase < dash ? dash - phase : dash * 2 - phase;
            if (left < 0.01F) {  // What rounding leaves of a dash or a gap would never end.
                phase = phase < dash ? dash : 0;
                continue;
            }
            const float next = std::min(at + left, length);
            if (phase < dash) {
                const auto on = [&](float t) {
                    return ImVec2{a.x + (b.x - a.x) * t / length, a.y + (b.y - a.y) * t / length};
                };
                list->AddLine(on(at), on(next), ui.colour(colour), std::max(1.5F, ui.px(2.5F)));
            }
            phase = std::fmod(phase + next - at, dash * 2);
            at = next;
        }
    }
}

}  // namespace lini::ui
