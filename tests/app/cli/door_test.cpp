#include "app/cli/door.h"

#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <fstream>
#include <thread>
#include <vector>

#include "tests/app/cli/scratch_folder.h"

namespace lini {
namespace {

using nlohmann::json;

json echo(const json& request) { return {{"ok", true}, {"said", request}}; }

}  // namespace

TEST_CASE("a request through the door is answered") {
    const ScratchFolder folder;
    const auto door = Door::open(folder.path(), &echo);
    REQUIRE(door);
    const auto reply = ask_terminal(folder.path(), {{"verb", "status"}});
    REQUIRE(reply);
    CHECK((*reply)["said"]["verb"] == "status");
}

TEST_CASE("a request nested without end is refused, and the next one is answered") {
    const ScratchFolder folder;
    const auto door = Door::open(folder.path(), &echo);
    REQUIRE(door);
    json deep = "x";
    for (int i = 0; i < 1000; ++i) deep = json::array({std::move(deep)});
    const auto refused = ask_terminal(folder.path(), {{"verb", std::move(deep)}});
    REQUIRE(refused);
    CHECK((*refused)["error"] == "request_garbled");
    CHECK(ask_terminal(folder.path(), {{"verb", {1, 2}}}));
    CHECK(ask_terminal(folder.path(), {{"verb", "status"}}));
}

TEST_CASE("only the owner may use the door") {
    const ScratchFolder folder;
    const auto door = Door::open(folder.path(), &echo);
    REQUIRE(door);
    struct stat info{};
    REQUIRE(::stat((folder.path() / kDoorName).c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("without a terminal there is nobody to ask") {
    const ScratchFolder folder;
    CHECK(ask_terminal(folder.path(), {}).error().code == "no_terminal");
    CHECK(ask_terminal(folder.path() / "nowhere", {}).error().code == "no_terminal");
    // A file of that name, as a killed terminal leaves its socket behind.
    std::ofstream(folder.path() / kDoorName) << "x";
    CHECK(ask_terminal(folder.path(), {}).error().code == "no_terminal");
    const auto door = Door::open(folder.path(), &echo);
    REQUIRE(door);
    CHECK(ask_terminal(folder.path(), {{"verb", "x"}}));
}

TEST_CASE("a closed door leaves no socket") {
    const ScratchFolder folder;
    REQUIRE(Door::open(folder.path(), &echo));
    CHECK_FALSE(std::filesystem::exists(folder.path() / kDoorName));
}

TEST_CASE("a data folder deeper than a socket's address can say is served") {
    const ScratchFolder folder;
    const auto deep = folder.path() / std::string(120, 'd') / std::string(120, 'e');
    std::filesystem::create_directories(deep);
    const auto door = Door::open(deep, &echo);
    REQUIRE(door);
    CHECK(ask_terminal(deep, {{"verb", "x"}}));
}

TEST_CASE("requests come one after the other") {
    const ScratchFolder folder;
    std::atomic<int> inside{0};
    std::atomic<bool> overlapped{false};
    const auto door = Door::open(folder.path(), [&](const json& request) {
        if (inside.fetch_add(1) != 0) overlapped = true;
        std::this_thread::yield();
        inside.fetch_sub(1);
        return request;
    });
    REQUIRE(door);
    std::vector<std::thread> clients;
    std::atomic<int> answered{0};
    for (int i = 0; i < 6; ++i) {
        clients.emplace_back([&, i] {
            const auto reply = ask_terminal(folder.path(), {{"i", i}});
            if (reply && (*reply)["i"] == i) ++answered;
        });
    }
    for (std::thread& client : clients) client.join();
    CHECK(answered == 6);
    CHECK_FALSE(overlapped);
}

}  // namespace lini
