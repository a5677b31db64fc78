#include "drivers/transport/replay.h"

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

using namespace lini;

TEST_CASE("escapes stand for their bytes") {
    CHECK(*unescape_bytes("10A\\x1d21\\\\\\r\\n\\t\\x00") == std::string("10A\x1d"
                                                                         "21\\\r\n\t\0",
                                                                         11));
    CHECK_FALSE(unescape_bytes("\\q"));
    CHECK_FALSE(unescape_bytes("\\x1"));
    CHECK_FALSE(unescape_bytes("\\xg0"));
    CHECK_FALSE(unescape_bytes("\\"));
}

TEST_CASE("a recording gives its scans in order and names the line it cannot read") {
    const std::string path =
        std::filesystem::temp_directory_path() / ("lini-replay-" + std::to_string(::getpid()));
    std::ofstream(path) << "# scans\n\n]C10108991234567894\\x1d\nB1\n";
    CHECK(*read_recording(path) == std::vector<std::string>{"]C10108991234567894\x1d", "B1"});
    std::ofstream(path) << "ok\n\\x\n";
    CHECK(read_recording(path).error().detail.find(":2:") != std::string::npos);
    std::filesystem::remove(path);
    CHECK_FALSE(read_recording(path));
}
