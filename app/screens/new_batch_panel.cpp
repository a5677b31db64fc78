#include "app/screens/new_batch_panel.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "app/domain/batch_number.h"
#include "app/domain/progress.h"
#include "app/screens/parts.h"
#include "app/screens/phrase_words.h"
#include "app/screens/preview.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

std::optional<BatchPlanned> planned_in(const Decision& decision) {
    const auto* accepted = std::get_if<Accepted>(&decision);
    if (accepted == nullptr || accepted->events.empty()) return std::nullopt;
    const auto* planned = std::get_if<BatchPlanned>(&accepted->events.front());
    return planned == nullptr ? std::nullopt : std::optional(*planned);
}

constexpr int kBulk = 1;          // Of the ways: 0 is made whole, and the bulks follow.
constexpr std::size_t kBulksMax = 4;

/// Those that may still be filled from, the last made first, as many as there is room for.
std::vector<BatchNo> bulks_of(const OrderState& order, const ProductCode& product) {
    std::vector<const BatchState*> known;
    for (const auto& [batch_no, batch] : order.batches) {
        const bool fits = batch.plan.bulk && batch.plan.product == product &&
                          batch.status != BatchStatus::rejected;
        if (fits) known.push_back(&batch);
    }
    // R10 comes after R9.
    std::sort(known.begin(), known.end(), [](const BatchState* a, const BatchState* b) {
        const auto age = [](const BatchState* each) {
            return std::tuple(each->plan.manufactured, each->plan.batch.str().size(),
                              each->plan.batch);
        };
        return age(b) < age(a);
    });
    std::vector<BatchNo> bulks;
    for (const BatchState* each : known) {
        if (bulks.size() < kBulksMax) bulks.push_back(each->plan.batch);
    }
    return bulks;
}

/// Each once, in the order of the contract's lines.
std::vector<ProductCode> products_of(const OrderState& order) {
    std::vector<ProductCode> products;
    for (const OrderLine& line : order.order->lines) {
        const bool known =
            std::find(products.begin(), products.end(), line.product) != products.end();
        if (!known) products.push_back(line.product);
    }
    return products;
}

int ways_to_make(const OrderState& order, const std::vector<BatchNo>& bulks) {
    const bool any = !order.order->playbook.bulk_no_pattern.empty();
    return any ? kBulk + 1 + static_cast<int>(bulks.size()) : 1;
}

std::string bulk_unit(const OrderState& order) {
    BatchState bulk;
    bulk.plan.bulk = true;
    const Step* step = find_step(order, closing_step(order, bulk));
    return step == nullptr ? std::string() : step->unit;
}

}  // namespace

bool NewBatchPanel::offered(const View& view, const OrderState& order) {
    const bool open = order.order && !order.closing && !order.ending;
    return open && !order.order->playbook.batch_no_pattern.empty() &&
           session_may(view, order, Right::plan_batch);
}

// Made whole, as a bulk, or filled from one of them.
void NewBatchPanel::draw_ways(const ui::Ui& ui, Rect& room, const std::vector<BatchNo>& bulks) {
    std::vector<Choice> ways = {{"batch_new.whole", ui.tr("batch_new.whole"), nullptr},
                                {"batch_new.bulk", ui.tr("batch_new.bulk"), nullptr}};
    for (const BatchNo& bulk : bulks) {
        ways.push_back({"batch_new.from." + bulk.str(),
                        ui.tr("batch_new.from", {{"bulk", bulk.str()}}), nullptr});
    }
    const int rows = (static_cast<int>(ways.size()) + 1) / 2;
    const float high = ui.scale.touch(96) * static_cast<float>(rows);
    const int touched = choices(ui, room.cut_top(std::min(high, room.height() * 0.6F), ui.px(16)),
                                ways, way_);
    if (touched < 0) return;
    way_ = touched;
    bulk_ = touched > kBulk ? bulks[static_cast<std::size_t>(touched - kBulk - 1)] : BatchNo();
}

bool NewBatchPanel::draw(const ui::Ui& ui, Rect content, const View& view,
                         const OrderState& order, Intents& intents) {
    if (!offered(view, order)) return false;
    const std::vector<ProductCode> ordered = products_of(order);
    product_ = std::min(product_, ordered.size() - 1);
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    heading(ui, room, order.order_no.str(), ui.tr("batch_new.title"));
    const std::int64_t quantity = typed_number(typed_);
    const std::vector<BatchNo> bulks = bulks_of(order, ordered[product_]);
    const int ways = ways_to_make(order, bulks);
    way_ = std::min(way_, ways - 1);
    if (!bulk_.empty()) {
        // The same bulk, wherever it stands by now.
        const auto found = std::find(bulks.begin(), bulks.end(), bulk_);
        way_ = found == bulks.end() ? 0 : kBulk + 1 + static_cast<int>(found - bulks.begin());
    }
    PlanBatch wanted{ordered[product_], quantity};
    wanted.bulk = way_ == kBulk;
    if (way_ > kBulk) wanted.from = bulks[static_cast<std::size_t>(way_ - kBulk - 1)];
    const Decision decision = preview(view, order, wanted);
    const auto refusal = refusal_in(decision);
    const std::string label =
        quantity > 0 ? ui.tr("batch_new.plan", {{"count", ui.count(quantity)}})
                     : ui.tr("batch_new.enter");
    if (primary(ui, column, view, {"batch_new.plan", label, nullptr, ui::ButtonKind::primary,
                                   quantity > 0 && !refusal})) {
        intents.push_back(Submit{order.order_no, wanted});
        return false;
    }
    const ui::KeyPress press =
        ui::keypad(ui, ui::cut_keypad(ui, column), {"batch_new.back", ui.tr("common.back")});
    press.apply(typed_, kQuantityDigitsMax);
    if (press.kind == ui::KeyPress::Kind::corner) return false;
    ui::value_field(ui, column.cut_bottom(std::min(column.height(), ui.px(104))),
                    typed_.empty() ? std::string() : ui.count(quantity),
                    wanted.bulk ? bulk_unit(order) : ui.tr("common.unit"));
    ui::text(ui, room.cut_top(ui.px(76), ui.px(16)),
             ui.tr(wanted.from.empty() ? "batch_new.text" : "batch_new.text_from"),
             type::kBody.in(ui::Token::ink2).wrapped().top());
    if (refusal && quantity > 0) {
        notice(ui, room, ui::State::hold, refusal_text(ui, view, *refusal));
    } else if (const auto planned = planned_in(decision)) {
        notice(ui, room, ui::State::info,
               planned->batch.str() + " · " + date_words(planned->manufactured) + " – " +
                   date_words(planned->expires));
    }
    if (ways > 1) draw_ways(ui, room, bulks);
    if (ordered.size() < 2) {
        ui::text(ui, room.cut_top(ui.px(44)), product_name(view, ordered[product_]),
                 type::kStrong);
        return true;
    }
    small_heading(ui, room, ui.tr("batch_new.product"));
    std::vector<Choice> products;
    for (const ProductCode& product : ordered) {
        products.push_back({"batch_new.product." + product.str(), product_name(view, product),
                            nullptr});
    }
    const int touched = choices(ui, room, products, static_cast<int>(product_));
    if (touched >= 0) product_ = static_cast<std::size_t>(touched);
    return true;
}

}  // namespace lini
