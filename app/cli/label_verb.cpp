#include <array>
#include <optional>
#include <string_view>

#include "app/cli/base64.h"
#include "app/cli/serve.h"
#include "app/cli/text_file.h"
#include "app/cli/verbs.h"
#include "app/platform/picture.h"
#include "drivers/printer/label_raster.h"

namespace lini {
namespace {

using nlohmann::json;

struct Options {
    std::string label_template;
    std::string batch;
    std::string file;
    int dpi = 203;
    std::vector<std::string> fields;
};

/// What the name of the file asks for; of a picture no language.
struct FileKind {
    std::string_view ending;
    std::string_view language;
};

constexpr std::array kFileKinds = {
    FileKind{".png", ""},       FileKind{".pgm", ""},        FileKind{".zpl", "zpl"},
    FileKind{".tspl", "tspl2"}, FileKind{".tspl2", "tspl2"}, FileKind{".epl", "epl"},
    FileKind{".escpos", "escpos"},
};

const FileKind* kind_of(std::string_view file) {
    for (const FileKind& kind : kFileKinds) {
        if (file.ends_with(kind.ending)) return &kind;
    }
    return nullptr;
}

Result<DotImage> image_of(const json& reply) {
    DotImage image{reply.value("width_dots", 0), reply.value("height_dots", 0), {}};
    const auto gray = from_base64(reply.value("gray_base64", std::string()));
    if (!gray || image.width_dots <= 0 || image.height_dots <= 0 ||
        gray->size() != static_cast<std::size_t>(image.width_dots) *
                            static_cast<std::size_t>(image.height_dots)) {
        return fail("peer_garbled", "label");
    }
    image.gray.assign(gray->begin(), gray->end());
    return image;
}

/// A picture's rows run from the bottom up, a label's from the top down.
Picture picture_of(const DotImage& image) {
    Picture picture(image.width_dots, image.height_dots);
    const auto row_dots = static_cast<std::size_t>(image.width_dots);
    for (std::size_t dot = 0; dot < image.gray.size(); ++dot) {
        const std::size_t row =
            static_cast<std::size_t>(image.height_dots) - 1 - dot / row_dots;
        const std::size_t at = (row * row_dots + dot % row_dots) * 3;
        for (std::size_t c = 0; c < 3; ++c) picture.rgb[at + c] = image.gray[dot];
    }
    return picture;
}

Result<void> write_reply(const json& reply, const FileKind& kind, const std::string& file) {
    if (!kind.language.empty()) {
        const auto job = from_base64(reply.value("job_base64", std::string()));
        return job ? write_whole(*job, file) : fail("peer_garbled", "label");
    }
    const auto image = image_of(reply);
    if (!image) return pass_on(image);
    if (kind.ending == ".pgm") return write_whole(to_pgm(*image), file);
    return write_png(picture_of(*image), file);
}

void draw_label(Verbs& verbs, const Options& options) {
    const FileKind* kind = kind_of(options.file);
    if (kind == nullptr) return verbs.fail_with(reply_error({"label_file_unknown", options.file}));
    json fields = json::object();
    for (const std::string& field : options.fields) {
        const std::size_t equals = field.find('=');
        const std::string name = field.substr(0, equals);
        if (equals == std::string::npos) {
            return verbs.fail_with(reply_error({"label_field_wrong", name}));
        }
        fields[name] = field.substr(equals + 1);
    }
    const auto reply = verbs.ask({{"verb", "label"},
                                  {"batch", options.batch},
                                  {"template", options.label_template},
                                  {"language", kind->language},
                                  {"dpi", options.dpi},
                                  {"fields", fields}},
                                 Access::reading);
    if (reply.is_null()) return;
    const auto written = write_reply(reply, *kind, options.file);
    if (!written) verbs.fail_with(written.error());
}

}  // namespace

void add_label_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("label", "Write a label as a file, without printing it (a specimen)",
                           [&verbs, &options] { draw_label(verbs, options); });
    verb->add_option("template", options.label_template, "Name of a layout, such as carton")
        ->required();
    verb->add_option("--batch", options.batch, "Batch number")->required();
    verb->add_option("-o", options.file,
                     "FILE.png or .pgm for a picture, .zpl, .tspl, .epl or .escpos for a printer")
        ->required();
    verb->add_option("--dpi", options.dpi, "203, 300 or 600")
        ->check(CLI::IsMember({203, 300, 600}));
    verb->add_option("--field", options.fields,
                     "NAME=VALUE that no record holds, such as material=Niacinamide; repeatable")
        ->allow_extra_args(false);
}

}  // namespace lini
