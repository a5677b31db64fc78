#include "app/domain/body_json.h"

#include <array>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/base/check.h"
#include "app/domain/upcast.h"

namespace lini {

using nlohmann::json;

// What every field type becomes. A value that is none of an enumeration's names is damage, never
// a default: hence these, and not the library's enum macro.
template <typename Tag>
void to_json(json& j, const Id<Tag>& id) {
    j = id.str();
}
template <typename Tag>
void from_json(const json& j, Id<Tag>& id) {
    id = Id<Tag>(j.get<std::string>());
}

template <typename Enum, std::size_t N>
const char* name_of(const std::array<std::pair<Enum, const char*>, N>& names, Enum value) {
    for (const auto& [key, name] : names) {
        if (key == value) return name;
    }
    CHECK(false);
    return "";
}
template <typename Enum, std::size_t N>
Enum value_of(const std::array<std::pair<Enum, const char*>, N>& names, const json& j) {
    const auto text = j.get<std::string>();
    for (const auto& [key, name] : names) {
        if (text == name) return key;
    }
    throw std::invalid_argument("unknown name " + text);
}

#define LINI_ENUM(Enum, count, ...)                                                    \
    constexpr std::array<std::pair<Enum, const char*>, count> k##Enum##Names{{__VA_ARGS__}}; \
    void to_json(json& j, const Enum& value) { j = name_of(k##Enum##Names, value); }    \
    void from_json(const json& j, Enum& value) { value = value_of(k##Enum##Names, j); }

LINI_ENUM(Entry, 4, {Entry::scanned, "scanned"}, {Entry::manual, "manual"},
          {Entry::carton, "carton"}, {Entry::opening, "opening"})
LINI_ENUM(CountMode, 2, {CountMode::keypad, "keypad"}, {CountMode::carton, "carton"})
LINI_ENUM(Verdict, 2, {Verdict::meets, "meets"}, {Verdict::fails, "fails"})
LINI_ENUM(SamplePurpose, 3, {SamplePurpose::qc, "qc"}, {SamplePurpose::retained, "retained"},
          {SamplePurpose::client, "client"})
LINI_ENUM(BatchStatus, 5, {BatchStatus::in_process, "in_process"},
          {BatchStatus::quarantine, "quarantine"}, {BatchStatus::released, "released"},
          {BatchStatus::rejected, "rejected"}, {BatchStatus::on_hold, "on_hold"})
LINI_ENUM(CountsStatus, 2, {CountsStatus::not_rejected, "not_rejected"},
          {CountsStatus::released, "released"})
LINI_ENUM(CheckpointScope, 3, {CheckpointScope::order, "order"},
          {CheckpointScope::batch, "batch"}, {CheckpointScope::bulk, "bulk"})
LINI_ENUM(CheckpointOutcome, 3, {CheckpointOutcome::passed, "passed"},
          {CheckpointOutcome::failed, "failed"}, {CheckpointOutcome::waived, "waived"})
LINI_ENUM(PaymentKind, 5, {PaymentKind::receipt, "receipt"},
          {PaymentKind::withholding, "withholding"}, {PaymentKind::credit_note, "credit_note"},
          {PaymentKind::refund, "refund"},
          {PaymentKind::withholding_expected, "withholding_expected"})
LINI_ENUM(FieldKind, 7, {FieldKind::text, "text"}, {FieldKind::integer, "integer"},
          {FieldKind::rupiah, "rupiah"}, {FieldKind::date, "date"}, {FieldKind::choice, "choice"},
          {FieldKind::reference_order, "reference_order"},
          {FieldKind::reference_tolerance, "reference_tolerance"})
LINI_ENUM(DutyKind, 2, {DutyKind::registration, "registration"}, {DutyKind::halal, "halal"})
LINI_ENUM(KpiMeasure, 3, {KpiMeasure::lead_time, "lead_time"},
          {KpiMeasure::defect_rate, "defect_rate"}, {KpiMeasure::on_time, "on_time"})
LINI_ENUM(Comparison, 4, {Comparison::at_most, "at_most"}, {Comparison::below, "below"},
          {Comparison::at_least, "at_least"}, {Comparison::above, "above"})
LINI_ENUM(OrderEnding, 2, {OrderEnding::cancelled, "cancelled"},
          {OrderEnding::force_majeure, "force_majeure"})
LINI_ENUM(Fault, 3, {Fault::none, "none"}, {Fault::maker, "maker"}, {Fault::client, "client"})
LINI_ENUM(RevisionCause, 2, {RevisionCause::client, "client"}, {RevisionCause::maker, "maker"})
#undef LINI_ENUM

void to_json(json& j, const Role& role) {
    j = role_name(role);
}
void from_json(const json& j, Role& role) {
    const auto found = role_from_name(j.get<std::string>());
    if (!found) throw std::invalid_argument("unknown role");
    role = *found;
}
void to_json(json& j, const Right& right) {
    j = right_name(right);
}
void from_json(const json& j, Right& right) {
    const auto found = right_from_name(j.get<std::string>());
    if (!found) throw std::invalid_argument("unknown right");
    right = *found;
}
void to_json(json& j, const Condition& condition) {
    j = condition_text(condition);
}
void from_json(const json& j, Condition& condition) {
    const auto found = condition_from_text(j.get<std::string>());
    if (!found) throw std::invalid_argument("unknown condition");
    condition = *found;
}
void to_json(json& j, const GatedAct& act) {
    j = gated_act_text(act);
}
void from_json(const json& j, GatedAct& act) {
    const auto found = gated_act_from_text(j.get<std::string>());
    if (!found) throw std::invalid_argument("unknown act");
    act = *found;
}
void to_json(json& j, const Rupiah& amount) {
    j = amount.value;
}
void from_json(const json& j, Rupiah& amount) {
    amount.value = j.get<std::int64_t>();
}

}  // namespace lini

namespace nlohmann {
template <>
struct adl_serializer<lini::Date> {
    static void to_json(json& j, const lini::Date& date) { j = lini::iso_date(date); }
    static void from_json(const json& j, lini::Date& date) {
        const auto parsed = lini::parse_iso_date(j.get<std::string>());
        if (!parsed) throw std::invalid_argument("no such day");
        date = *parsed;
    }
};
template <typename T>
struct adl_serializer<std::optional<T>> {
    static void to_json(json& j, const std::optional<T>& value) {
        j = value ? json(*value) : json(nullptr);
    }
    static void from_json(const json& j, std::optional<T>& value) {
        if (j.is_null()) {
            value.reset();
        } else {
            value = j.get<T>();
        }
    }
};
}  // namespace nlohmann

namespace lini {

#define LINI_FIELDS NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE
LINI_FIELDS(EventId, terminal, incarnation, seq)
LINI_FIELDS(Wording, id, en)
LINI_FIELDS(Step, code, label, unit, counted, bulk)
LINI_FIELDS(RejectReason, code, label, icon)
LINI_FIELDS(RightGrant, right, roles)
LINI_FIELDS(FieldMatch, field, is, unless)
LINI_FIELDS(Extra, code, label, basis_points, with, required, applies)
LINI_FIELDS(PlaybookTax, code, label)
LINI_FIELDS(SampleKind, code, label, cap)
LINI_FIELDS(Checkpoint, code, label, scope, recorded_by, signed_by, needs_reference, waivable,
            ships, needs_attachment, applies)
LINI_FIELDS(Kpi, code, label, measure, deadline, comparison, target, industry)
LINI_FIELDS(Gate, code, label, blocks, needs, overridable)
LINI_FIELDS(ContractField, code, label, kind, choices, required, printed)
LINI_FIELDS(ContractRule, code, label, sum_of, min, max, at_least, equals, signable,
            applies)
LINI_FIELDS(RevisionStage, code, label, free, fee, fee_basis_points, fee_max, until)
LINI_FIELDS(Deadline, code, label, from, until, days, working, client)
LINI_FIELDS(Damages, deadline, basis_points_per_day, tolerance_days, cap_basis_points)
LINI_FIELDS(Warranty, code, label, from, months)
LINI_FIELDS(CaseStep, code, label)
LINI_FIELDS(CaseKind, code, label, opened_by, path, hours, from, needs_attachment)
LINI_FIELDS(Playbook, name, version, sha256_hex, text, title, steps, counting_step, reject_reasons,
            threshold_alarm_percent, grants, checkpoints, gates, fields, contract_rules, revisions,
            deadlines, damages, warranties, cases, kpis, batch_no_pattern, bulk_no_pattern,
            exclusive, over_basis_points,
            under_basis_points, extras, taxes, samples, withholding_basis_points)
LINI_FIELDS(IncarnationStarted, terminal_code, cause, old_head_hex, old_incarnation, old_seq)
LINI_FIELDS(UserDefined, user, revision, content_sha256_hex, roles, active)
LINI_FIELDS(Decimal, scaled, decimals)
LINI_FIELDS(TestLimit, code, label, unit, decimals, lower, upper)
LINI_FIELDS(ProductDefined, code, revision, content_sha256_hex, name, gtin, carton_gtin,
            registration_no, units_per_carton, spec_no, tests, category, registration_until,
            halal_no, halal_until, shelf_life_months, expires_month_end)
LINI_FIELDS(Duty, category, kind, from, source)
LINI_FIELDS(DutiesDefined, revision, content_sha256_hex, duties)
LINI_FIELDS(TaxRate, kind, from, basis_points, base_num, base_den, source)
LINI_FIELDS(TaxesDefined, revision, content_sha256_hex, rates)
LINI_FIELDS(TaxLine, kind, basis_points, base, amount)
LINI_FIELDS(OrderLine, product, quantity, unit_price)
LINI_FIELDS(Term, id, label, basis_points, amount, any_of, due_days, part_of, releases, document)
LINI_FIELDS(Deviation, rule, reason, signer)
LINI_FIELDS(OrderImported, revision, content_sha256_hex, client, client_po, lines, value, terms,
            threshold_percent, counts_status, fields, deviations, deadline_days, over_basis_points,
            under_basis_points, extras, withholding_basis_points, playbook)
LINI_FIELDS(BatchPlanned, batch, product, planned, manufactured, expires, bulk, from)
LINI_FIELDS(BatchStarted, batch, count_mode)
LINI_FIELDS(Approval, signer, reason)
LINI_FIELDS(OutputRecorded, batch, step, quantity, entry, serial, approval)
LINI_FIELDS(RejectRecorded, batch, step, quantity, reason, note, entry)
LINI_FIELDS(ReworkOpened, batch, step, quantity, entry)
LINI_FIELDS(ReworkClosed, batch, step, good, scrap, approval)
LINI_FIELDS(SampleTaken, batch, step, quantity, purpose)
LINI_FIELDS(LossRecorded, batch, step, quantity, reason)
LINI_FIELDS(RecordReversed, target, reason)
LINI_FIELDS(TestRecorded, batch, test, value, lower, upper, unit, spec_revision, verdict, entry)
LINI_FIELDS(BatchClosed, batch, step, received, unexplained, explanation)
LINI_FIELDS(BatchStatusChanged, batch, status, signer, reason)
LINI_FIELDS(ClientApproved, batch, reference)
LINI_FIELDS(BatchEvidence, batch, status, good, reject)
LINI_FIELDS(Head, terminal, incarnation, seq, hash_hex)
LINI_FIELDS(Evidence, batches, good, ordered, threshold_percent, milestone, heads)
LINI_FIELDS(MilestoneSigned, term, signer, evidence)
LINI_FIELDS(SignatureLapsed, term, signature, reason)
LINI_FIELDS(ChargeClaimed, charge, term, amount, signature, key, adjustment, bill_with,
            taxes)
LINI_FIELDS(ChargeAnswered, charge, destination, accepted, document_no, reason)
LINI_FIELDS(LabelIssued, serial, batch, template_name, carton_no, content_units)
LINI_FIELDS(LabelReprinted, serial, copy, reason)
LINI_FIELDS(LabelConfirmed, serial)
LINI_FIELDS(LabelVoided, serial, reason)
LINI_FIELDS(CheckpointRecorded, checkpoint, batch, outcome, reference, note, signer, attachments)
LINI_FIELDS(GateOverridden, gate, batch, signer, reason, missing)
LINI_FIELDS(PaymentRecorded, payment, charge, kind, amount, paid_on, reference)
LINI_FIELDS(PaymentConfirmed, payment, signer)
LINI_FIELDS(Holiday, day, name)
LINI_FIELDS(HolidaysDefined, year, revision, content_sha256_hex, days)
LINI_FIELDS(OrderPaused, reason, reference)
LINI_FIELDS(OrderResumed, reference)
LINI_FIELDS(OrderEnded, ending, reason, reference, signer)
LINI_FIELDS(QuantityClosed, good, ordered, adjustment, reference, reason, signer)
LINI_FIELDS(RevisionAsked, revision, stage, cause, description, reference)
LINI_FIELDS(RevisionAgreed, revision, number, fee, signer)
LINI_FIELDS(RevisionDone, revision)
LINI_FIELDS(TermOpened, term, document_no, amount, paid)
LINI_FIELDS(CaseOpened, case_no, kind, batch, description, reference, attachments)
LINI_FIELDS(CaseMoved, case_no, step, note)
LINI_FIELDS(CaseClosed, case_no, fault, note, replacement)
LINI_FIELDS(ShippedBatch, batch, quantity)
LINI_FIELDS(ShipmentRecorded, shipment, sample, batches, vehicle, driver, received_by, reference,
            attachments)
LINI_FIELDS(LateEntered, happened_utc_us, reason, signer)
LINI_FIELDS(UnitsAllocated, batch, quantity, line, to_order, signer)
LINI_FIELDS(UnitsReceived, batch, product, manufactured, expires, quantity, line, from_order,
            signer)
LINI_FIELDS(ProductReserved, product, client, order_no)
LINI_FIELDS(DeviationSigned, rule, signer)
#undef LINI_FIELDS

namespace {

struct Kind {
    std::string_view name;
    int version;
    Body (*decode)(const json& fields);
};

template <typename T>
Body decode_as(const json& fields) {
    return fields.get<T>();
}

// In the order of Body's alternatives; the names are stored and never change.
constexpr std::array kKinds = {
    Kind{"incarnation_started", 1, decode_as<IncarnationStarted>},
    Kind{"user_defined", 1, decode_as<UserDefined>},
    Kind{"product_defined", 2, decode_as<ProductDefined>},
    Kind{"order_imported", 6, decode_as<OrderImported>},
    Kind{"batch_planned", 2, decode_as<BatchPlanned>},
    Kind{"batch_started", 1, decode_as<BatchStarted>},
    Kind{"output_recorded", 1, decode_as<OutputRecorded>},
    Kind{"reject_recorded", 1, decode_as<RejectRecorded>},
    Kind{"rework_opened", 1, decode_as<ReworkOpened>},
    Kind{"rework_closed", 2, decode_as<ReworkClosed>},
    Kind{"sample_taken", 1, decode_as<SampleTaken>},
    Kind{"loss_recorded", 1, decode_as<LossRecorded>},
    Kind{"record_reversed", 1, decode_as<RecordReversed>},
    Kind{"test_recorded", 1, decode_as<TestRecorded>},
    Kind{"batch_closed", 1, decode_as<BatchClosed>},
    Kind{"batch_status_changed", 1, decode_as<BatchStatusChanged>},
    Kind{"client_approved", 1, decode_as<ClientApproved>},
    Kind{"milestone_signed", 3, decode_as<MilestoneSigned>},
    Kind{"signature_lapsed", 1, decode_as<SignatureLapsed>},
    Kind{"charge_claimed", 3, decode_as<ChargeClaimed>},
    Kind{"charge_answered", 1, decode_as<ChargeAnswered>},
    Kind{"label_issued", 1, decode_as<LabelIssued>},
    Kind{"label_reprinted", 1, decode_as<LabelReprinted>},
    Kind{"label_confirmed", 1, decode_as<LabelConfirmed>},
    Kind{"label_voided", 1, decode_as<LabelVoided>},
    Kind{"checkpoint_recorded", 1, decode_as<CheckpointRecorded>},
    Kind{"gate_overridden", 1, decode_as<GateOverridden>},
    Kind{"payment_recorded", 2, decode_as<PaymentRecorded>},
    Kind{"payment_confirmed", 1, decode_as<PaymentConfirmed>},
    Kind{"holidays_defined", 1, decode_as<HolidaysDefined>},
    Kind{"order_paused", 1, decode_as<OrderPaused>},
    Kind{"order_resumed", 1, decode_as<OrderResumed>},
    Kind{"order_ended", 1, decode_as<OrderEnded>},
    Kind{"quantity_closed", 1, decode_as<QuantityClosed>},
    Kind{"revision_asked", 1, decode_as<RevisionAsked>},
    Kind{"revision_agreed", 1, decode_as<RevisionAgreed>},
    Kind{"revision_done", 1, decode_as<RevisionDone>},
    Kind{"term_opened", 1, decode_as<TermOpened>},
    Kind{"case_opened", 1, decode_as<CaseOpened>},
    Kind{"case_moved", 1, decode_as<CaseMoved>},
    Kind{"case_closed", 1, decode_as<CaseClosed>},
    Kind{"duties_defined", 1, decode_as<DutiesDefined>},
    Kind{"taxes_defined", 1, decode_as<TaxesDefined>},
    Kind{"shipment_recorded", 1, decode_as<ShipmentRecorded>},
    Kind{"late_entered", 1, decode_as<LateEntered>},
    Kind{"units_allocated", 1, decode_as<UnitsAllocated>},
    Kind{"units_received", 1, decode_as<UnitsReceived>},
    Kind{"product_reserved", 1, decode_as<ProductReserved>},
    Kind{"deviation_signed", 1, decode_as<DeviationSigned>},
};
static_assert(kKinds.size() + 1 == std::variant_size_v<Body>, "UnknownKind alone has no row");

}  // namespace

StoredBody encode_body(const Body& body) {
    CHECK(!std::holds_alternative<UnknownKind>(body));
    const Kind& kind = kKinds[body.index()];
    const json fields = std::visit(
        [](const auto& record) {
            if constexpr (std::is_same_v<std::decay_t<decltype(record)>, UnknownKind>) {
                return json();
            } else {
                return json(record);
            }
        },
        body);
    return {std::string(kind.name), kind.version, fields.dump()};
}

Result<Body> decode_body(const StoredBody& stored) {
    for (const Kind& kind : kKinds) {
        if (kind.name != stored.kind) continue;
        if (stored.version > kind.version) return Body{UnknownKind{}};
        // The library reports damage only by throwing.
        try {
            json fields = json::parse(stored.bytes);
            if (upcast(stored.kind, stored.version, fields) != kind.version) {
                return fail("body_damaged", stored.kind + ": no way up from its version");
            }
            return kind.decode(fields);
        } catch (const std::exception& error) {
            return fail("body_damaged", stored.kind + ": " + error.what());
        }
    }
    return Body{UnknownKind{}};
}

}  // namespace lini
