#include <array>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <sstream>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <turbojpeg.h>

#include "app/cli/cli.h"
#include "app/platform/picture.h"
#include "app/platform/picture_file.h"
#include "tests/app/cli/scratch_folder.h"
#include "tests/drivers/scanner/degraded_frames.h"

namespace lini {
namespace {

using nlohmann::json;

struct Said {
    int exit_code = 0;
    std::string out;
    std::string error;
};

/// A standard stream, caught while this lives.
class Caught {
public:
    explicit Caught(std::ostream& stream) : stream_(stream), before_(stream.rdbuf(text_.rdbuf())) {}
    ~Caught() { stream_.rdbuf(before_); }
    std::string text() const { return text_.str(); }

private:
    std::ostream& stream_;
    std::ostringstream text_;
    std::streambuf* const before_;
};

Said scan_image(std::vector<std::string> arguments) {
    const SystemClock clock;
    const std::filesystem::path assets = std::filesystem::path(LINI_SOURCE_DIR) / "assets";
    const auto locale = ui::Locale::load(LINI_LOCALE_DIR, ui::Language::en);
    REQUIRE(locale);
    arguments.insert(arguments.begin(), {"lini", "scan-image"});
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    const Caught out(std::cout);
    const Caught error(std::cerr);
    const CliContext context{clock, assets, "lini", *locale};
    const int code = run_cli(static_cast<int>(argv.size()), argv.data(), context, {});
    return {code, out.text(), error.text()};
}

std::string png_of(const ScratchFolder& folder, const std::string& name, const GrayFrame& frame) {
    Picture picture(frame.width, frame.height);
    for (int y = 0; y < frame.height; ++y) {
        for (int x = 0; x < frame.width; ++x) {
            const auto from = static_cast<std::size_t>(y * frame.width + x);
            const auto to = static_cast<std::size_t>((frame.height - 1 - y) * frame.width + x) * 3;
            std::fill_n(picture.rgb.begin() + static_cast<std::ptrdiff_t>(to), 3, frame.luma[from]);
        }
    }
    const std::string file = (folder.path() / name).string();
    REQUIRE(write_png(picture, file));
    return file;
}

std::string jpeg_of(const ScratchFolder& folder, const GrayFrame& frame) {
    const std::unique_ptr<void, int (*)(void*)> encoder(tjInitCompress(), tjDestroy);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    REQUIRE(tjCompress2(encoder.get(), frame.luma.data(), frame.width, 0, frame.height, TJPF_GRAY,
                        &bytes, &size, TJSAMP_GRAY, 85, 0) == 0);
    const std::string file = (folder.path() / "frame.jpg").string();
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    tjFree(bytes);
    return file;
}

}  // namespace

TEST_CASE("scan-image prints one line per code, with its identifier and GS made visible") {
    const ScratchFolder folder;
    const auto png = png_of(folder, "carton.png",
                            test::frame_of(test::gs1_carton(Symbology::gs1_datamatrix)));
    const auto jpeg = jpeg_of(folder, test::frame_of(test::code128("B-2026-0042")));
    const Said said = scan_image({png, jpeg});
    CHECK(said.exit_code == 0);
    CHECK(said.error.empty());
    CHECK(said.out == png + "\t]d2\t01089912345678911728110010B-0042<GS>21L2A0007\n" + jpeg +
                          "\t]C0\tB-2026-0042\n");
}

TEST_CASE("scan-image --json holds the data whole, and a picture without a code adds nothing") {
    const ScratchFolder folder;
    const auto code = jpeg_of(folder, test::frame_of(test::qr("B-2026-0042")));
    const auto none = png_of(folder, "none.png", test::frame_without_code(3));
    const Said said = scan_image({"--json", none, code});
    CHECK(said.exit_code == 0);
    const json codes = json::parse(said.out);
    REQUIRE(codes.size() == 1);
    CHECK(codes[0]["file"] == code);
    CHECK(codes[0]["aim_id"] == "]Q1");
    CHECK(codes[0]["data"] == "B-2026-0042");
}

TEST_CASE("scan-image ends with 1 when nothing was read, and says so") {
    const ScratchFolder folder;
    const auto none = png_of(folder, "none.png", test::frame_without_code(3));
    const Said said = scan_image({none});
    CHECK(said.exit_code == 1);
    CHECK(said.out.empty());
    CHECK(said.error.find("No code") != std::string::npos);
}

TEST_CASE("what is no picture is told apart from a picture without a code") {
    const ScratchFolder folder;
    const std::string file = (folder.path() / "no.png").string();
    std::ofstream(file) << "this is no picture";
    CHECK(scan_image({file}).exit_code == 1);
    CHECK(scan_image({file}).error.find("no.png") != std::string::npos);
    CHECK(scan_image({(folder.path() / "missing.png").string()}).exit_code == 3);
    CHECK(scan_image({}).exit_code == 2);
}

TEST_CASE("the token of an ID card is not printed") {
    const ScratchFolder folder;
    const std::string token = "0123456789abcdef0123456789abcdef";
    const auto card = jpeg_of(folder, test::frame_of(test::qr("LINI-ID:" + token)));
    for (const Said& said : {scan_image({card}), scan_image({"--json", card})}) {
        CHECK(said.exit_code == 0);
        CHECK(said.out.find("LINI-ID:") != std::string::npos);
        CHECK(said.out.find(token.substr(0, 6)) == std::string::npos);
    }
}

TEST_CASE("a picture is refused by its head before it is unpacked") {
    // A PNG of 40,000 x 40,000 pixels in a file of a few bytes.
    const unsigned char head[] = {
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49,
        0x48, 0x44, 0x52, 0x00, 0x00, 0x9C, 0x40, 0x00, 0x00, 0x9C, 0x40, 0x08, 0x00,
        0x00, 0x00, 0x00, 0x74, 0x67, 0x51, 0xD9, 0x00, 0x00, 0x00, 0x09, 0x49, 0x44,
        0x41, 0x54, 0x78, 0x9C, 0x63, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01, 0x5E, 0xFF,
        0x7D, 0xF9};
    const auto huge = read_picture({reinterpret_cast<const char*>(head), sizeof head});
    REQUIRE_FALSE(huge);
    CHECK(huge.error().code == "picture_too_large");
    const auto fat = read_picture(std::string(kPictureBytesMax + 1, 'x'));
    REQUIRE_FALSE(fat);
    CHECK(fat.error().code == "picture_too_large");
    const auto none = read_picture("P5\n4 4\n255\nabcdefghijklmnop");
    REQUIRE_FALSE(none);
    CHECK(none.error().code == "picture_unreadable");
}

TEST_CASE("a picture that was cut off is none, of either kind") {
    const ScratchFolder folder;
    const GrayFrame frame = test::frame_of(test::code128("B-2026-0042"));
    for (const std::string& file : {png_of(folder, "frame.png", frame), jpeg_of(folder, frame)}) {
        std::ifstream in(file, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        REQUIRE(read_picture(bytes));
        const auto cut = read_picture(std::string_view(bytes).substr(0, bytes.size() * 2 / 3));
        REQUIRE_FALSE(cut);
        CHECK(cut.error().code == "picture_unreadable");
    }
}

TEST_CASE("what is transparent in a picture is paper") {
    // A PNG of one black pixel that is transparent.
    const unsigned char png[] = {0x89, 'P',  'N',  'G',  0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00,
                                 0x0D, 'I',  'H',  'D',  'R',  0x00, 0x00, 0x00, 0x01, 0x00, 0x00,
                                 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1F, 0x15, 0xC4, 0x89,
                                 0x00, 0x00, 0x00, 0x0D, 'I',  'D',  'A',  'T',  0x78, 0x9C, 0x63,
                                 0x60, 0x60, 0x60, 0x60, 0x00, 0x00, 0x00, 0x05, 0x00, 0x01, 0xA5,
                                 0xF6, 0x45, 0x40, 0x00, 0x00, 0x00, 0x00, 'I',  'E',  'N',  'D',
                                 0xAE, 0x42, 0x60, 0x82};
    const auto picture = read_picture({reinterpret_cast<const char*>(png), sizeof png});
    REQUIRE(picture);
    CHECK(picture->gray[0] == 255);
}

}  // namespace lini
