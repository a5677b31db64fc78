// Every shipped layout, filled with the longest data there is, in every language of printers: what
// is drawn and read by programs that are not ours is exactly what the layout holds.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "app/labels/read_back.h"
#include "app/labels/template.h"
#include "drivers/printer/bar_symbol.h"
#include "drivers/printer/language.h"
#include "tests/drivers/printer/outside_readers.h"
#include "tests/drivers/printer/paper.h"

using namespace lini;
using namespace lini::test;
namespace fs = std::filesystem;

namespace {

constexpr Resolution kResolution{8.0};
constexpr const char* kOtherSscc = "389912340000000023";  // With its own check digit.
constexpr char kFnc1 = '\xe8';  // As dmtxread -G 232 shows it.
constexpr int kMarginDots = 40;  // Of Paper::pgm().

/// An ID card is a secret and has its own test; all others, by name.
std::vector<LabelTemplate> shipped_layouts() {
    std::vector<LabelTemplate> layouts;
    for (const auto& entry : fs::directory_iterator(LINI_SOURCE_DIR "/assets/labels")) {
        if (entry.path().extension() != ".toml" || entry.path().stem() == "id_card") continue;
        auto layout = load_template(entry.path());
        INFO((layout ? "" : layout.error().detail));
        REQUIRE(layout);
        layouts.push_back(std::move(*layout));
    }
    REQUIRE(layouts.size() >= 10);
    return layouts;
}

Label filled(const LabelTemplate& layout, std::string_view language) {
    auto label = fill(layout, specimen_data(), language);
    INFO((label ? "" : label.error().detail));
    REQUIRE(label);
    return *label;
}

/// The last digit of each bar code is the one below it, which leaves a date a date; of an SSCC the
/// last two are others, check digit included.
Label changed(Label label) {
    for (LabelItem& item : label.items) {
        auto* barcode = std::get_if<LabelBarcode>(&item);
        if (barcode == nullptr) continue;
        if (!barcode->gs1.empty() && barcode->gs1.back().ai == "00") {
            barcode->gs1.back().value = kOtherSscc;
            continue;
        }
        std::string& data = barcode->gs1.empty() ? barcode->data : barcode->gs1.back().value;
        const std::size_t at = data.find_last_of("0123456789");
        REQUIRE(at != std::string::npos);
        data[at] = data[at] == '0' ? '9' : static_cast<char>(data[at] - 1);
    }
    return label;
}

bool is_data_matrix(const LabelBarcode& barcode) {
    return barcode.symbology == Symbology::datamatrix ||
           barcode.symbology == Symbology::gs1_datamatrix;
}

/// What the readers must say, in order of their text.
std::vector<std::string> expected(const Label& label) {
    std::vector<std::string> lines;
    for (const LabelItem& item : label.items) {
        const auto* barcode = std::get_if<LabelBarcode>(&item);
        if (barcode == nullptr) continue;
        const std::string data =
            is_gs1(barcode->symbology) ? element_string(barcode->gs1) : barcode->data;
        switch (barcode->symbology) {
            case Symbology::code128:
            case Symbology::gs1_128: lines.push_back("CODE-128:" + data); break;
            case Symbology::qr: lines.push_back("QR-Code:" + data); break;
            case Symbology::datamatrix: lines.push_back(data); break;
            case Symbology::gs1_datamatrix: lines.push_back(kFnc1 + data); break;
        }
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

/// Between two values a printer may put FNC1 or the character GS, and scanners report GS for both
/// (GS1 General Specifications, section 7.8). In front it has to be FNC1.
std::string with_gs(std::string content) {
    if (!content.empty()) std::replace(content.begin() + 1, content.end(), kFnc1, '\x1d');
    return content;
}

/// What the readers say of a picture with that many dots of margin.
std::vector<std::string> read(const std::string& picture, const Label& label, int height_dots,
                              int margin) {
    std::vector<std::string> lines;
    bool linear = false;
    for (const LabelItem& item : label.items) {
        const auto* barcode = std::get_if<LabelBarcode>(&item);
        if (barcode == nullptr) continue;
        if (!is_data_matrix(*barcode)) {
            linear = true;
            continue;
        }
        const auto symbol = bar_symbol(*barcode);
        REQUIRE(symbol);
        const int module = dots(barcode->module_mm, kResolution);
        const int x = margin + dots(barcode->x_mm, kResolution);
        const int y = margin + dots(barcode->y_mm, kResolution);
        const Around around{std::max(0, x - 2 * module), std::max(0, y - 2 * module),
                            x + (symbol->columns + 2) * module, y + (symbol->rows + 2) * module};
        lines.push_back(with_gs(data_matrix(picture, around, height_dots)));
    }
    std::istringstream seen(linear ? linear_and_qr(picture) : std::string());
    for (std::string line; std::getline(seen, line);) lines.push_back(line);
    std::sort(lines.begin(), lines.end());
    return lines;
}

Paper printed(const std::string& language, const Label& label) {
    const auto job = language_named(language)->encode(label, kResolution);
    INFO((job ? "" : job.error().code + " " + job.error().detail));
    REQUIRE(job);
    const auto labels = language == "epl" ? read_epl(*job, dots(label.height_mm, kResolution))
                        : language == "escpos" ? read_escpos(*job)
                                               : read_tspl(*job);
    REQUIRE(labels.size() == 1);
    return labels[0].paper;
}

}  // namespace

TEST_CASE("every shipped layout in ZPL reads as what it holds, and a changed digit as another") {
    RenderedZpl zpl;
    std::vector<Label> labels;
    std::string one_each;
    for (const LabelTemplate& layout : shipped_layouts()) {
        labels.push_back(filled(layout, "zpl"));
        labels.push_back(changed(labels.back()));
    }
    for (const Label& label : labels) {
        zpl.add(label);
        one_each += "1\n";
    }
    REQUIRE(zpl.draw() == one_each);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const int height = dots(labels[i].height_mm, kResolution);
        const auto seen = read(zpl.picture(i), labels[i], height, 0);
        CHECK(seen == expected(labels[i]));
        CHECK(seen != expected(labels[i ^ 1]));
    }
}

TEST_CASE("every shipped layout in every other language reads as what it holds") {
    const std::string language = GENERATE("tspl2", "epl", "escpos");
    const RenderedZpl scratch;
    const std::string picture = scratch.folder() / "label.pgm";
    for (const LabelTemplate& layout : shipped_layouts()) {
        INFO(language << " " << layout.file);
        const Label label = filled(layout, language);
        const std::vector<Label> both = {label, changed(label)};
        for (std::size_t i = 0; i < both.size(); ++i) {
            const Paper paper = printed(language, both[i]);
            std::ofstream(picture, std::ios::binary) << paper.pgm(kMarginDots);
            const auto seen =
                read(picture, both[i], paper.height() + 2 * kMarginDots, kMarginDots);
            CHECK(seen == expected(both[i]));
            CHECK(seen != expected(both[1 - i]));
        }
    }
}
