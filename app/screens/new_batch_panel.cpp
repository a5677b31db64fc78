#include "app/screens/new_batch_panel.h"

#include <algorithm>
#include <vector>

#include "app/domain/batch_number.h"
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

}  // namespace

bool NewBatchPanel::offered(const View& view, const OrderState& order) {
    const bool open = order.order && !order.closing && !order.ending;
    return open && !order.order->playbook.batch_no_pattern.empty() &&
           session_may(view, order, Right::plan_batch);
}

bool NewBatchPanel::draw(const ui::Ui& ui, Rect content, const View& view,
                         const OrderState& order, Intents& intents) {
    if (!offered(view, order)) return false;
    const auto& lines = order.order->lines;
    line_ = std::min(line_, lines.size() - 1);
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    heading(ui, room, order.order_no.str(), ui.tr("batch_new.title"));
    const std::int64_t quantity = typed_number(typed_);
    const PlanBatch wanted{lines[line_].product, quantity};
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
                    typed_.empty() ? std::string() : ui.count(quantity), ui.tr("common.unit"));
    ui::text(ui, room.cut_top(ui.px(76), ui.px(16)), ui.tr("batch_new.text"),
             type::kBody.in(ui::Token::ink2).wrapped().top());
    if (refusal && quantity > 0) {
        notice(ui, room, ui::State::hold, refusal_text(ui, view, *refusal));
    } else if (const auto planned = planned_in(decision)) {
        notice(ui, room, ui::State::info,
               planned->batch.str() + " · " + date_words(planned->manufactured) + " – " +
                   date_words(planned->expires));
    }
    if (lines.size() < 2) {
        ui::text(ui, room.cut_top(ui.px(44)), product_name(view, lines[line_].product),
                 type::kStrong);
        return true;
    }
    small_heading(ui, room, ui.tr("batch_new.product"));
    std::vector<Choice> products;
    for (const OrderLine& line : lines) {
        products.push_back({"batch_new.product." + line.product.str(),
                            product_name(view, line.product), nullptr});
    }
    const int touched = choices(ui, room, products, static_cast<int>(line_));
    if (touched >= 0) line_ = static_cast<std::size_t>(touched);
    return true;
}

}  // namespace lini
