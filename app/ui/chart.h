// Measurements as pictures: a value between its limits, and the last values in theirs.
// UI thread, inside a layer.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ui/ui.h"

namespace lini::ui {

/// A value against its limits, as scaled integers of one scale. Either limit may be missing.
struct Limits {
    std::optional<std::int64_t> low;
    std::optional<std::int64_t> high;
};

struct Gauge {
    std::optional<std::int64_t> value;
    Limits limits;
    std::string low_label;
    std::string high_label;
};
/// The allowed range in the middle half of a track, the value as a mark, held to the track's ends.
/// Wants 100 design pixels of height: mark, track, labels.
void limit_gauge(const Ui& ui, const Rect& rect, const Gauge& gauge);

/// The last values as a line over the allowed range, the newest as a dot. Values out of limits
/// get a dot of their own.
void line_chart(const Ui& ui, const Rect& rect, std::span<const std::int64_t> values,
                const Limits& limits);

/// One value a month, against a target and what is usual elsewhere.
struct Bars {
    struct Value {
        std::optional<std::int64_t> value;
        bool missed = false;
    };
    std::vector<Value> values;
    std::vector<std::string> labels;  // As many.
    std::int64_t target = 0;
    std::int64_t other = 0;
    std::string target_label;
    std::string other_label;
};
void bar_chart(const Ui& ui, const Rect& rect, const Bars& bars);

/// A planned (grey) or actual (filled) stretch of a schedule; an open end is dashed.
void dashed_outline(const Ui& ui, const Rect& rect, Token colour, float radius);

}  // namespace lini::ui
