#include "app/terminal/sign_desk.h"

#include <utility>

#include "app/base/check.h"
#include "app/base/log.h"
#include "app/domain/decide.h"

namespace lini {
namespace {

SignerRecord signer_of(const Credential& stored) {
    return {stored.user, stored.card_hash, stored.pin_hash,
            LockoutState{stored.failed_count, stored.locked_until_utc_us,
                         stored.last_seen_utc_us}};
}

Right right_for(const std::string& meaning) {
    if (meaning == "milestone") return Right::sign_milestone;
    if (meaning == "release") return Right::release_batch;
    if (meaning == "override_gate") return Right::override_gate;
    if (meaning == "payment" || meaning == "damages") return Right::confirm_payment;
    if (meaning == "allocation") return Right::allocate_units;
    if (meaning == "deviation") return Right::sign_milestone;
    if (meaning == "revision" || meaning == "close_quantity") return Right::sign_milestone;
    if (meaning == "end_order") return Right::hold_order;
    if (meaning == "late_entry") return Right::sign_late_entry;
    return Right::approve_over_quantity;
}

}  // namespace

void wipe_pins(Intents& intents) {
    for (Intent& intent : intents) {
        if (auto* signed_ = std::get_if<SubmitSigned>(&intent)) wipe(signed_->pin);
    }
}

SignDesk::SignDesk(Floor& floor, RecordDesk& record_desk, Worker& worker, const Clock& clock,
                   const Pepper& pepper, Floor::Post post)
    : floor_(floor),
      record_desk_(record_desk),
      worker_(worker),
      clock_(clock),
      pepper_(pepper),
      post_(std::move(post)),
      time_(std::make_unique<TrustedTime>(clock, 0)) {}

void SignDesk::start_time(std::int64_t last_seen_utc_us) {
    time_ = std::make_unique<TrustedTime>(clock_, last_seen_utc_us);
}

void SignDesk::begin(const std::string& meaning, const OrderNo& order_no,
                     std::optional<Action> action) {
    ++begun_;
    order_no_ = order_no;
    action_ = std::move(action);
    floor_.over_carton.reset();  // Whoever asked for it signs for it now.
    floor_.signing = Signing{};
    floor_.signing->meaning = meaning;
    floor_.signing->tries_left = kFreeTries;
    if (floor_.session && why_not(*floor_.session).empty()) floor_.signing->card = floor_.session;
}

// Some signatures stand beside what another did: who is logged in stays the one who acts.
UserId SignDesk::actor_of(const std::string& meaning, const UserId& signer) const {
    const bool beside = meaning == "over_quantity" || meaning == "checkpoint" ||
                        meaning == "late_entry";
    return beside && floor_.session ? floor_.session->user : signer;
}

// Empty when this person may sign what is asked; else the locale key of the reason.
std::string SignDesk::why_not(const Person& person) const {
    const std::string& meaning = floor_.signing->meaning;
    const OrderState* order = floor_.order(order_no_);
    const std::vector<RightGrant> grants = order != nullptr && order->order
                                               ? order->order->playbook.grants
                                               : std::vector<RightGrant>{};
    // Who signs a checkpoint is the playbook's to say, not one of the rights.
    const bool by_right = meaning != "checkpoint";
    if (by_right && !may(person.roles, right_for(meaning), grants)) {
        return "refusal.signer_not_allowed";
    }
    if (!action_ || order == nullptr) return {};
    Command command;
    command.actor = actor_of(meaning, person.user);
    command.order_no = order->order_no;
    command.stamp = floor_.stamp_now();
    command.proof = Proof{person.user, meaning, clock_.now_utc_us()};
    command.action = *action_;
    // What is counted meanwhile is no reason against this person either.
    if (auto* milestone = std::get_if<SignMilestone>(&command.action)) {
        milestone->seen = evidence_now(*order, milestone->seen.milestone);
    }
    const Decision decision = decide(floor_.site(), *order, command);
    const auto* refusal = std::get_if<Refusal>(&decision);
    // What is not filled in yet is no reason against this person.
    if (refusal == nullptr || refusal->remedy == Remedy::choose_reason) return {};
    return "refusal." + refusal->key;
}

void SignDesk::take_card(const Person& person) {
    CHECK(floor_.signing.has_value());
    if (floor_.signing->checking) return;
    floor_.signing->card_refusal = why_not(person);
    floor_.signing->pin_refusal.clear();
    floor_.signing->card = person;
}

void SignDesk::submit(const OrderNo& order_no, Action action, std::string pin) {
    Secret secret(std::move(pin));
    if (!floor_.signing || !floor_.signing->card || floor_.signing->checking ||
        !floor_.signing->card_refusal.empty()) {
        return;
    }
    if (order_no != order_no_) return cancel();
    if (judging_) {
        floor_.signing->pin_refusal = "refusal.worker_busy";
        return;
    }
    const UserId user = floor_.signing->card->user;
    const bool sent = floor_.credential(
        [user](CredentialStore& store) { return store.by_user(user); },
        [this](const Result<std::optional<Credential>>& found) {
            if (!found) return fail(found.error());
            if (!*found) return refuse({"pin_not_enrolled", {}});
            auto begun = begin_signature(signer_of(**found), pending_.meaning, time_->now_us());
            if (const auto* refusal = std::get_if<Refusal>(&begun)) return refuse(*refusal);
            judge(std::get<SignatureBegun>(begun));
        });
    if (!sent) return;
    pending_ = Pending{order_no, std::move(action), floor_.signing->meaning, std::move(secret),
                       begun_};
    judging_ = true;
    floor_.signing->checking = true;
}

bool SignDesk::store(const UserId& user, const LockoutState& lockout, Floor::OnCredential then) {
    return floor_.credential(
        [user, lockout](CredentialStore& credentials) -> Result<std::optional<Credential>> {
            const Result<void> noted =
                credentials.note_attempt(user, lockout.failed_count, lockout.locked_until_utc_us,
                                         lockout.last_seen_utc_us);
            if (!noted) return pass_on(noted);
            return std::optional<Credential>();
        },
        std::move(then));
}

void SignDesk::judge(const SignatureBegun& begun) {
    const auto stored = [this, begun](const Result<std::optional<Credential>>& noted) {
        if (!noted) return fail(noted.error());
        const bool queued = worker_.submit(
            [begun, pin = std::move(pending_.pin), &pepper = pepper_, now_us = time_->now_us(),
             at_utc_us = clock_.now_utc_us()]() mutable {
                return finish_signature(begun, std::move(pin), pepper, now_us, at_utc_us);
            },
            [this](SignatureOutcome outcome) {
                post_([this, outcome] { judged(outcome); });
            });
        if (!queued) refuse({"worker_busy", {}});
    };
    if (!store(begun.credential.user, begun.lockout, stored)) refuse({"worker_busy", {}});
}

void SignDesk::judged(const SignatureOutcome& outcome) {
    const auto stored = [this, outcome](const Result<std::optional<Credential>>& noted) {
        if (!noted) return fail(noted.error());
        if (outcome.refusal) return refuse(*outcome.refusal);
        judging_ = false;
        // Whoever took the card away in the meantime did not want it any more.
        if (!still_wanted()) return;
        const UserId actor = actor_of(pending_.meaning, outcome.user);
        floor_.signing.reset();
        record_desk_.submit_signed(actor, pending_.order_no, std::move(pending_.action),
                                   *outcome.proof);
    };
    if (!store(outcome.user, outcome.lockout, stored)) refuse({"worker_busy", {}});
}

void SignDesk::fail(const Error& error) {
    judging_ = false;
    if (still_wanted()) floor_.signing->checking = false;
    floor_.show_error(error);
}

void SignDesk::refuse(const Refusal& refusal) {
    log::warn("signature refused: {}", log::printable(to_string(refusal)));
    judging_ = false;
    if (!still_wanted()) return;
    floor_.signing->checking = false;
    floor_.signing->pin_refusal = "refusal." + refusal.key;
    for (const auto& [name, value] : refusal.args) {
        const auto* number = std::get_if<std::int64_t>(&value);
        if (number == nullptr) continue;
        if (name == "tries_left") floor_.signing->tries_left = static_cast<int>(*number);
        if (name == "seconds") floor_.signing->wait_s = *number;
    }
}

}  // namespace lini
