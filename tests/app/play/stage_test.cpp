#include "app/play/stage.h"

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>

namespace lini {
namespace {

namespace fs = std::filesystem;

class Scratch {
public:
    Scratch()
        : path(fs::temp_directory_path() / ("lini-stage-test-" + std::to_string(::getpid()))) {
        fs::remove_all(path);
    }
    ~Scratch() { fs::remove_all(path); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const fs::path path;
};

}  // namespace

TEST_CASE("a folder that a scenario did not make is refused and left as it was") {
    const Scratch scratch;
    fs::create_directories(scratch.path);
    std::ofstream(scratch.path / "lini.db") << "a factory's ledger";
    const auto refused = prepare_play_folder(scratch.path);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "folder_not_ours");
    CHECK(fs::file_size(scratch.path / "lini.db") == 18);
}

TEST_CASE("a folder of an earlier scenario is emptied and used again") {
    const Scratch scratch;
    REQUIRE(prepare_play_folder(scratch.path));
    std::ofstream(scratch.path / "old.png") << "x";
    fs::create_directories(scratch.path / "data/keys");
    REQUIRE(prepare_play_folder(scratch.path));
    CHECK_FALSE(fs::exists(scratch.path / "old.png"));
    CHECK_FALSE(fs::exists(scratch.path / "data"));
}

TEST_CASE("a program that ends, fails or hangs is told apart") {
    const auto good = run_tool("/bin/echo", {"hello"}, "", 5000);
    REQUIRE(good);
    CHECK(good->exit_code == 0);
    CHECK(good->output == "hello\n");
    CHECK(run_tool("/bin/false", {}, "", 5000)->exit_code == 1);
    CHECK(run_tool("/nowhere/lini", {}, "", 5000).error().code == "cannot_start");
    auto hanging = Process::start("/bin/sleep", {"60"}, {});
    REQUIRE(hanging);
    CHECK(hanging->wait(20).error().code == "still_running");
    hanging->kill();
}

}  // namespace lini
