// A 1280x720 camera frame to its payload, hit and miss, against zbar on the same frames in the same
// process by turns; and how many pictures of a degraded set each of the two reads.
//   bench_camera [--rounds 60]
#include <array>
#include <cstdio>
#include <map>

#include <fmt/format.h>
#include <zbar.h>

#include "drivers/scanner/code_reader.h"
#include "tests/bench/ratio.h"
#include "tests/drivers/scanner/degraded_frames.h"

namespace lini::bench {
namespace {

using test::DegradedFrame;

/// zbar as it comes, with the symbologies that both read.
class Zbar {
public:
    Zbar() : scanner_(zbar::zbar_image_scanner_create()), image_(zbar::zbar_image_create()) {
        using namespace zbar;
        zbar_image_scanner_set_config(scanner_, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
        for (const zbar_symbol_type_t type : {ZBAR_CODE128, ZBAR_QRCODE, ZBAR_EAN8, ZBAR_EAN13,
                                              ZBAR_UPCA, ZBAR_DATABAR, ZBAR_DATABAR_EXP}) {
            zbar_image_scanner_set_config(scanner_, type, ZBAR_CFG_ENABLE, 1);
        }
        zbar_image_set_format(image_, zbar_fourcc('Y', '8', '0', '0'));
    }
    ~Zbar() {
        zbar::zbar_image_destroy(image_);
        zbar::zbar_image_scanner_destroy(scanner_);
    }
    Zbar(const Zbar&) = delete;
    Zbar& operator=(const Zbar&) = delete;

    std::vector<std::string> read(const GrayFrame& frame) {
        zbar::zbar_image_set_size(image_, static_cast<unsigned>(frame.width),
                                  static_cast<unsigned>(frame.height));
        zbar::zbar_image_set_data(image_, frame.luma.data(), frame.luma.size(), nullptr);
        std::vector<std::string> read;
        zbar::zbar_scan_image(scanner_, image_);
        for (const auto* symbol = zbar::zbar_image_first_symbol(image_); symbol != nullptr;
             symbol = zbar::zbar_symbol_next(symbol)) {
            read.emplace_back(zbar::zbar_symbol_get_data(symbol),
                              zbar::zbar_symbol_get_data_length(symbol));
        }
        return read;
    }

private:
    zbar::zbar_image_scanner_t* const scanner_;
    zbar::zbar_image_t* const image_;
};

struct Times {
    std::vector<double> ours;
    std::vector<double> zbars;
};

/// Both on each frame, by turns, and who begins changes.
void time_both(Zbar& zbar, const GrayFrame& frame, int round, Times& times) {
    for (int turn = 0; turn < 2; ++turn) {
        const std::int64_t began = now_ns();
        const bool ours = (turn + round) % 2 == 0;
        if (ours) read_codes(frame);
        else zbar.read(frame);
        const auto took_ms = static_cast<double>(now_ns() - began) / 1e6;
        (ours ? times.ours : times.zbars).push_back(took_ms);
    }
}

void time_frames(const std::string& what, Zbar& zbar, const std::vector<GrayFrame>& frames,
                 int rounds) {
    Times times;
    for (int round = 0; round < rounds; ++round) {
        for (const GrayFrame& frame : frames) time_both(zbar, frame, round, times);
    }
    print({what, median(times.ours), median(times.zbars), "ms", "zbar", 1.0});
}

struct Count {
    int pictures = 0;
    int ours = 0;
    int zbars = 0;
    int ours_wrong = 0;
    int zbars_wrong = 0;
};

/// Right only when the data is; anything else that was read is wrong.
void judge(const std::string& data, const std::vector<std::string>& read, int& right, int& wrong) {
    bool found = false;
    for (const std::string& one : read) {
        if (one == data) found = true;
        else ++wrong;
    }
    right += found ? 1 : 0;
}

void count_degraded(Zbar& zbar) {
    std::map<std::string, Count> counts;
    Count all;
    for (int i = 0; i < test::kDegradedFrames; ++i) {
        const DegradedFrame one = test::degraded_frame(i);
        std::vector<std::string> ours;
        for (const ReadCode& code : read_codes(one.frame)) {
            ours.push_back(code.data);
            if (code.data == one.data) continue;
            std::printf("# picture %d, %s %s, read as %s %s\n", i, one.symbology.c_str(),
                        one.data.c_str(), code.aim_id.c_str(), code.data.c_str());
        }
        const std::vector<std::string> zbars = zbar.read(one.frame);
        for (Count* count : {&counts[one.symbology], &all}) {
            ++count->pictures;
            judge(one.data, ours, count->ours, count->ours_wrong);
            judge(one.data, zbars, count->zbars, count->zbars_wrong);
        }
    }
    for (const auto& [symbology, count] : counts) {
        std::printf("# %s: of %d pictures %d read (%d wrong), zbar %d (%d wrong)\n",
                    symbology.c_str(), count.pictures, count.ours, count.ours_wrong, count.zbars,
                    count.zbars_wrong);
    }
    // As a ratio that is to be small, like every other row: zbar's count over ours.
    const std::string what = fmt::format("degraded pictures read by zbar, of {}", all.pictures);
    print({what, static_cast<double>(all.zbars), static_cast<double>(all.ours), "pictures",
           "Lini's camera", 1.0});
    print({"wrong readings in them, and one", all.ours_wrong + 1.0, all.zbars_wrong + 1.0,
           "readings", "zbar", 1.0});
}

std::vector<GrayFrame> frames_with_codes() {
    test::Degradation how{3, 0.8, 5, 0.85, 0.2, 3, 1};
    std::vector<GrayFrame> frames;
    frames.push_back(test::frame_of(test::code128("B-2026-0042"), how));
    frames.push_back(test::frame_of(test::qr("B-2026-0042"), how));
    how.turned_deg = 93;
    frames.push_back(test::frame_of(test::code128("B-2026-0042"), how));
    how.turned_deg = 30;
    frames.push_back(test::frame_of(test::qr("B-2026-0042"), how));
    return frames;
}

std::vector<GrayFrame> frames_without_codes() {
    std::vector<GrayFrame> frames;
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        frames.push_back(test::frame_without_code(seed));
    }
    return frames;
}

}  // namespace
}  // namespace lini::bench

int main(int argc, char** argv) {
    using namespace lini::bench;
    const int rounds = std::stoi(option(argc, argv, "rounds", "60"));
    Zbar zbar;
    time_frames("1280x720 frame to payload, hit", zbar, frames_with_codes(), rounds);
    time_frames("1280x720 frame, miss (both passes)", zbar, frames_without_codes(), rounds);
    count_degraded(zbar);
    return 0;
}
