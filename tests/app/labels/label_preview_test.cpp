#include "app/labels/label_preview.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/bar_symbol.h"
#include "drivers/scanner/enrolment.h"
#include "tests/app/labels/label_samples.h"

namespace lini {
namespace {

constexpr Resolution k203Dpi{8.0};

LabelPreview preview() {
    auto opened = LabelPreview::open();
    REQUIRE(opened);
    return std::move(*opened);
}

Label label_of(const std::string& name, const LabelData& data) {
    const auto layout = load_template(samples::label_file(name));
    REQUIRE(layout);
    const auto label = fill(*layout, data);
    REQUIRE(label);
    return *label;
}

DotImage image_of(const std::string& name, const LabelData& data, Resolution at = k203Dpi) {
    auto image = preview().draw(label_of(name, data), at);
    REQUIRE(image);
    return *image;
}

/// What a program that is not ours reads on the picture; `tool` gets the file as last argument.
std::string read_back(const std::string& tool, const DotImage& image) {
    std::string file = (std::filesystem::temp_directory_path() / "lini-label-XXXXXX").string();
    const int handle = ::mkstemp(file.data());
    REQUIRE(handle >= 0);
    ::close(handle);
    std::ofstream(file, std::ios::binary) << to_pgm(image);
    struct Closer {
        void operator()(std::FILE* pipe) const { ::pclose(pipe); }
    };
    const std::string command = tool + " " + file + " 2>/dev/null";
    std::string text;
    {
        const std::unique_ptr<std::FILE, Closer> pipe(::popen(command.c_str(), "r"));
        REQUIRE(pipe);
        std::array<char, 256> part{};
        while (std::fgets(part.data(), static_cast<int>(part.size()), pipe.get()) != nullptr) {
            text += part.data();
        }
    }
    std::filesystem::remove(file);
    return text;
}

/// Without the FNC1 between fields: some versions of zbar report it, some drop it.
std::string zbar(const DotImage& image) {
    std::string text = read_back("zbarimg --nodbus -q", image);
    std::erase(text, '\x1d');
    return text;
}

/// -G 29: FNC1 is written as GS.
std::string dmtx(const DotImage& image) { return read_back("dmtxread -n -N1 -G 29", image); }

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST_CASE("the carton's preview is read back by readers that are not ours") {
    for (const Resolution at : {Resolution{8.0}, Resolution{12.0}}) {
        const DotImage image = image_of("carton", samples::carton(), at);
        CHECK(image.width_dots == dots(100, at));
        CHECK(image.height_dots == dots(70, at));
        const std::string linear = zbar(image);
        CHECK(holds(linear, "CODE-128:011899123456701017281130\n"));
        CHECK(holds(linear, "CODE-128:10GLW-2611-01421L2A00097\n"));
        const std::string matrix = dmtx(image);
        CHECK(holds(matrix,
                    "01189912345670101728113010GLW-2611-014\x1d"
                    "21L2A00097"));
    }
}

TEST_CASE("a changed digit changes what is read back") {
    LabelData data = samples::carton();
    data.serial = "L2A00098";
    const DotImage image = image_of("carton", data);
    CHECK(holds(zbar(image), "21L2A00098"));
    CHECK_FALSE(holds(zbar(image), "21L2A00097"));
    CHECK(holds(dmtx(image), "21L2A00098"));
}

TEST_CASE("a spoiled picture is not read back") {
    DotImage image = image_of("carton", samples::carton());
    const auto left = static_cast<std::size_t>(dots(12.0, k203Dpi));
    const auto width = static_cast<std::size_t>(image.width_dots);
    for (std::size_t i = 0; i < image.gray.size(); ++i) {
        if (i % width > left) image.gray[i] = 255;
    }
    CHECK(zbar(image).empty());
    CHECK(dmtx(image).empty());
}

TEST_CASE("the other labels are read back too") {
    LabelData data = samples::carton();
    data.test_symbol = std::string(enrolment_text());
    const std::string batch = zbar(image_of("batch", data));
    CHECK(holds(batch, "CODE-128:GLW-2611-014\n"));
    CHECK(holds(batch, "QR-Code:GLW-2611-014\n"));
    CHECK(holds(zbar(image_of("id_card", data)), "QR-Code:" + data.card_code));
    const DotImage test = image_of("device_test", data);
    CHECK(holds(zbar(test), "CODE-128:Lini@\"_-09\n"));
    CHECK(holds(dmtx(test), data.test_symbol));
}

TEST_CASE("text, lines and boxes are dots where the label says") {
    Label label{20.0, 10.0, {}};
    label.items.push_back(LabelLine{1.0, 2.0, 5.0, 0.5});
    label.items.push_back(LabelBox{10.0, 2.0, 5.0, 5.0, 0.25});
    const auto image = preview().draw(label, k203Dpi);
    REQUIRE(image);
    const auto dark = [&](int x, int y) {
        return image->gray[static_cast<std::size_t>(y * image->width_dots + x)] == 0;
    };
    CHECK(dark(8, 16));
    CHECK(dark(47, 19));
    CHECK_FALSE(dark(48, 19));
    CHECK_FALSE(dark(8, 20));
    CHECK(dark(80, 16));
    CHECK(dark(119, 55));
    CHECK_FALSE(dark(100, 30));
    CHECK(std::all_of(image->gray.begin(), image->gray.end(),
                      [](std::uint8_t dot) { return dot == 0 || dot == 255; }));
}

TEST_CASE("text is drawn within its field and on the paper") {
    Label label{20.0, 10.0, {}};
    LabelText text;
    text.x_mm = 5.0;
    text.y_mm = 2.0;
    text.height_mm = 4.0;
    text.max_width_mm = 12.0;
    text.align = TextAlign::right;
    text.text = "MMMMMMMMMMMMMMMM";
    label.items.push_back(text);
    const auto image = preview().draw(label, k203Dpi);
    REQUIRE(image);
    int dark = 0;
    for (int y = 0; y < image->height_dots; ++y) {
        for (int x = 0; x < image->width_dots; ++x) {
            if (image->gray[static_cast<std::size_t>(y * image->width_dots + x)] != 0) continue;
            ++dark;
            CHECK(x >= dots(5.0, k203Dpi));
            CHECK(x <= dots(17.0, k203Dpi));
        }
    }
    CHECK(dark > 100);
}

TEST_CASE("what cannot be drawn is an error, not a crash") {
    CHECK(LabelPreview::open({"/nonexistent.ttf", "/nonexistent.ttf"}).error().code ==
          "font_unreadable");
    CHECK(preview().draw({0.0, 10.0, {}}, k203Dpi).error().code == "label_out_of_bounds");
    CHECK(preview().draw({1000.0, 1000.0, {}}, Resolution{24.0}).error().code ==
          "label_out_of_bounds");
    LabelBarcode empty;
    CHECK(preview().draw({20.0, 10.0, {empty}}, k203Dpi).error().code == "label_unencodable");
}

TEST_CASE("zint's own messages, which may hold a secret, do not come out") {
    LabelBarcode barcode;
    barcode.symbology = Symbology::gs1_128;
    barcode.gs1 = {{"10", "secret secret"}};
    const auto symbol = bar_symbol(barcode);
    REQUIRE_FALSE(symbol);
    CHECK_FALSE(holds(symbol.error().detail, "secret"));
}

}  // namespace
}  // namespace lini
