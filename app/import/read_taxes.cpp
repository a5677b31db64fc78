#include "app/domain/money.h"
#include "app/import/item_readers.h"

namespace lini {
namespace {

constexpr int kWholeBasisPoints = 10'000;
constexpr int kBaseMax = 1'000;

}  // namespace

DefineTaxes read_taxes(const nlohmann::json& item, const std::string& pointer,
                       const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    TaxesDefined list;
    list.revision = static_cast<int>(reader.integer("revision", {1, kRevisionMax}));
    const nlohmann::json& rates = reader.array("rates", 1, 200);
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const std::string at = reader.pointer_to("rates") + "/" + std::to_string(i);
        JsonReader row(rates[i], at, context.problems);
        TaxRate rate;
        rate.kind = row.id_text("tax");
        rate.from = row.date("from");
        rate.basis_points = static_cast<int>(row.integer("basis_points", {1, kWholeBasisPoints}));
        if (row.has("base_num")) {
            rate.base_num = static_cast<int>(row.integer("base_num", {1, kBaseMax}));
            rate.base_den = static_cast<int>(row.integer("base_den", {1, kBaseMax}));
        }
        rate.source = row.text("source", 200);
        row.refuse_unknown_keys();
        list.rates.push_back(std::move(rate));
    }
    reader.refuse_unknown_keys();
    list.content_sha256_hex = content_hash(item, {}, context.sha256_hex);
    return {std::move(list)};
}

void read_extras(JsonReader& order, const PlaybookFile& playbook, OrderImported& content,
                 const ReadContext& context) {
    content.withholding_basis_points = playbook.playbook.withholding_basis_points;
    if (order.has("withholding_basis_points")) {
        content.withholding_basis_points =
            static_cast<int>(order.integer("withholding_basis_points", {0, kWholeBasisPoints}));
    }
    if (!order.has("extras")) return;
    const nlohmann::json& extras = order.object("extras");
    JsonReader reader(extras, order.pointer_to("extras"), context.problems);
    for (const auto& [code, value] : extras.items()) {
        content.extras[code] = Rupiah{reader.integer(code.c_str(), {1, kRupiahMax})};
    }
}

}  // namespace lini
