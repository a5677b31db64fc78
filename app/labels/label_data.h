// What a label can say: one value, filled from the order's state, that templates name fields of.
// Values and pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/base/result.h"
#include "app/domain/calendar.h"
#include "app/domain/events.h"
#include "app/domain/order_state.h"
#include "app/domain/views.h"

namespace lini {

/// Longest text that one field gives, in characters; what is longer is cut.
inline constexpr std::size_t kFieldCharactersMax = 120;

/// Text is data: it may hold anything, and no part of it is ever read as a command or a field.
struct LabelData {
    std::string product;
    std::string client;
    std::string order_no;
    std::string registration_no;
    std::string batch;
    std::string gtin;         // GTIN-14 of the unit.
    std::string carton_gtin;  // GTIN-14 of the carton.
    std::optional<Date> manufactured;
    std::optional<Date> expires;
    std::string serial;
    std::int64_t carton_no = 0;      // 0: not a carton.
    std::int64_t content_units = 0;  // 0: unknown.
    std::int64_t planned = 0;        // Units that the batch is planned for.
    int copy = 0;                    // n of CETAK ULANG n; 0 for the first print.
    std::string status;              // KARANTINA, DILULUSKAN, DITOLAK, DITAHAN.
    std::optional<Date> status_on;   // When it was decided.
    std::string status_by;           // User id of who decided.
    std::string sscc;                // 18 digits: of a pallet or a part carton.
    std::string held_gtin;           // GTIN-14 of what the SSCC's unit holds.
    std::int64_t held_count = 0;     // How many of them; 0: unknown.
    std::string purpose;             // Of a sample: QC, pertinggal, klien.
    std::optional<Date> taken_on;    // When a sample was taken or a material weighed.
    std::string taken_by;            // User id.
    std::string amount;              // Of a sample or a weighing, with its unit: "12,500 kg".
    std::string material;            // Weighing label: what was weighed.
    std::string material_lot;        // And its lot.
    std::optional<Date> keep_until;  // Of a retained sample.
    std::string printer;             // Device test label.
    std::string test_symbol;         // What a scanner has to read right to be enrolled.
    std::string person;              // ID card.
    std::string role;
    std::string card_code;  // kIdCardPrefix and the token: a secret, only for an ID card's bars.
};

/// Days as labels say them: "21-11-2026"; empty for none.
std::string label_day(const std::optional<Date>& date);

/// The value of the field that templates call `name`, as people in Indonesia read it ("1.200",
/// "30-11-2028"); empty where the data has none. Nothing for a name that is no field.
std::optional<std::string> field_value(const LabelData& data, std::string_view name);

/// Sets a field that no record holds: what was weighed or sampled, an SSCC and what it holds, a
/// status. Days as "2028-11-30". Errors, with the name as detail: "label_field_unknown";
/// "label_field_fixed" for what the records say and for every secret; "label_field_wrong" for a
/// text over kFieldCharactersMax, no day, or no count from 1 to 99,999,999.
Result<void> set_field(LabelData& data, std::string_view name, std::string_view value);

/// The carton label of `job`. Errors: "label_batch_unknown", "label_product_unknown" when the
/// order has no such batch or `product` is not that batch's.
Result<LabelData> carton_label_data(const OrderState& order, const ProductDefined& product,
                                    const LabelJob& job);

/// The label that hangs on a batch. Errors as carton_label_data().
Result<LabelData> batch_label_data(const OrderState& order, const ProductDefined& product,
                                   const BatchNo& batch);

}  // namespace lini
