#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

// What is older is no gap of a shift any more: it is closed with an explanation.
constexpr std::int64_t kLateMaxUs = std::int64_t{7} * 24 * 3600 * 1'000'000;

MaybeRefusal happened_before(const Command& command, const EnterLate& action) {
    const std::int64_t ago = command.stamp.at_utc_us - action.happened_utc_us;
    if (ago >= 0 && ago <= kLateMaxUs) return std::nullopt;
    return Refusal{"late_time_wrong", {{"days", std::int64_t{7}}}};
}

MaybeRefusal another_signs(const Command& command) {
    if (command.proof->user != command.actor) return std::nullopt;
    return Refusal{"late_by_oneself", {}, Remedy::ask_supervisor};
}

}  // namespace

Decision enter_late(const SiteState& site, const OrderState& order, const Command& command,
                    const EnterLate& action) {
    if (auto refusal = first_of(
            [&] { return order_open(order); },
            [&] { return plain_text(action.reason, "reason_missing"); },
            [&] { return happened_before(command, action); },
            [&] { return proven(site, order, command, "late_entry", Right::sign_late_entry); },
            [&] { return another_signs(command); })) {
        return *refusal;
    }
    const auto* output = std::get_if<RecordOutput>(&action.counted);
    Decision counted =
        output != nullptr
            ? record_output(site, order, command, *output)
            : record_reject(site, order, command, std::get<RecordReject>(action.counted));
    if (auto* accepted = std::get_if<Accepted>(&counted)) {
        accepted->events.insert(
            accepted->events.begin(),
            LateEntered{action.happened_utc_us, action.reason, command.proof->user});
    }
    return counted;
}

}  // namespace lini::rules
