// One printer at a time over a real USB stack: bytes, identity, status, usblp.
#include "tests/rig/rig_desk.h"

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/zpl.h"
#include "drivers/transport/usb_bulk.h"
#include "tests/rig/fault_rounds.h"

using namespace lini;
using namespace lini::rig;

namespace {

// As tests/rig/init starts them.
constexpr int kTspl = 0, kZplHighSpeed = 1, kEpl = 2, kEscpos = 3, kFullSpeed = 4;

UsbBulkPort::Wanted with_serial(const std::string& serial) {
    return [serial](const UsbIdentity& identity) { return identity.serial == serial; };
}

template <typename Reached>
bool turn_until(UsbBulkPort& port, Reached reached) {
    const SystemClock clock;
    return within(kPatience, [&] {
        port.poll(clock.monotonic_us());
        return reached();
    });
}

bool usblp_has(const std::string& serial) {
    return within(kPatience, [&] { return driver_of(serial) == "usblp"; });
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
    RigDesk desk;
    desk.add("p", UsbMatch{0, 0, serial, {}});
    desk.print("p", "a", bytes);
    desk.reaches("a", JobState::sent);
    return desk.state_of("a");
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

TEST_CASE("what only the printer's own words tell holds a job, and its end lets it go") {
    const std::tuple<int, const char*, const char*> printers[] = {{kTspl, "T0001", "tspl2"},
                                                                  {kZplHighSpeed, "G0001", "zpl"},
                                                                  {kEpl, "G0002", "epl"},
                                                                  {kEscpos, "Z0001", "escpos"}};
    for (const auto& [index, serial, language] : printers) {
        INFO(serial);
        const PrintJob job = lines_job(*language_named(language), "R900000", 1);
        RigPrinter printer(index);
        printer.feel("paper-out");
        const std::size_t mark = printer.mark();
        RigDesk desk;
        desk.add("p", UsbMatch{0, 0, serial, {}}, language);
        REQUIRE(desk.becomes("p", PortCondition::out_of_paper));
        desk.print("p", "a", job.bytes);
        REQUIRE(desk.reaches("a", JobState::held));
        CHECK(desk.reason_of("a") == JobReason::out_of_paper);
        CHECK(printer.bytes_since(mark).empty());
        printer.feel("well");
        CHECK(desk.reaches("a", JobState::sent));
        printer.plan(0, "go_on");
        CHECK(printer.bytes_since(mark).ends_with(job.bytes));
    }
}

TEST_CASE("a label is confirmed once the printer has none left, and no sooner") {
    RigPrinter printer(kZplHighSpeed);
    printer.feel("printing");
    RigDesk desk;
    desk.add("p", UsbMatch{0, 0, "G0001", {}});
    desk.print("p", "a", job_bytes(512));
    REQUIRE(desk.reaches("a", JobState::sent));
    const int asked = printer.requests();
    REQUIRE(within(kPatience, [&] {
        desk.collect();
        return printer.requests() >= asked + 4;
    }));
    CHECK(desk.state_of("a") == JobState::sent);
    printer.feel("well");
    CHECK(desk.reaches("a", JobState::confirmed));
}

TEST_CASE("a printer that stays silent prints, and nothing is confirmed") {
    RigPrinter printer(kZplHighSpeed);
    printer.feel("silent");
    RigDesk desk;
    desk.add("p", UsbMatch{0, 0, "G0001", {}});
    desk.print("p", "a", job_bytes(512));
    REQUIRE(desk.reaches("a", JobState::sent));
    const int asked = printer.requests();
    REQUIRE(within(kPatience, [&] {
        desk.collect();
        return printer.requests() >= asked + 3;
    }));
    CHECK(desk.state_of("a") == JobState::sent);
    printer.feel("well");
}
