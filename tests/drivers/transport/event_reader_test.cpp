#include "drivers/transport/event_reader.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <vector>

#include <catch2/catch_test_macros.hpp>

using namespace lini;

namespace {

/// A pipe stands for the kernel's queue: it keeps what is not read, and its writer waits.
struct Keys {
    Keys() {
        REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
        REQUIRE(::fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0);
    }
    ~Keys() {
        ::close(ends[0]);
        hang_up();
    }
    void hang_up() {
        if (ends[1] >= 0) ::close(ends[1]);
        ends[1] = -1;
    }
    void press(int from, int count) const {
        for (int i = from; i < from + count; ++i) {
            input_event event{};
            event.type = EV_KEY;
            event.value = i;
            REQUIRE(::write(ends[1], &event, sizeof event) == sizeof event);
        }
    }

    std::array<int, 2> ends{};
};

/// Takes until `count` came, or nothing does any more.
std::vector<int> taken(EventReader& reader, std::size_t count) {
    std::vector<int> values;
    while (values.size() < count && !reader.ended()) {
        pollfd ready{reader.ready_fd(), POLLIN, 0};
        if (::poll(&ready, 1, 20'000) <= 0) break;
        for (const input_event& event : reader.take()) values.push_back(event.value);
    }
    return values;
}

bool in_order(const std::vector<int>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] != static_cast<int>(i)) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("keys are taken off the kernel while nobody asks for them") {
    const Keys keys;
    EventReader reader(keys.ends[0]);
    // Far more than the pipe holds: a reader that waited to be asked would let this wait for ever.
    constexpr int kMany = 20'000;
    keys.press(0, kMany);
    const std::vector<int> values = taken(reader, kMany);
    CHECK(values.size() == kMany);
    CHECK(in_order(values));
    CHECK_FALSE(reader.ended());
}

TEST_CASE("when nobody takes them, keys stay with the kernel and none is lost") {
    constexpr int kMany = static_cast<int>(EventReader::kEventsMax) + 1000;
    const Keys keys;
    EventReader reader(keys.ends[0]);
    keys.press(0, kMany);
    const std::vector<int> values = taken(reader, kMany);
    CHECK(values.size() == kMany);
    CHECK(in_order(values));
}

TEST_CASE("what came before the device went can still be taken, then it ended") {
    Keys keys;
    EventReader reader(keys.ends[0]);
    keys.press(0, 3);
    keys.hang_up();
    CHECK(taken(reader, 3).size() == 3);
    pollfd ready{reader.ready_fd(), POLLIN, 0};
    while (!reader.ended() && ::poll(&ready, 1, 20'000) > 0) reader.take();
    CHECK(reader.ended());
}

TEST_CASE("a reader whose device is silent stops at once") {
    const Keys keys;
    EventReader reader(keys.ends[0]);
    CHECK(reader.take().empty());
}
