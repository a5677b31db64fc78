#include "drivers/printer/zpl.h"

#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>

#include <catch2/catch_test_macros.hpp>

#include "tests/drivers/printer/sample_labels.h"

using namespace lini;
using namespace lini::test;

namespace {

std::string encoded(const Label& label) {
    const Result<std::string> bytes = kZpl.encode(label, Resolution{8.0});
    REQUIRE(bytes);
    return *bytes;
}

std::string text_label(const std::string& text) {
    Label label{80, 40};
    label.items.push_back(LabelText{.x_mm = 2, .y_mm = 2, .text = text});
    return encoded(label);
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

std::string error_of(const Label& label) {
    const Result<std::string> bytes = kZpl.encode(label, Resolution{8.0});
    return bytes ? "" : bytes.error().code;
}

}  // namespace

TEST_CASE("the carton label's bytes are the golden ones") {
    const std::string path = LINI_SOURCE_DIR "/tests/golden/carton.zpl";
    const std::string bytes = encoded(carton_label());
    if (std::getenv("LINI_WRITE_GOLDEN") != nullptr) std::ofstream(path) << bytes;
    std::ifstream in(path, std::ios::binary);
    std::stringstream golden;
    golden << in.rdbuf();
    CHECK(bytes == golden.str());
}

TEST_CASE("commands in a product name print as text") {
    for (const std::string name :
         {"^XZ~JR", "^FS^XZ^XA^FD", "~JA", "_5EXZ", "\x1b@\x02\x03\x10\x04"}) {
        const std::string bytes = text_label(name);
        CHECK(count(bytes, "^XZ") == 1);
        CHECK(count(bytes, "^XA") == 1);
        CHECK(count(bytes, "^FS") == 1);
        CHECK(count(bytes, "~") == 0);
        CHECK(bytes.find('\x1b') == std::string::npos);
        CHECK(bytes.find('\x03') == std::string::npos);
    }
    CHECK(text_label("^XZ~JR").find("^FD_5EXZ_7EJR^FS") != std::string::npos);
}

TEST_CASE("the indicator of the escape is itself escaped") {
    CHECK(text_label("_5E").find("^FD_5F5E^FS") != std::string::npos);
    CHECK(text_label("a\\&b").find("^FDa_5C&b^FS") != std::string::npos);
}

TEST_CASE("line breaks and other controls become spaces, never bytes") {
    CHECK(text_label("a\r\nb\tc").find("^FDa  b c^FS") != std::string::npos);
    CHECK(text_label(std::string("a\0b", 3)).find("^FDa b^FS") != std::string::npos);
}

TEST_CASE("every byte of text gives only printable ASCII and line ends") {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string bytes = text_label("x" + std::string(1, static_cast<char>(byte)) + "y");
        for (const char c : bytes) CHECK(((c >= ' ' && c <= '~') || c == '\n'));
        CHECK(count(bytes, "^FD") == 1);
    }
}

TEST_CASE("UTF-8 goes out as hex, and broken UTF-8 as question marks") {
    CHECK(text_label("Kr\xc3\xa9m").find("^FDKr_C3_A9m^FS") != std::string::npos);
    CHECK(text_label("a\xff\x62").find("^FDa?b^FS") != std::string::npos);
    CHECK(text_label("a\xe2\x80\xae"
                     "b")
              .find("^FDa b^FS") != std::string::npos);
}

TEST_CASE("text wider than its field is cut and says so") {
    Label label{80, 40};
    label.items.push_back(LabelText{
        .x_mm = 2, .y_mm = 2, .max_width_mm = 20, .text = "Serum Pencerah Wajah Niacinamide"});
    const std::string bytes = encoded(label);
    CHECK(bytes.find("...^FS") != std::string::npos);
    CHECK(bytes.find("Niacinamide") == std::string::npos);
}

TEST_CASE("GS1-128 begins with FNC1 and separates values without a predefined length") {
    Label label{120, 40};
    label.items.push_back(LabelBarcode{
        .symbology = Symbology::gs1_128, .x_mm = 3, .gs1 = {{"10", "LOT"}, {"21", "7"}}});
    CHECK(encoded(label).find("^FD>:>810LOT>8217^FS") != std::string::npos);
}

TEST_CASE("a predefined length needs no separator") {
    Label label{120, 40};
    label.items.push_back(LabelBarcode{.symbology = Symbology::gs1_datamatrix,
                                       .x_mm = 3,
                                       .gs1 = {{"01", "08991234567894"}, {"10", "A_1"}}});
    // "_" is in the data, so another sign announces FNC1.
    CHECK(encoded(label).find(",|^FH_^FD|101089912345678941"
                              "0A_5F1^FS") != std::string::npos);
}

TEST_CASE("what a bar code cannot hold is refused") {
    const auto with = [](LabelBarcode barcode) {
        Label label{100, 50};
        label.items.push_back(std::move(barcode));
        return error_of(label);
    };
    CHECK(with({.data = ""}) == "label_unencodable");
    CHECK(with({.data = "Kr\xc3\xa9m"}) == "label_unencodable");
    CHECK(with({.data = "a\nb"}) == "label_unencodable");
    CHECK(with({.symbology = Symbology::gs1_128, .gs1 = {}}) == "label_unencodable");
    CHECK(with({.symbology = Symbology::gs1_128, .gs1 = {{"01", "123"}}}) == "label_unencodable");
    CHECK(with({.symbology = Symbology::gs1_128, .gs1 = {{"10", "a^b"}}}) == "label_unencodable");
    CHECK(with({.symbology = Symbology::gs1_128, .gs1 = {{"1x", "1"}}}) == "label_unencodable");
    CHECK(with({.symbology = Symbology::gs1_128,
                .gs1 = {{"10", std::string(20, 'A')}, {"21", std::string(30, 'B')}}}) ==
          "label_unencodable");
    CHECK(with({.module_mm = 0.0, .data = "A"}) == "label_out_of_bounds");
    CHECK(with({.x_mm = 60, .data = "ABCDEFGHIJKLMNOP"}) == "label_out_of_bounds");
}

TEST_CASE("sizes off the paper are refused, not drawn") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double bad : {-1.0, 1e9, nan}) {
        CHECK(error_of(Label{bad, 40}) == "label_out_of_bounds");
        Label label{80, 40};
        label.items.push_back(LabelText{.x_mm = bad, .text = "x"});
        CHECK(error_of(label) == "label_out_of_bounds");
        label.items = {LabelLine{0, bad, 10, 1}};
        CHECK(error_of(label) == "label_out_of_bounds");
        label.items = {LabelBox{0, 0, bad, 1}};
        CHECK(error_of(label) == "label_out_of_bounds");
    }
    CHECK(error_of(Label{0, 40}) == "label_out_of_bounds");
}

TEST_CASE("nothing before the end of the format may print") {
    const std::string job = encoded(carton_label());
    const std::size_t split = kZpl.first_printing_byte(job);
    CHECK(job.substr(split) == "^XZ\n");
    CHECK(job.substr(0, split).find("^XZ") == std::string::npos);
    CHECK(kZpl.first_printing_byte("no format at all") == 0);
}

TEST_CASE("a printer is known by its command set, not by its name") {
    UsbIdentity usb;
    usb.device_id = parse_device_id("MFG:Zebra;CMD:epl, ZPL;MDL:ZD421;");
    CHECK(language_for(usb) == &kZpl);
    usb.device_id = parse_device_id("MFG:Zebra;CMD:EPL;MDL:ZPL;");
    CHECK(language_for(usb)->name == "epl");
    CHECK(language_named("zpl") == &kZpl);
    CHECK(language_named("ZPL ") == nullptr);
}
