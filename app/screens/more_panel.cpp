#include "app/screens/more_panel.h"

#include <array>

#include "app/screens/account_panel.h"
#include "app/screens/close_panel.h"
#include "app/screens/late_panel.h"
#include "app/screens/parts.h"
#include "app/screens/quantity_panel.h"
#include "app/screens/records_panel.h"
#include "app/screens/rework_panel.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

std::unique_ptr<BatchPanel> open_panel(int choice) {
    using Kind = QuantityPanel::Kind;
    switch (choice) {
        case 0: return std::make_unique<QuantityPanel>(Kind::sample_qc);
        case 1: return std::make_unique<QuantityPanel>(Kind::sample_retained);
        case 2: return std::make_unique<QuantityPanel>(Kind::sample_client);
        case 3: return std::make_unique<QuantityPanel>(Kind::loss);
        case 4: return std::make_unique<ReworkPanel>();
        case 5: return std::make_unique<ClosePanel>();
        case 6: return std::make_unique<RecordsPanel>();
        case 7: return std::make_unique<AccountPanel>();
        case 8: return std::make_unique<LatePanel>();
        default: return nullptr;
    }
}

}  // namespace

bool MorePanel::draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
                     const OpenBatchFacts& facts, Intents& intents) {
    if (inner_) {
        if (!inner_->draw(ui, content, view, facts, intents)) inner_.reset();
        return true;
    }
    ui::Rect left = content;
    ui::Rect column = action_column(ui, left);
    ui::Rect room = ui::card(ui, left);
    heading(ui, room, ui.tr("more.title", {{"batch", view.open_batch.str()}}),
            ui.tr("common.more"));
    const std::array<Choice, 9> tiles{{
        {"more.sample_qc", ui.tr("more.sample_qc"), ui::icon::kScience},
        {"more.sample_retained", ui.tr("more.sample_retained"), ui::icon::kArchive},
        {"more.sample_client", ui.tr("more.sample_client"), ui::icon::kPerson},
        {"more.loss", ui.tr("more.loss"), ui::icon::kRemove},
        {"more.rework", ui.tr("more.rework"), ui::icon::kReplay},
        {"more.close", ui.tr("more.close"), ui::icon::kLock},
        {"more.records", ui.tr("records.title"), ui::icon::kHistory},
        {"more.account", ui.tr("account.title"), ui::icon::kFactCheck},
        {"more.late", ui.tr("late.title"), ui::icon::kSchedule},
    }};
    const int touched = choices(ui, room, tiles, -1);
    if (touched >= 0) inner_ = open_panel(touched);
    if (secondary(ui, column, "more.back", ui.tr("common.back"), ui::icon::kArrowBack)) {
        return false;
    }
    small_heading(ui, column, ui.tr("close.rework_open"));
    ui::number(ui, column.cut_top(ui.px(100), ui.px(16)), ui.count(facts.counts.rework_open),
               ui.tr("common.unit"), ui::type::kNumber);
    small_heading(ui, column, ui.tr("term.sample"));
    ui::number(ui, column.cut_top(ui.px(100), ui.px(16)), ui.count(facts.counts.samples),
               ui.tr("common.unit"), ui::type::kNumber);
    small_heading(ui, column, ui.tr("term.lost"));
    ui::number(ui, column.cut_top(ui.px(100), ui.px(16)), ui.count(facts.counts.lost),
               ui.tr("common.unit"), ui::type::kNumber);
    return true;
}

}  // namespace lini
