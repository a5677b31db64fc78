#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/epl.h"
#include "drivers/printer/escpos.h"
#include "tests/drivers/printer/sample_labels.h"

using namespace lini;
using namespace lini::test;

namespace {

std::string encoded(const LabelLanguage& language, const Label& label) {
    const Result<std::string> bytes = language.encode(label, Resolution{8.0});
    INFO((bytes ? "" : bytes.error().detail));
    REQUIRE(bytes);
    return *bytes;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

Label text_label(const std::string& text, double height_mm = 3.0) {
    Label label{80, 40};
    label.items = {LabelText{.x_mm = 2, .y_mm = 2, .height_mm = height_mm, .text = text}};
    return label;
}

}  // namespace

TEST_CASE("EPL: a label is width, clear, items and one print") {
    Label label = text_label("Isi \"24\" \\ pcs");
    label.items.push_back(LabelLine{0, 10, 80, 0.5});
    label.items.push_back(LabelBox{1, 1, 78, 38, 0.25});
    CHECK(encoded(kEpl, label) ==
          "\nN\nq640\nR0,0\nZT\nN\n"
          "A16,16,0,4,1,1,N,\"Isi \\\"24\\\" \\\\ pcs\"\n"
          "LO0,80,640,4\n"
          "X8,8,2,632,312\n"
          "P1\n");
}

TEST_CASE("EPL: text is aligned by the font's own width") {
    Label label{80, 40};
    label.items = {LabelText{.x_mm = 2,
                             .y_mm = 2,
                             .height_mm = 3,
                             .max_width_mm = 70,
                             .align = TextAlign::right,
                             .text = "AB"}};
    CHECK(holds(encoded(kEpl, label), "A548,16,0,4,"));  // 16 + 560 - 2 * 14.
}

TEST_CASE("EPL: what its fonts cannot meet is drawn") {
    for (const Label& label :
         {text_label("Kr\xc3\xa9m"), text_label("small", 1.0), text_label(std::string(60, 'i'))}) {
        const std::string bytes = encoded(kEpl, label);
        CHECK(holds(bytes, "\nGW"));
        CHECK_FALSE(holds(bytes, "\nA"));
        CHECK(kEpl.first_printing_byte(bytes) == bytes.size() - 3);
    }
}

TEST_CASE("EPL: a bar code of one subset is native, any other is drawn") {
    const auto bars = [](const std::string& data) {
        Label label{80, 40};
        label.items = {LabelBarcode{.x_mm = 4, .data = data}};
        return encoded(kEpl, label);
    };
    CHECK(holds(bars("AB-1"), "B32,0,0,1B,2,2,120,N,\"AB-1\"\n"));
    CHECK(holds(bars("123456"), "B32,0,0,1C,2,2,120,N,\"123456\"\n"));
    CHECK(holds(bars("1234AB"), "GW32,"));
}

TEST_CASE("EPL: the status is one code or several") {
    CHECK(parse_epl_status("00\r\n")->can_print());
    CHECK(parse_epl_status("07\r\n")->paper_out);
    CHECK(parse_epl_status("11\r\n")->head_open);
    CHECK(parse_epl_status("12\r\n")->paused);
    CHECK(parse_epl_status("04\r\n")->other_fault);
    // What was wrong with an earlier job stops no later one.
    CHECK(parse_epl_status("01\r\n")->can_print());
    const auto both = parse_epl_status("07,11\r\n");
    CHECK((both->paper_out && both->head_open));
    for (const std::string broken :
         {"", "00", "0\r\n", "00,\r\n", "00;11\r\n", "xx\r\n", "007\r\n"}) {
        CHECK_FALSE(parse_epl_status(broken));
    }
}

TEST_CASE("ESC/POS: the label is one picture as high as the paper, then a cut") {
    const std::string bytes = encoded(kEscpos, text_label("Isi 24"));
    CHECK(bytes.starts_with(std::string("\x1dv0\0\x50\0", 6)));
    CHECK(bytes.ends_with(std::string("\x1dVB\0", 4)));
    CHECK(kEscpos.first_printing_byte(bytes) == 0);
    std::size_t rows = 0;
    for (std::size_t at = 0; at + 4 < bytes.size();) {
        const std::size_t now = static_cast<unsigned char>(bytes[at + 6]);
        rows += now;
        at += 8 + now * 80;
    }
    CHECK(rows == 320);
}

TEST_CASE("ESC/POS: each status byte has its fixed bits and its own faults") {
    const auto status = [](char first, char second, char third, char fourth) {
        return parse_escpos_status(std::string{first, second, third, fourth});
    };
    CHECK(status('\x12', '\x12', '\x12', '\x12')->can_print());
    CHECK(status('\x12', '\x12', '\x12', '\x1e')->can_print());  // Paper near its end.
    CHECK(status('\x1a', '\x16', '\x12', '\x12')->head_open);
    CHECK(status('\x1a', '\x32', '\x12', '\x72')->paper_out);
    CHECK(status('\x1a', '\x52', '\x1a', '\x12')->other_fault);
    CHECK(status('\x1a', '\x12', '\x12', '\x12')->paused);
    CHECK_FALSE(status('\x00', '\x12', '\x12', '\x12'));
    CHECK_FALSE(status('\x12', '\x12', '\x12', '\x92'));
    CHECK_FALSE(parse_escpos_status("\x12\x12\x12"));
}

TEST_CASE("a picture never holds a command that printers obey within pictures") {
    // Columns of single dots, so that every byte pair of interest would be there.
    for (double x_mm = 0.0; x_mm < 2.0; x_mm += 0.125) {
        Label label{80, 10};
        for (int i = 0; i < 48; ++i) {
            label.items.push_back(LabelLine{x_mm + i * (0.125 * (9 + i % 4)), 1, 0.125, 6});
        }
        const std::string bytes = encoded(kEscpos, label);
        for (const char second : {'\x04', '\x05', '\x14'}) {
            CHECK(bytes.find(std::string{'\x10', second}) == std::string::npos);
        }
    }
}

TEST_CASE("a printer's language is known by what it says of itself") {
    const auto language_of = [](std::string_view id) {
        UsbIdentity usb;
        usb.device_id = parse_device_id(id);
        const LabelLanguage* language = language_for(usb);
        return language == nullptr ? std::string_view("none") : language->name;
    };
    CHECK(language_of("MFG:4BARCODE;CMD:TSPL2;MDL:3B-363B;CLS:PRINTER;") == "tspl2");
    CHECK(language_of("MFG:Munbyn;CMD:TSPL;MDL:RW403B;CMT:Label Printer;") == "tspl");
    CHECK(language_of("MFG:Printer;MDL:Thermal Printer;CMD:XPP,XL;") == "tspl");
    CHECK(language_of("MFG:VEVOR ;CMD: ;MODEL:Y428BT;DES:LabelPrinter;") == "tspl");
    CHECK(language_of("MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;") == "escpos");
    CHECK(language_of("MFG:EPSON;MDL:TM-T20;") == "escpos");
    CHECK(language_of("MFG:Xprinter;CMD:TSPL,ESC/POS;MDL:XP-350B;") == "tspl");
    CHECK(language_of("MFG:Zebra;CMD:EPL,ZPL;MDL:GK420;") == "zpl");
    CHECK(language_of("MFG:Zebra;CMD:EPL;MDL:LP2844;") == "epl");
    CHECK(language_of("MFG:EPSON;CMD:ESCPL2;MDL:Stylus;") == "none");
    CHECK(language_of("") == "none");
}
