// libusb for real against an emulated usbfs (umockdev): what the drivers make of a printer that
// is found, claimed, fed, stalls, goes mute, answers and is pulled out.
#include <cerrno>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include <catch2/catch_test_macros.hpp>

#include "app/base/clock.h"
#include "drivers/devices.h"
#include "drivers/printer/print_worker.h"
#include "drivers/printer/zpl.h"
#include "drivers/transport/usb_bulk.h"
#include "drivers/usb/printer_list.h"
#include "tests/drivers/usb/fake_printer.h"

using namespace lini;
using namespace lini::test;

namespace {

constexpr int kTurnsMax = 20'000;

bool is_zebra(const UsbIdentity& identity) { return identity.vendor_id == 0x0a5f; }

/// Turns a port or worker until something is true; false when it never becomes so.
template <typename Polled>
bool turn_until(Polled& polled, const std::function<bool()>& reached) {
    const SystemClock clock;
    for (int i = 0; i < kTurnsMax; ++i) {
        polled.poll(clock.monotonic_us());
        if (reached()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

Completion transfer(UsbBulkPort& port, const std::string& bytes, int timeout_ms) {
    REQUIRE(port.submit(bytes, timeout_ms));
    std::optional<Completion> done;
    REQUIRE(turn_until(port, [&] { return (done = port.take_completion()).has_value(); }));
    return *done;
}

/// A worker on the real stack, with an owner that always lets the job go.
struct Printing {
    explicit Printing(bool ask_status = false)
        : worker(kZpl, std::make_unique<UsbBulkPort>(is_zebra), {}, ask_status) {}

    bool until(JobState wanted) {
        return turn_until(worker, [&] {
            while (auto event = worker.next_event()) {
                states.push_back(event->state);
                if (event->state == JobState::sending) worker.proceed(event->job_id);
            }
            return !states.empty() && states.back() == wanted;
        });
    }

    PrintWorker worker;
    std::vector<JobState> states;
};

std::string job_bytes(std::size_t size) {
    std::string bytes = "^XA";
    for (std::size_t i = 0; bytes.size() + 3 < size; ++i) {
        bytes += static_cast<char>('a' + (i * i / 7 + i) % 26);
    }
    return bytes + "^XZ";
}

}  // namespace

TEST_CASE("a printer is listed with what it says of itself") {
    const FakePrinter printer;
    PrinterList list;
    const std::vector<PrinterListChange> changes = list.poll(0);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].appeared);
    CHECK(stable_name(changes[0].identity) == "0a5f:0120/D4J1");
    CHECK(changes[0].identity.port_path == "1-1");
    CHECK(changes[0].identity.product == "ZD421");
    CHECK(list.poll(0).empty());
}

TEST_CASE("unplugging and plugging are both told") {
    FakePrinter printer;
    PrinterList list;
    CHECK(list.poll(0).size() == 1);
    printer.unplug();
    std::vector<PrinterListChange> changes;
    std::int64_t now_us = 0;
    for (int i = 0; i < 200 && changes.empty(); ++i) {
        changes = list.poll(now_us += 1'000'000);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    REQUIRE(changes.size() == 1);
    CHECK_FALSE(changes[0].appeared);
}

TEST_CASE("an open printer tells its device id and its paper") {
    FakePrinter printer;
    UsbBulkPort port(is_zebra);
    REQUIRE(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
    REQUIRE(turn_until(port, [&] { return !port.identity().device_id.model.empty(); }));
    CHECK(language_for(port.identity()) == &kZpl);
    printer.report(0x20 | 0x10 | 0x08);
    CHECK(turn_until(port, [&] { return port.condition() == PortCondition::out_of_paper; }));
    printer.report(0x10);
    CHECK(turn_until(port, [&] { return port.condition() == PortCondition::fault; }));
    printer.report(0x18);
    CHECK(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
    port.close();
    CHECK(printer.claims() == 1);
    CHECK(printer.releases() == 1);
}

TEST_CASE("a printer that never sets the no-error bit may still print") {
    FakePrinter printer;
    printer.report(0x00);
    UsbBulkPort port(is_zebra);
    REQUIRE(turn_until(port, [&] { return !port.identity().device_id.model.empty(); }));
    CHECK(may_print(port.condition()));
}

TEST_CASE("a printer in other hands is busy or out of reach, and is tried again") {
    FakePrinter printer;
    printer.refuse_claims(EBUSY);
    UsbBulkPort port(is_zebra);
    CHECK(turn_until(port, [&] { return port.condition() == PortCondition::busy; }));
    CHECK_FALSE(port.submit("x", 100));
    printer.refuse_claims(0);
    CHECK(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
}

TEST_CASE("a job of 64 KB arrives byte for byte") {
    FakePrinter printer;
    Printing printing;
    const std::string bytes = job_bytes(65'536);
    printing.worker.submit({"a", bytes});
    REQUIRE(printing.until(JobState::sent));
    CHECK(printer.received() == "~JX" + bytes);
}

TEST_CASE("a job of a whole number of packets arrives byte for byte") {
    FakePrinter printer;
    Printing printing;
    const std::string bytes = job_bytes(1024);
    printing.worker.submit({"a", bytes});
    REQUIRE(printing.until(JobState::sent));
    CHECK(printer.received() == "~JX" + bytes);
}

TEST_CASE("a time-out says how much was taken, and the rest can follow") {
    FakePrinter printer;
    UsbBulkPort port(is_zebra);
    REQUIRE(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
    printer.after(700, AfterBytes::take_nothing);
    const std::string bytes = job_bytes(2000);
    const Completion first = transfer(port, bytes, 200);
    CHECK(first.error == PortError::timeout);
    CHECK(first.actual == 700);
    printer.after(0, AfterBytes::go_on);
    const Completion rest = transfer(port, bytes.substr(first.actual), 1000);
    CHECK(rest.error == PortError::none);
    CHECK(printer.received() == bytes);
}

TEST_CASE("a stall is cleared, and the printer takes bytes again") {
    FakePrinter printer;
    UsbBulkPort port(is_zebra);
    REQUIRE(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
    printer.after(100, AfterBytes::stall);
    const Completion stalled = transfer(port, job_bytes(500), 1000);
    CHECK(stalled.error == PortError::stall);
    CHECK(stalled.actual == 100);
    CHECK(turn_until(port, [&] { return printer.halts_cleared() == 1; }));
    CHECK(transfer(port, "more", 1000).error == PortError::none);
}

TEST_CASE("an answer comes back the other way") {
    constexpr std::uint16_t kTsc = 0x1203;
    FakePrinter printer(kTsc);
    UsbBulkPort port([](const UsbIdentity& identity) { return identity.vendor_id == kTsc; });
    REQUIRE(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
    printer.say("\x02status\x03");
    REQUIRE(port.read_reply(1000));
    std::optional<std::string> reply;
    REQUIRE(turn_until(port, [&] { return (reply = port.take_reply()).has_value(); }));
    CHECK(*reply == "\x02status\x03");
    REQUIRE(port.read_reply(50));
    REQUIRE(turn_until(port, [&] { return (reply = port.take_reply()).has_value(); }));
    CHECK(reply->empty());
}

TEST_CASE("a printer that the quirks call one-way is never listened to") {
    constexpr std::uint16_t kArkscan = 0x2d84;
    FakePrinter printer(kArkscan);
    UsbBulkPort port([](const UsbIdentity& identity) { return identity.vendor_id == kArkscan; });
    REQUIRE(turn_until(port, [&] { return port.condition() == PortCondition::ready; }));
    CHECK_FALSE(port.read_reply(50));
}

TEST_CASE("unplugged in the body, the job waits and is printed once when the printer is back") {
    FakePrinter printer;
    Printing printing;
    printer.after(1000, AfterBytes::vanish);
    const std::string bytes = job_bytes(40'000);
    printing.worker.submit({"a", bytes});
    REQUIRE(printing.until(JobState::held));
    CHECK(printer.received().find("^XZ") == std::string::npos);
    printer.after(0, AfterBytes::go_on);
    printer.unplug();
    printer.plug();
    REQUIRE(printing.until(JobState::sent));
    const std::string all = printer.received();
    CHECK(all.substr(1000) == "~JX" + bytes);
}

TEST_CASE("unplugged in the trigger, the job is uncertain and is never sent again") {
    const std::string bytes = job_bytes(5000);
    for (const std::size_t missing : {1u, 2u, 3u}) {
        FakePrinter printer;
        Printing printing;
        printer.after(3 + bytes.size() - missing, AfterBytes::vanish);
        printing.worker.submit({"a", bytes});
        REQUIRE(printing.until(JobState::uncertain));
        printer.after(0, AfterBytes::go_on);
        printer.unplug();
        printer.plug();
        printing.worker.submit({"b", job_bytes(100)});
        REQUIRE(printing.until(JobState::sent));
        const std::string all = printer.received();
        CHECK(all.substr(3 + bytes.size() - missing) == "~JA" + job_bytes(100));
    }
}

TEST_CASE("a Zebra that says its paper is out holds the job, and says when it is in again") {
    const auto host_status = [](const std::string& paper_out) {
        return "\x02" "030," + paper_out + ",0,1245,000,0,0,0,000,0,0,0\x03\r\n" +
               "\x02" "000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n" + "\x02" "1234,0\x03\r\n";
    };
    FakePrinter printer;
    Printing printing(true);
    printer.say(host_status("1"));
    REQUIRE(turn_until(printing.worker, [&] {
        return printing.worker.condition() == PortCondition::out_of_paper;
    }));
    const std::string bytes = job_bytes(5000);
    printing.worker.submit({"a", bytes});
    REQUIRE(printing.until(JobState::held));
    CHECK(printer.received().find("^XA") == std::string::npos);
    printer.say(host_status("0"));
    REQUIRE(printing.until(JobState::sent));
    CHECK(printer.received().find("~JX" + bytes) != std::string::npos);
}

TEST_CASE("a printer that is left to say what it speaks is spoken to in that") {
    FakePrinter printer;
    const SystemClock clock;
    Devices devices(clock, DevicesOptions{true}, [] {});
    PrinterConfig config{"p", std::string(kAutoLanguage), UsbMatch{}};
    config.ask_status = false;
    REQUIRE(devices.request(config));
    // Before it is known what the printer speaks, nobody could have encoded a job for it.
    REQUIRE(devices.request(PrintRequest{"p", {"early", "^XA^XZ"}}));
    devices.start();
    std::string spoken;
    bool early_refused = false;
    bool sent = false;
    for (int i = 0; i < kTurnsMax && !sent; ++i) {
        while (const auto event = devices.next_event()) {
            if (const auto* identified = std::get_if<PrinterIdentified>(&*event)) {
                spoken = identified->language;
                CHECK(identified->identity.product == "ZD421");
                REQUIRE(devices.request(PrintRequest{"p", {"a", "^XAlabel^XZ"}}));
            } else if (const auto* failed = std::get_if<RequestFailed>(&*event)) {
                early_refused = failed->job_id == "early";
            } else if (const auto* job = std::get_if<PrinterJobEvent>(&*event)) {
                if (job->job.state == JobState::sending) {
                    REQUIRE(devices.request(ProceedRequest{"p", job->job.job_id}));
                }
                sent = sent || job->job.state == JobState::sent;
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    CHECK(spoken == "zpl");
    CHECK(early_refused);
    CHECK(sent);
    CHECK(printer.received() == "~JX^XAlabel^XZ");
}

TEST_CASE("stopping in the middle of a transfer gives the printer back") {
    FakePrinter printer;
    {
        Printing printing;
        printer.after(10, AfterBytes::take_nothing);
        printing.worker.submit({"a", job_bytes(5000)});
        REQUIRE(turn_until(printing.worker, [&] {
            while (auto event = printing.worker.next_event()) {
                if (event->state == JobState::sending) printing.worker.proceed(event->job_id);
            }
            return printer.received().size() == 10;
        }));
        printing.worker.stop();
        CHECK(printing.worker.next_event()->state == JobState::cancelled);
    }
    CHECK(printer.releases() == printer.claims());
}
