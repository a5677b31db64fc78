// SIGKILL at random moments under load. The page cache outlives a process, so this shows what a
// crash of the program does; what a power cut does is shown in fault_test.cpp.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>

#include <catch2/catch_test_macros.hpp>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kKillsByDefault = 40;
#else
constexpr int kKillsByDefault = 1000;
#endif

int kills_wanted() {
    const char* text = std::getenv("LINI_KILLS");
    return text == nullptr ? kKillsByDefault : std::atoi(text);
}

struct Writer {
    pid_t pid = -1;
    int out = -1;
};

Writer start_writer(const std::string& folder, long first, const std::string& mode, int round) {
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    const std::string index = std::to_string(first);
    const std::string round_text = std::to_string(round);
    const pid_t pid = fork();
    REQUIRE(pid >= 0);
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execl(LINI_KILL_WRITER, LINI_KILL_WRITER, folder.c_str(), index.c_str(), mode.c_str(),
              round_text.c_str(), nullptr);
        _exit(127);
    }
    close(ends[1]);
    return {pid, ends[0]};
}

// Lets the writer acknowledge `lines` commands, then `delay`, then kills it. Gives what it printed.
std::string run_and_kill(const Writer& writer, int lines, std::chrono::microseconds delay) {
    std::string text;
    char buffer[4096];
    bool killed = false;
    int seen = 0;
    for (;;) {
        if (!killed && seen >= lines) {
            std::this_thread::sleep_for(delay);
            kill(writer.pid, SIGKILL);
            killed = true;
        }
        const ssize_t size = read(writer.out, buffer, sizeof buffer);
        if (size <= 0) break;
        for (ssize_t i = 0; i < size; ++i) seen += buffer[i] == '\n' ? 1 : 0;
        text.append(buffer, static_cast<std::size_t>(size));
    }
    close(writer.out);
    int status = 0;
    waitpid(writer.pid, &status, 0);
    const bool by_us = killed && WIFSIGNALED(status);
    INFO("the writer ended by itself: " << status);
    REQUIRE(by_us);
    return text;
}

struct Findings {
    int lost = 0;       // Acknowledged and not there.
    int twice = 0;      // There more than once.
    int charges_twice = 0;
    std::int64_t events = 0;
    std::size_t charges = 0;
    bool sound = false;
};

// "k-12" and "k-12-7" are the same hand movement.
std::string plain_id(const std::string& id) {
    const auto dash = id.find('-', 2);
    return id.substr(0, dash);
}

Findings look(const std::string& folder, const std::set<long>& acknowledged) {
    const TestClock clock;
    auto ledger = value_of(Ledger::open(options_for(folder, clock)));
    std::map<std::string, int> outputs;
    std::map<std::string, int> charges;
    std::set<std::string> found;
    Findings findings;
    for (const StoredEvent& event : all_events(*ledger)) {
        ++findings.events;
        found.insert(plain_id(event.command_id));
        if (event.kind == "order_imported") found.insert(event.order_no);
        if (event.kind == "output_recorded") ++outputs[plain_id(event.command_id)];
        if (event.kind == "charge_claimed") ++charges[event.order_no];
    }
    for (const long index : acknowledged) {
        const std::string id = index % 10 == 0 ? "K-" + std::to_string(index / 10)
                                               : "k-" + std::to_string(index);
        if (found.count(id) == 0) ++findings.lost;
    }
    for (const auto& [id, count] : outputs) findings.twice += count > 1 ? 1 : 0;
    for (const auto& [order, count] : charges) findings.charges_twice += count > 1 ? 1 : 0;
    findings.charges = charges.size();
    findings.sound = value_of(ledger->verify()).sound;
    const auto deliveries = value_of(ledger->deliveries(0));
    findings.charges_twice += deliveries.size() == std::min<std::size_t>(1000, 2 * charges.size())
                                  ? 0 : 1;
    return findings;
}

Findings kill_many(const std::string& mode, int kills, unsigned seed) {
    const TempFolder folder;
    std::mt19937 random(seed);
    std::set<long> acknowledged;
    long next = 0;
    for (int round = 0; round < kills; ++round) {
        const Writer writer = start_writer(folder.path(), next, mode, round);
        const int lines = static_cast<int>(random() % 6);
        const std::chrono::microseconds delay(random() % (lines == 0 ? 20'000 : 3'000));
        const std::string text = run_and_kill(writer, lines, delay);
        // A line that was cut off was never heard.
        for (std::size_t from = 0, end = 0; (end = text.find('\n', from)) != std::string::npos;
             from = end + 1) {
            acknowledged.insert(std::stol(text.substr(from, end - from)));
        }
        // Whoever got no answer asks again: also the last one that was answered.
        next = acknowledged.empty() ? 0 : *acknowledged.rbegin();
        if (mode == "early" && !acknowledged.empty()) ++next;
    }
    return look(folder.path(), acknowledged);
}

}  // namespace

TEST_CASE("killed at random moments: all acknowledged records there, none twice, one charge",
          "[slow]") {
    const unsigned seed = std::getenv("LINI_SEED") == nullptr
                              ? std::random_device{}()
                              : static_cast<unsigned>(std::atol(std::getenv("LINI_SEED")));
    const int kills = kills_wanted();
    std::printf("kill test: LINI_KILLS=%d LINI_SEED=%u\n", kills, seed);
    INFO("seed " << seed);
    const Findings findings = kill_many("honest", kills, seed);
    std::printf("kill test: %lld events, %zu charges\n", static_cast<long long>(findings.events),
                findings.charges);
    CHECK(findings.lost == 0);
    CHECK(findings.twice == 0);
    CHECK(findings.charges_twice == 0);
    CHECK(findings.sound);
    CHECK(findings.events > kills / 2);
}

TEST_CASE("control: acknowledging before the commit loses records", "[slow]") {
    int lost = 0;
    for (unsigned round = 0; round < 10 && lost == 0; ++round) {
        lost = kill_many("early", 20, 100 + round).lost;
    }
    CHECK(lost > 0);
}

TEST_CASE("control: without an idempotency key records come twice", "[slow]") {
    int twice = 0;
    for (unsigned round = 0; round < 10 && twice == 0; ++round) {
        twice = kill_many("no-key", 20, 200 + round).twice;
    }
    CHECK(twice > 0);
}
