#include "db/sync/charge_payload.h"

#include <chrono>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/base/utf8.h"
#include "app/domain/calendar.h"
#include "app/domain/progress.h"
#include "app/domain/stages.h"

namespace lini {
namespace {

constexpr std::size_t kDocumentNoBytesMax = 64;

using Json = nlohmann::json;

Json evidence_json(const Evidence& evidence) {
    Json batches = Json::array();
    for (const BatchEvidence& batch : evidence.batches) {
        batches.push_back({{"batch", batch.batch.str()},
                           {"status", batch_status_name(batch.status)},
                           {"good", batch.good},
                           {"reject", batch.reject}});
    }
    Json heads = Json::array();
    for (const Head& head : evidence.heads) {
        heads.push_back({{"terminal", head.terminal.str()},
                         {"incarnation", head.incarnation},
                         {"seq", head.seq},
                         {"hash_hex", head.hash_hex}});
    }
    return {{"batches", std::move(batches)},
            {"good", evidence.good},
            {"ordered", evidence.ordered},
            {"threshold_percent", evidence.threshold_percent},
            {"milestone", condition_text(evidence.milestone)},
            {"heads", std::move(heads)}};
}

Json taxes_json(const std::vector<TaxLine>& taxes) {
    Json lines = Json::array();
    for (const TaxLine& tax : taxes) {
        lines.push_back({{"tax", tax.kind},
                         {"basis_points", tax.basis_points},
                         {"base_rupiah", tax.base.value},
                         {"amount_rupiah", tax.amount.value}});
    }
    return lines;
}

/// What the client wrote about a charge that is no term.
std::string reference_of(const OrderState& order, const ChargeId& charge) {
    const std::string& id = charge.str();
    constexpr std::string_view kFee = "fee:";
    if (id.rfind(kFee, 0) == 0) {
        const RevisionState* revision = find_revision(order, id.substr(kFee.size()));
        return revision == nullptr ? std::string() : revision->asked.reference;
    }
    if (id.rfind("refund:", 0) == 0 && order.ending) return order.ending->record.reference;
    if (id.rfind("adjust:", 0) == 0 && order.closing) return order.closing->record.reference;
    return {};
}

bool is_printable(std::string_view text) {
    while (!text.empty()) {
        const CodePoint point = next_code_point(text);
        if (!point.valid || is_unprintable(point.value)) return false;
        text.remove_prefix(point.length);
    }
    return true;
}

}  // namespace

Result<ChargePayload> charge_payload(const OrderState& order, const ChargeId& charge) {
    const auto found = order.charges.find(charge);
    if (found == order.charges.end() || !order.order) return fail("charge_unknown", charge.str());
    const ChargeState& state = found->second;
    ChargePayload payload;
    payload.key = state.claim.key;
    payload.order_no = order.order_no;
    payload.charge = charge;
    payload.term = state.claim.term;
    payload.amount = state.claim.amount;
    payload.adjustment = state.claim.adjustment;
    payload.bill_with = state.claim.bill_with;
    payload.taxes = state.claim.taxes;
    payload.client = order.order->client;
    payload.client_po = order.order->client_po;
    payload.terminal = state.id.terminal;
    payload.claimed_at_utc_us = state.at_utc_us;
    const TermId& due_with = payload.term.empty() ? payload.bill_with : payload.term;
    for (const Term& term : order.order->terms) {
        if (term.id == due_with) payload.due_days = term.due_days;
    }
    if (payload.term.empty()) {
        payload.signer = state.actor;
        payload.signed_at_utc_us = state.at_utc_us;
        // An extra was signed for with the term that it rides on.
        const auto with = order.signatures.find(payload.bill_with);
        if (with != order.signatures.end() && with->second.id == state.claim.signature) {
            payload.signer = with->second.record.signer;
            payload.signed_at_utc_us = with->second.at_utc_us;
        }
        payload.reference = reference_of(order, charge);
        return payload;
    }
    const auto signature = order.signatures.find(state.claim.term);
    if (signature == order.signatures.end() || signature->second.id != state.claim.signature) {
        return fail("charge_unknown", charge.str() + " without its signature");
    }
    payload.signer = signature->second.record.signer;
    payload.signed_at_utc_us = signature->second.at_utc_us;
    payload.evidence = signature->second.record.evidence;
    return payload;
}

std::string to_cloud_event(const ChargePayload& payload) {
    Json data = {{"key", payload.key},
                 {"order_no", payload.order_no.str()},
                 {"charge_id", payload.charge.str()},
                 {"amount_rupiah", payload.amount.value},
                 {"due_days", payload.due_days},
                 {"client", payload.client},
                 {"client_po", payload.client_po},
                 {"signed_by", payload.signer.str()},
                 {"signed_at", rfc3339_utc(payload.signed_at_utc_us)}};
    if (payload.evidence) {
        data["term"] = payload.term.str();
        data["evidence"] = evidence_json(*payload.evidence);
    }
    if (!payload.taxes.empty()) data["taxes"] = taxes_json(payload.taxes);
    if (payload.adjustment.value != 0) data["adjustment_rupiah"] = payload.adjustment.value;
    if (!payload.bill_with.empty()) data["bill_with"] = payload.bill_with.str();
    if (!payload.reference.empty()) data["reference"] = payload.reference;
    const Json event = {{"specversion", "1.0"},
                        {"id", payload.key},
                        {"source", "/lini/terminals/" + payload.terminal.str()},
                        {"type", "lini.charge.claimed"},
                        {"subject", payload.order_no.str()},
                        {"time", rfc3339_utc(payload.claimed_at_utc_us)},
                        {"datacontenttype", "application/json"},
                        {"data", std::move(data)}};
    // Names come from imports, which are valid UTF-8; a damaged one must not stop a charge.
    return event.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string rfc3339_utc(std::int64_t at_utc_us) {
    using namespace std::chrono;
    const sys_time<microseconds> at{microseconds(at_utc_us)};
    const auto day = floor<days>(at);
    const hh_mm_ss time{at - day};
    return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", iso_date(year_month_day(day)),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

std::string document_no_in(std::string_view json) {
    const Json answer = Json::parse(json, nullptr, false);
    if (!answer.is_object()) return {};
    const auto found = answer.find("document_no");
    if (found == answer.end()) return {};
    if (found->is_number_integer()) return found->dump();
    if (!found->is_string()) return {};
    const auto& text = found->get_ref<const std::string&>();
    const bool sound = text.size() <= kDocumentNoBytesMax && is_printable(text);
    return sound ? text : std::string();
}

}  // namespace lini
