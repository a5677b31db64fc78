#include "app/screens/preview.h"

#include "app/domain/progress.h"

namespace lini {
namespace {

Command as_command(const View& view, const OrderState& order, const Action& action) {
    Command command;
    command.id = CommandId("preview");
    if (view.session) command.actor = view.session->user;
    command.order_no = order.order_no;
    command.stamp = view.stamp;
    command.action = action;
    return command;
}

}  // namespace

Decision preview(const View& view, const OrderState& order, const Action& action) {
    return decide(view.site, order, as_command(view, order, action));
}

Decision preview_signed(const View& view, const OrderState& order, const Action& action,
                        const UserId& signer, const std::string& meaning) {
    Command command = as_command(view, order, action);
    command.proof = Proof{signer, meaning, view.stamp.at_utc_us};
    return decide(view.site, order, command);
}

std::optional<Refusal> refusal_in(const Decision& decision) {
    const auto* refusal = std::get_if<Refusal>(&decision);
    return refusal == nullptr ? std::nullopt : std::optional<Refusal>(*refusal);
}

bool needs_supervisor(const std::optional<Refusal>& refusal) {
    return refusal && refusal->remedy == Remedy::ask_supervisor;
}

bool session_may(const View& view, const OrderState& order, Right right) {
    if (!view.session) return false;
    static const std::vector<RightGrant> kNone;
    return may(view.session->roles, right, order.order ? order.order->playbook.grants : kNone);
}

std::optional<OpenBatchFacts> open_batch_facts(const View& view) {
    OpenBatchFacts facts;
    facts.order = view.order();
    if (facts.order == nullptr || !facts.order->order) return std::nullopt;
    facts.batch = find_batch(*facts.order, view.open_batch);
    if (facts.batch == nullptr) return std::nullopt;
    const auto product = view.site.products.find(facts.batch->plan.product);
    if (product != view.site.products.end()) facts.product = &product->second;
    facts.step = find_step(*facts.order, view.step);
    facts.counts = step_counts(*facts.batch, view.step);
    return facts;
}

}  // namespace lini
