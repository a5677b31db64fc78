#include "app/screens/step_chips.h"

#include <vector>

#include "app/domain/progress.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;

struct Chip {
    std::string word;
    ui::Tag tag;
};

std::vector<Chip> chips_of(const ui::Ui& ui, const OrderState& order, const BatchState& batch,
                           const StepCode& here) {
    std::vector<Chip> chips;
    bool before = find_step(order, here) != nullptr;
    for (const Step& step : order.order->playbook.steps) {
        if (step.code == here) before = false;
        if (batch.plan.bulk && !step.bulk) continue;
        const bool active = step.code == here;
        // A counted step is passed only when something came out of it. What is bulk's is seldom
        // counted in a batch that is made whole, and never in one that is filled from a bulk.
        const bool counts_here = step.counted && (!step.bulk || batch.plan.bulk);
        const bool passed =
            before && (!counts_here || step_counts(batch, step.code).good > 0);
        const char* glyph = active ? ui::icon::kPlayArrow : (passed ? ui::icon::kCheck : nullptr);
        chips.push_back({wording(ui, step.label), {ui::State::neutral, {}, glyph, active}});
    }
    return chips;
}

float width_of(const ui::Ui& ui, const Chip& chip, bool words) {
    ui::Tag tag = chip.tag;
    if (words || tag.active || tag.icon == nullptr) tag.word = chip.word;
    return ui::tag_width(ui, tag);
}

}  // namespace

void draw_step_chips(const ui::Ui& ui, Rect row, const OrderState& order, const BatchState& batch,
                     const StepCode& here) {
    const std::vector<Chip> chips = chips_of(ui, order, batch, here);
    const float gap = ui.px(14);
    float all = -gap;
    for (const Chip& chip : chips) all += width_of(ui, chip, true) + gap;
    const bool words = all <= row.width();
    for (const Chip& chip : chips) {
        ui::Tag tag = chip.tag;
        const bool named = words || tag.active || tag.icon == nullptr;
        if (named) tag.word = chip.word;
        ui::tag(ui, row.cut_left(width_of(ui, chip, words), gap), tag);
    }
}

}  // namespace lini
