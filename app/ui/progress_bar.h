// Progress towards an amount, with the band in which a milestone falls due. UI thread, in a layer.
#pragma once

#include <cstdint>

#include "app/ui/ui.h"

namespace lini::ui {

struct Progress {
    std::int64_t basis_points = 0;  // Drawn from 0 to 10000; more than that is a full bar.
    std::int64_t band_from = 0;     // Basis points; equal ends draw no band.
    std::int64_t band_to = 0;
};

/// The band reaches over the bar's edges by 8 design pixels: leave them free.
void progress_bar(const Ui& ui, const Rect& rect, const Progress& progress);

/// Where `basis_points` lies on the bar, in pixels; for a caption under the band.
float progress_x(const Rect& rect, std::int64_t basis_points);

}  // namespace lini::ui
