#include "app/screens/records_panel.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "app/domain/progress.h"
#include "app/screens/parts.h"
#include "app/screens/record_row.h"
#include "app/screens/reverse_panel.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

/// Newest first, also those that were taken back.
std::vector<const Record*> records_of(const OrderState& order, const BatchNo& batch) {
    std::vector<const Record*> found;
    for (const auto& [id, record] : order.records) {
        if (batch_of(record.body) == batch) found.push_back(&record);
    }
    std::sort(found.begin(), found.end(), [](const Record* a, const Record* b) {
        return std::tie(b->stamp.at_utc_us, b->id) < std::tie(a->stamp.at_utc_us, a->id);
    });
    return found;
}

}  // namespace

bool RecordsPanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                        const OpenBatchFacts& facts, Intents& intents) {
    if (reverse_) {
        if (!reverse_->draw(ui, content, view, facts, intents)) reverse_.reset();
        return true;
    }
    const auto records = records_of(*facts.order, view.open_batch);
    const auto reversed = std::count_if(records.begin(), records.end(),
                                        [](const Record* record) { return record->reversed; });
    Rect left = content;
    Rect column = action_column(ui, left);
    draw_list(ui, ui::card(ui, left), view, facts, records);
    if (secondary(ui, column, "records.back", ui.tr("common.back"), ui::icon::kArrowBack)) {
        return false;
    }
    small_heading(ui, column, ui.tr("records.title"));
    ui::text(ui, column.cut_top(ui.px(76), ui.px(16)),
             ui.count(static_cast<std::int64_t>(records.size())), type::kNumber);
    small_heading(ui, column, ui.tr("records.reversed"));
    ui::text(ui, column.cut_top(ui.px(76), ui.px(16)), ui.count(reversed), type::kNumber);
    return true;
}

void RecordsPanel::draw_list(const ui::Ui& ui, Rect room, const View& view,
                             const OpenBatchFacts& facts,
                             const std::vector<const Record*>& records) {
    heading(ui, room, view.open_batch.str(), ui.tr("records.title"));
    if (records.empty()) {
        ui::text(ui, room.cut_top(ui.px(44)), ui.tr("batch.records_none"),
                 type::kBody.in(ui::Token::ink2));
        return;
    }
    const float high = record_row_height(ui);
    const auto fit = [&] { return std::max(1, static_cast<int>((room.height() + 1) / high)); };
    const int total = static_cast<int>(records.size());
    int rows = fit();
    if (total > rows) {
        const Rect foot = room.cut_bottom(ui.scale.touch(84), ui.px(8));
        rows = fit();
        ui::pager(ui, foot, "records", page_, (total + rows - 1) / rows);
    } else {
        page_ = 0;
    }
    for (int i = page_ * rows; i < std::min(total, (page_ + 1) * rows); ++i) {
        const Record& record = *records[static_cast<std::size_t>(i)];
        const std::string id = "records.reverse." + std::to_string(i);
        if (draw_record_row(ui, room.cut_top(high), view, facts, record, id)) {
            reverse_ = std::make_unique<ReversePanel>(record.id);
        }
    }
}

}  // namespace lini
