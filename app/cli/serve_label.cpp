#include <sodium.h>

#include <string>
#include <utility>

#include "app/cli/serve.h"
#include "app/labels/label_preview.h"
#include "app/labels/template.h"
#include "drivers/printer/zpl.h"

namespace lini {
namespace {

using nlohmann::json;

/// A label of a batch as it stands; a carton's gets the serial of a specimen and never a real one.
Result<Label> label_of(Ledger& ledger, const BatchNo& batch, const LabelTemplate& layout) {
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
    specimen.template_name = layout.name;
    specimen.carton_no = 1;
    return build_label(layout, **order, product->second, specimen);
}

std::string to_base64(const std::vector<std::uint8_t>& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // The C string's end.
    return text;
}

json reply_of(const Label& label, Resolution resolution) {
    const auto zpl = kZpl.encode(label, resolution);
    if (!zpl) return reply_error(zpl.error());
    auto preview = LabelPreview::open();
    if (!preview) return reply_error(preview.error());
    const auto image = preview->draw(label, resolution);
    if (!image) return reply_error(image.error());
    return {{"ok", true},
            {"zpl", *zpl},
            {"width_dots", image->width_dots},
            {"height_dots", image->height_dots},
            {"gray_base64", to_base64(image->gray)}};
}

}  // namespace

json serve_label(const json& request, const VerbContext& context) {
    const std::string name = request.value("template", std::string("carton"));
    const bool plain = is_id_text(name) && name.find_first_of("/.") == std::string::npos;
    if (!plain) return reply_error({"template_unreadable", name});
    const auto layout = load_template(context.assets / "labels" / (name + ".toml"));
    if (!layout) return reply_error(layout.error());
    const BatchNo batch(request.at("batch").get<std::string>());

    Result<Label> label;
    const auto called =
        context.ledger([&](Ledger& ledger) { label = label_of(ledger, batch, *layout); });
    if (!called) return reply_error(called.error());
    if (!label) return reply_error(label.error());
    constexpr double kDotsPerMmMax = 24.0;
    const double dots_per_mm = request.value("dots_per_mm", Resolution{}.dots_per_mm);
    if (!(dots_per_mm >= 1.0 && dots_per_mm <= kDotsPerMmMax)) {
        return reply_error({"label_out_of_bounds", "dots_per_mm"});
    }
    return reply_of(*label, Resolution{dots_per_mm});
}

}  // namespace lini
