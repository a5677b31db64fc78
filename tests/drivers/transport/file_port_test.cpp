#include "drivers/transport/file_port.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/print_worker.h"
#include "drivers/printer/zpl.h"

using namespace lini;
namespace fs = std::filesystem;

namespace {

struct Folder {
    Folder() {
        static int number = 0;
        path = fs::temp_directory_path() /
               ("lini-file-port-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
        fs::remove_all(path);
    }
    ~Folder() { fs::remove_all(path); }

    void control(const std::string& line) const { std::ofstream(path / "printer-state") << line; }

    std::string file(const std::string& name) const {
        std::ifstream in(path / name, std::ios::binary);
        std::stringstream text;
        text << in.rdbuf();
        return text.str();
    }

    fs::path path;
};

/// A worker on a virtual printer, with an owner that always lets the job go.
struct Virtual {
    explicit Virtual(const Folder& folder)
        : worker(kZpl, std::make_unique<FilePort>(folder.path.string(), "zpl")) {}

    JobState run(int turns = 60) {
        for (int i = 0; i < turns; ++i) {
            worker.poll(now_us);
            now_us += 200'000;
            while (auto event = worker.next_event()) {
                state = event->state;
                if (state == JobState::held) ++held;
                if (state == JobState::sending) worker.proceed(event->job_id);
            }
        }
        return state;
    }

    PrintWorker worker;
    JobState state = JobState::queued;
    int held = 0;
    std::int64_t now_us = 0;
};

const std::string kLabelBytes = "^XAlabel^XZ\n";

}  // namespace

TEST_CASE("each job becomes one numbered file, without the reset") {
    const Folder folder;
    Virtual printer(folder);
    printer.worker.submit({"a", kLabelBytes});
    printer.worker.submit({"b", "^XAtwo^XZ"});
    CHECK(printer.run() == JobState::sent);
    CHECK(folder.file("000001.zpl") == kLabelBytes);
    CHECK(folder.file("000002.zpl") == "^XAtwo^XZ");
    Virtual next(folder);
    next.worker.submit({"c", kLabelBytes});
    CHECK(next.run() == JobState::sent);
    CHECK(folder.file("000003.zpl") == kLabelBytes);
}

TEST_CASE("a virtual printer without paper holds the job until there is some") {
    const Folder folder;
    Virtual printer(folder);
    const std::vector<std::string> states = {"out-of-paper", "ribbon-out", "head-open", "paused",
                                             "unplugged"};
    for (const std::string& state : states) {
        folder.control(state);
        printer.worker.submit({state, kLabelBytes});
        CHECK(printer.run() == JobState::held);
        folder.control("ok");
        CHECK(printer.run() == JobState::sent);
    }
    CHECK(fs::exists(folder.path / "000005.zpl"));
    CHECK_FALSE(fs::exists(folder.path / "000006.zpl"));
}

TEST_CASE("paper for so many labels is out after them, and the next label waits") {
    const Folder folder;
    Virtual printer(folder);
    folder.control("paper-for 2");
    for (const char* id : {"a", "b", "c"}) printer.worker.submit({id, kLabelBytes});
    CHECK(printer.run() == JobState::held);
    CHECK(fs::exists(folder.path / "000002.zpl"));
    CHECK_FALSE(fs::exists(folder.path / "000003.zpl"));
    folder.control("ok");
    CHECK(printer.run() == JobState::sent);
    CHECK_FALSE(fs::exists(folder.path / "000004.zpl"));
}

TEST_CASE("unplugged at any byte, it prints once or is in doubt, and never twice") {
    for (std::size_t cut = 0; cut <= kLabelBytes.size(); ++cut) {
        const Folder folder;
        Virtual printer(folder);
        folder.control("unplug-after " + std::to_string(cut));
        printer.worker.submit({"a", kLabelBytes});
        printer.run();
        folder.control("ok");
        const JobState state = printer.run();
        const bool printed = fs::exists(folder.path / "000001.zpl");
        CHECK_FALSE(fs::exists(folder.path / "000002.zpl"));
        if (state == JobState::sent) CHECK(printed);
        CHECK((state == JobState::sent || state == JobState::uncertain));
        // The last byte taken and nobody told: the label is out and the job in doubt.
        if (cut == kLabelBytes.size()) CHECK((printed && state == JobState::uncertain));
    }
}

TEST_CASE("a mute virtual printer holds the job") {
    const Folder folder;
    Virtual printer(folder);
    folder.control("mute");
    printer.worker.submit({"a", kLabelBytes});
    printer.run(200);
    CHECK(printer.held == 1);
    CHECK_FALSE(fs::exists(folder.path / "000001.zpl"));
}

TEST_CASE("only the documented words control it") {
    CHECK(parse_file_port_state("ok")->condition == PortCondition::ready);
    CHECK(parse_file_port_state("unplug-after 12")->unplug_after_bytes == 12u);
    CHECK_FALSE(parse_file_port_state(""));
    CHECK(parse_file_port_state("paper-for 3")->paper_for_labels == 3);
    CHECK_FALSE(parse_file_port_state("paper-for 0"));
    CHECK_FALSE(parse_file_port_state("unplug-after"));
    CHECK_FALSE(parse_file_port_state("unplug-after -1"));
    CHECK_FALSE(parse_file_port_state("OK"));
}
