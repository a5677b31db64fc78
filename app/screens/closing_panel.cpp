#include "app/screens/closing_panel.h"

#include "app/domain/progress.h"
#include "app/domain/quantity.h"
#include "app/screens/parts.h"
#include "app/screens/preview.h"
#include "app/screens/text_pad.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr const char* kMeaning = "close_quantity";

}  // namespace

bool ClosingPanel::offered(const View& view, const OrderState& order) {
    const bool settled = order.closing || order.ending || anything_open(order);
    return !settled && made_good(order) > 0 && view.session.has_value();
}

bool ClosingPanel::draw(const ui::Ui& ui, Rect content, const View& view, const OrderState& order,
                        Intents& intents) {
    if (order.closing) return false;
    const CloseQuantity wanted{reference_, {}};
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    heading(ui, room, order.order_no.str(), ui.tr("closing.title"));
    const std::int64_t good = made_good(order);
    const std::int64_t ordered = ordered_quantity(order);
    ui::text(ui, room.cut_top(ui.px(76), ui.px(16)),
             ui.tr("closing.text", {{"good", ui.count(good)}, {"ordered", ui.count(ordered)}}),
             type::kBody.wrapped().top());
    const bool short_ = good < least_without_question(order);
    if (short_) text_pad(ui, room, PadKind::reference, ui.tr("closing.reference"), reference_);
    const UserId signer = view.session ? view.session->user : UserId();
    const auto refusal = refusal_in(preview_signed(view, order, wanted, signer, kMeaning));
    const bool ready = !short_ || !reference_.empty();
    running_ = running_ || (asked_ && view.signing.has_value());
    if (running_ && !view.signing) return false;  // Signed, or given up by the terminal.
    if (asked_) {
        SigningPanel::Ask ask;
        ask.id = "closing.sign";
        ask.label = ui.tr("closing.sign");
        ask.scan_words = ui.tr("signing.scan_card_supervisor");
        ask.order = order.order_no;
        ask.action = wanted;
        ask.ready = ready;
        if (signing_.draw(ui, column, view, ask, intents)) asked_ = running_ = false;
        return true;
    }
    if (primary(ui, column, view, {"closing.begin", ui.tr("closing.begin"), ui::icon::kDraw,
                                   ui::ButtonKind::primary, ready})) {
        intents.push_back(BeginSigning{kMeaning, order.order_no, wanted});
        asked_ = true;
        return true;
    }
    if (secondary(ui, column, "closing.back", ui.tr("common.back"), ui::icon::kArrowBack)) {
        return false;
    }
    if (refusal && refusal->key != "signer_not_allowed") {
        notice(ui, column, ui::State::hold, refusal_text(ui, view, *refusal));
    }
    return true;
}

}  // namespace lini
