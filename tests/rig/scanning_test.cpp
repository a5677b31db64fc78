// Scanners of three kinds over a real USB stack: every code once, in order, unaltered.
#include <fcntl.h>
#include <linux/input.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <thread>
#include <vector>

#include "drivers/transport/evdev_port.h"
#include "drivers/transport/serial_port.h"
#include "drivers/transport/usb_hid.h"
#include "tests/rig/fault_rounds.h"
#include "tests/rig/rig_codes.h"
#include "tests/rig/rig_desk.h"
#include "tests/rig/rig_socket.h"

#include <catch2/catch_test_macros.hpp>

using namespace lini;
using namespace lini::rig;

namespace {

/// A scanner of tests/rig/init with the port that is for it.
struct Station {
    const char* kind;
    int index;
    std::unique_ptr<ScannerPort> port;
};

template <typename Port, typename... More>
std::unique_ptr<ScannerPort> port_for(const std::string& serial, More&&... more) {
    return std::make_unique<Port>(
        "s", [serial](const UsbIdentity& identity) { return identity.serial == serial; }, more...);
}

std::array<Station, 3> stations(const Clock& clock) {
    return {Station{"serial", 7, port_for<SerialPort>("S0007", clock)},
            Station{"HID POS", 6, port_for<UsbHidPort>("S0006", clock)},
            Station{"keyboard", 5, port_for<EvdevPort>("S0005", KeySuffix::enter, clock)}};
}

RigSocket socket_of(const Station& station) {
    return RigSocket("/run/rig/scanner" + std::to_string(station.index));
}

bool until_ready(ScannerPort& port, const Clock& clock) {
    return within(kPatience, [&] {
        port.poll(clock.monotonic_us());
        return port.condition() == PortCondition::ready;
    });
}

struct Heard {
    int right = 0;
    int altered = 0;  // Or out of order, or doubled.
    std::string first_altered;
    int refused = 0;  // Told as damaged or the like.
    int interrupted = 0;
    int missing = 0;  // Before one that came; a refusal may stand for two in a row.
};

/// The number that a code ends with; -1 for what is none of ours.
int number_in(const std::string& data) {
    constexpr std::size_t kDigits = 7;
    if (data.size() < kDigits) return -1;
    const std::string tail = data.substr(data.size() - kDigits);
    return tail.find_first_not_of("0123456789") == std::string::npos ? std::stoi(tail) : -1;
}

/// Takes note of one output; gives the number that is due next.
int take_note(Heard& heard, const ScanOutput& output, int next) {
    if (const auto* refused = std::get_if<RefusedScan>(&output)) {
        const bool told = refused->reason == ScanRefusal::interrupted;
        ++(told ? heard.interrupted : heard.refused);
        return next;
    }
    const auto& payload = std::get<ScanPayload>(output);
    const int number = number_in(payload.data);
    if (!payload.repeat && number >= next && payload.data == code_of(number)) {
        ++heard.right;
        heard.missing += number - next;
        return number + 1;
    }
    if (++heard.altered == 1) heard.first_altered = payload.data;
    return next;
}

/// Listens until the last of `wanted` codes or an interrupted one came, or nothing for too long.
Heard listen(ScannerPort& port, const Clock& clock, int first, int wanted) {
    Heard heard;
    int next = first;
    auto last = std::chrono::steady_clock::now();
    while (next < first + wanted && heard.interrupted == 0 &&
           std::chrono::steady_clock::now() - last < kPatience) {
        port.poll(clock.monotonic_us());
        while (const auto output = port.next()) {
            last = std::chrono::steady_clock::now();
            next = take_note(heard, *output, next);
        }
        std::vector<pollfd> fds;
        port.add_poll_fds(fds);
        ::poll(fds.data(), fds.size(), 20);
    }
    return heard;
}

/// What three scanners read at once, through the devices thread.
struct Counter {
    std::string name;
    ScannerKind kind;
    const char* serial;
    int index;
    int share;  // One scan in so many of --scans: a key stroke costs two reports.
    int wanted = 0;
    int next = 0;
    bool ready = false;
    Heard heard = {};
};

bool all_done(const std::vector<Counter>& counters) {
    return std::all_of(counters.begin(), counters.end(),
                       [](const Counter& one) { return one.next >= one.wanted; });
}

void take_note(std::vector<Counter>& counters, const ScannerEvent& event) {
    for (Counter& counter : counters) {
        const auto* payload = std::get_if<ScanPayload>(&event);
        const auto* refused = std::get_if<RefusedScan>(&event);
        const auto* condition = std::get_if<ScannerConditionEvent>(&event);
        if (payload != nullptr && payload->device == counter.name) {
            counter.next = take_note(counter.heard, ScanOutput(*payload), counter.next);
        } else if (refused != nullptr && refused->device == counter.name) {
            counter.next = take_note(counter.heard, ScanOutput(*refused), counter.next);
        } else if (condition != nullptr && condition->scanner == counter.name) {
            counter.ready = condition->condition == PortCondition::ready;
        }
    }
}

/// The keyboard's gadget and its reader share a CPU: one that the host takes away for a while must
/// not be the reader's alone, which no machine of bare metal would do to it.
void share_first_cpu() {
    cpu_set_t first;
    CPU_ZERO(&first);
    CPU_SET(0, &first);
    REQUIRE(::sched_setaffinity(0, sizeof first, &first) == 0);
}

void use_all_cpus() {
    cpu_set_t all;
    CPU_ZERO(&all);
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) CPU_SET(cpu, &all);
    REQUIRE(::sched_setaffinity(0, sizeof all, &all) == 0);
}

int scans_wanted() {
    int scans = 10'000;
    std::ifstream("/rig/scans") >> scans;
    return scans;
}

}  // namespace

TEST_CASE("every scan of three scanners arrives once and unaltered, beside a mute printer") {
    std::vector<Counter> counters{{"serial", ScannerKind::serial, "S0007", 7, 1},
                                  {"HID POS", ScannerKind::hid_pos, "S0006", 6, 10},
                                  {"keyboard", ScannerKind::keyboard, "S0005", 5, 200}};
    RigPrinter printer(1);
    printer.plan(2, "nak");
    share_first_cpu();
    RigDesk desk;
    use_all_cpus();
    desk.add("p", UsbMatch{0, 0, "G0001", {}});
    desk.print("p", "a", lines_job(*language_named("zpl"), "R910000", 40).bytes);
    for (Counter& counter : counters) {
        counter.wanted = scans_wanted() / counter.share;
        const UsbMatch match{0, 0, counter.serial, {}};
        REQUIRE(desk.devices().request(ScannerConfig{counter.name, counter.kind, match}));
        REQUIRE(within(kPatience, [&] {
            while (const auto event = desk.devices().next_scan()) take_note(counters, *event);
            return counter.ready;
        }));
    }
    for (const Counter& counter : counters) {
        RigSocket("/run/rig/scanner" + std::to_string(counter.index))
            .command("scan 0 " + std::to_string(counter.wanted));
    }
    auto last = std::chrono::steady_clock::now();
    while (!all_done(counters) && std::chrono::steady_clock::now() - last < kPatience) {
        desk.collect();
        while (const auto event = desk.devices().next_scan()) {
            last = std::chrono::steady_clock::now();
            take_note(counters, *event);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    int total = 0;
    for (const Counter& counter : counters) {
        const Heard& heard = counter.heard;
        total += heard.right;
        std::printf("rig: %s: %d scans of %d, %d missing, %d refused, %d altered %s\n",
                    counter.name.c_str(), heard.right, counter.wanted, heard.missing,
                    heard.refused, heard.altered, heard.first_altered.c_str());
        INFO(counter.name);
        CHECK(heard.altered == 0);
        CHECK(heard.refused == 0);
        CHECK(heard.right == counter.wanted);
    }
    std::printf("rig: %d scans in all\n", total);
    CHECK(desk.state_of("a") != JobState::sent);
    printer.plan(0, "go_on");
    CHECK(desk.reaches("a", JobState::sent));
}

TEST_CASE("a keyboard scanner loses nothing while the devices thread is busy elsewhere") {
    const SystemClock clock;
    share_first_cpu();
    Station station = std::move(stations(clock)[2]);
    REQUIRE(until_ready(*station.port, clock));
    use_all_cpus();
    // Ten codes are some 1,400 events, and the kernel keeps 64.
    RigSocket socket = socket_of(station);
    socket.command("scan 800 10");
    REQUIRE(within(kPatience, [&] { return socket.command("state") == "idle 10"; }));
    const Heard heard = listen(*station.port, clock, 800, 10);
    CHECK(heard.right == 10);
    CHECK(heard.refused == 0);
    CHECK(heard.altered == 0);
}

TEST_CASE("unplugged in the middle of a code, the rest is discarded and told, and it goes on") {
    const SystemClock clock;
    for (Station& station : stations(clock)) {
        // A HID POS code of one report has no middle.
        if (std::string(station.kind) == "HID POS") continue;
        INFO(station.kind);
        REQUIRE(until_ready(*station.port, clock));
        RigSocket socket = socket_of(station);
        socket.command("half 500 4");
        const Heard heard = listen(*station.port, clock, 500, 4);
        CHECK(heard.right == 3);
        CHECK(heard.interrupted == 1);
        CHECK(heard.altered == 0);
        socket.command("plug");
        REQUIRE(until_ready(*station.port, clock));
        socket.command("scan 600 3");
        CHECK(listen(*station.port, clock, 600, 3).right == 3);
    }
}

TEST_CASE("no key of a held keyboard scanner reaches another reader") {
    const SystemClock clock;
    Station station = std::move(stations(clock)[2]);
    std::string path;
    for (const KeyboardDevice& keyboard : list_keyboards()) {
        if (keyboard.identity.serial == "S0005") path = keyboard.path;
    }
    REQUIRE_FALSE(path.empty());
    const int other = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    REQUIRE(other >= 0);
    REQUIRE(until_ready(*station.port, clock));
    socket_of(station).command("scan 700 1");
    CHECK(listen(*station.port, clock, 700, 1).right == 1);
    std::array<input_event, 64> events{};
    CHECK(::read(other, events.data(), sizeof events) < 0);
    station.port->close();
    socket_of(station).command("scan 701 1");
    pollfd readable{other, POLLIN, 0};
    CHECK(::poll(&readable, 1, 10'000) == 1);
    ::close(other);
}
