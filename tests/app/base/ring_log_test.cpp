#include "app/base/ring_log.h"

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace lini {
namespace {

namespace fs = std::filesystem;

struct Folder {
    fs::path path = fs::temp_directory_path() / ("lini-ring-" + std::to_string(::getpid()));
    Folder() { fs::remove_all(path), fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

TEST_CASE("the ring holds the newest lines in their order, and never more than its bound") {
    const Folder folder;
    const fs::path file = folder.path / "scans.log";
    constexpr std::size_t kBytesMax = 4096;
    constexpr int kLines = 3000;
    {
        const auto ring = RingLog::open(file, kBytesMax);
        REQUIRE(ring);
        for (int i = 0; i < kLines; ++i) (*ring)->append("line " + std::to_string(i));
    }
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(folder.path)) bytes += entry.file_size();
    CHECK(bytes <= 2 * kBytesMax);
    const auto last = last_lines(file, 100);
    REQUIRE(last);
    REQUIRE(last->size() == 100);
    CHECK(last->front() == "line 2900");
    CHECK(last->back() == "line 2999");
    struct stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("a line that the power cut in two is left out, and an absent log is an empty one") {
    const Folder folder;
    const fs::path file = folder.path / "scans.log";
    CHECK(last_lines(file, 10)->empty());
    std::ofstream(file) << "whole\nhal";
    CHECK(*last_lines(file, 10) == std::vector<std::string>{"whole"});
}

TEST_CASE("a ring that cannot be opened says so") {
    const auto ring = RingLog::open("/proc/none/scans.log", 4096);
    REQUIRE_FALSE(ring);
    CHECK(ring.error().code == "ring_log_unwritable");
}

}  // namespace
}  // namespace lini
