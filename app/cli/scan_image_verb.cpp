#include <iostream>

#include "app/cli/say.h"
#include "app/cli/verbs.h"
#include "app/domain/barcode.h"
#include "app/platform/picture_file.h"
#include "drivers/scanner/code_reader.h"

namespace lini {
namespace {

using nlohmann::json;

struct Options {
    std::vector<std::string> files;
    bool json = false;
};

/// The token of an ID card stays a secret on the command line, too, and so does a damaged one.
bool is_card(const ReadCode& code) {
    const Barcode barcode = read_barcode(code.aim_id, code.data);
    const auto* refusal = std::get_if<Refusal>(&barcode);
    return std::holds_alternative<IdCardCode>(barcode) ||
           (refusal != nullptr && refusal->key == "id_card_unreadable");
}

/// What a file or a picture is at fault for is no failure of this machine.
void refuse(Verbs& verbs, const Error& error) {
    verbs.fail_with(error);
    if (error.code != "file_unreadable") verbs.exit_code = static_cast<int>(ExitCode::refused);
}

json as_json(const std::string& file, const ReadCode& code) {
    return {{"file", file},
            {"aim_id", code.aim_id},
            {"data", is_card(code) ? shown_code(code.data) : code.data}};
}

/// Bytes that are no UTF-8 are replaced: a symbol may hold anything.
void print_json(const json& codes) {
    constexpr int kIndent = 2;
    std::cout << codes.dump(kIndent, ' ', false, json::error_handler_t::replace) << "\n";
}

void scan_images(Verbs& verbs, const Options& options) {
    json codes = json::array();
    for (const std::string& file : options.files) {
        auto picture = read_picture_file(file);
        if (!picture) {
            refuse(verbs, picture.error());
            continue;
        }
        const GrayFrame frame{picture->width, picture->height, std::move(picture->gray)};
        for (const ReadCode& code : read_codes(frame)) {
            codes.push_back(as_json(file, code));
            if (options.json) continue;
            std::cout << file << "\t" << code.aim_id << "\t" << shown_code(code.data) << "\n";
        }
    }
    if (options.json) print_json(codes);
    if (codes.empty() && verbs.exit_code == 0) refuse(verbs, {"no_code_found", {}});
}

}  // namespace

void add_scan_image_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("scan-image", "Read the bar codes in pictures (PNG, JPEG)",
                           [&verbs, &options] { scan_images(verbs, options); });
    verb->add_option("FILE", options.files, "Pictures, up to 32 MB and 64 megapixels each")
        ->required();
    verb->add_flag("--json", options.json, "As JSON with the data whole (app/cli/README.md)");
}

}  // namespace lini
