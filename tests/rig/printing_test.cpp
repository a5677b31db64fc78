// One printer at a time over a real USB stack: bytes, identity, status, usblp.
#include "drivers/devices.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/zpl.h"
#include "drivers/transport/usb_bulk.h"
#include "tests/rig/fault_rounds.h"

using namespace lini;
using namespace lini::rig;
namespace fs = std::filesystem;

namespace {

// As tests/rig/init starts them.
constexpr int kTspl = 0, kZplHighSpeed = 1, kFullSpeed = 4;

bool within(std::chrono::seconds limit, const std::function<bool()>& reached) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!reached()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

UsbBulkPort::Wanted with_serial(const std::string& serial) {
    return [serial](const UsbIdentity& identity) { return identity.serial == serial; };
}

template <typename Reached>
bool turn_until(UsbBulkPort& port, Reached reached) {
    const SystemClock clock;
    return within(std::chrono::seconds(30), [&] {
        port.poll(clock.monotonic_us());
        return reached();
    });
}

/// The kernel driver that holds the printer with that serial number: "usblp", "usbfs" or "".
std::string driver_of(const std::string& serial) {
    for (const auto& device : fs::directory_iterator("/sys/bus/usb/devices")) {
        std::ifstream in(device.path() / "serial");
        std::string found;
        if (!(in >> found) || found != serial) continue;
        const fs::path name = device.path().filename();
        const fs::path link = device.path() / (name.string() + ":1.0") / "driver";
        std::error_code none;
        return fs::read_symlink(link, none).filename().string();
    }
    return "unplugged";
}

bool usblp_has(const std::string& serial) {
    return within(std::chrono::seconds(20), [&] { return driver_of(serial) == "usblp"; });
}

/// A ZPL job of exactly `size` bytes.
std::string job_bytes(std::size_t size) {
    std::string bytes = "^XA";
    for (std::size_t i = 0; bytes.size() + 3 < size; ++i) {
        bytes += static_cast<char>(' ' + (i * i / 7 + i) % 60);
    }
    return bytes + "^XZ";
}

/// Through the devices thread, at its own pace.
JobState print(const std::string& serial, const std::string& bytes) {
    const SystemClock clock;
    Devices devices(clock, {}, [] {});
    devices.start();
    REQUIRE(devices.request(PrinterConfig{"p", "zpl", UsbMatch{0, 0, serial, {}}}));
    REQUIRE(devices.request(PrintRequest{"p", {"a", bytes}}));
    JobState state = JobState::queued;
    within(std::chrono::seconds(60), [&] {
        while (auto event = devices.next_event()) {
            const auto* job = std::get_if<PrinterJobEvent>(&*event);
            if (job == nullptr) continue;
            state = job->job.state;
            if (state == JobState::sending && !devices.request(ProceedRequest{"p", "a"})) {
                return false;
            }
        }
        return state == JobState::sent || state == JobState::uncertain;
    });
    return state;
}

}  // namespace

TEST_CASE("jobs of whole and of broken packets arrive byte for byte, at both speeds") {
    const std::pair<int, const char*> printers[] = {{kZplHighSpeed, "G0001"},
                                                    {kFullSpeed, "F0001"}};
    for (const auto& [index, serial] : printers) {
        RigPrinter printer(index);
        // 1,027: a body of two whole packets. 16,384 + 3: a whole transfer.
        for (const std::size_t size : {7u, 67u, 512u, 1024u, 1027u, 16387u, 65536u}) {
            INFO(serial << ": " << size << " bytes");
            const std::size_t mark = printer.mark();
            const std::string bytes = job_bytes(size);
            REQUIRE(print(serial, bytes) == JobState::sent);
            printer.plan(0, "go_on");  // Waits until it has written down what it took.
            CHECK(printer.bytes_since(mark) == std::string(kZpl.reset) + bytes);
        }
    }
}

TEST_CASE("printers are told apart by what they say of themselves") {
    const std::pair<const char*, const char*> printers[] = {
        {"T0001", "tspl"}, {"G0001", "zpl"}, {"G0002", "epl"}, {"Z0001", "zpl"}};
    for (const auto& [serial, language] : printers) {
        INFO(serial);
        UsbBulkPort port(with_serial(serial));
        REQUIRE(turn_until(port, [&] { return !port.identity().device_id.commands.empty(); }));
        REQUIRE(language_for(port.identity()) != nullptr);
        CHECK(language_for(port.identity())->name == language);
        CHECK_FALSE(port.identity().port_path.empty());
    }
}

TEST_CASE("paper out and its end are told, and nothing is sent in between") {
    RigPrinter printer(kZplHighSpeed);
    UsbBulkPort port(with_serial("G0001"));
    REQUIRE(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
    printer.report(0x38);
    CHECK(turn_until(port, [&] { return port.condition() == PortCondition::out_of_paper; }));
    printer.report(0x18);
    CHECK(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
}

TEST_CASE("a printer's answer is read") {
    RigPrinter printer(kTspl);
    UsbBulkPort port(with_serial("T0001"));
    REQUIRE(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
    printer.say("hello");
    REQUIRE(port.read_reply(5000));
    std::string heard;
    // An answer to one who is gone may come before it.
    CHECK(turn_until(port, [&] {
        if (const auto reply = port.take_reply()) {
            heard += *reply;
            if (!heard.ends_with("hello") && !port.read_reply(5000)) return true;
        }
        return heard.ends_with("hello");
    }));
    CHECK(heard.ends_with("hello"));
}

TEST_CASE("usblp gives the printer up while it is used and has it back afterwards") {
    REQUIRE(usblp_has("T0001"));
    {
        UsbBulkPort port(with_serial("T0001"));
        REQUIRE(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
        CHECK(driver_of("T0001") == "usbfs");
    }
    CHECK(usblp_has("T0001"));
}

TEST_CASE("a printer that usblp must not have back is left alone") {
    {
        UsbBulkPort port(with_serial("Z0001"));
        REQUIRE(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
    }
    CHECK(driver_of("Z0001").empty());
}

TEST_CASE("after a kill the printer is free, and usblp has it back at the next start's end") {
    constexpr std::size_t kPackets = 3;
    REQUIRE(usblp_has("T0001"));
    Tally tally;
    FaultRounds rounds(kTspl, "T0001");
    // Killed in the middle of a job; the second program goes on and gives the printer back.
    rounds.run(*language_named("tspl2"), {"in body 1", kPackets, 0}, Fault::program_killed, tally);
    CHECK(tally.wrong.empty());
    CHECK(usblp_has("T0001"));
}
