// Who may use the devices. tests/rig/init runs each of these as another user: hidden from a plain
// run, where the project's rules let everything pass.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "drivers/transport/evdev_port.h"
#include "drivers/transport/serial_port.h"
#include "drivers/transport/usb_bulk.h"
#include "drivers/transport/usb_hid.h"
#include "tests/rig/rig_desk.h"

#include <catch2/catch_test_macros.hpp>

using namespace lini;
using namespace lini::rig;

namespace {

const SystemClock kClock;

auto with_serial(const std::string& serial) {
    return [serial](const UsbIdentity& identity) { return identity.serial == serial; };
}

template <typename Port>
bool comes_to_be(Port&& port, PortCondition wanted) {
    return within(kPatience, [&] {
        port.poll(kClock.monotonic_us());
        return port.condition() == wanted;
    });
}

bool is_denied(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    const bool denied = fd < 0 && errno == EACCES;
    if (fd >= 0) ::close(fd);
    return denied;
}

}  // namespace

TEST_CASE("without the project's rules a HID POS scanner is refused, and this is told",
          "[.no-rules]") {
    REQUIRE(::geteuid() != 0);
    CHECK(comes_to_be(UsbHidPort("s", with_serial("S0006"), kClock), PortCondition::no_access));
}

TEST_CASE("whoever is in none of the groups is refused, and is told so", "[.stranger]") {
    REQUIRE(::geteuid() != 0);
    CHECK(comes_to_be(UsbBulkPort(with_serial("G0001")), PortCondition::no_access));
    CHECK(comes_to_be(UsbHidPort("s", with_serial("S0006"), kClock), PortCondition::no_access));
    CHECK(comes_to_be(EvdevPort("s", with_serial("S0005"), KeySuffix::enter, kClock),
                      PortCondition::no_access));
    CHECK(comes_to_be(SerialPort("s", with_serial("S0007"), kClock), PortCondition::no_access));
    CHECK(is_denied("/dev/video0"));
    RigDesk desk;
    desk.add("p", UsbMatch{0, 0, "G0001", {}});
    desk.print("p", "1", "^XA^XZ");
    REQUIRE(desk.reaches("1", JobState::held));
    CHECK(within(kPatience, [&] {
        desk.collect();
        return desk.reason_of("1") == JobReason::no_access;
    }));
}

TEST_CASE("with the rules, the groups that they name reach every device") {
    REQUIRE(::geteuid() != 0);
    CHECK(comes_to_be(UsbBulkPort(with_serial("G0001")), PortCondition::ready));
    CHECK(comes_to_be(UsbHidPort("s", with_serial("S0006"), kClock), PortCondition::ready));
    CHECK(comes_to_be(EvdevPort("s", with_serial("S0005"), KeySuffix::enter, kClock),
                      PortCondition::ready));
    CHECK(comes_to_be(SerialPort("s", with_serial("S0007"), kClock), PortCondition::ready));
    const int camera = ::open("/dev/video0", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    CHECK(camera >= 0);
    if (camera >= 0) ::close(camera);
}
