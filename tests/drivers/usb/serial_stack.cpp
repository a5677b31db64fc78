// A serial scanner on the real libserialport: umockdev lists it and gives it a pseudo-terminal.
#include <sys/ioctl.h>
#include <termios.h>
#include <umockdev.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "app/base/clock.h"
#include "drivers/transport/serial_port.h"

using namespace lini;

// Debian 13's libserialport asks for the real path of a port. A port of umockdev is a link to a
// pseudo-terminal outside its directory, and its realpath and __realpath_chk take that directory's
// length off any path found: a memmove of less than nothing (0.19, libumockdev-preload.c). A real
// port is no link, so it is its own real path. The program's own symbol is found before preloads.
extern "C" char* __realpath_chk(const char* path, char* resolved, std::size_t resolved_size) {
    const std::string_view asked = path;
    if (!asked.starts_with("/dev/tty")) return ::realpath(path, resolved);
    if (resolved == nullptr) return ::strdup(path);
    if (asked.size() >= resolved_size) std::abort();
    return std::strcpy(resolved, path);
}

namespace {

constexpr int kTurnsMax = 5000;

/// A CDC-ACM scanner at port 1-3. A pseudo-terminal has no modem lines, so those are played.
class FakeSerialScanner {
public:
    FakeSerialScanner() : bed_(umockdev_testbed_new()), handler_(umockdev_ioctl_base_new()) {
        g_signal_connect(handler_, "handle-ioctl", G_CALLBACK(on_ioctl), nullptr);
        GError* error = nullptr;
        REQUIRE(umockdev_testbed_add_from_string(bed_, kDevice, &error));
        REQUIRE(umockdev_testbed_attach_ioctl(bed_, kNode, handler_, &error));
    }
    ~FakeSerialScanner() {
        umockdev_testbed_detach_ioctl(bed_, kNode, nullptr);
        g_object_unref(handler_);
        g_object_unref(bed_);
    }

    void send(const std::string& bytes) const {
        const int fd = umockdev_testbed_get_dev_fd(bed_, kNode);
        REQUIRE(::write(fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }

    void unplug() const {
        ::close(umockdev_testbed_get_dev_fd(bed_, kNode));
        umockdev_testbed_remove_device(bed_, "/sys/devices/usb1/1-3/1-3:1.0/tty/ttyACM0");
    }

private:
    static constexpr const char* kNode = "/dev/ttyACM0";
    static constexpr const char* kDevice =
        "P: /devices/usb1/1-3\n"
        "E: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n"
        "A: busnum=1\\n\nA: devnum=7\\n\nA: idVendor=05f9\\n\nA: idProduct=4204\\n\n"
        "A: serial=S99\\n\nA: manufacturer=Datalogic\\n\nA: product=QuickScan\\n\n\n"
        "P: /devices/usb1/1-3/1-3:1.0\n"
        "E: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\n\n"
        "P: /devices/usb1/1-3/1-3:1.0/tty/ttyACM0\n"
        "N: ttyACM0\n"
        "E: SUBSYSTEM=tty\nE: DEVNAME=/dev/ttyACM0\n"
        "L: device=../../../1-3:1.0\n"
        "A: dev=166:0\\n\n";

    static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, void*) {
        const gulong request = umockdev_ioctl_client_get_request(client);
        const bool modem = request == TIOCMGET || request == TIOCMSET || request == TIOCMBIS ||
                           request == TIOCMBIC;
        if (modem) umockdev_ioctl_client_complete(client, 0, 0);
        return modem ? TRUE : FALSE;
    }

    UMockdevTestbed* bed_;
    UMockdevIoctlBase* handler_;
};

struct Listening {
    explicit Listening(SerialPort& listened) : port(listened) {}

    bool until(const std::function<bool()>& reached) {
        for (int i = 0; i < kTurnsMax; ++i) {
            port.poll(now_us += 1000);
            while (auto output = port.next()) {
                if (auto* scan = std::get_if<ScanPayload>(&*output)) {
                    scans.push_back(scan->aim_id + scan->data);
                } else {
                    refusals.push_back(std::get<RefusedScan>(*output).reason);
                }
            }
            if (reached()) return true;
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
        return false;
    }

    SerialPort& port;
    std::int64_t now_us = 1'000'000;
    std::vector<std::string> scans;
    std::vector<ScanRefusal> refusals;
};

}  // namespace

TEST_CASE("a serial scanner is found by its number and read line by line") {
    const SystemClock clock;
    const FakeSerialScanner scanner;
    SerialPort port(
        "s", [](const UsbIdentity& one) { return one.serial == "S99"; }, clock);
    Listening listening(port);
    REQUIRE(listening.until([&] { return port.condition() == PortCondition::ready; }));
    CHECK(stable_name(port.identity()) == "05f9:4204/S99");
    CHECK(port.identity().port_path == "1-3");
    for (int i = 0; i < 300; ++i) {
        scanner.send("]C110B" + std::to_string(i) + "\x1d" + "21\x03\x04\x11\x13\r");
        const auto wanted = static_cast<std::size_t>(i) + 1;
        REQUIRE(listening.until([&] { return listening.scans.size() == wanted; }));
        CHECK(listening.scans.back() ==
              "]C110B" + std::to_string(i) + "\x1d" + "21\x03\x04\x11\x13");
    }
}

TEST_CASE("a serial scanner pulled out within a code tells so") {
    const SystemClock clock;
    const FakeSerialScanner scanner;
    SerialPort port(
        "s", [](const UsbIdentity&) { return true; }, clock);
    Listening listening(port);
    REQUIRE(listening.until([&] { return port.condition() == PortCondition::ready; }));
    scanner.send("whole\rhalf");
    REQUIRE(listening.until([&] { return listening.scans.size() == 1; }));
    scanner.unplug();
    REQUIRE(listening.until([&] { return port.condition() == PortCondition::unplugged; }));
    CHECK(listening.scans == std::vector<std::string>{"whole"});
    CHECK(listening.refusals == std::vector{ScanRefusal::interrupted});
}

TEST_CASE("a serial port of another device is left alone") {
    const SystemClock clock;
    const FakeSerialScanner scanner;
    SerialPort port(
        "s", [](const UsbIdentity& one) { return one.serial == "S1"; }, clock);
    Listening listening(port);
    CHECK_FALSE(listening.until([&] { return port.condition() == PortCondition::ready; }));
}
