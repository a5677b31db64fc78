// What belongs to the kernel is given back to it: at the end, and after a kill.
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <memory>

#include "drivers/transport/evdev_port.h"
#include "drivers/transport/serial_port.h"
#include "drivers/transport/usb_hid.h"
#include "tests/rig/rig_desk.h"
#include "tests/rig/rig_socket.h"

#include <catch2/catch_test_macros.hpp>

using namespace lini;
using namespace lini::rig;

namespace {

const SystemClock kClock;

template <typename Port, typename... More>
std::unique_ptr<ScannerPort> port_for(const std::string& serial, More&&... more) {
    return std::make_unique<Port>(
        "s", [serial](const UsbIdentity& identity) { return identity.serial == serial; }, more...);
}

bool until_ready(ScannerPort& port) {
    return within(kPatience, [&] {
        port.poll(kClock.monotonic_us());
        return port.condition() == PortCondition::ready;
    });
}

/// Holds the scanner in a process of its own and kills that.
template <typename Make>
bool held_by_one_who_is_killed(Make make) {
    std::array<int, 2> told{};
    if (::pipe2(told.data(), O_CLOEXEC) != 0) return false;
    const pid_t holder = ::fork();
    if (holder == 0) {
        const auto port = make();
        const char ready = until_ready(*port) ? 'y' : 'n';
        if (::write(told[1], &ready, 1) != 1) ::_exit(1);
        while (true) ::pause();
    }
    char ready = 'n';
    const bool answered = ::read(told[0], &ready, 1) == 1;
    ::kill(holder, SIGKILL);
    ::waitpid(holder, nullptr, 0);
    for (const int fd : told) ::close(fd);
    return answered && ready == 'y';
}

bool is_with(const std::string& serial, const std::string& driver) {
    return within(kPatience, [&] { return driver_of(serial) == driver; });
}

}  // namespace

TEST_CASE("a HID POS scanner is taken from usbhid and given back at the end") {
    REQUIRE(is_with("S0006", "usbhid"));
    {
        const auto port = port_for<UsbHidPort>("S0006", kClock);
        REQUIRE(until_ready(*port));
        CHECK(driver_of("S0006") == "usbfs");
    }
    CHECK(is_with("S0006", "usbhid"));
}

TEST_CASE("a HID POS scanner that a kill left without a driver has it back at the next start") {
    REQUIRE(is_with("S0006", "usbhid"));
    REQUIRE(held_by_one_who_is_killed([] { return port_for<UsbHidPort>("S0006", kClock); }));
    REQUIRE(is_with("S0006", ""));
    const RigDesk desk;
    CHECK(is_with("S0006", "usbhid"));
}

TEST_CASE("the hold on a keyboard scanner ends with the program that is killed") {
    std::string path;
    for (const KeyboardDevice& keyboard : list_keyboards()) {
        if (keyboard.identity.serial == "S0005") path = keyboard.path;
    }
    REQUIRE_FALSE(path.empty());
    REQUIRE(held_by_one_who_is_killed(
        [] { return port_for<EvdevPort>("S0005", KeySuffix::enter, kClock); }));
    const int other = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    REQUIRE(other >= 0);
    RigSocket("/run/rig/scanner5").command("scan 710 1");
    pollfd readable{other, POLLIN, 0};
    CHECK(::poll(&readable, 1, 120'000) == 1);
    ::close(other);
}

TEST_CASE("a serial scanner can be held again after a kill") {
    REQUIRE(held_by_one_who_is_killed([] { return port_for<SerialPort>("S0007", kClock); }));
    const auto port = port_for<SerialPort>("S0007", kClock);
    CHECK(until_ready(*port));
}
