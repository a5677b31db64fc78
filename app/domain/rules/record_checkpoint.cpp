#include <algorithm>

#include "app/domain/contract.h"
#include "app/domain/gates.h"
#include "app/domain/registration.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

Phrases name_of(const Checkpoint& checkpoint) {
    return named(checkpoint.code, checkpoint.label);
}

bool holds_any(const std::vector<Role>& held, const std::vector<Role>& wanted) {
    return std::any_of(held.begin(), held.end(), [&](Role role) {
        return std::find(wanted.begin(), wanted.end(), role) != wanted.end();
    });
}

MaybeRefusal recorder_may(const SiteState& site, const Command& command,
                          const Checkpoint& checkpoint) {
    if (command.actor.empty()) return Refusal{"nobody_logged_in", {}, Remedy::scan_id_card};
    const UserDefined* user = active_user(site, command.actor);
    if (user == nullptr) return Refusal{"user_unknown", {}, Remedy::scan_id_card};
    if (holds_any(user->roles, checkpoint.recorded_by)) return std::nullopt;
    return Refusal{"checkpoint_not_allowed", {{"checkpoint", name_of(checkpoint)}},
                   Remedy::scan_id_card};
}

// Four eyes: who signs is somebody else than who states it.
MaybeRefusal signed_by_another(const SiteState& site, const Command& command,
                               const Checkpoint& checkpoint) {
    if (checkpoint.signed_by.empty()) return std::nullopt;
    if (!command.proof || command.proof->meaning != "checkpoint") {
        return Refusal{"signature_missing", {}, Remedy::ask_supervisor};
    }
    if (command.proof->user == command.actor) {
        return Refusal{"second_person_missing", {}, Remedy::ask_supervisor};
    }
    const UserDefined* signer = active_user(site, command.proof->user);
    if (signer == nullptr) return Refusal{"user_unknown", {}, Remedy::scan_id_card};
    if (holds_any(signer->roles, checkpoint.signed_by)) return std::nullopt;
    return Refusal{"signer_not_allowed", {{"right", name_of(checkpoint)}}, Remedy::ask_supervisor};
}

MaybeRefusal about_the_right_thing(const OrderState& order, const Checkpoint& checkpoint,
                                   const BatchNo& batch) {
    if (checkpoint.scope != CheckpointScope::order) {
        if (auto refusal = batch_known(order, batch)) return refusal;
        const BatchState& known = *find_batch(order, batch);
        const bool whole = known.plan.from.empty() && !known.plan.bulk;
        if (checkpoint.scope == CheckpointScope::batch || whole) return std::nullopt;
        return Refusal{"checkpoint_of_bulk", {{"checkpoint", name_of(checkpoint)},
                                              {"bulk", source_of(known).str()}}};
    }
    if (batch.empty()) return std::nullopt;
    return Refusal{"checkpoint_of_order", {{"checkpoint", name_of(checkpoint)}}};
}

MaybeRefusal texts_valid(const Checkpoint& checkpoint, const RecordCheckpoint& action) {
    // A waiver is the client's word, so it has a letter whatever the checkpoint asks for.
    const bool compulsory =
        checkpoint.needs_reference || action.outcome == CheckpointOutcome::waived;
    if (compulsory || !action.reference.empty()) {
        if (auto refusal = plain_text(action.reference, "reference_missing")) return refusal;
    }
    if (action.outcome == CheckpointOutcome::failed || !action.note.empty()) {
        if (auto refusal = plain_text(action.note, "reason_missing")) return refusal;
    }
    if (auto refusal = digests_valid(action.attachments)) return refusal;
    const bool bare = checkpoint.needs_attachment && action.attachments.empty() &&
                      action.outcome == CheckpointOutcome::passed;
    if (bare) return Refusal{"attachment_missing", {{"checkpoint", name_of(checkpoint)}}};
    return std::nullopt;
}

MaybeRefusal is_wanted(const OrderState& order, const Checkpoint& checkpoint) {
    if (matches(*order.order, checkpoint.applies)) return std::nullopt;
    return Refusal{"checkpoint_not_wanted", {{"checkpoint", name_of(checkpoint)}}};
}

MaybeRefusal outcome_possible(const OrderState& order, const Checkpoint& checkpoint,
                              const RecordCheckpoint& action) {
    if (action.outcome == CheckpointOutcome::waived && !checkpoint.waivable) {
        return Refusal{"checkpoint_not_waivable", {{"checkpoint", name_of(checkpoint)}}};
    }
    // That something failed can be said at any time.
    if (action.outcome == CheckpointOutcome::failed) return std::nullopt;
    return gates_open(order, {GatedActKind::record_checkpoint, checkpoint.code}, action.batch);
}

// What leaves must be allowed to be sold on the day that it leaves.
MaybeRefusal goods_registered(const SiteState& site, const OrderState& order,
                              const Command& command, const Checkpoint& checkpoint,
                              const RecordCheckpoint& action) {
    if (!checkpoint.ships || action.outcome == CheckpointOutcome::failed) return std::nullopt;
    for (const auto& [batch_no, batch] : order.batches) {
        if (batch.status == BatchStatus::rejected) continue;
        if (auto refusal = registration_refusal(site, batch.plan.product,
                                                command.stamp.business_date)) {
            return refusal;
        }
    }
    return std::nullopt;
}

bool says_the_same(const CheckpointState* last, const RecordCheckpoint& action) {
    return last != nullptr && last->record.outcome == action.outcome &&
           last->record.reference == action.reference && last->record.note == action.note &&
           last->record.attachments == action.attachments;
}

}  // namespace

Decision record_checkpoint(const SiteState& site, const OrderState& order, const Command& command,
                           const RecordCheckpoint& action) {
    if (auto refusal = order_open(order)) return *refusal;
    const Checkpoint* checkpoint = find_checkpoint(order, action.checkpoint);
    if (checkpoint == nullptr) {
        return Refusal{"checkpoint_unknown", {{"checkpoint", action.checkpoint}}};
    }
    if (auto refusal = first_of(
            [&] { return recorder_may(site, command, *checkpoint); },
            [&] { return is_wanted(order, *checkpoint); },
            [&] { return about_the_right_thing(order, *checkpoint, action.batch); },
            [&] { return texts_valid(*checkpoint, action); },
            [&] { return outcome_possible(order, *checkpoint, action); },
            [&] { return goods_registered(site, order, command, *checkpoint, action); },
            [&] { return signed_by_another(site, command, *checkpoint); })) {
        return *refusal;
    }
    if (says_the_same(standing_checkpoint(order, action.checkpoint, action.batch), action)) {
        return Accepted{};
    }
    const UserId signer = checkpoint->signed_by.empty() ? UserId() : command.proof->user;
    return Accepted{{CheckpointRecorded{action.checkpoint, action.batch, action.outcome,
                                        action.reference, action.note, signer,
                                        action.attachments}}};
}

}  // namespace lini::rules
