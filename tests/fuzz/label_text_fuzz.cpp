// Any text on a label: one label comes out in every language, whatever the text says.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/base/check.h"
#include "drivers/printer/zpl.h"

namespace {

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    lini::Label label;
    label.width_mm = 300;
    label.height_mm = 60;
    lini::LabelText line;
    line.align = static_cast<lini::TextAlign>(data[0] % 3);
    line.bold = (data[0] & 4) != 0;
    line.text = text;
    label.items.push_back(line);
    lini::LabelBarcode barcode;
    barcode.symbology = static_cast<lini::Symbology>(data[0] / 8 % 5);
    barcode.y_mm = 20;
    barcode.human_readable = true;
    barcode.data = text;
    const std::size_t cut = std::min<std::size_t>(20, text.size());
    barcode.gs1 = {{"10", text.substr(0, cut)}, {"21", text.substr(cut)}};
    if ((data[0] & 128) != 0) label.items.push_back(barcode);
    for (const lini::LabelLanguage* language : lini::label_languages()) {
        const auto job = language->encode(label, lini::Resolution{8.0});
        if (!job) continue;
        CHECK(count(*job, "\x1b!") == 0 || language->name == "epl");
        CHECK(count(*job, "\x10\x14") == 0 || language->name != "escpos");
        const std::size_t end = job->size() - language->first_printing_byte(*job);
        CHECK(end <= 11 || language->name == "escpos");
    }
    const auto bytes = lini::kZpl.encode(label, lini::Resolution{8.0});
    if (!bytes) return 0;
    CHECK(count(*bytes, "^XA") == 1);
    CHECK(count(*bytes, "^XZ") == 1);
    CHECK(count(*bytes, "~") == 0);
    for (const char c : *bytes) CHECK((c >= ' ' && c <= '~') || c == '\n');
    CHECK(bytes->substr(lini::kZpl.first_printing_byte(*bytes)) == "^XZ\n");
    return 0;
}
