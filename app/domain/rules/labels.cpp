#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

constexpr std::int64_t kLabelsAtOnceMax = 500;

const LabelState* find_label(const OrderState& order, const Serial& serial) {
    const auto found = order.labels.find(serial);
    return found == order.labels.end() ? nullptr : &found->second;
}

Refusal label_unknown(const Serial& serial) {
    return Refusal{"label_unknown", {{"serial", serial.str()}}, Remedy::scan_again};
}

// A part carton holds less than a full one, and no carton holds more.
MaybeRefusal fits_carton(const SiteState& site, const BatchState& batch, std::int64_t units) {
    const auto product = site.products.find(batch.plan.product);
    if (product == site.products.end()) return std::nullopt;
    const std::int64_t most = product->second.units_per_carton;
    if (units <= most) return std::nullopt;
    return Refusal{"carton_content_too_large", {{"content", units}, {"max", most}}};
}

}  // namespace

Decision issue_labels(const SiteState& site, const OrderState& order, const Command& command,
                      const IssueLabels& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::print_labels); },
            [&] { return batch_known(order, action.batch); },
            [&] { return quantity_in_range(action.count); },
            [&] { return quantity_in_range(action.content_units); })) {
        return *refusal;
    }
    if (action.count > kLabelsAtOnceMax) {
        return Refusal{"too_many_labels", {{"max", kLabelsAtOnceMax}}};
    }
    const BatchState& batch = *find_batch(order, action.batch);
    if (batch.plan.bulk) return Refusal{"bulk_without_cartons", {{"batch", action.batch.str()}}};
    if (auto refusal = fits_carton(site, batch, action.content_units)) return *refusal;
    if (batch.status == BatchStatus::rejected) {
        return Refusal{"batch_rejected", {{"batch", action.batch.str()}}};
    }
    Accepted accepted;
    std::int64_t carton_no = batch.last_carton_no;
    for (const Serial& serial : action.serials) {
        accepted.events.emplace_back(LabelIssued{serial, action.batch, action.template_name,
                                                 ++carton_no, action.content_units});
    }
    return accepted;
}

Decision reprint_label(const SiteState& site, const OrderState& order, const Command& command,
                       const ReprintLabel& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return actor_may(site, order, command, Right::print_labels); },
            [&] { return plain_text(action.reason, "reason_missing"); })) {
        return *refusal;
    }
    const LabelState* label = find_label(order, action.serial);
    if (label == nullptr) return label_unknown(action.serial);
    if (label->status == LabelStatus::voided) {
        return Refusal{"label_voided", {{"carton", label->label.carton_no}}};
    }
    return Accepted{{LabelReprinted{action.serial, label->copies + 1, action.reason}}};
}

Decision confirm_label(const SiteState&, const OrderState& order, const Command&,
                       const ConfirmLabel& action) {
    const LabelState* label = find_label(order, action.serial);
    if (label == nullptr) return label_unknown(action.serial);
    if (label->status == LabelStatus::voided) {
        return Refusal{"label_voided", {{"carton", label->label.carton_no}}};
    }
    if (label->status != LabelStatus::issued) return Accepted{};
    return Accepted{{LabelConfirmed{action.serial}}};
}

Decision void_label(const SiteState& site, const OrderState& order, const Command& command,
                    const VoidLabel& action) {
    if (auto refusal = first_of(
            [&] { return actor_may(site, order, command, Right::print_labels); },
            [&] { return plain_text(action.reason, "reason_missing"); })) {
        return *refusal;
    }
    const LabelState* label = find_label(order, action.serial);
    if (label == nullptr) return label_unknown(action.serial);
    if (label->status == LabelStatus::counted) {
        return Refusal{"label_counted", {{"carton", label->label.carton_no}}};
    }
    if (label->status == LabelStatus::voided) return Accepted{};
    return Accepted{{LabelVoided{action.serial, action.reason}}};
}

Decision void_labels(const SiteState& site, const OrderState& order, const Command& command,
                       const VoidLabels& action) {
    if (auto refusal = first_of(
            [&] { return actor_may(site, order, command, Right::print_labels); },
            [&] { return plain_text(action.reason, "reason_missing"); })) {
        return *refusal;
    }
    const bool unseen = action.reason == kVoidCancelled;
    Accepted accepted;
    for (const Serial& serial : action.serials) {
        const LabelState* label = find_label(order, serial);
        if (label == nullptr) return label_unknown(serial);
        // One that was scanned has come out, and cannot be cancelled.
        const bool seen = unseen && label->status == LabelStatus::confirmed;
        if (label->status == LabelStatus::counted || seen) {
            return Refusal{"label_counted", {{"carton", label->label.carton_no}}};
        }
        if (label->status == LabelStatus::voided) continue;
        accepted.events.emplace_back(LabelVoided{serial, action.reason});
    }
    return accepted;
}

}  // namespace lini::rules
