#include "app/ui/progress_bar.h"

#include <algorithm>
#include <cmath>

#include "app/ui/shape.h"

namespace lini::ui {

float progress_x(const Rect& rect, std::int64_t basis_points) {
    const auto part = static_cast<float>(std::clamp<std::int64_t>(basis_points, 0, 10000));
    return std::round(rect.x0 + rect.width() * part / 10000.0F);
}

void progress_bar(const Ui& ui, const Rect& rect, const Progress& progress) {
    fill(ui, rect, Token::line2, kTagRadius);
    const float end = progress_x(rect, progress.basis_points);
    if (end > rect.x0) {
        // The whole rounded bar, clipped: a short bar keeps its corner and a straight front.
        ImDrawList* list = ImGui::GetWindowDrawList();
        list->PushClipRect(rect.min(), {end, rect.y1}, true);
        list->AddRectFilled(rect.min(), rect.max(), ui.colour(Token::fill), ui.px(kTagRadius));
        list->PopClipRect();
    }
    if (progress.band_from >= progress.band_to) return;
    const Rect band{progress_x(rect, progress.band_from), rect.y0 - ui.px(7),
                    progress_x(rect, progress.band_to), rect.y1 + ui.px(7)};
    fill(ui, band, Token::band, 6, 0.28F);
    outline(ui, band, Token::band, 6, 3);
}

}  // namespace lini::ui
