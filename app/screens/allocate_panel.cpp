#include "app/screens/allocate_panel.h"

#include <algorithm>

#include "app/domain/progress.h"
#include "app/domain/quantity.h"
#include "app/screens/parts.h"
#include "app/screens/preview.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr const char* kMeaning = "allocation";

// What came from another order may be given on although a line has it.
std::int64_t left_of(const OrderState& order, const BatchState& batch) {
    const std::int64_t units = deliverable_units(order, batch);
    return batch.received_from.empty() ? units - allocated_of_batch(order, batch.plan.batch)
                                       : units;
}

bool has_units(const OrderState& order, const BatchState& batch) {
    return batch.status != BatchStatus::rejected && left_of(order, batch) > 0;
}

}  // namespace

bool AllocatePanel::offered(const View& view, const OrderState& order) {
    const bool open = order.order && !order.closing && !order.ending && view.session.has_value();
    return open && std::any_of(order.batches.begin(), order.batches.end(), [&](const auto& entry) {
        return has_units(order, entry.second);
    });
}

std::vector<AllocatePanel::Target> AllocatePanel::targets_of(const ui::Ui& ui, const View& view,
                                                             const OrderState& order,
                                                             const ProductCode& product) const {
    std::vector<Target> targets;
    const auto add = [&](const OrderState& other, const OrderNo& order_no) {
        const auto lines = line_progress(other);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].line.product != product) continue;
            const int line = static_cast<int>(i) + 1;
            targets.push_back(
                {order_no, line,
                 ui.tr(order_no.empty() ? "allocate.line" : "allocate.line_of",
                       {{"order", order_no.str()}, {"line", ui.count(line)}}),
                 ui.tr("fact.line", {{"good", ui.count(lines[i].good)},
                                     {"ordered", ui.count(lines[i].line.quantity)}})});
        }
    };
    add(order, {});
    for (const auto& [order_no, other] : view.orders) {
        const bool may_take = order_no != order.order_no && other->order && !other->closing &&
                              !other->ending && other->order->client == order.order->client;
        if (may_take) add(*other, order_no);
    }
    return targets;
}

void AllocatePanel::draw_batches(const ui::Ui& ui, Rect room, const OrderState& order) {
    std::vector<const BatchState*> batches;
    for (const auto& [batch_no, batch] : order.batches) {
        if (has_units(order, batch)) batches.push_back(&batch);
    }
    const bool known = std::any_of(batches.begin(), batches.end(), [&](const BatchState* each) {
        return each->plan.batch == batch_;
    });
    if (!known) batch_ = batches.empty() ? BatchNo() : batches.front()->plan.batch;
    small_heading(ui, room, ui.tr("allocate.batch"));
    const float high = ui.scale.touch(84);
    const ui::PageRows rows = ui::page_rows(ui, room, "allocate.batches", batch_page_,
                                            static_cast<int>(batches.size()), high);
    for (int i = rows.from; i < rows.to; ++i) {
        const BatchState& batch = *batches[static_cast<std::size_t>(i)];
        const std::string& name = batch.plan.batch.str();
        const ui::RowTouch touch =
            ui::list_row(ui, room.cut_top(high), "allocate.batch." + name, name,
                         {ui::State::neutral, batch.plan.batch == batch_, true});
        if (touch.clicked) batch_ = batch.plan.batch;
        ui::text(ui, touch.room.part(0, 0.66F), name, type::kStrong.whole());
        ui::text(ui, touch.room.part(0.68F, 1), ui.count(left_of(order, batch)),
                 type::kBody.right());
    }
}

void AllocatePanel::draw_targets(const ui::Ui& ui, Rect room,
                                 const std::vector<Target>& targets) {
    small_heading(ui, room, ui.tr("allocate.target"));
    const float high = ui.scale.touch(84);
    const ui::PageRows rows = ui::page_rows(ui, room, "allocate.targets", target_page_,
                                            static_cast<int>(targets.size()), high);
    for (int i = rows.from; i < rows.to; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const Target& target = targets[at];
        const std::string id = "allocate.target." +
                               (target.order_no.empty() ? "" : target.order_no.str() + ".") +
                               std::to_string(target.line);
        const ui::RowTouch touch = ui::list_row(ui, room.cut_top(high), id, target.label,
                                                {ui::State::neutral, at == target_, true});
        if (touch.clicked) target_ = at;
        ui::text(ui, touch.room.part(0, 0.52F), target.label, type::kStrong.whole());
        ui::text(ui, touch.room.part(0.54F, 1), target.open, type::kSmall.right().whole());
    }
}

// What is signed stands still, whatever becomes of the lists meanwhile.
void AllocatePanel::draw_signing(const ui::Ui& ui, Rect content, const View& view,
                                 const OrderState& order, Intents& intents) {
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    heading(ui, room, order.order_no.str(), ui.tr("allocate.title"));
    notice(ui, room, ui::State::info, statement_);
    SigningPanel::Ask ask;
    ask.id = "allocate.sign";
    ask.label = ui.tr("allocate.sign");
    ask.scan_words = ui.tr("signing.scan_card_ppic");
    ask.order = order.order_no;
    ask.action = *asked_;
    if (!signing_.draw(ui, column, view, ask, intents)) return;
    asked_.reset();
    running_ = false;
}

bool AllocatePanel::draw(const ui::Ui& ui, Rect content, const View& view,
                         const OrderState& order, Intents& intents) {
    running_ = running_ || (asked_ && view.signing.has_value());
    if (running_ && !view.signing) return false;  // Signed, or given up by the terminal.
    if (!offered(view, order)) return false;
    if (asked_) {
        draw_signing(ui, content, view, order, intents);
        return true;
    }
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    heading(ui, room, order.order_no.str(), ui.tr("allocate.title"));
    ui::text(ui, room.cut_top(ui.px(76), ui.px(16)), ui.tr("allocate.text"),
             type::kBody.in(ui::Token::ink2).wrapped().top());
    draw_batches(ui, room.column(0, 2, ui.px(28)), order);
    const BatchState* batch = find_batch(order, batch_);
    if (batch == nullptr) return false;
    const auto targets = targets_of(ui, view, order, batch->plan.product);
    if (targets.empty()) return false;
    target_ = std::min(target_, targets.size() - 1);
    draw_targets(ui, room.column(1, 2, ui.px(28)), targets);
    const Target& target = targets[target_];
    const std::int64_t quantity = typed_number(typed_);
    const AllocateUnits wanted{batch_, quantity, target.line, target.order_no};
    const UserId signer = view.session ? view.session->user : UserId();
    const auto refusal = refusal_in(preview_signed(view, order, wanted, signer, kMeaning));
    const bool possible = !refusal || refusal->key == "signer_not_allowed";
    if (primary(ui, column, view,
                {"allocate.begin",
                 quantity > 0 ? ui.tr("allocate.begin", {{"units", ui.count(quantity)}})
                              : ui.tr("allocate.enter"),
                 ui::icon::kDraw, ui::ButtonKind::primary, quantity > 0 && possible})) {
        intents.push_back(BeginSigning{kMeaning, order.order_no, wanted});
        asked_ = wanted;
        statement_ = ui.tr("allocate.statement", {{"units", ui.count(quantity)},
                                                  {"batch", batch_.str()},
                                                  {"target", target.label}});
        return true;
    }
    const ui::KeyPress press =
        ui::keypad(ui, ui::cut_keypad(ui, column), {"allocate.back", ui.tr("common.back")});
    press.apply(typed_, kQuantityDigitsMax);
    if (press.kind == ui::KeyPress::Kind::corner) return false;
    ui::value_field(ui, column.cut_bottom(std::min(column.height(), ui.px(104))),
                    typed_.empty() ? std::string() : ui.count(quantity), ui.tr("common.unit"));
    if (quantity > 0 && !possible) {
        notice(ui, room, ui::State::hold, refusal_text(ui, view, *refusal));
    }
    return true;
}

}  // namespace lini
