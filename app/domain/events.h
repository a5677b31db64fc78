// Every fact that a ledger can hold, one struct a kind. The names and versions that they are
// stored under are in body_json.cpp; a struct here is always the newest version.
// Values only; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/domain/calendar.h"
#include "app/domain/contract_events.h"
#include "app/domain/ids.h"
#include "app/domain/money.h"
#include "app/domain/playbook.h"
#include "app/domain/site_events.h"

namespace lini {

// ---- The order ----

struct OrderLine {
    ProductCode product;
    std::int64_t quantity = 0;
    Rupiah unit_price;
};

/// One payment of the contract. It waits for any of `any_of`.
struct Term {
    TermId id;
    Wording label;
    int basis_points = 0;
    Rupiah amount;
    std::vector<Condition> any_of;
    int due_days = 14;
    TermId part_of = {};        // The playbook's term that it is a declared part of, or empty.
    std::int64_t releases = 0;  // Units that may leave once it is settled; 0: all that is left.
    Wording document = {};      // What its invoice is called; empty: an invoice.
};

enum class CountsStatus { not_rejected, released };

/// A rule of the playbook that this contract breaks, by whose signature and why; shown for ever.
struct Deviation {
    std::string rule;
    std::string reason;
    UserId signer;
    friend bool operator==(const Deviation&, const Deviation&) = default;
};

/// A new order, or with a higher revision an amendment: always the whole content.
struct OrderImported {
    int revision = 1;
    std::string content_sha256_hex;
    std::string client;
    std::string client_po;
    std::vector<OrderLine> lines;
    Rupiah value;
    std::vector<Term> terms;
    int threshold_percent = 70;  // 0 where nothing waits for it.
    CountsStatus counts_status = CountsStatus::not_rejected;
    std::map<std::string, std::string> fields;  // By code of the playbook's field.
    std::vector<Deviation> deviations;
    std::map<std::string, int> deadline_days;   // By code, where the contract says otherwise.
    int over_basis_points = 0;   // Of the ordered quantity: more, or less, without a question.
    int under_basis_points = 0;
    std::map<std::string, Rupiah> extras;  // By code, where the contract says the amount.
    int withholding_basis_points = 0;      // May be kept back before its slip is here.
    Playbook playbook;
};

struct BatchPlanned {
    BatchNo batch;
    ProductCode product;
    std::int64_t planned = 0;
    Date manufactured{};
    Date expires{};
    bool bulk = false;  // Ruahan: its units are those of the bulk's steps, and none of the order's.
    BatchNo from = {};  // The bulk that it is filled from; empty: it is made whole.
};

enum class CountMode { keypad, carton };

/// Work on a batch begins; from here it counts by carton scan or by keypad, never both.
struct BatchStarted {
    BatchNo batch;
    CountMode count_mode = CountMode::keypad;
};

/// How a number came in. `manual`: the batch number was typed, not scanned. `opening`: counted
/// before the terminal was installed.
enum class Entry { scanned, manual, carton, opening };

struct Approval {
    UserId signer;
    std::string reason;
};

struct OutputRecorded {
    BatchNo batch;
    StepCode step;
    std::int64_t quantity = 0;
    Entry entry = Entry::scanned;
    Serial serial;                     // Carton mode: the label that was counted.
    std::optional<Approval> approval;  // Over the ordered quantity.
};

/// Stands before the record of the same command that was entered late: when it happened. The counts
/// are its own; this only says that they are older than their stamp.
struct LateEntered {
    std::int64_t happened_utc_us = 0;
    std::string reason;
    UserId signer;  // Who stands for it beside whoever entered it.
};

struct RejectRecorded {
    BatchNo batch;
    StepCode step;
    std::int64_t quantity = 0;
    std::string reason;
    std::string note;  // Text for the reason "other".
    Entry entry = Entry::scanned;
};

/// Units that need work before they can be judged.
struct ReworkOpened {
    BatchNo batch;
    StepCode step;
    std::int64_t quantity = 0;
    Entry entry = Entry::scanned;
};

/// Moves units out of rework in one record, so a unit becomes good once.
struct ReworkClosed {
    BatchNo batch;
    StepCode step;
    std::int64_t good = 0;
    std::int64_t scrap = 0;
    std::optional<Approval> approval = {};  // Over the ordered quantity.
};

enum class SamplePurpose { qc, retained, client };

struct SampleTaken {
    BatchNo batch;
    StepCode step;
    std::int64_t quantity = 0;
    SamplePurpose purpose = SamplePurpose::qc;
};

struct LossRecorded {
    BatchNo batch;
    StepCode step;
    std::int64_t quantity = 0;
    std::string reason;
};

struct RecordReversed {
    EventId target;
    std::string reason;
};

enum class Verdict { meets, fails };  // MS, TMS

struct TestRecorded {
    BatchNo batch;
    std::string test;
    Decimal value;
    std::optional<Decimal> lower;
    std::optional<Decimal> upper;
    std::string unit;
    int spec_revision = 0;
    Verdict verdict = Verdict::meets;
    Entry entry = Entry::scanned;
};

/// Packing closes: the batch goes into quarantine with its units accounted for.
struct BatchClosed {
    BatchNo batch;
    StepCode step;
    std::int64_t received = 0;
    std::int64_t unexplained = 0;  // received - all that was counted; not 0 only with a reason.
    std::string explanation;
};

enum class BatchStatus { in_process, quarantine, released, rejected, on_hold };

struct BatchStatusChanged {
    BatchNo batch;
    BatchStatus status = BatchStatus::on_hold;
    UserId signer;
    std::string reason;
};

/// The client's final approval of the mass-production QC sample.
struct ClientApproved {
    BatchNo batch;
    std::string reference;  // Letter, e-mail or form number.
};

// ---- Milestones and billing ----

struct BatchEvidence {
    BatchNo batch;
    BatchStatus status = BatchStatus::in_process;
    std::int64_t good = 0;
    std::int64_t reject = 0;
};

/// The last event of one terminal's incarnation that a signature saw.
struct Head {
    TerminalId terminal;
    std::int64_t incarnation = 0;
    std::int64_t seq = 0;
    std::string hash_hex;
};

/// What a supervisor signed for, frozen.
struct Evidence {
    std::vector<BatchEvidence> batches;
    std::int64_t good = 0;
    std::int64_t ordered = 0;
    int threshold_percent = 0;
    Condition milestone = ConditionKind::threshold;
    std::vector<Head> heads;
};

struct MilestoneSigned {
    TermId term;
    UserId signer;
    Evidence evidence;
};

/// A signature that no longer proves anything ("gugur"); the task returns.
struct SignatureLapsed {
    TermId term;
    EventId signature;
    std::string reason;  // "recount_differs", "condition_false", "term_changed"
};

/// One tax on one charge, as it was on the day of the invoice. Negative on a credit.
struct TaxLine {
    std::string kind;
    int basis_points = 0;
    Rupiah base;
    Rupiah amount;
    friend bool operator==(const TaxLine&, const TaxLine&) = default;
};

struct ChargeClaimed {
    ChargeId charge;
    TermId term;
    Rupiah amount;
    EventId signature;
    std::string key;  // At the ERP: "<order_no>/<charge_id>".
    Rupiah adjustment = {};  // Part of the amount: what more or less was made than ordered.
    TermId bill_with = {};   // A fee or extra rides on the invoice of this term.
    std::vector<TaxLine> taxes = {};  // On top of the amount.
};

/// What the ERP said. `refused` needs a person; a lost answer is no event.
struct ChargeAnswered {
    ChargeId charge;
    std::string destination;
    bool accepted = false;
    std::string document_no;
    std::string reason;
};

// ---- Labels ----

struct LabelIssued {
    Serial serial;
    BatchNo batch;
    std::string template_name;
    std::int64_t carton_no = 0;
    std::int64_t content_units = 0;
};

struct LabelReprinted {
    Serial serial;
    int copy = 1;  // CETAK ULANG n
    std::string reason;
};

struct LabelConfirmed {
    Serial serial;
};

struct LabelVoided {
    Serial serial;
    std::string reason;
};

/// A kind that this program is too old for: kept, forwarded, and it locks its order.
struct UnknownKind {};

using Body = std::variant<IncarnationStarted, UserDefined, ProductDefined, OrderImported,
                          BatchPlanned, BatchStarted, OutputRecorded, RejectRecorded, ReworkOpened,
                          ReworkClosed, SampleTaken, LossRecorded, RecordReversed, TestRecorded,
                          BatchClosed, BatchStatusChanged, ClientApproved, MilestoneSigned,
                          SignatureLapsed, ChargeClaimed, ChargeAnswered, LabelIssued,
                          LabelReprinted, LabelConfirmed, LabelVoided, CheckpointRecorded,
                          GateOverridden, PaymentRecorded, PaymentConfirmed, HolidaysDefined,
                          OrderPaused, OrderResumed, OrderEnded, QuantityClosed, RevisionAsked,
                          RevisionAgreed, RevisionDone, TermOpened, CaseOpened, CaseMoved,
                          CaseClosed, DutiesDefined, TaxesDefined, ShipmentRecorded,
                          LateEntered, UnitsAllocated, UnitsReceived, ProductReserved,
                          DeviationSigned, UnknownKind>;

/// One fact with its circumstances. `order_no` is empty for facts of the site.
struct Event {
    EventId id;
    std::int64_t lamport = 0;
    OrderNo order_no;
    Stamp stamp;
    UserId actor;
    CommandId command_id;
    Body body;
};

/// The order of the fold: the same everywhere, whatever the order of arrival.
bool folds_before(const Event& a, const Event& b);

}  // namespace lini
