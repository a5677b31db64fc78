#include "app/screens/label_picture.h"

#include <algorithm>
#include <cmath>

#include "app/ui/shape.h"
#include "app/ui/text.h"

namespace lini {
namespace {

using ui::Rect;

constexpr unsigned char kInk = 128;  // Darker than this prints.

/// Draws the dark runs of one row of dots. Rows that are equal are drawn as one, so a bar code
/// costs as many rectangles as it has bars.
void draw_rows(const Rect& paper, const DrawnLabel& label, int row, int rows) {
    const float dot = paper.width() / static_cast<float>(label.width_dots);
    const auto* line = label.gray.data() + static_cast<std::ptrdiff_t>(row) * label.width_dots;
    const float top = paper.y0 + static_cast<float>(row) * dot;
    const float bottom = paper.y0 + static_cast<float>(row + rows) * dot;
    for (int x = 0; x < label.width_dots;) {
        if (line[x] >= kInk) {
            ++x;
            continue;
        }
        int end = x;
        while (end < label.width_dots && line[end] < kInk) ++end;
        ImGui::GetWindowDrawList()->AddRectFilled(
            {paper.x0 + static_cast<float>(x) * dot, top},
            {paper.x0 + static_cast<float>(end) * dot, bottom}, IM_COL32(0, 0, 0, 255));
        x = end;
    }
}

bool same_row(const DrawnLabel& label, int a, int b) {
    const auto* dots = label.gray.data();
    const std::ptrdiff_t width = label.width_dots;
    return std::equal(dots + a * width, dots + (a + 1) * width, dots + b * width);
}

}  // namespace

void label_picture(const ui::Ui& ui, const Rect& rect, const DrawnLabel* preview) {
    if (preview == nullptr || preview->width_dots <= 0 || preview->height_dots <= 0) {
        ui::tile(ui, rect);
        ui::text(ui, rect.inset(ui.px(32)), ui.tr("print.preview_none"),
                 ui::type::kBody.in(ui::Token::ink2).wrapped().centred());
        return;
    }
    const float margin = ui.px(16);
    const float scale =
        std::min((rect.width() - margin * 2) / static_cast<float>(preview->width_dots),
                 (rect.height() - margin * 2) / static_cast<float>(preview->height_dots));
    const Rect paper = rect.centred(scale * static_cast<float>(preview->width_dots),
                                    scale * static_cast<float>(preview->height_dots));
    const Rect sheet = paper.inset(-margin);
    ImGui::GetWindowDrawList()->AddRectFilled(sheet.min(), sheet.max(),
                                              IM_COL32(255, 255, 255, 255), ui.px(8));
    if (ui.probe != nullptr) ui.probe->add_fill(sheet, IM_COL32(255, 255, 255, 255));
    ui::outline(ui, sheet, ui::Token::line, 8, 2);
    for (int row = 0; row < preview->height_dots;) {
        int end = row + 1;
        while (end < preview->height_dots && same_row(*preview, row, end)) ++end;
        draw_rows(paper, *preview, row, end - row);
        row = end;
    }
}

}  // namespace lini
