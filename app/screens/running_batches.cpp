#include "app/screens/running_batches.h"

#include <algorithm>

#include "app/domain/progress.h"
#include "app/screens/wording.h"
#include "app/ui/progress_bar.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"
#include "app/ui/touch.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

/// The step to show: this terminal's where it counts, else the last counted one with units.
StepCode shown_step(const View& view, const OrderState& order, const BatchState& batch) {
    const Step* here = find_step(order, view.step);
    if (here != nullptr && here->counted && step_counts(batch, view.step).accounted() > 0) {
        return view.step;
    }
    StepCode shown = here != nullptr && here->counted ? view.step : StepCode();
    for (const Step& step : order.order->playbook.steps) {
        if (step.counted && (shown.empty() || step_counts(batch, step.code).good > 0)) {
            shown = step.code;
        }
    }
    return shown;
}

}  // namespace

std::vector<RunningBatch> running_batches(const View& view) {
    std::vector<std::pair<std::int64_t, RunningBatch>> found;
    for (const auto& [order_no, order] : view.orders) {
        if (!order->order) continue;
        for (const auto& [batch_no, batch] : order->batches) {
            if (!batch.started || batch.closed) continue;
            const bool elsewhere =
                !batch.recorded_at.empty() && !batch.recorded_at.contains(view.ledger.terminal);
            if (elsewhere) continue;
            found.push_back({batch.last_record_at_utc_us, {order.get(), &batch}});
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<RunningBatch> list;
    for (const auto& [at, running] : found) list.push_back(running);
    return list;
}

bool running_tile(const ui::Ui& ui, const Rect& rect, const View& view,
                  const RunningBatch& running) {
    const OrderState& order = *running.order;
    const BatchState& batch = *running.batch;
    const std::string number = batch.plan.batch.str();
    const bool touched = ui::touch(ui, rect, "running." + number, number).clicked;
    Rect inside = ui::tile(ui, rect);
    Rect title = inside.cut_top(ui.px(48), ui.px(6));
    const Said status = batch_status(ui, batch.status);
    const ui::Tag tag{status.state, status.word};
    const Rect right = title.cut_right(ui::tag_width(ui, tag), ui.px(12));
    ui::tag(ui, right, tag);
    ui::text(ui, title, number, type::kSubtitle.sized(36).whole());
    const std::string names =
        product_name(view, batch.plan.product) + " · " + order.order->client;
    ui::text(ui, inside.cut_top(ui.px(34), ui.px(18)), names, type::kBody.in(ui::Token::ink2));
    const StepCode step = shown_step(view, order, batch);
    const std::int64_t good = step_counts(batch, step).good;
    const std::int64_t done = batch.plan.planned > 0 ? good * 10'000 / batch.plan.planned : 0;
    ui::progress_bar(ui, inside.cut_top(ui.px(28), ui.px(14)), {done, 0, 0});
    const std::string figures = ui.tr(
        "common.of", {{"count", ui.count(good)}, {"total", ui.count(batch.plan.planned)}});
    const float width = ui::text_width(ui, figures, type::kSmall) + 1;
    ui::text(ui, inside.cut_right(width, ui.px(12)), figures, type::kSmall.right().top());
    ui::text(ui, inside, step_name(ui, order, step), type::kSmall.top());
    return touched;
}

}  // namespace lini
