// Figures that screens, status and rules read off an order; each is said once, here.
// Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/domain/order_state.h"

namespace lini {

/// The batch that a fact is about; empty where it is about none.
const BatchNo& batch_of(const Body& body);

/// Results, approvals and the like come after the batch is closed, and can be taken back then.
bool outlives_closing(const Body& body);

/// The step whose count closes the batch: of a bulk the last one of its own that counts.
const StepCode& closing_step(const OrderState& state, const BatchState& batch);

/// The bulk that the batch is filled from; itself where it is one, or is made whole.
const BatchNo& source_of(const BatchState& batch);

/// Net good of a batch at the counting step, with what came from another order and without what
/// was given to one. A bulk has none.
std::int64_t deliverable_units(const OrderState& state, const BatchState& batch);

std::int64_t ordered_quantity(const OrderState& state);

/// Net good at the counting step in batches that count (design: counts_status).
std::int64_t deliverable_good(const OrderState& state);

/// Net good at the counting step in batches that are not rejected: what is made of the order,
/// whether the contract bills it already or not.
std::int64_t made_good(const OrderState& state);
std::int64_t total_reject(const OrderState& state);  // At the counting step.

/// Deliverable good over ordered, in basis points, rounded down; 0 without an order.
std::int64_t progress_basis_points(const OrderState& state);

/// good * 100 >= threshold * ordered, in integers.
bool threshold_reached(std::int64_t good, std::int64_t ordered, int threshold_percent);

StepCounts step_counts(const BatchState& batch, const StepCode& step);

/// What the counted step before passed on to `step`; nothing where there is none to compare with
/// (first counted step, or another unit of measure).
std::optional<std::int64_t> received_at(const OrderState& state, const BatchState& batch,
                                        const StepCode& step);

const Step* find_step(const OrderState& state, const StepCode& step);
const BatchState* find_batch(const OrderState& state, const BatchNo& batch);
const Term* find_term(const OrderState& state, const TermId& term);

/// Where the threshold term of an order stands; drives tasks, alarms and `lini status`.
enum class MilestoneStatus {
    not_reached,
    awaiting_signature,
    alarm,              // 80 % and still unsigned.
    signed_,            // Claim under way.
    awaiting_evidence,  // "menunggu bukti"
    lapsed,             // "gugur": to be signed again.
    charged,
    sent,
    accepted,
    refused,
    needs_review,       // Charged, and its condition fell away since: "perlu ditinjau".
};
std::string_view milestone_status_name(MilestoneStatus status);

/// "released", "on_hold" …: as in events, assets/schema/charge.json and locale keys
/// ("status.<name>").
std::string_view batch_status_name(BatchStatus status);

/// The term that waits for the threshold, or nothing when the contract has none.
const Term* threshold_term(const OrderState& state);
MilestoneStatus milestone_status(const OrderState& state);

/// The client's approvals that open a term: not taken back, each of a batch of the order that is
/// not rejected; in fold order. They point into `state`.
std::vector<const ClientApproved*> standing_approvals(const OrderState& state);

/// Which of the milestones that `term` waits for is true now; the first in the term's order.
std::optional<Condition> milestone_met(const OrderState& state, const Term& term);

/// What a supervisor would sign for now. `heads` are left empty: the ledger knows the hashes.
Evidence evidence_now(const OrderState& state, const Condition& milestone);

/// Actors of unreversed records behind the bill, the client's approvals and the checkpoints among
/// them: none of them may sign it. Payments and allocations are no evidence of what was made.
std::vector<UserId> contributors(const OrderState& state);

/// When and why, of a record that was entered late.
const LateEntered* late_entry(const OrderState& state, const EventId& record);

/// The valid result of a test: the last one not reversed.
const TestResult* valid_test(const BatchState& batch, const std::string& test);

/// Unreversed records of a batch, newest first, at most `max`.
std::vector<const Record*> last_records(const OrderState& state, const BatchNo& batch,
                                        std::size_t max);

}  // namespace lini
