#include "app/domain/rules/guards.h"

#include <algorithm>

#include "app/base/utf8.h"
#include "app/domain/bill.h"
#include "app/domain/contract.h"
#include "app/domain/gates.h"
#include "app/domain/quantity.h"

namespace lini::rules {
namespace {

constexpr std::size_t kAttachmentsMax = 16;

const std::vector<RightGrant>& grants_of(const OrderState& order) {
    static const std::vector<RightGrant> kNone;
    return order.order ? order.order->playbook.grants : kNone;
}

Phrases rule_name(const OrderState& order, const std::string& code) {
    for (const ContractRule& rule : order.order->playbook.contract_rules) {
        if (rule.code == code) return named(code, rule.label);
    }
    return named(code, {code, code});
}

}  // namespace

MaybeRefusal actor_may(const SiteState& site, const OrderState& order, const Command& command,
                       Right right) {
    // The command line of whoever owns the data folder works without a session.
    const bool by_command = right == Right::import_data || right == Right::record_approval ||
                            right == Right::resend_charge || right == Right::record_payment ||
                            right == Right::hold_order || right == Right::record_shipment;
    if (command.actor == kSystemActor && by_command) return std::nullopt;
    if (command.actor.empty()) return Refusal{"nobody_logged_in", {}, Remedy::scan_id_card};
    const UserDefined* user = active_user(site, command.actor);
    if (user == nullptr) return Refusal{"user_unknown", {}, Remedy::scan_id_card};
    if (may(user->roles, right, grants_of(order))) return std::nullopt;
    return Refusal{"not_allowed", {{"right", std::string(right_name(right))}},
                   Remedy::scan_id_card};
}

MaybeRefusal proven(const SiteState& site, const OrderState& order, const Command& command,
                    std::string_view meaning, Right right) {
    if (!command.proof || command.proof->meaning != meaning) {
        return Refusal{"signature_missing", {}, Remedy::ask_supervisor};
    }
    const UserDefined* signer = active_user(site, command.proof->user);
    if (signer == nullptr) return Refusal{"user_unknown", {}, Remedy::scan_id_card};
    if (may(signer->roles, right, grants_of(order))) return std::nullopt;
    return Refusal{"signer_not_allowed", {{"right", std::string(right_name(right))}},
                   Remedy::ask_supervisor};
}

MaybeRefusal order_open(const OrderState& order) {
    if (order.locked_by_unknown) return Refusal{"order_locked", {}, Remedy::update_terminal};
    if (!order.order) return Refusal{"order_unknown", {{"order", order.order_no.str()}}};
    return std::nullopt;
}

MaybeRefusal work_goes_on(const OrderState& order) {
    if (order.ending) return Refusal{"order_ended", {}};
    return is_paused(order) ? MaybeRefusal(Refusal{"order_paused", {}}) : stood_for(order);
}

MaybeRefusal stood_for(const OrderState& order) {
    const Deviation* open = unsigned_deviation(order);
    if (open == nullptr) return std::nullopt;
    return Refusal{"deviation_unsigned", {{"rule", rule_name(order, open->rule)}},
                   Remedy::ask_supervisor};
}

MaybeRefusal step_of_batch(const BatchPlanned& batch, const Step& step) {
    if (batch.bulk && !step.bulk) {
        return Refusal{"step_not_of_bulk",
                       {{"batch", batch.batch.str()}, {"step", named(step.code.str(),
                                                                          step.label)}}};
    }
    if (batch.from.empty() || !step.bulk) return std::nullopt;
    return Refusal{"step_of_bulk",
                   {{"bulk", batch.from.str()}, {"step", named(step.code.str(), step.label)}}};
}

MaybeRefusal bulk_sound(const OrderState& order, const BatchState& batch) {
    const BatchState* bulk = find_batch(order, batch.plan.from);
    if (batch.plan.from.empty() || bulk == nullptr) return std::nullopt;
    const bool held =
        bulk->status == BatchStatus::rejected || bulk->status == BatchStatus::on_hold;
    if (!held) return std::nullopt;
    return Refusal{"bulk_held",
                   {{"batch", batch.plan.batch.str()}, {"bulk", batch.plan.from.str()}}};
}

MaybeRefusal bills_in_contract(const OrderState& order) {
    for (const auto& [id, charge] : order.charges) {
        const TermId& term = charge.claim.term;
        if (term.empty() || find_term(order, term) != nullptr) continue;
        return Refusal{"billed_term_gone", {{"term", term.str()}}};
    }
    return std::nullopt;
}

MaybeRefusal batch_known(const OrderState& order, const BatchNo& batch) {
    if (find_batch(order, batch) != nullptr) return std::nullopt;
    return Refusal{"batch_unknown", {{"batch", batch.str()}}, Remedy::scan_again};
}

MaybeRefusal gates_open(const OrderState& order, const GatedAct& act, const BatchNo& batch) {
    if (auto refusal = work_goes_on(order)) return refusal;
    const std::vector<GateStatus> closed = closed_gates(order, act, batch);
    if (closed.empty()) return std::nullopt;
    return gate_refusal(order, closed.front());
}

MaybeRefusal taxable(const SiteState& site, const Playbook& playbook, const Date& day) {
    const PlaybookTax* tax = tax_without_rate(site, playbook, day);
    if (tax == nullptr) return std::nullopt;
    return Refusal{"tax_rate_missing",
                   {{"tax", named(tax->code, tax->label)}, {"day", iso_date(day)}}};
}

MaybeRefusal countable(const OrderState& order, const BatchNo& batch_no, const StepCode& step) {
    if (auto refusal = order_open(order)) return refusal;
    if (auto refusal = batch_known(order, batch_no)) return refusal;
    const BatchState& batch = *find_batch(order, batch_no);
    const RefusalArg name = batch_no.str();
    if (batch.closed) return Refusal{"batch_closed", {{"batch", name}}};
    if (batch.status == BatchStatus::rejected) return Refusal{"batch_rejected", {{"batch", name}}};
    if (batch.status == BatchStatus::on_hold) return Refusal{"batch_on_hold", {{"batch", name}}};
    if (!batch.started) return Refusal{"batch_not_started", {{"batch", name}}};
    const Step* found = find_step(order, step);
    if (found == nullptr || !found->counted) {
        return Refusal{"step_not_counted", {{"step", step.str()}}};
    }
    if (order.closing) return Refusal{"quantity_closed", {}};
    if (auto refusal = step_of_batch(batch.plan, *found)) return refusal;
    if (auto refusal = bulk_sound(order, batch)) return refusal;
    return gates_open(order, {GatedActKind::record_step, step.str()}, batch_no);
}

MaybeRefusal quantity_in_range(std::int64_t quantity) {
    if (quantity < 1) return Refusal{"quantity_too_small", {{"quantity", quantity}}};
    if (quantity > kQuantityMax) {
        return Refusal{"quantity_too_large", {{"quantity", quantity}, {"max", kQuantityMax}}};
    }
    return std::nullopt;
}

MaybeRefusal within_received(const OrderState& order, const BatchNo& batch_no,
                             const StepCode& step, std::int64_t more) {
    const BatchState& batch = *find_batch(order, batch_no);
    const auto received = received_at(order, batch, step);
    const std::int64_t would_be = step_counts(batch, step).accounted() + more;
    if (!received || would_be <= *received) return std::nullopt;
    return Refusal{"exceeds_received",
                   {{"received", *received},
                    {"accounted", would_be - more},
                    {"left", *received - (would_be - more)}},
                   Remedy::see_limits};
}

MaybeRefusal within_ordered(const SiteState& site, const OrderState& order,
                            const Command& command, const StepCode& step, std::int64_t more,
                            const std::string& over_reason, std::optional<Approval>& approval) {
    if (step != order.order->playbook.counting_step) return std::nullopt;
    const std::int64_t ordered = ordered_quantity(order);
    const std::int64_t would_be = made_good(order) + more;
    if (would_be <= most_without_question(order)) return std::nullopt;
    if (!command.proof) {
        return Refusal{"over_ordered",
                       {{"ordered", ordered}, {"would_be", would_be}, {"over", would_be - ordered}},
                       Remedy::ask_supervisor};
    }
    if (auto refusal = proven(site, order, command, "over_quantity",
                              Right::approve_over_quantity)) {
        return refusal;
    }
    if (auto refusal = plain_text(over_reason, "reason_missing")) return refusal;
    approval = Approval{command.proof->user, over_reason};
    return std::nullopt;
}

MaybeRefusal plain_text(std::string_view text, std::string_view missing_key) {
    if (text.find_first_not_of(' ') == std::string_view::npos) {
        return Refusal{std::string(missing_key), {}, Remedy::choose_reason};
    }
    if (text.size() > kReasonBytesMax) {
        return Refusal{"text_too_long",
                       {{"max", static_cast<std::int64_t>(kReasonBytesMax)}}};
    }
    while (!text.empty()) {
        const CodePoint point = next_code_point(text);
        if (!point.valid || is_unprintable(point.value)) return Refusal{"text_unprintable", {}};
        text.remove_prefix(point.length);
    }
    return std::nullopt;
}

MaybeRefusal digests_valid(const std::vector<std::string>& attachments) {
    const auto is_digest = [](const std::string& text) {
        return text.size() == 64 &&
               text.find_first_not_of("0123456789abcdef") == std::string::npos;
    };
    const bool sound = attachments.size() <= kAttachmentsMax &&
                       std::all_of(attachments.begin(), attachments.end(), is_digest);
    return sound ? MaybeRefusal() : Refusal{"attachment_invalid", {}};
}

}  // namespace lini::rules
