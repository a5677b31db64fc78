#include "app/terminal/label_shelf.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "app/base/bounded_queue.h"
#include "tests/db/ledger_fixture.h"

using namespace lini;

namespace {

std::string layout(const std::string& text, double bars_at_mm = 4) {
    return "name = \"x\"\nwidth_mm = 60\nheight_mm = 40\n\n[[text]]\nx_mm = 4\ny_mm = 30\n"
           "height_mm = 4\ntext = \"" + text + "\"\n\n[[barcode]]\nsymbology = \"code128\"\n"
           "x_mm = " + std::to_string(bars_at_mm) + "\ny_mm = 4\nmodule_mm = 0.25\n"
           "height_mm = 10\ndata = \"{batch}\"\n";
}

/// A shelf on a folder of its own; the test is the UI thread.
struct ShelfRig {
    void write(const std::string& text) {
        const auto file = std::filesystem::path(folder.path()) / "x.toml";
        std::ofstream(file, std::ios::trunc) << text;
        // Two writes within a tick of the file system's clock are two changes all the same.
        std::filesystem::last_write_time(
            file, std::filesystem::file_time_type{} + std::chrono::hours(++writes));
    }
    void turn_until(const bool& done) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        while (!done) {
            REQUIRE(std::chrono::steady_clock::now() < deadline);
            if (auto next = inbox.pop_for(std::chrono::milliseconds(20))) (*next)();
        }
    }
    /// The text on the layout that a label gets now, or the error's code.
    std::string next_label() {
        std::string said;
        bool done = false;
        shelf.with(key, [&](const Result<const LabelTemplate*>& found) {
            done = true;
            said = found ? (*found)->items.front().parts.front() : found.error().code;
        });
        turn_until(done);
        return said;
    }

    testing::TempFolder folder;
    int writes = 0;
    const LayoutKey key{"x", "zpl", 8.0};
    std::vector<Error> told;
    BoundedQueue<std::function<void()>> inbox{64, [] {}};
    Worker worker;
    LabelShelf shelf{folder.path(), worker,
                     [this](std::function<void()> then) {
                         static_cast<void>(inbox.push(std::move(then)));
                     },
                     [this](const Error& error) { told.push_back(error); }};
};

}  // namespace

TEST_CASE("a layout that changed is in force at the next label, without a restart") {
    ShelfRig rig;
    rig.write(layout("one"));
    CHECK(rig.next_label() == "one");
    rig.write(layout("two"));
    CHECK(rig.next_label() == "two");
    CHECK(rig.told.empty());
}

TEST_CASE("a layout that is wrong leaves the last good one in force and is told once") {
    ShelfRig rig;
    rig.write(layout("one"));
    CHECK(rig.next_label() == "one");
    rig.write("name = ");
    CHECK(rig.next_label() == "one");
    CHECK(rig.next_label() == "one");
    REQUIRE(rig.told.size() == 1);
    CHECK(rig.told.front().code == "template_invalid");
    CHECK(rig.told.front().detail == "x.toml:1");
    rig.write(layout("three"));
    CHECK(rig.next_label() == "three");
}

TEST_CASE("a layout whose bar code cannot be read is refused before a label needs it") {
    ShelfRig rig;
    rig.write(layout("one", 1.0));  // No quiet zone on the left.
    CHECK(rig.next_label() == "label_no_room");
    REQUIRE(rig.told.size() == 1);
    CHECK(rig.told.front().detail == "x.toml:11");
    CHECK(rig.shelf.find(rig.key) == nullptr);
}

TEST_CASE("a layout that is not there is no crash, and is taken up once it is") {
    ShelfRig rig;
    CHECK(rig.next_label() == "template_unreadable");
    rig.write(layout("one"));
    CHECK(rig.next_label() == "one");
}
