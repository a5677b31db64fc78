// From a pallet label's data to its ZPL, 100 x 150 mm with three bar codes at 203 dpi, against the
// two usual ways from a PDF of the same label: CUPS with a ZPL driver, and Poppler with the page as
// one graphic. By turns.
//   bench_label --cups COMMAND --poppler COMMAND --pdf FILE [--rounds 9]
// Each command prints the job on its standard output; an empty one is left out.
#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include <hpdf.h>

#include "app/labels/label_preview.h"
#include "app/labels/read_back.h"
#include "app/labels/template.h"
#include "drivers/printer/zpl.h"
#include "tests/bench/ratio.h"

namespace lini::bench {
namespace {

constexpr Resolution kResolution{8.0};
constexpr int kLabelsARound = 200;
constexpr double kPointsAMm = 72.0 / 25.4;

struct Way {
    std::string what;
    std::string command;
    std::vector<double> ms = {};
    double bytes = 0;
};

std::string job_of(const LabelTemplate& layout, const LabelData& data) {
    const auto label = fill(layout, data, "zpl");
    if (!label) give_up("the label cannot be filled: " + label.error().detail);
    const auto job = kZpl.encode(*label, kResolution);
    if (!job) give_up("the label cannot be encoded: " + job.error().detail);
    return *job;
}

/// The page as an office's program would send it, dot for dot what the printer prints.
void write_pdf(const LabelTemplate& layout, const std::string& file) {
    auto preview = LabelPreview::open();
    const auto label = fill(layout, specimen_data(), "zpl");
    if (!preview || !label) give_up("the label cannot be drawn");
    const auto image = preview->draw(*label, kResolution);
    if (!image) give_up("the label cannot be drawn");
    const HPDF_Doc pdf = HPDF_New(nullptr, nullptr);
    HPDF_SetCompressionMode(pdf, HPDF_COMP_ALL);
    const HPDF_Page page = HPDF_AddPage(pdf);
    const auto width = static_cast<float>(layout.width_mm * kPointsAMm);
    const auto height = static_cast<float>(layout.height_mm * kPointsAMm);
    HPDF_Page_SetWidth(page, width);
    HPDF_Page_SetHeight(page, height);
    const HPDF_Image drawn = HPDF_LoadRawImageFromMem(
        pdf, image->gray.data(), static_cast<HPDF_UINT>(image->width_dots),
        static_cast<HPDF_UINT>(image->height_dots), HPDF_CS_DEVICE_GRAY, 8);
    HPDF_Page_DrawImage(page, drawn, 0, 0, width, height);
    if (HPDF_SaveToFile(pdf, file.c_str()) != HPDF_OK) give_up("the PDF cannot be written");
    HPDF_Free(pdf);
}

/// Runs the command once and counts what it prints.
void run_once(Way& way) {
    const std::int64_t from = now_ns();
    FILE* pipe = ::popen(way.command.c_str(), "r");
    if (pipe == nullptr) give_up(way.what + " cannot be run");
    std::size_t bytes = 0;
    std::array<char, 65536> piece;
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe)) bytes += got;
    if (::pclose(pipe) != 0 || bytes == 0) give_up(way.what + " failed");
    way.ms.push_back(static_cast<double>(now_ns() - from) / 1e6);
    way.bytes = static_cast<double>(bytes);
}

int run(int argc, char** argv) {
    const int rounds = std::stoi(option(argc, argv, "rounds", "9"));
    const auto layout = load_template(LINI_ASSETS_DIR "/labels/pallet.toml");
    if (!layout) give_up(layout.error().detail);
    write_pdf(*layout, option(argc, argv, "pdf", "label.pdf"));
    std::vector<Way> ways;
    for (const char* name : {"cups", "poppler"}) {
        const std::string command = option(argc, argv, name, "");
        if (!command.empty()) ways.push_back({name, command});
    }

    const LabelData data = specimen_data();
    std::vector<double> own_ms;
    std::size_t own_bytes = 0;
    for (int round = 0; round < rounds; ++round) {
        const std::int64_t from = now_ns();
        for (int i = 0; i < kLabelsARound; ++i) own_bytes = job_of(*layout, data).size();
        own_ms.push_back(static_cast<double>(now_ns() - from) / 1e6 / kLabelsARound);
        for (Way& way : ways) run_once(way);
    }
    constexpr double kTimeReach = 0.01;
    constexpr double kBytesReach = 0.1;
    for (const Way& way : ways) {
        print({"pallet label to ZPL, time", median(own_ms), median(way.ms), "ms", way.what,
               kTimeReach});
        print({"pallet label to ZPL, size", static_cast<double>(own_bytes), way.bytes, "bytes",
               way.what, kBytesReach});
    }
    return 0;
}

}  // namespace
}  // namespace lini::bench

int main(int argc, char** argv) { return lini::bench::run(argc, argv); }
