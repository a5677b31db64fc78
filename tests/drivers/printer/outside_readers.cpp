#include "tests/drivers/printer/outside_readers.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "drivers/printer/zpl.h"

namespace lini::test {
namespace {

namespace fs = std::filesystem;

std::string npm_folder() {
    const char* named = std::getenv("LINI_NPM");
    return named != nullptr ? named : LINI_SOURCE_DIR "/build/npm";
}

}  // namespace

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

std::string linear_and_qr(const std::string& picture) {
    return output_of("zbarimg --nodbus -q '" + picture + "'");
}

std::string data_matrix(const std::string& picture) {
    return output_of("dmtxread -N1 -G 232 '" + picture + "'");
}

std::string data_matrix(const std::string& picture, const Around& around, int height) {
    // dmtxread counts rows from the bottom.
    return output_of(fmt::format("dmtxread -N1 -m 5000 -G 232 -x {} -X {} -y {} -Y {} '{}'",
                                 around.x0, around.x1, height - around.y1, height - around.y0,
                                 picture));
}

RenderedZpl::RenderedZpl()
    : folder_(fs::temp_directory_path() / ("lini-readback-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
}

RenderedZpl::~RenderedZpl() { fs::remove_all(folder_); }

std::string RenderedZpl::file(std::size_t i) const {
    return (folder_ / (std::to_string(i) + ".zpl")).string();
}

void RenderedZpl::add(const Label& label) {
    const Result<std::string> bytes = kZpl.encode(label, Resolution{8.0});
    INFO((bytes ? "" : bytes.error().detail));
    REQUIRE(bytes);
    const std::string name = file(arguments_.size());
    std::ofstream(name, std::ios::binary) << *bytes;
    arguments_.push_back(fmt::format("{} {} '{}'", label.width_mm, label.height_mm, name));
}

std::string RenderedZpl::draw() {
    std::string command =
        "node '" LINI_SOURCE_DIR "/tests/drivers/printer/render_zpl.js' '" + npm_folder() + "' 8";
    for (const std::string& argument : arguments_) command += " " + argument;
    return output_of(command + " 2>&1");
}

}  // namespace lini::test
