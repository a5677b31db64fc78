#include <optional>
#include <string>

#include "app/cli/base64.h"
#include "app/cli/serve.h"
#include "app/labels/label_preview.h"
#include "app/labels/template.h"
#include "drivers/printer/language.h"

namespace lini {
namespace {

using nlohmann::json;

constexpr std::size_t kFieldsMax = 32;

/// A label's data as the batch stands; its serial is a specimen's and never a real one.
Result<LabelData> data_of(Ledger& ledger, const BatchNo& batch) {
    const auto places = ledger.find_batch(batch.str());
    if (!places) return pass_on(places);
    if (places->empty()) return fail("batch_unknown", batch.str());
    const auto order = ledger.order(places->front().order_no);
    if (!order) return pass_on(order);
    const BatchState* state = find_batch(**order, places->front().batch);
    if (state == nullptr) return fail("batch_unknown", batch.str());
    const auto product = ledger.site().products.find(state->plan.product);
    if (product == ledger.site().products.end()) {
        return fail("label_product_unknown", state->plan.product.str());
    }
    LabelJob specimen;
    specimen.order_no = places->front().order_no;
    specimen.batch = places->front().batch;
    specimen.serial = Serial("SPECIMEN");
    specimen.carton_no = 1;
    return carton_label_data(**order, product->second, specimen);
}

std::string_view bytes_of(const std::vector<unsigned char>& gray) {
    return {reinterpret_cast<const char*>(gray.data()), gray.size()};
}

json picture_reply(const Label& label, Resolution resolution) {
    auto preview = LabelPreview::open();
    if (!preview) return reply_error(preview.error());
    const auto image = preview->draw(label, resolution);
    if (!image) return reply_error(image.error());
    return {{"ok", true},
            {"width_dots", image->width_dots},
            {"height_dots", image->height_dots},
            {"gray_base64", to_base64(bytes_of(image->gray))}};
}

json language_reply(const Label& label, const LabelLanguage& language, Resolution resolution) {
    const auto job = language.encode(label, resolution);
    if (!job) return reply_error(job.error());
    return {{"ok", true}, {"job_base64", to_base64(*job)}};
}

/// The resolutions that printers are sold with; nothing for another.
std::optional<Resolution> resolution_of(int dpi) {
    switch (dpi) {
        case 203: return Resolution{8.0};
        case 300: return Resolution{12.0};
        case 600: return Resolution{24.0};
        default: return std::nullopt;
    }
}

Result<void> set_fields(LabelData& data, const json& fields) {
    if (fields.size() > kFieldsMax) return fail("request_unknown", "fields");
    for (const auto& [name, value] : fields.items()) {
        const auto set = set_field(data, name, value.get<std::string>());
        if (!set) return set;
    }
    return {};
}

}  // namespace

json serve_label(const json& request, const VerbContext& context) {
    const std::string name = request.value("template", std::string("carton"));
    const bool plain = is_id_text(name) && name.find_first_of("/.") == std::string::npos;
    if (!plain) return reply_error({"template_unreadable", name});
    const auto resolution = resolution_of(request.value("dpi", 203));
    if (!resolution) return reply_error({"request_unknown", "dpi"});
    const std::string spoken = request.value("language", std::string());
    const LabelLanguage* language = language_named(spoken);
    if (language == nullptr && !spoken.empty()) return reply_error({"request_unknown", spoken});
    const auto layout = load_template(context.assets / "labels" / (name + ".toml"));
    if (!layout) return reply_error(layout.error());
    const BatchNo batch(request.at("batch").get<std::string>());

    Result<LabelData> data;
    const auto called = context.ledger([&](Ledger& ledger) { data = data_of(ledger, batch); });
    if (!called) return reply_error(called.error());
    if (!data) return reply_error(data.error());
    const auto set = set_fields(*data, request.value("fields", json::object()));
    if (!set) return reply_error(set.error());
    const auto label = fill(*layout, *data, spoken);
    if (!label) return reply_error(label.error());
    return language == nullptr ? picture_reply(*label, *resolution)
                               : language_reply(*label, *language, *resolution);
}

}  // namespace lini
