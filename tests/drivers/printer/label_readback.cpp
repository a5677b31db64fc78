// Our ZPL, drawn by zpl-renderer-js and read by zbarimg and dmtxread: three programs that are not
// ours must find in the picture what was put into the label.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/zpl.h"
#include "tests/drivers/printer/sample_labels.h"

using namespace lini;
using namespace lini::test;
namespace fs = std::filesystem;

namespace {

constexpr double kWidthMm = 170;
constexpr double kHeightMm = 80;

std::string npm_folder() {
    const char* named = std::getenv("LINI_NPM");
    return named != nullptr ? named : LINI_SOURCE_DIR "/build/npm";
}

/// What a command printed. Fails the test if the command failed.
std::string output_of(const std::string& command) {
    INFO(command);
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string out;
    std::array<char, 4096> piece;
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe)) {
        out.append(piece.data(), got);
    }
    const int status = ::pclose(pipe);
    INFO(out);
    REQUIRE(status == 0);
    return out;
}

/// Labels on their way through the renderer and the readers, in a folder of their own.
class Readers {
public:
    Readers()
        : folder_(fs::temp_directory_path() / ("lini-readback-" + std::to_string(::getpid()))) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~Readers() { fs::remove_all(folder_); }

    void add(Label label) {
        label.width_mm = kWidthMm;
        label.height_mm = kHeightMm;
        const Result<std::string> bytes = kZpl.encode(label, Resolution{8.0});
        INFO((bytes ? "" : bytes.error().detail));
        REQUIRE(bytes);
        std::ofstream(file(count_++), std::ios::binary) << *bytes;
    }

    /// One line per file: how many labels the renderer saw in it.
    std::string draw() {
        std::string command = "node '" LINI_SOURCE_DIR "/tests/drivers/printer/render_zpl.js' '" +
                              npm_folder() + "' " + std::to_string(kWidthMm) + " " +
                              std::to_string(kHeightMm) + " 8";
        for (std::size_t i = 0; i < count_; ++i) command += " '" + file(i) + "'";
        return output_of(command + " 2>&1");
    }

    /// Lines "CODE-128:..." and "QR-Code:...", FNC1 between values as GS.
    std::string linear_and_qr(std::size_t i) {
        return output_of("zbarimg --nodbus -q '" + file(i) + ".png'");
    }

    /// The first Data Matrix; FNC1 in front as byte 232, between values as GS.
    std::string data_matrix(std::size_t i) {
        return output_of("dmtxread -N1 -G 232 '" + file(i) + ".png'");
    }

private:
    std::string file(std::size_t i) const {
        return (folder_ / (std::to_string(i) + ".zpl")).string();
    }

    fs::path folder_;
    std::size_t count_ = 0;
};

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

TEST_CASE("a carton label reads back as what was put in") {
    Readers readers;
    readers.add(carton_label());
    CHECK(readers.draw() == "1\n");
    const std::string elements =
        "01189912345678981728013110B2611-04\x1d"
        "21T1-000123";
    const std::string seen = readers.linear_and_qr(0);
    INFO(seen);
    CHECK(contains(seen, "CODE-128:" + elements + "\n"));
    CHECK(contains(seen, "QR-Code:LINI:CARTON:T1-000123\n"));
    CHECK(readers.data_matrix(0) == "\xe8" + elements);
}

TEST_CASE("a changed digit changes what is read") {
    Readers readers;
    readers.add(carton_label("T1-000124"));
    readers.draw();
    const std::string seen = readers.linear_and_qr(0);
    CHECK(contains(seen,
                   "\x1d"
                   "21T1-000124\n"));
    CHECK(contains(seen, "LINI:CARTON:T1-000124\n"));
    CHECK_FALSE(contains(seen, "000123"));
    CHECK(contains(readers.data_matrix(0),
                   "\x1d"
                   "21T1-000124"));
}

TEST_CASE("commands in a product name leave one label, whole") {
    Readers readers;
    for (const std::string name : {"^XZ~JR", "^FS^XZ^XA^FO0,0^FDx", "~JA^XZ", "_5EXZ\\&"}) {
        Label label = carton_label();
        std::get<LabelText>(label.items[1]).text = name;
        label.items.push_back(
            LabelBarcode{.x_mm = 6, .y_mm = 66, .height_mm = 10, .data = "^XZ~JR_>" + name});
        readers.add(label);
    }
    CHECK(readers.draw() == "1\n1\n1\n1\n");
    CHECK(contains(readers.linear_and_qr(0), "CODE-128:^XZ~JR_>^XZ~JR\n"));
    CHECK(contains(readers.linear_and_qr(1), "CODE-128:^XZ~JR_>^FS^XZ^XA^FO0,0^FDx\n"));
    CHECK(contains(readers.linear_and_qr(3), "CODE-128:^XZ~JR_>_5EXZ\\&\n"));
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(contains(readers.linear_and_qr(i), "QR-Code:LINI:CARTON:T1-000123\n"));
    }
}

TEST_CASE("lots and serials of every legal character read back") {
    // Without ">", which the renderer gets wrong before the last character: see the next test.
    constexpr std::string_view kLegal =
        "!\"%&'()*+,-./0123456789:;<=?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    constexpr std::string_view kDigits = "0123456789";
    std::mt19937 random(20261121);
    std::uniform_int_distribution<std::size_t> length(1, 9);
    Readers readers;
    std::vector<std::vector<Gs1Element>> labels;
    for (int i = 0; i < 12; ++i) {
        const std::string_view characters = i % 3 == 0 ? kDigits : kLegal;
        labels.push_back({{"01", random_value(random, 14, kDigits)},
                          {"17", random_value(random, 6, kDigits)},
                          {"10", random_value(random, length(random), characters)},
                          {"21", random_value(random, length(random), characters)}});
        Label label;
        label.items = {LabelBarcode{.symbology = Symbology::gs1_128,
                                    .x_mm = 8,
                                    .y_mm = 8,
                                    .height_mm = 14,
                                    .human_readable = true,
                                    .gs1 = labels.back()},
                       LabelBarcode{.symbology = Symbology::gs1_datamatrix,
                                    .x_mm = 8,
                                    .y_mm = 40,
                                    .module_mm = 0.75,
                                    .gs1 = labels.back()}};
        readers.add(label);
    }
    readers.draw();
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::string elements = element_string(labels[i]);
        CHECK(readers.linear_and_qr(i) == "CODE-128:" + elements + "\n");
        CHECK(readers.data_matrix(i) == "\xe8" + elements);
    }
}

TEST_CASE("the sign that begins an invocation code reads back as itself") {
    Readers readers;
    Label label;
    label.items = {LabelBarcode{.symbology = Symbology::gs1_128,
                                .x_mm = 8,
                                .y_mm = 8,
                                .gs1 = {{"10", "A>B>8C>:"}, {"21", ">;12"}}}};
    readers.add(label);
    readers.draw();
    CHECK(readers.linear_and_qr(0) ==
          "CODE-128:10A>B>8C>:\x1d"
          "21>;12\n");
}
