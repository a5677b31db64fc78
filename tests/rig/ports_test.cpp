// Printers alike, printers that move, printers that come late.
#include "tests/rig/rig_desk.h"
#include "tests/rig/rig_printer.h"

#include <catch2/catch_test_macros.hpp>

using namespace lini;
using namespace lini::rig;

namespace {

// As tests/rig/init starts them: the twins say the same of themselves and have no serial number.
constexpr int kTspl = 0, kTwinA = 8, kTwinB = 9;

std::string label(const std::string& text) { return "^XA^FO10,10^FD" + text + "^FS^XZ"; }

UsbMatch at_port(const std::string& port) { return UsbMatch{0, 0, {}, port}; }

/// Whether `printer` took that label since `mark`.
bool took(RigPrinter& printer, std::size_t mark, const std::string& bytes) {
    printer.plan(0, "go_on");
    return printer.bytes_since(mark).ends_with(bytes);
}

}  // namespace

TEST_CASE("two printers alike and without serial numbers are told apart by their ports") {
    const std::string port_a = port_of(kTwinA);
    const std::string port_b = port_of(kTwinB);
    RigPrinter a(kTwinA);
    RigPrinter b(kTwinB);
    RigDesk desk;
    desk.add("a", at_port(port_a));
    desk.add("b", at_port(port_b));
    REQUIRE(desk.becomes("a", PortCondition::ready));
    REQUIRE(desk.becomes("b", PortCondition::ready));
    REQUIRE(within(kPatience, [&] {
        desk.collect();
        return desk.present().count(port_a) + desk.present().count(port_b) == 2;
    }));
    CHECK(desk.present().at(port_a) == "1d6b:0113@" + port_a);
    CHECK(desk.present().at(port_b) == "1d6b:0113@" + port_b);

    const std::size_t mark_a = a.mark();
    const std::size_t mark_b = b.mark();
    desk.print("a", "1", label("for a"));
    desk.print("b", "2", label("for b"));
    REQUIRE(desk.reaches("1", JobState::sent));
    REQUIRE(desk.reaches("2", JobState::sent));
    CHECK(took(a, mark_a, label("for a")));
    CHECK(took(b, mark_b, label("for b")));

    // Exchanged, each is what its port says: a label for the port, whichever printer stands there.
    a.unplug();
    b.unplug();
    REQUIRE(desk.becomes("a", PortCondition::unplugged));
    REQUIRE(desk.becomes("b", PortCondition::unplugged));
    a.plug_at(kTwinB);
    b.plug_at(kTwinA);
    const std::size_t later_a = a.mark();
    const std::size_t later_b = b.mark();
    desk.print("a", "3", label("for port a"));
    REQUIRE(desk.reaches("3", JobState::sent));
    CHECK(took(b, later_b, label("for port a")));
    CHECK_FALSE(took(a, later_a, label("for port a")));
    a.unplug();
    b.unplug();
    a.plug();
    b.plug();
}

TEST_CASE("of two printers alike none is opened before its port is named; the other is left") {
    RigPrinter a(kTwinA);
    RigPrinter b(kTwinB);
    RigDesk desk;
    const UsbMatch either{0x1d6b, 0x0113, {}, {}};
    desk.add("a", either);
    REQUIRE(within(kPatience, [&] {
        desk.collect();
        return desk.choice("a").size() == 2;
    }));
    CHECK(desk.becomes("a", PortCondition::unplugged));
    desk.add("a", at_port(port_of(kTwinA)));
    REQUIRE(desk.becomes("a", PortCondition::ready));
    // The other one is left, so there is nothing to ask.
    desk.add("b", either);
    REQUIRE(desk.becomes("b", PortCondition::ready));
    CHECK(desk.choice("b").empty());
    const std::size_t mark = b.mark();
    desk.print("b", "1", label("for the other"));
    REQUIRE(desk.reaches("1", JobState::sent));
    CHECK(took(b, mark, label("for the other")));
}

TEST_CASE("a printer with a serial number is found again at another port") {
    RigPrinter printer(kTspl);
    RigPrinter away(kTwinA);
    away.unplug();
    RigDesk desk;
    desk.add("p", UsbMatch{0, 0, "T0001", {}}, "tspl2");
    REQUIRE(desk.becomes("p", PortCondition::ready));
    printer.unplug();
    REQUIRE(desk.becomes("p", PortCondition::unplugged));
    printer.plug_at(kTwinA);
    const std::size_t mark = printer.mark();
    desk.print("p", "1", "\r\nCLS\r\nPRINT 1\r\n");
    CHECK(desk.reaches("1", JobState::sent));
    CHECK(took(printer, mark, "PRINT 1\r\n"));
    printer.unplug();
    printer.plug();
    away.plug();
}

TEST_CASE("a job that is held for a printer goes on when the printer appears") {
    RigPrinter printer(kTspl);
    printer.unplug();
    RigDesk desk;
    desk.add("p", UsbMatch{0, 0, "T0001", {}}, "tspl2");
    desk.print("p", "1", "\r\nCLS\r\nPRINT 1\r\n");
    REQUIRE(desk.reaches("1", JobState::held));
    CHECK(desk.reason_of("1") == JobReason::unplugged);
    const std::size_t mark = printer.mark();
    printer.plug();
    CHECK(desk.reaches("1", JobState::sent));
    CHECK(took(printer, mark, "PRINT 1\r\n"));
}
