// Facts of a contract beside its making: checkpoints, gates, payments, revisions, cases, pauses and
// its end. As in events.h, a struct here is always the newest version. Values only; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/domain/calendar.h"
#include "app/domain/ids.h"
#include "app/domain/money.h"

namespace lini {

// ---- Checkpoints and gates ----

enum class CheckpointOutcome { passed, failed, waived };

/// One statement about a checkpoint of the playbook; the last that was not taken back holds.
struct CheckpointRecorded {
    std::string checkpoint;
    BatchNo batch;  // Empty where the checkpoint is one of the order.
    CheckpointOutcome outcome = CheckpointOutcome::passed;
    std::string reference;
    std::string note;
    UserId signer;                         // The second person, where the playbook wants one.
    std::vector<std::string> attachments;  // SHA-256, hex, of photos and letters.
};

/// A gate that a signature opened although something was missing; shown for ever.
struct GateOverridden {
    std::string gate;
    BatchNo batch;  // Empty where it is opened for the whole order.
    UserId signer;
    std::string reason;
    std::vector<std::string> missing;  // Conditions, as texts, that were not met.
};

// ---- Payments ----

enum class PaymentKind {
    receipt,      // Money of the client; counts once its receipt is confirmed.
    withholding,           // Tax that the client kept back (PPh 23), by its slip.
    credit_note,           // Of ours, which lowers what is due.
    refund,                // Money given back, which raises it again.
    withholding_expected,  // Kept back, the slip is still to come.
};

/// What came in or went out for one charge; of a receipt only the proof.
struct PaymentRecorded {
    std::string payment;  // Key: number of the transfer, slip or note. Once in an order.
    ChargeId charge;
    PaymentKind kind = PaymentKind::receipt;
    Rupiah amount;        // Positive.
    Date paid_on{};
    std::string reference;
};

/// The bank's side was seen by somebody else than who recorded the proof.
struct PaymentConfirmed {
    std::string payment;
    UserId signer;
};

/// A term that was billed, and perhaps paid, before the terminal was installed: no charge of ours.
struct TermOpened {
    TermId term;
    std::string document_no;
    Rupiah amount;
    Rupiah paid;
};

// ---- Pause, end, quantity ----

/// A pause freezes every clock of the contract and all work on it.
struct OrderPaused {
    std::string reason;
    std::string reference;  // Letter or message of the client.
};

struct OrderResumed {
    std::string reference;
};

enum class OrderEnding { cancelled, force_majeure };

/// Nothing is made or shipped after it. What is given back is a charge of its own.
struct OrderEnded {
    OrderEnding ending = OrderEnding::cancelled;
    std::string reason;
    std::string reference;
    UserId signer;
};

/// Nothing more will be made: what was is what is delivered and paid.
struct QuantityClosed {
    std::int64_t good = 0;
    std::int64_t ordered = 0;
    Rupiah adjustment;      // Of the contract's value: negative where less was made.
    std::string reference;  // The client's, where it is short beyond the tolerance.
    std::string reason;
    UserId signer;
};

// ---- Shipments ----

struct ShippedBatch {
    BatchNo batch;
    std::int64_t quantity = 0;  // Units of the counting step.
};

/// A delivery note (surat jalan): what left the house, with whom, and who signed for it.
struct ShipmentRecorded {
    std::string shipment;  // Number of the note. Key, once in an order.
    std::string sample;    // Code of a kind of samples; empty: the goods.
    std::vector<ShippedBatch> batches;
    std::string vehicle;   // Its plate.
    std::string driver;
    std::string received_by;
    std::string reference;
    std::vector<std::string> attachments;  // SHA-256, hex.
};

// ---- Allocation ----

/// Good units of a batch are given to one line of this order, or of another order of the client.
struct UnitsAllocated {
    BatchNo batch;
    std::int64_t quantity = 0;
    int line = 0;      // The first one is 1.
    OrderNo to_order;  // Empty: this one.
    UserId signer;
};

/// The other side of it, in the order that they come to: the batch as it was when it was given.
struct UnitsReceived {
    BatchNo batch;
    ProductCode product;
    Date manufactured{};
    Date expires{};
    std::int64_t quantity = 0;
    int line = 0;
    OrderNo from_order;
    UserId signer;
};

/// Who stands for a contract that leaves what its playbook calls usual; nothing goes on before.
struct DeviationSigned {
    std::string rule;
    UserId signer;
};

// ---- Cases ----

struct CaseOpened {
    std::string case_no;  // Key, once in an order.
    std::string kind;     // Of the playbook.
    BatchNo batch;        // Or empty: about the whole order.
    std::string description;
    std::string reference;
    std::vector<std::string> attachments;  // SHA-256, hex.
};

struct CaseMoved {
    std::string case_no;
    std::string step;
    std::string note;
};

enum class Fault { none, maker, client };

struct CaseClosed {
    std::string case_no;
    Fault fault = Fault::none;
    std::string note;
    BatchNo replacement;  // Of what was faulty, or empty.
};

// ---- Revisions ----

enum class RevisionCause { client, maker };

/// One set of changes, in writing. What the maker's own QC found is the maker's.
struct RevisionAsked {
    std::string revision;  // Key, once in an order.
    std::string stage;
    RevisionCause cause = RevisionCause::client;
    std::string description;
    std::string reference;
};

/// Both sides agreed; `number` counts those of the client within the stage.
struct RevisionAgreed {
    std::string revision;
    int number = 0;
    Rupiah fee;
    UserId signer;
};

struct RevisionDone {
    std::string revision;
};

}  // namespace lini
