#include <sodium.h>

#include <fstream>

#include "app/cli/verbs.h"
#include "app/platform/picture.h"

namespace lini {
namespace {

using nlohmann::json;

struct Options {
    std::string batch;
    std::string file;
    std::string label_template = "carton";
};

/// A picture's rows run from the bottom up, a label's from the top down.
Result<Picture> picture_of(const json& reply) {
    const int width = reply.value("width_dots", 0);
    const int height = reply.value("height_dots", 0);
    const std::string text = reply.value("gray_base64", std::string());
    std::string gray(text.size(), '\0');
    std::size_t size = 0;
    const bool decoded =
        sodium_base642bin(reinterpret_cast<unsigned char*>(gray.data()), gray.size(), text.data(),
                          text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) == 0;
    if (!decoded || width <= 0 || height <= 0 ||
        size != static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
        return fail("peer_garbled", "label");
    }
    Picture picture(width, height);
    const auto row_dots = static_cast<std::size_t>(width);
    for (std::size_t dot = 0; dot < size; ++dot) {
        const std::size_t row = static_cast<std::size_t>(height) - 1 - dot / row_dots;
        const std::size_t at = (row * row_dots + dot % row_dots) * 3;
        for (std::size_t c = 0; c < 3; ++c) {
            picture.rgb[at + c] = static_cast<std::uint8_t>(gray[dot]);
        }
    }
    return picture;
}

void draw_label(Verbs& verbs, const Options& options) {
    const auto reply = verbs.ask({{"verb", "label"},
                                  {"batch", options.batch},
                                  {"template", options.label_template}},
                                 Access::reading);
    if (reply.is_null()) return;
    if (options.file.ends_with(".png")) {
        const auto picture = picture_of(reply);
        if (!picture) return verbs.fail_with(picture.error());
        const auto written = write_png(*picture, options.file);
        if (!written) verbs.fail_with(written.error());
        return;
    }
    std::ofstream file(options.file, std::ios::binary | std::ios::trunc);
    file << reply.value("zpl", std::string());
    file.close();
    if (!file) verbs.fail_with(Error{"file_unwritable", options.file});
}

}  // namespace

void add_label_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("label", "Draw a batch's label without printing it (a specimen)",
                           [&verbs, &options] { draw_label(verbs, options); });
    verb->add_option("batch", options.batch, "Batch number")->required();
    verb->add_option("file", options.file, "FILE.zpl or FILE.png")->required();
    verb->add_option("--template", options.label_template, "Of assets/labels (carton)");
}

}  // namespace lini
