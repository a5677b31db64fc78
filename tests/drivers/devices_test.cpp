#include "drivers/devices.h"

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <thread>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

using namespace lini;
namespace fs = std::filesystem;

namespace {

/// An owner of the devices thread: waits for events, answers `sending`, counts what happened.
class Owner {
public:
    Owner() : devices_(clock_, DevicesOptions{false}, [this] { wake(); }) {
        folder_ = fs::temp_directory_path() / ("lini-devices-" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        devices_.start();
    }
    ~Owner() {
        devices_.stop();
        fs::remove_all(folder_);
    }

    Devices& devices() { return devices_; }
    std::string folder() const { return folder_.string(); }

    /// Waits for the next event, however long it takes; the test's own time-out is the limit.
    DeviceEvent next() {
        std::unique_lock lock(mutex_);
        while (true) {
            if (auto event = devices_.next_event()) return *std::move(event);
            woken_.wait_for(lock, std::chrono::milliseconds(20));
        }
    }

    JobEvent next_job_event() {
        while (true) {
            DeviceEvent event = next();
            if (auto* job = std::get_if<PrinterJobEvent>(&event)) {
                if (job->job.state == JobState::sending) {
                    CHECK(devices_.request(ProceedRequest{job->printer, job->job.job_id}));
                }
                return job->job;
            }
        }
    }

    JobState state_after(const std::string& job_id, JobState wanted) {
        while (true) {
            const JobEvent event = next_job_event();
            if (event.job_id == job_id && event.state == wanted) return event.state;
        }
    }

private:
    void wake() { woken_.notify_one(); }

    SystemClock clock_;
    std::mutex mutex_;
    std::condition_variable woken_;
    fs::path folder_;
    Devices devices_;
};

}  // namespace

TEST_CASE("a label goes through the devices thread to its printer") {
    Owner owner;
    REQUIRE(owner.devices().request(PrinterConfig{"p", "zpl", owner.folder()}));
    REQUIRE(owner.devices().request(PrintRequest{"p", {"a", "^XAlabel^XZ"}}));
    CHECK(owner.state_after("a", JobState::sent) == JobState::sent);
    CHECK(fs::exists(owner.folder() + "/000001.zpl"));
}

TEST_CASE("500 labels in a row arrive once each") {
    Owner owner;
    REQUIRE(owner.devices().request(PrinterConfig{"p", "zpl", owner.folder()}));
    for (int i = 0; i < 500; ++i) {
        REQUIRE(owner.devices().request(PrintRequest{"p", {std::to_string(i), "^XAlabel^XZ"}}));
    }
    CHECK(owner.state_after("499", JobState::sent) == JobState::sent);
    CHECK(fs::exists(owner.folder() + "/000500.zpl"));
    CHECK_FALSE(fs::exists(owner.folder() + "/000501.zpl"));
}

TEST_CASE("what cannot be done is answered") {
    Owner owner;
    REQUIRE(owner.devices().request(PrintRequest{"nobody", {"a", "^XA^XZ"}}));
    CHECK(std::get<RequestFailed>(owner.next()).error.code == "printer_unknown");
    REQUIRE(owner.devices().request(PrinterConfig{"p", "klingon", owner.folder()}));
    CHECK(std::get<RequestFailed>(owner.next()).error.code == "printer_language_unknown");
}

TEST_CASE("a job that waits for its owner ends when the thread stops") {
    Owner owner;
    REQUIRE(owner.devices().request(PrinterConfig{"p", "zpl", owner.folder()}));
    REQUIRE(owner.devices().request(FilePortRequest{"p", {PortCondition::out_of_paper}}));
    REQUIRE(owner.devices().request(PrintRequest{"p", {"a", "^XAlabel^XZ"}}));
    CHECK(owner.state_after("a", JobState::held) == JobState::held);
    owner.devices().stop();
    CHECK(owner.state_after("a", JobState::cancelled) == JobState::cancelled);
    CHECK_FALSE(owner.devices().request(PrintRequest{"p", {"b", "^XA^XZ"}}));
}

TEST_CASE("a network printer that is off holds its jobs, and a file that takes bytes prints") {
    Owner owner;
    fs::create_directories(owner.folder());
    const std::string file = owner.folder() + "/taken";
    std::ofstream(file).flush();
    REQUIRE(owner.devices().request(PrinterConfig{"off", "epl", TcpAddress{"127.0.0.1", 1}}));
    REQUIRE(owner.devices().request(PrintRequest{"off", {"a", "\nP1\n"}}));
    CHECK(owner.state_after("a", JobState::held) == JobState::held);
    REQUIRE(owner.devices().request(PrinterConfig{"file", "epl", StreamFile{file}}));
    REQUIRE(owner.devices().request(PrintRequest{"file", {"b", "\nP1\n"}}));
    CHECK(owner.state_after("b", JobState::sent) == JobState::sent);
    std::ifstream in(file);
    const std::string taken{std::istreambuf_iterator<char>(in), {}};
    CHECK(taken.ends_with("\nN\n\nP1\n"));
}

TEST_CASE("a scanner that is not there is told as unplugged, in the queue of scans") {
    Owner owner;
    UsbMatch nobody;
    nobody.serial = "no such scanner";
    for (const ScannerKind kind : {ScannerKind::keyboard, ScannerKind::serial}) {
        REQUIRE(owner.devices().request(ScannerConfig{"s", kind, nobody}));
        std::optional<ScannerEvent> event;
        // What else is plugged into this machine is told in the same queue.
        while (!event || !std::holds_alternative<ScannerConditionEvent>(*event)) {
            event = owner.devices().next_scan();
            std::this_thread::yield();
        }
        const auto& told = std::get<ScannerConditionEvent>(*event);
        CHECK(told.scanner == "s");
        CHECK(told.condition != PortCondition::ready);
        REQUIRE(owner.devices().request(RemoveScanner{"s"}));
    }
}

TEST_CASE("a device matches by the fields that are given") {
    UsbIdentity usb;
    usb.vendor_id = 0x0a5f;
    usb.product_id = 0x0120;
    usb.serial = "D4J1";
    usb.port_path = "1-2";
    CHECK(matches({}, usb));
    CHECK(matches({0x0a5f, 0, "D4J1", ""}, usb));
    CHECK_FALSE(matches({0x0a5f, 0, "D4J2", ""}, usb));
    CHECK_FALSE(matches({0, 0, "", "1-3"}, usb));
}
