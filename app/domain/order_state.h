// What is known of one order: the fold of its events, in fold order. The same type is decided on
// by the ledger, previewed by the rules and drawn by the screens. Values only; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/domain/events.h"

namespace lini {

/// Counts of one step of one batch, in that step's own unit.
struct StepCounts {
    std::int64_t good = 0;         // Recorded good plus what rework gave back; net of reversals.
    std::int64_t reject = 0;
    std::int64_t scrap = 0;        // Out of rework.
    std::int64_t rework_open = 0;
    std::int64_t samples = 0;
    std::int64_t lost = 0;

    std::int64_t accounted() const { return good + reject + scrap + rework_open + samples + lost; }
    friend bool operator==(const StepCounts&, const StepCounts&) = default;
};

struct TestResult {
    EventId id;
    TestRecorded record;
    UserId actor;
    std::int64_t at_utc_us = 0;
    bool reversed = false;
};

struct BatchState {
    BatchPlanned plan;
    BatchStatus status = BatchStatus::in_process;
    std::int64_t status_at_utc_us = 0;
    bool started = false;
    bool closed = false;
    CountMode count_mode = CountMode::keypad;
    std::map<StepCode, StepCounts> counts;
    std::vector<TestResult> tests;  // In fold order; the last unreversed of a test is valid.
    std::int64_t received_units = 0;  // From another order, and
    std::int64_t given_units = 0;     // to others.
    OrderNo received_from;            // Where it is made; empty: here.
    std::int64_t last_carton_no = 0;
    std::int64_t last_record_at_utc_us = 0;  // Of any record, taken back or not.
    std::set<TerminalId> recorded_at;
};

/// One entry that can be taken back.
struct Record {
    EventId id;
    Body body;
    UserId actor;
    Stamp stamp;
    bool reversed = false;
    std::optional<EventId> reversed_by;
};

/// The client's approval of a batch; whoever entered it is the actor of its record.
struct ApprovalState {
    EventId id;
    ClientApproved record;
    bool reversed = false;
};

/// A statement about a checkpoint; also among the records.
struct CheckpointState {
    EventId id;
    CheckpointRecorded record;
    UserId actor;
    std::int64_t at_utc_us = 0;
    bool reversed = false;
};

struct OverrideState {
    EventId id;
    GateOverridden record;
    std::int64_t at_utc_us = 0;
};

/// Money of a term; also among the records.
struct PaymentState {
    EventId id;
    PaymentRecorded record;
    UserId actor;
    UserId confirmed_by;  // Empty: only the proof is here.
    std::int64_t confirmed_at_utc_us = 0;
    bool reversed = false;
};

/// A delivery note; also among the records.
struct ShipmentState {
    EventId id;
    ShipmentRecorded record;
    UserId actor;
    std::int64_t at_utc_us = 0;
    bool reversed = false;
};

/// Units that a line of this order has for sure, or that another order got.
struct AllocationState {
    EventId id;
    UnitsAllocated record;
    std::int64_t at_utc_us = 0;
    bool reversed = false;
};

struct RevisionState {
    EventId id;
    RevisionAsked asked;
    std::int64_t asked_at_utc_us = 0;
    std::optional<RevisionAgreed> agreed;
    EventId agreed_id;
    std::int64_t agreed_at_utc_us = 0;
    bool done = false;
};

struct CaseState {
    EventId id;
    CaseOpened opened;
    UserId actor;
    std::int64_t at_utc_us = 0;
    std::string step;  // Of the path; empty where there is none.
    std::string note;  // The last one.
    std::optional<CaseClosed> closed;
    std::int64_t closed_at_utc_us = 0;
};

/// `to_utc_us` is 0 while it lasts.
struct PauseState {
    OrderPaused record;
    std::int64_t from_utc_us = 0;
    std::int64_t to_utc_us = 0;
};

struct EndingState {
    EventId id;
    OrderEnded record;
    std::int64_t at_utc_us = 0;
};

struct ClosingState {
    EventId id;
    QuantityClosed record;
    std::int64_t at_utc_us = 0;
};

/// A reversal that arrived before the record that it takes back.
struct WaitingReversal {
    EventId by;
    std::string reason;
};

/// Reasons for which a label is voided that say where its paper went; any other spoiled it.
inline constexpr std::string_view kVoidCancelled = "cancelled";      // It never came out.
inline constexpr std::string_view kVoidNotPrinted = "not_printed";   // Nor did this one.
inline constexpr std::string_view kVoidReturned = "returned";        // Left over, and given back.

enum class LabelStatus { issued, confirmed, counted, voided };

struct LabelState {
    LabelIssued label;
    LabelStatus status = LabelStatus::issued;
    int copies = 0;                      // Reprints.
    std::string void_reason;
    std::optional<EventId> counted_by;   // The output record that used it.
};

struct SignatureState {
    EventId id;
    MilestoneSigned record;
    std::int64_t at_utc_us = 0;
    std::string lapsed_reason;  // Empty while it holds.
};

struct ChargeState {
    ChargeClaimed claim;
    EventId id;
    UserId actor;  // Of a charge that no signature of a term is behind: who signed for it.
    std::int64_t at_utc_us = 0;
    bool accepted = false;
    bool refused = false;
    std::string document_no;
    std::string answer_reason;
    std::string answered_by;  // Destination of the answer that stands.
    std::int64_t answered_at_utc_us = 0;
};

struct OrderState {
    OrderNo order_no;
    std::int64_t version = 0;  // Events folded; a claim names the version that it judged.
    bool locked_by_unknown = false;
    std::optional<OrderImported> order;
    std::int64_t imported_at_utc_us = 0;  // The revision that stands.
    std::int64_t signed_at_utc_us = 0;    // The first one.
    std::map<BatchNo, BatchState> batches;
    std::map<EventId, Record> records;
    std::map<EventId, WaitingReversal> waiting_reversals;  // By target that has not arrived.
    std::map<Serial, LabelState> labels;
    std::vector<ApprovalState> client_approvals;  // In fold order; also among the records.
    std::vector<CheckpointState> checkpoints;     // In fold order; likewise.
    std::vector<OverrideState> overrides;         // In fold order.
    std::vector<PaymentState> payments;           // In fold order; also among the records.
    std::vector<ShipmentState> shipments;         // Likewise; the first of a number counts.
    std::vector<AllocationState> allocations;     // In fold order.
    std::map<std::string, UserId> deviations_signed;  // By rule; of the revision that stands.
    std::map<EventId, LateEntered> late_entries;  // By the record that was entered late.
    std::vector<RevisionState> revisions;         // In fold order; a key is there once.
    std::vector<CaseState> cases;                 // Likewise.
    std::vector<PauseState> pauses;               // In fold order.
    std::optional<EndingState> ending;            // The first one stands.
    std::optional<ClosingState> closing;          // Likewise.
    std::optional<std::int64_t> threshold_reached_at_utc_us;
    std::map<TermId, SignatureState> signatures;  // The last one of each term.
    std::map<ChargeId, ChargeState> charges;
    std::map<TerminalId, std::pair<std::int64_t, std::int64_t>> heads;  // Incarnation, seq.
    std::int64_t last_at_utc_us = 0;
    std::string zone;  // Of the import: where the contract's days begin and end.
};

/// A pause was begun and not ended.
bool is_paused(const OrderState& state);

/// Folds one event into the state. Events come in fold order; `event.order_no` is the state's.
/// Never fails: an event is a fact, and one that fits nothing known waits or locks.
void apply(OrderState& state, const Event& event);

/// The state that `events` give, whatever order they come in.
OrderState fold(const OrderNo& order_no, std::vector<Event> events);

}  // namespace lini
