// The contract kind that an order was signed under: its steps, thresholds and rights. It travels
// whole in the order's event, so a later change of the file changes no running order.
// Values only; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/domain/condition.h"
#include "app/domain/ids.h"
#include "app/domain/money.h"
#include "app/domain/phrase.h"
#include "app/domain/roles.h"

namespace lini {

struct Step {
    StepCode code;
    Wording label;
    std::string unit;      // "kg", "unit": counts are never added across units or steps.
    bool counted = false;  // Units are recorded here; a step that is not is only shown.
    bool bulk = false;     // Of the bulk (ruahan), before it is filled into pack batches.
};

struct RejectReason {
    std::string code;
    Wording label;
    std::string icon;
};

/// Whether something is meant for a contract: its choice for a field of the playbook is one of
/// `is`, or with `unless` none of them. Always where no field is named.
struct FieldMatch {
    std::string field = {};
    std::vector<std::string> is = {};
    bool unless = false;
    friend bool operator==(const FieldMatch&, const FieldMatch&) = default;
};

/// `bulk`: stated of a batch that is made whole; where the bulk is a batch of its own, the release
/// of that says it of all that is filled from it.
enum class CheckpointScope { order, batch, bulk };

/// A fact beside the counts that somebody states with evidence: a sketch that the client approved,
/// a line that was cleared, a certificate that was handed over.
struct Checkpoint {
    std::string code;
    Wording label;
    CheckpointScope scope = CheckpointScope::order;
    std::vector<Role> recorded_by;
    std::vector<Role> signed_by;   // Somebody else of these signs it with card and PIN, if any.
    bool needs_reference = false;  // Number of a letter, a mail or a form.
    bool waivable = false;         // The client may sign that it is not wanted.
    bool ships = false;            // Goods leave with it: their registrations must hold.
    bool needs_attachment = false;  // A photo or a letter.
    FieldMatch applies = {};        // Where it does not, what waits for it does not wait.
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

enum class GatedActKind {
    start_batch,
    record_step,
    release_batch,
    record_checkpoint,
    bill_term,
    ship,  // Goods; samples leave without it.
};

/// What a gate keeps from being done.
struct GatedAct {
    GatedActKind kind = GatedActKind::start_batch;
    std::string subject = {};  // Code of a step or checkpoint, id of a term; else empty.
    friend bool operator==(const GatedAct&, const GatedAct&) = default;
};

/// "start_batch", "record:filling", "release_batch", "checkpoint:handover", "bill:pelunasan",
/// "ship", as in files and events.
std::string gated_act_text(const GatedAct& act);
std::optional<GatedAct> gated_act_from_text(std::string_view text);

/// Open when of each group of `needs` one condition is met.
struct Gate {
    std::string code;
    Wording label;
    std::vector<GatedAct> blocks;
    std::vector<std::vector<Condition>> needs;
    bool overridable = false;  // By the signature of whoever holds the right override_gate.
    friend bool operator==(const Gate&, const Gate&) = default;
};

enum class FieldKind {
    text,
    integer,
    rupiah,
    date,
    choice,
    reference_order,      // Number of the order whose results are the reference: the sample's.
    reference_tolerance,  // Percent that a result may differ from it.
};

/// What a contract of this kind says beside lines and terms: the version of the design document,
/// the owner of the formula, a part of the quotation.
struct ContractField {
    std::string code;
    Wording label;
    FieldKind kind = FieldKind::text;
    std::vector<std::string> choices = {};  // Of a choice.
    bool required = false;
    bool printed = false;  // On invoices and delivery notes.
    friend bool operator==(const ContractField&, const ContractField&) = default;
};

/// A sum of the contract's figures (contract.h) against bounds or against another figure.
struct ContractRule {
    std::string code;
    Wording label;
    std::vector<std::string> sum_of;
    std::optional<std::int64_t> min = {};  // In the figure's unit; percentages in basis points.
    std::optional<std::int64_t> max = {};
    std::string at_least = {};  // Name of a figure, or empty.
    std::string equals = {};
    bool signable = false;  // "Umumnya": it may be broken with a reason and a signature.
    FieldMatch applies = {};
    friend bool operator==(const ContractRule&, const ContractRule&) = default;
};

/// What is paid beside the price of the contract, on the invoice of the term `with` or, where that
/// is out already, of the next one: a share of the contract's value, or the amount that the
/// contract says.
struct Extra {
    std::string code;
    Wording label;
    int basis_points = 0;   // 0: the contract says the amount.
    TermId with;
    bool required = false;  // The contract must say it, where it applies.
    FieldMatch applies;
    friend bool operator==(const Extra&, const Extra&) = default;
};

/// Samples that leave the house on a delivery note of their own, paid or not.
struct SampleKind {
    std::string code;
    Wording label;
    std::int64_t cap = 0;  // Units of one order.
    friend bool operator==(const SampleKind&, const SampleKind&) = default;
};

/// A tax that is added to every charge, at the rate and on the base that the site's list has for
/// the day of the invoice.
struct PlaybookTax {
    std::string code;  // Kind of the rate (TaxRate).
    Wording label;
    friend bool operator==(const PlaybookTax&, const PlaybookTax&) = default;
};

/// Sets of changes that the client may ask for at one stage of the work, and what one costs beyond
/// the free ones: an amount, or a share of the contract's value up to a bound.
struct RevisionStage {
    std::string code;
    Wording label;
    int free = 0;
    Rupiah fee;
    int fee_basis_points = 0;
    Rupiah fee_max;   // 0: no bound.
    Condition until;  // The stage is over when this is met.
    friend bool operator==(const RevisionStage&, const RevisionStage&) = default;
};

/// A span of the contract's plan. `days` may be said otherwise by an order.
struct Deadline {
    std::string code;
    Wording label;
    Condition from;
    Condition until;
    int days = 0;
    bool working = false;  // Days that are neither weekend nor holiday.
    bool client = false;   // It is the client who is awaited: lateness moves what comes after.
    friend bool operator==(const Deadline&, const Deadline&) = default;
};

/// Paid by the maker for each day that a deadline is exceeded beyond the tolerance.
struct Damages {
    std::string deadline;
    int basis_points_per_day = 0;  // Of the contract's value.
    int tolerance_days = 0;
    int cap_basis_points = 0;  // 0: no cap.
    friend bool operator==(const Damages&, const Damages&) = default;
};

struct CaseStep {
    std::string code;
    Wording label;
    friend bool operator==(const CaseStep&, const CaseStep&) = default;
};

/// Something beside the work that is taken down and settled: a complaint with its path, a conflict
/// about the specification with its clock, a visit.
struct CaseKind {
    std::string code;
    Wording label;
    std::vector<Role> opened_by;
    std::vector<CaseStep> path;   // In order; a case begins at the first, if there is one.
    int hours = 0;                // To be settled within; 0: no clock.
    Condition from;               // Not before this is true.
    bool needs_attachment = false;
    friend bool operator==(const CaseKind&, const CaseKind&) = default;
};

struct Warranty {
    std::string code;
    Wording label;
    Condition from;
    int months = 0;
    friend bool operator==(const Warranty&, const Warranty&) = default;
};

enum class KpiMeasure { lead_time, defect_rate, on_time };
enum class Comparison { at_most, below, at_least, above };

/// A figure that the maker is measured by. Days, or basis points of rates.
struct Kpi {
    std::string code;
    Wording label;
    KpiMeasure measure = KpiMeasure::lead_time;
    std::string deadline;  // Whose days it is about; empty for the defect rate.
    Comparison comparison = Comparison::at_most;
    std::int64_t target = 0;
    std::int64_t industry = 0;  // What is usual elsewhere.
    friend bool operator==(const Kpi&, const Kpi&) = default;
};

struct Playbook {
    std::string name;
    int version = 1;
    std::string sha256_hex;
    std::string text;  // The file as it was read.
    Wording title;
    std::vector<Step> steps;
    StepCode counting_step;
    std::vector<RejectReason> reject_reasons;
    int threshold_alarm_percent = 100;  // Reached and still unsigned: somebody was not told.
    std::vector<RightGrant> grants;
    std::vector<Checkpoint> checkpoints;
    std::vector<Gate> gates;
    std::vector<ContractField> fields;
    std::vector<ContractRule> contract_rules;
    std::vector<RevisionStage> revisions;
    std::vector<Deadline> deadlines;
    std::optional<Damages> damages;
    std::vector<Warranty> warranties;
    std::vector<CaseKind> cases;
    std::vector<Kpi> kpis;
    std::string batch_no_pattern;  // Of batches that are planned at a terminal; empty: none are.
    std::string bulk_no_pattern;   // Likewise of bulk batches.
    std::optional<FieldMatch> exclusive;  // Contracts that keep their products for their client.
    int over_basis_points = 0;  // Tolerance of an order that says nothing else.
    int under_basis_points = 0;
    std::vector<Extra> extras;
    std::vector<PlaybookTax> taxes;
    std::vector<SampleKind> samples;
    int withholding_basis_points = 0;  // May be kept back without a slip (PPh 23), unless the
                                       // order says otherwise.
};

}  // namespace lini
