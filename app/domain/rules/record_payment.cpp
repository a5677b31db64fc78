#include "app/domain/payments.h"

#include <algorithm>

#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

bool says_the_same(const PaymentRecorded& a, const PaymentRecorded& b) {
    return a.charge == b.charge && a.kind == b.kind && a.amount == b.amount &&
           a.paid_on == b.paid_on && a.reference == b.reference;
}

// A file that is handed in again must not undo the reversal of what it says.
bool was_taken_back(const OrderState& order, const PaymentRecorded& payment) {
    return std::any_of(order.payments.begin(), order.payments.end(),
                       [&](const PaymentState& known) {
                           return known.reversed && known.record.payment == payment.payment &&
                                  says_the_same(known.record, payment);
                       });
}

MaybeRefusal content_valid(const PaymentRecorded& payment) {
    if (!is_id_text(payment.payment)) {
        return Refusal{"payment_key_invalid", {{"payment", payment.payment}}};
    }
    if (payment.amount.value < 1 || payment.amount.value > kRupiahMax) {
        return Refusal{"amount_out_of_range", {{"product", payment.payment}}};
    }
    if (!payment.paid_on.ok()) return Refusal{"payment_date_invalid", {}};
    return payment.reference.empty() ? MaybeRefusal()
                                     : plain_text(payment.reference, "reference_missing");
}

// Money for something that nobody billed is a mistake, of the client's or of ours.
MaybeRefusal is_billed(const OrderState& order, const ChargeId& charge) {
    if (order.charges.count(charge) > 0) return std::nullopt;
    const Term* term = find_term(order, TermId(charge.str()));
    if (term == nullptr) return Refusal{"charge_unknown", {{"charge", charge.str()}}};
    return Refusal{"term_not_billed", {{"term", named(charge.str(), term->label)}}};
}

MaybeRefusal not_more_than_came_in(const OrderState& order, const PaymentRecorded& payment) {
    if (payment.kind != PaymentKind::refund) return std::nullopt;
    const ChargeBalance balance = charge_balance(order, payment.charge);
    const std::int64_t kept = balance.confirmed.value - balance.refunded.value;
    if (payment.amount.value <= kept) return std::nullopt;
    return Refusal{"refund_exceeds", {{"amount", payment.amount.value}, {"received", kept}}};
}

}  // namespace

Decision record_payment(const SiteState& site, const OrderState& order, const Command& command,
                        const RecordPayment& action) {
    const PaymentRecorded& payment = action.payment;
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::record_payment); },
            [&] { return content_valid(payment); })) {
        return *refusal;
    }
    if (const PaymentState* known = find_payment(order, payment.payment)) {
        if (says_the_same(known->record, payment)) return Accepted{};
        return Refusal{"payment_differs",
                       {{"payment", payment.payment},
                        {"known", known->record.amount.value},
                        {"amount", payment.amount.value}}};
    }
    if (action.from_file && was_taken_back(order, payment)) {
        return Refusal{"payment_taken_back", {{"payment", payment.payment}}};
    }
    if (auto refusal = first_of([&] { return is_billed(order, payment.charge); },
                                [&] { return not_more_than_came_in(order, payment); })) {
        return *refusal;
    }
    return Accepted{{payment}};
}

Decision confirm_payment(const SiteState& site, const OrderState& order, const Command& command,
                         const ConfirmPayment& action) {
    if (auto refusal = order_open(order)) return *refusal;
    const PaymentState* payment = find_payment(order, action.payment);
    if (payment == nullptr) return Refusal{"payment_unknown", {{"payment", action.payment}}};
    if (auto refusal = proven(site, order, command, "payment", Right::confirm_payment)) {
        return *refusal;
    }
    if (payment->record.kind != PaymentKind::receipt) {
        return Refusal{"payment_needs_no_receipt", {{"payment", action.payment}}};
    }
    if (!payment->confirmed_by.empty()) return Accepted{};
    if (payment->actor == command.proof->user) {
        return Refusal{"payment_own", {{"payment", action.payment}}, Remedy::ask_supervisor};
    }
    return Accepted{{PaymentConfirmed{action.payment, command.proof->user}}};
}

}  // namespace lini::rules
