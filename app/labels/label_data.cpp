#include "app/labels/label_data.h"

#include <array>

#include <fmt/format.h>

#include "app/domain/gs1.h"

namespace lini {
namespace {

/// 1200 -> "1.200"; empty for 0, which means that there is nothing to say.
std::string grouped(std::int64_t number) {
    if (number == 0) return {};
    std::string text = std::to_string(number);
    const std::size_t first_digit = number < 0 ? 1 : 0;
    for (std::size_t at = text.size(); at > first_digit + 3;) {
        at -= 3;
        text.insert(at, 1, '.');
    }
    return text;
}

/// As bar codes hold it; empty for 0.
std::string digits_of(std::int64_t number) {
    return number == 0 ? std::string() : std::to_string(number);
}

std::string yymmdd(const std::optional<Date>& date) {
    return date && date->ok() ? gs1::format_date(*date) : std::string();
}

struct FieldRow {
    std::string_view name;
    std::string (*value)(const LabelData& data);
};

using Data = const LabelData&;

// Every name that a template may put between braces.
constexpr std::array kFields = {
    FieldRow{"product", [](Data d) { return d.product; }},
    FieldRow{"client", [](Data d) { return d.client; }},
    FieldRow{"order_no", [](Data d) { return d.order_no; }},
    FieldRow{"registration_no", [](Data d) { return d.registration_no; }},
    FieldRow{"batch", [](Data d) { return d.batch; }},
    FieldRow{"gtin", [](Data d) { return d.gtin; }},
    FieldRow{"carton_gtin", [](Data d) { return d.carton_gtin; }},
    FieldRow{"mfg", [](Data d) { return label_day(d.manufactured); }},
    FieldRow{"exp", [](Data d) { return label_day(d.expires); }},
    FieldRow{"mfg_yymmdd", [](Data d) { return yymmdd(d.manufactured); }},
    FieldRow{"exp_yymmdd", [](Data d) { return yymmdd(d.expires); }},
    FieldRow{"serial", [](Data d) { return d.serial; }},
    FieldRow{"carton_no", [](Data d) { return grouped(d.carton_no); }},
    FieldRow{"content", [](Data d) { return grouped(d.content_units); }},
    FieldRow{"planned", [](Data d) { return grouped(d.planned); }},
    FieldRow{"copy", [](Data d) { return grouped(d.copy); }},
    FieldRow{"status", [](Data d) { return d.status; }},
    FieldRow{"status_on", [](Data d) { return label_day(d.status_on); }},
    FieldRow{"status_by", [](Data d) { return d.status_by; }},
    FieldRow{"sscc", [](Data d) { return d.sscc; }},
    FieldRow{"held_gtin", [](Data d) { return d.held_gtin; }},
    FieldRow{"held", [](Data d) { return grouped(d.held_count); }},
    FieldRow{"held_count", [](Data d) { return digits_of(d.held_count); }},
    FieldRow{"purpose", [](Data d) { return d.purpose; }},
    FieldRow{"taken_on", [](Data d) { return label_day(d.taken_on); }},
    FieldRow{"taken_by", [](Data d) { return d.taken_by; }},
    FieldRow{"amount", [](Data d) { return d.amount; }},
    FieldRow{"material", [](Data d) { return d.material; }},
    FieldRow{"material_lot", [](Data d) { return d.material_lot; }},
    FieldRow{"keep_until", [](Data d) { return label_day(d.keep_until); }},
    FieldRow{"printer", [](Data d) { return d.printer; }},
    FieldRow{"test_symbol", [](Data d) { return d.test_symbol; }},
    FieldRow{"person", [](Data d) { return d.person; }},
    FieldRow{"role", [](Data d) { return d.role; }},
    FieldRow{"card_code", [](Data d) { return d.card_code; }},
};

}  // namespace

std::string label_day(const std::optional<Date>& date) {
    if (!date || !date->ok()) return {};
    return fmt::format("{:02}-{:02}-{:04}", static_cast<unsigned>(date->day()),
                       static_cast<unsigned>(date->month()), static_cast<int>(date->year()));
}

std::optional<std::string> field_value(const LabelData& data, std::string_view name) {
    for (const FieldRow& field : kFields) {
        if (field.name == name) return field.value(data);
    }
    return std::nullopt;
}

Result<LabelData> batch_label_data(const OrderState& order, const ProductDefined& product,
                                   const BatchNo& batch) {
    const auto found = order.batches.find(batch);
    if (found == order.batches.end()) return fail("label_batch_unknown", batch.str());
    const BatchPlanned& plan = found->second.plan;
    if (plan.product != product.code) return fail("label_product_unknown", plan.product.str());
    LabelData data;
    data.product = product.name;
    data.client = order.order ? order.order->client : std::string();
    data.order_no = order.order_no.str();
    data.registration_no = product.registration_no;
    data.batch = batch.str();
    data.gtin = product.gtin;
    data.carton_gtin = product.carton_gtin;
    data.manufactured = plan.manufactured;
    data.expires = plan.expires;
    data.planned = plan.planned;
    return data;
}

Result<LabelData> carton_label_data(const OrderState& order, const ProductDefined& product,
                                    const LabelJob& job) {
    auto data = batch_label_data(order, product, job.batch);
    if (!data) return data;
    data->serial = job.serial.str();
    data->carton_no = job.carton_no;
    data->copy = job.copy;
    const auto label = order.labels.find(job.serial);
    const bool issued = label != order.labels.end();
    data->content_units =
        issued ? label->second.label.content_units : std::int64_t{product.units_per_carton};
    return data;
}

}  // namespace lini
