// What a scanned code means, before any state is asked: batch, ID card, label, pallet, command.
// Pure; any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "app/domain/calendar.h"
#include "app/domain/gs1.h"
#include "app/domain/ids.h"
#include "app/domain/refusal.h"

namespace lini {

/// A batch label: its plain number, or a GS1 lot.
struct BatchCode { BatchNo batch; };
/// An ID card. The token is a secret: never logged, shown or stored but as its hash.
struct IdCardCode { std::string token; };
/// A carton label that Lini printed: lot and serial; GTIN and expiry where the symbol holds them.
/// The linear row of lot and serial alone is enough: serials are unique in the factory.
struct LabelCode {
    std::string gtin;  // GTIN-14, or empty.
    BatchNo batch;
    Serial serial;
    std::optional<Date> expires;
};
struct PalletCode { std::string sscc; };
struct UnknownCode { std::string shown; };  // Safe to show: control characters made visible.

using Barcode = std::variant<BatchCode, IdCardCode, LabelCode, PalletCode, UnknownCode, Refusal>;

inline constexpr std::size_t kBarcodeBytesMax = 4096;

/// Prefix of ID cards, then 32 lower-case hex digits of a 128-bit token: "LINI-ID:0123…".
inline constexpr std::string_view kIdCardPrefix = "LINI-ID:";

/// `aim_id` is "]C1", "]d2" … or empty when the scanner sends none. GS separates GS1 fields.
/// A Refusal for what can be no honest code: empty, too long, wrong check digit, bad date; and for
/// a GS1 code that names an article but no batch ("gs1_no_batch").
Barcode read_barcode(std::string_view aim_id, std::string_view data);

/// Nothing when `lot` is a known batch, exactly. Else "gs1_separator_lost" when it becomes one by
/// cutting it before an embedded identifier (a lot that swallowed the next field is still a legal
/// lot, so nothing but the known batches can tell), and "batch_unknown" for the rest.
std::optional<Refusal> refuse_lot(const BatchNo& lot,
                                  const std::function<bool(const BatchNo&)>& known);

inline constexpr std::size_t kShownCodeMax = 64;

/// Control characters as their symbols (<GS>), bidi and invalid bytes as \xNN, an ID card without
/// its token; at most `most` characters, then "…".
std::string shown_code(std::string_view data, std::size_t most = kShownCodeMax);

}  // namespace lini
