#include "drivers/printer/tspl.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/drivers/printer/sample_labels.h"

using namespace lini;
using namespace lini::test;

namespace {

std::string encoded(const Label& label) {
    const Result<std::string> bytes = kTspl2.encode(label, Resolution{8.0});
    INFO((bytes ? "" : bytes.error().detail));
    REQUIRE(bytes);
    return *bytes;
}

std::string text_label(const std::string& text) {
    Label label{80, 40};
    label.items.push_back(LabelText{.x_mm = 2, .y_mm = 2, .text = text});
    return encoded(label);
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("TSPL2: a label is size, clear, items and one print") {
    Label label{80, 40.5};
    label.items = {LabelText{.x_mm = 2, .y_mm = 3, .height_mm = 3, .text = "Isi 24"},
                   LabelLine{0, 10, 80, 0.5}, LabelBox{1, 1, 78, 38, 0.25}};
    CHECK(encoded(label) ==
          "SIZE 80.0 mm,40.5 mm\r\nDIRECTION 0,0\r\nREFERENCE 0,0\r\nSHIFT 0\r\nCLS\r\n"
          "TEXT 16,24,\"0\",0,9,9,\"Isi 24\"\r\n"
          "BAR 0,80,640,4\r\n"
          "BOX 8,8,632,312,2\r\n"
          "PRINT 1,1\r\n");
}

TEST_CASE("TSPL2: only what cannot be a command goes out as text") {
    CHECK(holds(text_label("^XZ~JR"), "\"^XZ~JR\"\r\n"));
    CHECK(holds(text_label("a \"b\""), "\"a \\[\"]b\\[\"]\"\r\n"));
    CHECK(holds(text_label("a\r\nPRINT 9"), "\"a  PRINT 9\"\r\n"));
    CHECK(holds(text_label("\x1b!R"), "\" !R\"\r\n"));
    CHECK(holds(text_label("\\[R]"), "BITMAP "));
    CHECK_FALSE(holds(text_label("\\[R]"), "TEXT "));
    CHECK(holds(text_label("Kr\xc3\xa9m"), "BITMAP "));
}

TEST_CASE("TSPL2: no byte of text brings a command of its own") {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string bytes = text_label("x" + std::string(1, static_cast<char>(byte)) + "y");
        CHECK(bytes.find("\x1b!") == std::string::npos);
        CHECK(kTspl2.first_printing_byte(bytes) == bytes.size() - 11);
    }
}

TEST_CASE("TSPL2: bar codes name their subsets and FNC1") {
    Label label{120, 60};
    label.items = {LabelBarcode{.symbology = Symbology::gs1_128,
                                .x_mm = 3,
                                .height_mm = 10,
                                .gs1 = {{"10", "LOT"}, {"21", "7"}}},
                   LabelBarcode{.symbology = Symbology::gs1_datamatrix,
                                .x_mm = 3,
                                .y_mm = 20,
                                .module_mm = 0.5,
                                .gs1 = {{"10", "LOT"}, {"21", "7"}}},
                   LabelBarcode{.x_mm = 3, .y_mm = 45, .height_mm = 5, .data = "123456AB"}};
    const std::string bytes = encoded(label);
    CHECK(holds(bytes, "BARCODE 24,0,\"128M\",80,0,0,2,2,\"!104!10210LOT!102217\"\r\n"));
    CHECK(holds(bytes, "DMATRIX 24,160,936,320,c126,x4,\"~110LOT~1217\"\r\n"));
    CHECK(holds(bytes, ",\"!105123456!100AB\"\r\n"));
}

TEST_CASE("TSPL: a printer of the older language gets one picture and nothing else") {
    const Result<std::string> bytes = kTspl.encode(carton_label(), Resolution{8.0});
    REQUIRE(bytes);
    for (const std::string command : {"TEXT ", "BOX ", "BAR ", "BARCODE ", "DMATRIX ", "QRCODE "}) {
        CHECK_FALSE(holds(*bytes, "\r\n" + command));
    }
    CHECK(kTspl.first_printing_byte(*bytes) == bytes->size() - 11);
}

TEST_CASE("TSPL: each bit of the status is read from its own place") {
    const auto status = [](char byte) { return *parse_tspl_status({&byte, 1}); };
    CHECK(status('\x00').can_print());
    CHECK(status('\x20').can_print());
    CHECK(status('\x20').formats_waiting == 1);
    CHECK(status('\x01').head_open);
    CHECK(status('\x40').head_open);
    CHECK(status('\x02').other_fault);
    CHECK(status('\x80').other_fault);
    CHECK(status('\x04').paper_out);
    CHECK(status('\x08').ribbon_out);
    CHECK(status('\x10').paused);
    CHECK_FALSE(status('\x05').can_print());
    CHECK_FALSE(parse_tspl_status(""));
    CHECK_FALSE(parse_tspl_status(std::string(2, '\0')));
}
