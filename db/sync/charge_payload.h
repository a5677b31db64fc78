// A charge as other systems get it: CloudEvents 1.0 in JSON (assets/schema/charge.json).
// The same charge gives the same bytes for ever, so every attempt carries the same content.
// Values and pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/base/result.h"
#include "app/domain/order_state.h"

namespace lini {

struct ChargePayload {
    std::string key;  // "<order_no>/<charge_id>": what makes a repeat recognisable.
    OrderNo order_no;
    ChargeId charge;
    TermId term;
    Rupiah amount;
    int due_days = 0;
    std::string client;
    std::string client_po;
    TerminalId terminal;  // That claimed it.
    std::int64_t claimed_at_utc_us = 0;
    UserId signer;
    std::int64_t signed_at_utc_us = 0;
    std::optional<Evidence> evidence;  // Of a term.
    Rupiah adjustment;                 // Part of the amount.
    TermId bill_with;                  // On whose invoice a fee or an extra rides, if any.
    std::vector<TaxLine> taxes;        // On top of the amount.
    std::string reference;             // Of a fee, a refund: what the client wrote.
};

/// Error "charge_unknown" when the order holds no such charge, or not the signature behind that of
/// a term.
Result<ChargePayload> charge_payload(const OrderState& order, const ChargeId& charge);

/// The CloudEvents envelope around it, structured mode, UTF-8, keys sorted.
std::string to_cloud_event(const ChargePayload& payload);

/// "2026-11-21T07:05:00.123456Z"; RFC 3339.
std::string rfc3339_utc(std::int64_t at_utc_us);

/// The "document_no" of an answer in JSON: 1 to 64 printable characters, or a whole number. Empty
/// for anything else: an acceptance does not depend on it.
std::string document_no_in(std::string_view json);

}  // namespace lini
