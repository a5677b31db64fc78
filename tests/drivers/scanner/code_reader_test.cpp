#include "drivers/scanner/code_reader.h"

#include <algorithm>
#include <array>

#include <catch2/catch_test_macros.hpp>

#include "tests/drivers/scanner/degraded_frames.h"

using namespace lini;
using namespace lini::test;

namespace {

/// The one code in a frame, or what there was instead.
ReadCode only_code(const GrayFrame& frame) {
    const auto codes = read_codes(frame);
    REQUIRE(codes.size() == 1);
    return codes[0];
}

GrayFrame beside_each_other(const GrayFrame& a, const GrayFrame& b) {
    GrayFrame both{a.width, a.height + b.height, a.luma};
    both.luma.insert(both.luma.end(), b.luma.begin(), b.luma.end());
    return both;
}

}  // namespace

TEST_CASE("each symbology that Lini prints comes with its identifier and its data") {
    const std::string text = "B-2026-0042";
    struct Row {
        LabelBarcode barcode;
        std::string aim_id;
        std::string data;
    };
    const std::array rows = {Row{code128(text), "]C0", text},
                             Row{datamatrix(text), "]d1", text},
                             Row{qr(text), "]Q1", text},
                             Row{gs1_carton(Symbology::gs1_128), "]C1", gs1_carton_data()},
                             Row{gs1_carton(Symbology::gs1_datamatrix), "]d2", gs1_carton_data()}};
    for (const Row& row : rows) {
        Degradation how;
        how.module_px = 2;
        const ReadCode code = only_code(frame_of(row.barcode, how));
        CHECK(code.aim_id == row.aim_id);
        CHECK(code.data == row.data);
    }
}

TEST_CASE("the separator is read as GS, and no FNC1 stands in front") {
    const ReadCode code = only_code(frame_of(gs1_carton(Symbology::gs1_datamatrix)));
    CHECK(std::ranges::count(code.data, '\x1d') == 1);
    CHECK(code.data.substr(0, 2) == "01");
}

TEST_CASE("a code is read at any angle, out of focus, dim, and in the dark of one side") {
    const std::string text = "B-2026-0042";
    const std::array ways = {Degradation{37, 0, 4, 1, 0, 4},  Degradation{90, 0, 4, 1, 0, 3},
                             Degradation{180, 0, 4, 1, 0, 3}, Degradation{0, 1.5, 4, 1, 0, 4},
                             Degradation{0, 0, 2, 0.5, 0, 4}, Degradation{0, 1, 4, 1, 0.6, 3}};
    for (const Degradation& how : ways) {
        for (const LabelBarcode& barcode : {code128(text), qr(text), datamatrix(text)}) {
            INFO("turned " << how.turned_deg << ", blurred " << how.blur_px << ", contrast "
                           << how.contrast << ", symbology "
                           << static_cast<int>(barcode.symbology));
            // A laser line needs the bars across it; the others are read wherever they lie.
            if (barcode.symbology == Symbology::code128 && how.turned_deg == 37) continue;
            CHECK(only_code(frame_of(barcode, how)).data == text);
        }
    }
}

TEST_CASE("clutter that is no code is read as nothing") {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        CHECK(read_codes(frame_without_code(seed)).empty());
    }
}

TEST_CASE("a symbol that lost a part of its bars is not read as a shorter one") {
    GrayFrame frame = frame_of(code128("B-2026-0042"));
    for (int y = 0; y < frame.height; ++y) {
        for (int x = frame.width / 2; x < frame.width; ++x) {
            frame.luma[static_cast<std::size_t>(y * frame.width + x)] = 225;
        }
    }
    CHECK(read_codes(frame).empty());
}

TEST_CASE("of two codes in one picture both are read, and the same one twice is one") {
    const GrayFrame first = frame_of(qr("B-2026-0001"));
    const GrayFrame second = frame_of(qr("B-2026-0002"));
    CHECK(read_codes(beside_each_other(first, second), ReadEffort::hard).size() == 2);
    CHECK(read_codes(beside_each_other(first, first), ReadEffort::hard).size() == 1);
    const GrayFrame bars = frame_of(code128("B-2026-0003"));
    CHECK(read_codes(beside_each_other(first, bars), ReadEffort::hard).size() == 2);
}

TEST_CASE("the same linear code in two sizes, on two labels, upright and lying, is one code") {
    Degradation large;
    large.module_px = 6;
    const GrayFrame upright = frame_of(code128("B-2026"), large);
    large.turned_deg = 90;
    const GrayFrame lying = frame_of(code128("B-2026"), large);
    for (const GrayFrame* second : {&upright, &lying}) {
        for (const ReadEffort effort : {ReadEffort::fast, ReadEffort::hard}) {
            CHECK(read_codes(beside_each_other(upright, *second), effort).size() == 1);
            CHECK(read_codes(beside_each_other(*second, lying), effort).size() == 1);
        }
    }
}

TEST_CASE("the hard pass reads what the fast one misses") {
    int fast = 0;
    int hard = 0;
    int either = 0;
    for (int i = 0; i < kDegradedFrames; i += 7) {
        const DegradedFrame one = degraded_frame(i);
        const bool by_fast = !read_codes(one.frame, ReadEffort::fast).empty();
        const bool by_hard = !read_codes(one.frame, ReadEffort::hard).empty();
        fast += by_fast ? 1 : 0;
        hard += by_hard ? 1 : 0;
        either += read_codes(one.frame).empty() ? 0 : 1;
    }
    CHECK(hard > fast);
    CHECK(either >= hard);
}

TEST_CASE("frames of a single pixel and of odd sizes are read as nothing") {
    for (const auto& [width, height] : {std::pair{1, 1}, std::pair{1, 700}, std::pair{700, 1},
                                       std::pair{3, 5}, std::pair{17, 9}}) {
        GrayFrame frame{width, height, {}};
        frame.luma.assign(frame.pixels(), 128);
        CHECK(read_codes(frame).empty());
    }
}

TEST_CASE("a smaller picture keeps what is seen, and noise alone makes no other picture") {
    const GrayFrame frame = frame_of(qr("B-2026-0042"));
    const GrayFrame small = shrunk_to(frame, 320, 320);
    CHECK(small.width == 320);
    CHECK(small.height == 180);
    Degradation noisy;
    noisy.noise_steps = 8;
    noisy.seed = 7;
    CHECK(looks_alike(small, shrunk_to(frame_of(qr("B-2026-0042"), noisy), 320, 320)));
    CHECK_FALSE(looks_alike(small, shrunk_to(frame_without_code(1), 320, 320)));
    CHECK_FALSE(looks_alike(small, frame));
}
