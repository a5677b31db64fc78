// What somebody asks of the ledger, with who, when and what they proved. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/domain/events.h"
#include "app/domain/refusal.h"

namespace lini {

/// A PIN that was checked before the command was made (app/identity); rules only read it.
struct Proof {
    UserId user;
    std::string meaning;  // "milestone", "over_quantity", "release" …
    std::int64_t at_utc_us = 0;
};

struct DefineUser { UserDefined user; };
struct DefineProduct { ProductDefined product; };
struct ImportOrder {
    OrderImported order;
    std::vector<BatchPlanned> batches;
    std::vector<OutputRecorded> opening;  // Counted before the terminal was installed.
    std::vector<TermOpened> terms_opening = {};  // Billed before it.
    std::vector<CheckpointRecorded> checkpoints_opening = {};  // Passed before it.
};
struct StartBatch { BatchNo batch; CountMode count_mode = CountMode::keypad; };
/// For all of these `entry` is scanned, or manual when the batch number was typed.
struct RecordOutput {
    BatchNo batch;
    StepCode step;
    std::int64_t quantity = 0;
    Entry entry = Entry::scanned;
    std::string over_reason;  // With a supervisor's proof: why more than ordered.
};
struct CountCarton {
    Serial serial;
    BatchNo batch;
    StepCode step;
    std::string over_reason;  // As above.
};
struct RecordReject {
    BatchNo batch;
    StepCode step;
    std::int64_t quantity = 0;
    std::string reason;
    std::string note;
    Entry entry = Entry::scanned;
};
struct OpenRework {
    BatchNo batch;
    StepCode step;
    std::int64_t quantity = 0;
    Entry entry = Entry::scanned;
};
struct CloseRework {
    BatchNo batch;
    StepCode step;
    std::int64_t good = 0;
    std::int64_t scrap = 0;
    std::string over_reason = {};  // As for RecordOutput.
};
struct TakeSample {
    BatchNo batch;
    StepCode step;
    std::int64_t quantity = 0;
    SamplePurpose purpose = SamplePurpose::qc;
};
struct RecordLoss { BatchNo batch; StepCode step; std::int64_t quantity = 0; std::string reason; };
struct ReverseRecord { EventId target; std::string reason; };
struct RecordTest {
    BatchNo batch;
    std::string test;
    Decimal value;
    Entry entry = Entry::scanned;
};
struct CloseBatch { BatchNo batch; std::string explanation; };
struct ChangeBatchStatus {
    BatchNo batch;
    BatchStatus status;
    std::string reason;
    OrderNo from_order = {};  // Filled in by follow_ups() alone: where it was decided.
};
struct RecordClientApproval {
    BatchNo batch;
    std::string reference;
    // An import may hand it in again and again; a person who states it anew undoes a reversal.
    bool from_file = false;
};
/// With a proof "checkpoint" where the playbook wants a second person.
struct RecordCheckpoint {
    std::string checkpoint;
    BatchNo batch;
    CheckpointOutcome outcome = CheckpointOutcome::passed;
    std::string reference;
    std::string note;
    std::vector<std::string> attachments;
};
/// With a proof "override_gate". An empty `batch` opens it for the whole order.
struct OverrideGate { std::string gate; BatchNo batch; std::string reason; };
struct RecordPayment { PaymentRecorded payment; bool from_file = false; };
struct DefineHolidays { HolidaysDefined holidays; };
struct DefineDuties { DutiesDefined duties; };
struct DefineTaxes { TaxesDefined taxes; };
/// A batch of the order by the playbook's pattern, made today.
struct PlanBatch {
    ProductCode product;
    std::int64_t planned = 0;
    bool bulk = false;  // In units of the bulk's steps.
    BatchNo from = {};  // The bulk that it is filled from.
};
/// With a proof "allocation". An empty `to_order`: to a line of this one.
struct AllocateUnits {
    BatchNo batch;
    std::int64_t quantity = 0;
    int line = 0;  // The first one is 1.
    OrderNo to_order = {};
};
/// Made by follow_ups() alone, in the order that gets the units.
struct ReceiveUnits { UnitsReceived received; std::string client; };
/// Likewise, at the site.
struct ReserveProduct { ProductReserved reserved; };
/// With a proof "deviation".
struct SignDeviation { std::string rule; };
struct PauseOrder { std::string reason; std::string reference; };
struct ResumeOrder { std::string reference; };
/// With a proof "end_order".
struct EndOrder { OrderEnding ending; std::string reason; std::string reference; };
/// With a proof "close_quantity". `reference` is the client's, `reason` where too much was made.
struct CloseQuantity { std::string reference; std::string reason; };
struct AskRevision { RevisionAsked revision; };
/// With a proof "revision": the maker's side; the client's is the reference it was asked under.
struct AgreeRevision { std::string revision; };
struct FinishRevision { std::string revision; };
struct OpenCase { CaseOpened opened; };
struct MoveCase { std::string case_no; std::string step; std::string note; };
struct CloseCase { CaseClosed closed; };
/// With a proof "damages": a credit to the client for the days that the plan says.
struct CreditDamages { int days = 0; };
/// What was counted on paper while the terminal was down. With a proof "late_entry" of a second
/// person.
struct EnterLate {
    std::variant<RecordOutput, RecordReject> counted;
    std::int64_t happened_utc_us = 0;
    std::string reason;
};
struct RecordShipment { ShipmentRecorded shipment; bool from_file = false; };
struct ConfirmPayment { std::string payment; };
/// `seen` is what the signer had on the screen: if the counts moved since, it is refused. Its
/// heads come in empty: within its transaction the ledger fills in what it knows.
struct SignMilestone { TermId term; Evidence seen; };
/// From whoever folded `judged_version`; `recount` is the fold at the signed heads.
struct ClaimCharge {
    TermId term;
    EventId signature;
    std::int64_t judged_version = 0;
    std::int64_t recount_good = 0;
    bool evidence_complete = false;  // Every event up to the signed heads is here.
    std::optional<Term> signed_term = {};  // As the contract had it at the signed heads.
};
struct AnswerCharge {
    ChargeId charge;
    std::string destination;
    bool accepted = false;
    std::string document_no;
    std::string reason;
};
/// To every destination that refused it for good: the same key and the same bytes once more. It is
/// no fact of the order; the outbox and the log keep it.
struct ResendCharge { ChargeId charge; };
/// `serials` come in empty: within its transaction the ledger hands out `count` fresh ones.
struct IssueLabels {
    BatchNo batch;
    std::string template_name;
    std::int64_t content_units = 0;
    int count = 1;
    std::vector<Serial> serials;
    bool check_first = false;  // Of a run: the rest waits until the first label was read back.
};
struct ReprintLabel { Serial serial; std::string reason; };
struct ConfirmLabel { Serial serial; };
struct VoidLabel { Serial serial; std::string reason; };
/// All or none of them: a run's labels that never left the queue, or those that were left over.
struct VoidLabels { std::vector<Serial> serials; std::string reason; };

using Action =
    std::variant<DefineUser, DefineProduct, ImportOrder, StartBatch, RecordOutput, CountCarton,
                 RecordReject, OpenRework, CloseRework, TakeSample, RecordLoss, ReverseRecord,
                 RecordTest, CloseBatch, ChangeBatchStatus, RecordClientApproval,
                 RecordCheckpoint, OverrideGate, RecordPayment, ConfirmPayment, DefineHolidays,
                 DefineDuties, PlanBatch, PauseOrder, ResumeOrder, EndOrder, CloseQuantity,
                 AskRevision, AgreeRevision, FinishRevision, CreditDamages, OpenCase, MoveCase,
                 CloseCase, SignMilestone, ClaimCharge, AnswerCharge, ResendCharge, IssueLabels,
                 ReprintLabel, ConfirmLabel, VoidLabel, VoidLabels, DefineTaxes,
                 RecordShipment, EnterLate, AllocateUnits, ReceiveUnits, ReserveProduct,
                 SignDeviation>;

struct Command {
    CommandId id;
    UserId actor;
    OrderNo order_no;  // Empty for the site's own (users, products).
    Stamp stamp;
    std::optional<Proof> proof;
    Action action;
};

/// The facts that an accepted command adds. May be empty: asked again with the same content.
struct Accepted {
    std::vector<Body> events;
};

using Decision = std::variant<Accepted, Refusal>;

}  // namespace lini
