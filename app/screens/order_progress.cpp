#include "app/screens/order_progress.h"

#include <algorithm>

#include "app/domain/progress.h"
#include "app/screens/wording.h"
#include "app/ui/shape.h"

namespace lini {

using ui::Rect;
namespace type = ui::type;

ui::Progress progress_of(const OrderState& order) {
    ui::Progress progress;
    progress.basis_points = progress_basis_points(order);
    if (!order.order || threshold_term(order) == nullptr) return progress;
    progress.band_from = std::int64_t{order.order->threshold_percent} * 100;
    progress.band_to = std::max(progress.band_from,
                                std::int64_t{order.order->playbook.threshold_alarm_percent} * 100);
    // A threshold at the upper bound itself still shows where it lies.
    if (progress.band_to == progress.band_from) progress.band_to += 100;
    return progress;
}

void draw_order_progress(const ui::Ui& ui, Rect room, const OrderState& order) {
    const ui::Progress progress = progress_of(order);
    Rect words = room.cut_top(ui.px(32), ui.px(16));
    const std::string figures =
        ui.tr("batch.order_figures", {{"good", ui.count(deliverable_good(order))},
                                      {"ordered", ui.count(ordered_quantity(order))},
                                      {"percent", ui.percent(progress.basis_points)}});
    const ui::TextStyle strong = type::kSmall.in(ui::Token::ink).medium().right();
    const Rect right = words.cut_right(ui::text_width(ui, figures, strong) + 1, ui.px(16));
    ui::text(ui, right, figures, strong);
    ui::text(ui, words, ui.tr("batch.order_progress", {{"order", order.order_no.str()}}),
             type::kSmall);
    const Rect bar = room.cut_top(ui.px(30), ui.px(12));
    ui::progress_bar(ui, bar, progress);
    const Term* term = threshold_term(order);
    if (term == nullptr) return;
    const std::string caption = ui.tr("batch.band", {{"term", wording(ui, term->label)},
                                                     {"percent", ui.percent(progress.band_from)}});
    const float width = ui::text_width(ui, caption, type::kSmall) + 1;
    const float from = std::min(ui::progress_x(bar, progress.band_from), bar.x1 - width);
    ui::text(ui, {from, room.y0, from + width, room.y0 + ui.px(28)}, caption, type::kSmall);
}

}  // namespace lini
