#include "app/platform/picture.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch_test_macros.hpp>

namespace lini {

TEST_CASE("a picture becomes a PNG of its size") {
    const auto file = std::filesystem::temp_directory_path() / "lini_picture_test.png";
    Picture picture(7, 5);
    REQUIRE(write_png(picture, file.string()));
    std::ifstream in(file, std::ios::binary);
    std::string head(24, '\0');
    in.read(head.data(), 24);
    CHECK(head.substr(1, 3) == "PNG");
    CHECK(head[19] == 7);
    CHECK(head[23] == 5);
    std::filesystem::remove(file);
}

TEST_CASE("a folder that is not there is an error") {
    const auto folder = std::filesystem::temp_directory_path() / "lini-picture-test-none";
    const auto written = write_png(Picture(2, 2), (folder / "picture.png").string());
    REQUIRE_FALSE(written);
    CHECK(written.error().code == "file_unwritable");
}

}  // namespace lini
