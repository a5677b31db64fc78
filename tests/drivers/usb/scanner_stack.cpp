// Scanners on the real libraries against devices that umockdev plays: libusb on usbfs, evdev with
// its ioctls, libserialport on a terminal.
#include <linux/input.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstring>
#include <functional>
#include <mutex>
#include <thread>

#include <catch2/catch_test_macros.hpp>

#include "app/base/clock.h"
#include "drivers/scanner_trial.h"
#include "drivers/transport/evdev_port.h"
#include "drivers/transport/serial_port.h"
#include "drivers/transport/usb_hid.h"
#include "tests/drivers/scanner/sample_scans.h"
#include "tests/drivers/usb/fake_hid_scanner.h"

using namespace lini;
using namespace lini::test;

namespace {

constexpr int kTurnsMax = 10'000;

bool any(const UsbIdentity&) { return true; }

/// A port and everything it told; its time runs a millisecond a turn.
struct Listening {
    explicit Listening(ScannerPort& listened) : port(listened) {}

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
    bool until_is(PortCondition wanted) {
        return until([&] { return port.condition() == wanted; });
    }

    ScannerPort& port;
    std::int64_t now_us = 1'000'000;
    std::vector<std::string> scans;
    std::vector<ScanRefusal> refusals;
};

/// A keyboard in a test bed: its ioctls and its events are played.
class FakeKeyboard {
public:
    FakeKeyboard() : bed_(umockdev_testbed_new()), handler_(umockdev_ioctl_base_new()) {
        g_signal_connect(handler_, "handle-ioctl", G_CALLBACK(on_ioctl), this);
        g_signal_connect(handler_, "handle-read", G_CALLBACK(on_read), this);
        GError* error = nullptr;
        REQUIRE(umockdev_testbed_add_from_string(bed_, kDevice, &error));
        REQUIRE(umockdev_testbed_attach_ioctl(bed_, kNode, handler_, &error));
        // Reads are answered below; for poll() the node always has something.
        REQUIRE(::write(umockdev_testbed_get_dev_fd(bed_, kNode), "\n", 1) == 1);
    }
    ~FakeKeyboard() {
        umockdev_testbed_detach_ioctl(bed_, kNode, nullptr);
        g_object_unref(handler_);
        g_object_unref(bed_);
    }

    void event(std::uint16_t type, std::uint16_t code, std::int32_t value) {
        input_event one{};
        one.type = type;
        one.code = code;
        one.value = value;
        const std::lock_guard lock(mutex_);
        events_.append(reinterpret_cast<const char*>(&one), sizeof one);
    }

    void type(const std::string& data) {
        for (const KeyPress& key : key_presses(data, GsKeys::ctrl_bracket)) {
            event(EV_MSC, MSC_SCAN, 7);
            event(EV_KEY, key.code, key.value);
            event(EV_SYN, SYN_REPORT, 0);
        }
    }

    std::atomic<int> grabs = 0;
    std::atomic<int> grab_error = 0;

private:
    static constexpr const char* kNode = "/dev/input/event0";
    static constexpr const char* kDevice =
        "P: /devices/pci0/usb1/1-2/1-2:1.0/0003:05F9:2216.0001/input/input5/event0\n"
        "N: input/event0\n"
        "E: DEVNAME=/dev/input/event0\n"
        "E: SUBSYSTEM=input\n";

    static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeKeyboard* self) {
        return self->handle(client);
    }

    /// Whole events, as the kernel hands them out.
    static gboolean on_read(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakeKeyboard* self) {
        const std::lock_guard lock(self->mutex_);
        UMockdevIoctlData* room = umockdev_ioctl_client_get_arg(client);
        const std::size_t count = std::min<std::size_t>(self->events_.size(), room->data_len);
        if (count == 0) {
            umockdev_ioctl_client_complete(client, -1, EAGAIN);
            return TRUE;
        }
        std::memcpy(room->data, self->events_.data(), count);
        self->events_.erase(0, count);
        umockdev_ioctl_client_complete(client, static_cast<glong>(count), 0);
        return TRUE;
    }

    void answer(UMockdevIoctlClient* client, const void* bytes, std::size_t size) const {
        UMockdevIoctlData* data =
            umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0, size, nullptr);
        std::memcpy(data->data, bytes, size);
        g_object_unref(data);
        umockdev_ioctl_client_complete(client, static_cast<glong>(size), 0);
    }

    gboolean handle(UMockdevIoctlClient* client) {
        const gulong request = umockdev_ioctl_client_get_request(client);
        if (request == EVIOCGRAB) {
            if (grab_error == 0) ++grabs;
            umockdev_ioctl_client_complete(client, grab_error == 0 ? 0 : -1, grab_error);
        } else if (request == EVIOCGID) {
            const input_id id{BUS_USB, 0x05F9, 0x2216, 1};
            answer(client, &id, sizeof id);
        } else if (request == EVIOCGUNIQ(256)) {
            answer(client, "K77", 4);
        } else if (request == EVIOCGNAME(256)) {
            answer(client, "Gryphon", 8);
        } else if (_IOC_NR(request) == _IOC_NR(EVIOCGBIT(EV_KEY, 0))) {
            const std::string all(KEY_MAX / 8 + 1, '\xff');
            answer(client, all.data(), all.size());
        } else {
            return FALSE;
        }
        return TRUE;
    }

    UMockdevTestbed* bed_;
    UMockdevIoctlBase* handler_;
    std::mutex mutex_;
    std::string events_;
};

}  // namespace

TEST_CASE("a HID POS scanner is taken from the kernel, read, and given back") {
    const SystemClock clock;
    FakeHidScanner scanner(pos_descriptor());
    UsbHidPort port("h", any, clock);
    Listening listening(port);
    REQUIRE(listening.until_is(PortCondition::ready));
    CHECK(stable_name(port.identity()) == "0c2e:0201/S1");
    scanner.send("");  // Zero-length completions mean nothing.
    for (int i = 0; i < 200; ++i) scanner.scan("10B-" + std::to_string(i) + "\x1d", "]C1");
    scanner.scan(std::string(150, 'q'), "]Q1");
    REQUIRE(listening.until([&] { return listening.scans.size() == 201; }));
    for (std::size_t i = 0; i < 200; ++i) {
        CHECK(listening.scans[i] == "]C110B-" + std::to_string(i) + "\x1d");
    }
    CHECK(listening.scans[200] == "]Q1" + std::string(150, 'q'));
    CHECK(listening.refusals.empty());
    port.close();
    CHECK(scanner.claims() == 1);
    CHECK(scanner.releases() == 1);
    CHECK(scanner.attached_back() == 1);
}

TEST_CASE("a HID POS scanner pulled out within a code tells so, and is found again") {
    const SystemClock clock;
    FakeHidScanner scanner(pos_descriptor());
    UsbHidPort port("h", any, clock);
    Listening listening(port);
    REQUIRE(listening.until_is(PortCondition::ready));
    scanner.send(pos_reports(std::string(60, 'x'), "]C1").front());
    REQUIRE(listening.until([&] { return scanner.all_sent(); }));
    listening.until([&] { return listening.now_us % 20'000 == 0; });
    scanner.unplug();
    REQUIRE(listening.until_is(PortCondition::unplugged));
    CHECK(listening.refusals == std::vector{ScanRefusal::interrupted});
    scanner.plug();
    REQUIRE(listening.until_is(PortCondition::ready));
    scanner.scan("whole", "]C1");
    REQUIRE(listening.until([&] { return !listening.scans.empty(); }));
    CHECK(listening.scans.front() == "]C1whole");
}

TEST_CASE("a HID that is no scanner is given back and left alone") {
    const SystemClock clock;
    FakeHidScanner other(std::string("\x05\x01\x09\x02\xa1\x01\xc0", 7));
    UsbHidPort port("h", any, clock);
    Listening listening(port);
    REQUIRE(listening.until_is(PortCondition::fault));
    const std::int64_t later_us = listening.now_us + 5'000'000;
    listening.until([&] { return listening.now_us > later_us; });
    CHECK(other.claims() == 1);
    CHECK(other.attached_back() == 1);
}

TEST_CASE("what a killed program left without a driver is given back at the next start") {
    FakeHidScanner scanner(pos_descriptor());
    {
        const SystemClock clock;
        auto* port = new UsbHidPort("h", any, clock);  // Killed: nobody closes it.
        Listening listening(*port);
        REQUIRE(listening.until_is(PortCondition::ready));
    }
    CHECK(scanner.attached_back() == 0);
    give_back_hid_devices([](const UsbIdentity& one) { return one.serial == "S1"; });
    CHECK(scanner.attached_back() == 0);
    give_back_hid_devices([](const UsbIdentity&) { return false; });
    CHECK(scanner.attached_back() == 1);
    give_back_hid_devices([](const UsbIdentity&) { return false; });
    CHECK(scanner.attached_back() == 1);
}

TEST_CASE("a keyboard scanner is held alone and read by its key codes") {
    const SystemClock clock;
    FakeKeyboard keyboard;
    EvdevPort port("k", any, KeySuffix::enter, clock);
    Listening listening(port);
    REQUIRE(listening.until_is(PortCondition::ready));
    CHECK(keyboard.grabs == 1);
    CHECK(stable_name(port.identity()) == "05f9:2216/K77");
    CHECK(port.identity().product == "Gryphon");
    CHECK(port.identity().port_path == "1-2");
    keyboard.type(
        "]d20108991234567013\x1d"
        "10Ab@\"_-");
    REQUIRE(listening.until([&] { return !listening.scans.empty(); }));
    CHECK(listening.scans.front() ==
          "]d20108991234567013\x1d"
          "10Ab@\"_-");
    keyboard.event(EV_KEY, KEY_A, 1);
    keyboard.event(EV_SYN, SYN_DROPPED, 0);
    keyboard.event(EV_KEY, KEY_B, 1);
    keyboard.event(EV_SYN, SYN_REPORT, 0);
    keyboard.type("c");
    keyboard.type("d");
    REQUIRE(listening.until([&] { return listening.scans.size() == 2; }));
    CHECK(listening.scans.back() == "d");
    CHECK(listening.refusals == std::vector{ScanRefusal::damaged});
}

TEST_CASE("a keyboard that another program holds is busy, and is tried again") {
    const SystemClock clock;
    FakeKeyboard keyboard;
    keyboard.grab_error = EBUSY;
    EvdevPort port("k", any, KeySuffix::enter, clock);
    Listening listening(port);
    CHECK(listening.until_is(PortCondition::busy));
    keyboard.grab_error = 0;
    CHECK(listening.until_is(PortCondition::ready));
}

TEST_CASE("the last keyboard is never held to find a scanner, and each is held in its turn") {
    FakeKeyboard keyboard;
    std::vector<KeyboardDevice> all = list_keyboards();
    REQUIRE(all.size() == 1);
    CHECK(keyboards_to_hold(all, 0).empty());
    all.push_back(all.front());  // A second event node of the same device.
    CHECK(keyboards_to_hold(all, 1).empty());
    all.push_back({"/dev/input/event9", {0x046d, 0xc31c, "", "1-3", "", "", {}}});
    CHECK(keyboards_to_hold(all, 0).size() + keyboards_to_hold(all, 1).size() == 3);
    CHECK(keyboards_to_hold(all, 0).size() == keyboards_to_hold(all, 2).size());
}

TEST_CASE("two keyboards of one model and one serial number are two keyboards") {
    const UsbIdentity twin{0x046d, 0xc31c, "0001", "1-2", "", "", {}};
    std::vector<KeyboardDevice> all{{"/dev/input/event1", twin}, {"/dev/input/event2", twin}};
    CHECK(keyboards_to_hold(all, 0).empty());
    all[1].identity.port_path = "1-3";
    CHECK(keyboards_to_hold(all, 0).size() == 1);
}

TEST_CASE("a trial listens to a keyboard only while another is left, and hears what it scans") {
    FakeKeyboard keyboard;
    const SystemClock clock;
    ScannerTrial trial([&](ScannerKind kind, const std::string& name, auto wanted) {
        return make_scanner_port(kind, name, wanted, KeySuffix::either, clock);
    });
    const std::vector<ScannerCandidate> found = list_scanner_candidates(false);
    REQUIRE(found.size() == 1);
    trial.begin();
    trial.offer(found);
    std::int64_t now_us = 1'000'000;
    const auto heard = [&] {
        std::vector<TrialEvent> events;
        for (int i = 0; i < 20; ++i) {
            trial.poll(now_us += 1000);
            while (auto event = trial.next()) events.push_back(std::move(*event));
        }
        return events;
    };
    keyboard.type("lost");
    auto events = heard();
    CHECK(keyboard.grabs == 0);
    REQUIRE(events.size() == 1);
    CHECK(std::get<TrialState>(events[0]).one_keyboard);

    // With a second one the first is held in one turn of the two.
    ScannerCandidate other = found.front();
    other.identity.port_path = "1-9";
    trial.offer({found.front(), other});
    now_us += ScannerTrial::kTurnUs;
    heard();
    now_us += ScannerTrial::kTurnUs;
    heard();
    CHECK(keyboard.grabs == 1);
    now_us -= now_us % ScannerTrial::kTurnUs;
    trial.end();
    CHECK_FALSE(trial.running());
}

