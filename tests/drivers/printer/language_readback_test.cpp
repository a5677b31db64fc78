// Our TSPL, EPL2 and ESC/POS, drawn by small interpreters and read by zbarimg and dmtxread: what
// was put into the label must be found in the picture.
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "drivers/printer/language.h"
#include "tests/drivers/printer/paper.h"
#include "tests/drivers/printer/sample_labels.h"

using namespace lini;
using namespace lini::test;

namespace {

const std::vector<std::string> kLanguages = {"tspl2", "tspl", "epl", "escpos"};

std::vector<Printed> printed(const std::string& language, const Label& label) {
    const LabelLanguage& spoken = *language_named(language);
    const Result<std::string> job = spoken.encode(label, Resolution{8.0});
    INFO(language << " " << (job ? "" : job.error().code + " " + job.error().detail));
    REQUIRE(job);
    const std::string bytes =
        std::string(spoken.flush) + std::string(spoken.reset_after_fault) + *job;
    if (language == "epl") return read_epl(bytes, dots(label.height_mm, Resolution{8.0}));
    return language == "escpos" ? read_escpos(bytes) : read_tspl(bytes);
}

std::string read_by(const std::string& tool, const Paper& paper) {
    const std::string file = std::filesystem::temp_directory_path() /
                             ("lini-read-" + std::to_string(::getpid()) + ".pgm");
    std::ofstream(file, std::ios::binary) << paper.pgm();
    FILE* pipe = ::popen((tool + " '" + file + "' 2>/dev/null").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string out;
    std::array<char, 4096> piece;
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe)) {
        out.append(piece.data(), got);
    }
    ::pclose(pipe);
    std::filesystem::remove(file);
    return out;
}

std::string linear_and_qr(const Paper& paper) { return read_by("zbarimg --nodbus -q", paper); }
std::string data_matrix(const Paper& paper) { return read_by("dmtxread -N1 -G 29", paper); }

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string random_value(std::mt19937& random, std::size_t length, std::string_view characters) {
    std::uniform_int_distribution<std::size_t> pick(0, characters.size() - 1);
    std::string out;
    for (std::size_t i = 0; i < length; ++i) out += characters[pick(random)];
    return out;
}

}  // namespace

TEST_CASE("a carton label reads back in every language, and a changed digit is seen") {
    const std::string language = GENERATE(from_range(kLanguages));
    INFO(language);
    for (const std::string serial : {"T1-000123", "T1-000124"}) {
        const auto labels = printed(language, carton_label(serial));
        REQUIRE(labels.size() == 1);
        const std::string elements =
            "01189912345678981728013110B2611-04\x1d"
            "21" +
            serial;
        const std::string seen = linear_and_qr(labels[0].paper);
        INFO(seen);
        CHECK(contains(seen, "CODE-128:" + elements + "\n"));
        CHECK(contains(seen, "QR-Code:LINI:CARTON:" + serial + "\n"));
        CHECK(data_matrix(labels[0].paper) == "\x1d" + elements);
    }
}

TEST_CASE("commands in a product name leave one whole label in every language") {
    const std::string language = GENERATE(from_range(kLanguages));
    for (const std::string name :
         {"^XZ~JR", "\"\r\nPRINT 9,9\r\nCLS\r\n", "\\[\"]\\[R]", "\x1b!R\x1b!?", "\"\nN\nP9\n",
          "\\\"\\", "\x1b@\x10\x14\x01\x1dVB",
          "Kr\xc3\xa9m \xe2\x80\x9c"
          "Ayu\xe2\x80\x9d"}) {
        INFO(language << " " << name);
        Label label = carton_label();
        std::get<LabelText>(label.items[1]).text = name;
        const auto labels = printed(language, label);
        REQUIRE(labels.size() == 1);
        CHECK(contains(linear_and_qr(labels[0].paper), "QR-Code:LINI:CARTON:T1-000123\n"));
    }
}

TEST_CASE("a quote prints as a quote where the language has native text") {
    const std::string language = GENERATE("tspl2", "epl");
    Label label{100, 60};
    label.items = {LabelText{.x_mm = 2, .y_mm = 2, .text = "Serum \"Ayu\" ^XZ~JR"}};
    CHECK(printed(language, label).at(0).texts == std::vector<std::string>{"Serum \"Ayu\" ^XZ~JR"});
}

TEST_CASE("bar codes of every printable character read back in every language") {
    const std::string language = GENERATE(from_range(kLanguages));
    constexpr std::string_view kPrintable =
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcxyz{|}~";
    constexpr std::string_view kDigits = "0123456789";
    std::mt19937 random(20261121);
    for (int i = 0; i < 12; ++i) {
        const std::string data = "x" + random_value(random, 9, i % 3 == 0 ? kDigits : kPrintable);
        Label label{100, 60};
        label.items = {LabelBarcode{.x_mm = 5, .y_mm = 4, .human_readable = true, .data = data},
                       LabelBarcode{.symbology = Symbology::datamatrix,
                                    .x_mm = 5,
                                    .y_mm = 34,
                                    .module_mm = 0.625,
                                    .data = data}};
        const auto labels = printed(language, label);
        REQUIRE(labels.size() == 1);
        INFO(language << " " << data);
        CHECK(linear_and_qr(labels[0].paper) == "CODE-128:" + data + "\n");
        CHECK(data_matrix(labels[0].paper) == data);
    }
}

TEST_CASE("a bar code that would be cut off is refused in every language") {
    const std::string language = GENERATE(from_range(kLanguages));
    const auto encode = language_named(language)->encode;
    Label label{40, 20};
    label.items = {LabelBarcode{.x_mm = 20, .height_mm = 10, .data = "ABCDEFGHIJKLMNOP"}};
    CHECK(encode(label, Resolution{8.0}).error().code == "label_out_of_bounds");
    label.items = {LabelBarcode{.module_mm = 0.01, .height_mm = 10, .data = "AB"}};
    CHECK(encode(label, Resolution{8.0}).error().code == "label_out_of_bounds");
    label.items = {
        LabelBarcode{.symbology = Symbology::qr, .y_mm = 12, .module_mm = 1, .data = "AB"}};
    CHECK(encode(label, Resolution{8.0}).error().code == "label_out_of_bounds");
    label.items = {LabelBarcode{.height_mm = 10, .data = "a\nb"}};
    CHECK_FALSE(encode(label, Resolution{8.0}));
    CHECK(encode(Label{-1, 20}, Resolution{8.0}).error().code == "label_out_of_bounds");
}
