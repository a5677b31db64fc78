// Faults at every boundary of every transfer, over a real USB stack: no wrong `sent`, no duplicate,
// every doubt visible. Also: the same rounds with a seeded bug, which must be noticed.
#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/rig/fault_rounds.h"

using namespace lini;
using namespace lini::rig;

namespace {

struct Station {
    int printer;
    const char* serial;
    const char* language;
};

// Each language at a printer of its own, all at once: a round is mostly waiting.
constexpr std::array kStations = {
    Station{1, "G0001", "zpl"},
    Station{0, "T0001", "tspl2"},
    Station{2, "G0002", "epl"},
    Station{3, "Z0001", "escpos"},
};

/// Rounds of each combination, from tests/rig/run --rounds.
int rounds_wanted() {
    int rounds = 1;
    std::ifstream("/rig/rounds") >> rounds;
    return rounds;
}

/// A round that goes wrong may take a minute, so that many of them are enough.
constexpr std::size_t kWrongMax = 6;

void one_of_each(FaultRounds& runner, const LabelLanguage& language, Tally& tally) {
    for (const Cut& cut : runner.places(language)) {
        for (const Fault fault : kFaults) {
            if (tally.wrong.size() < kWrongMax) runner.run(language, cut, fault, tally);
        }
    }
}

Tally at_station(const Station& station, int rounds) {
    Tally tally;
    FaultRounds runner(station.printer, station.serial);
    const LabelLanguage& language = *language_named(station.language);
    for (int i = 0; i < rounds; ++i) {
        one_of_each(runner, language, tally);
        std::printf("rig: %s, round %d of %d: %zu wrong\n", station.language, i + 1, rounds,
                    tally.wrong.size());
        std::fflush(stdout);
    }
    return tally;
}

/// Each cell: rounds, and how many of them ended in doubt.
void print_coverage(const Tally& tally) {
    std::printf("rig: %-24s", "rounds/in doubt");
    for (const Fault fault : kFaults) std::printf(" %14s", std::string(to_string(fault)).c_str());
    for (const auto& [place, row] : tally.cells) {
        std::printf("\nrig: %-24s", place.c_str());
        for (const Tally::Cell& cell : row) {
            std::printf(" %11d/%-2d", cell.rounds, cell.uncertain);
        }
    }
    std::printf("\n");
}

void print(const Tally& tally) {
    print_coverage(tally);
    std::printf("rig: %d rounds of %d combinations (language x place x fault), each at least %d\n",
                tally.total(), tally.combinations(), tally.least());
    for (const auto& [end, count] : tally.ends) std::printf("rig: %d %s\n", count, end.c_str());
    std::printf("rig: %d jobs confirmed by the printer's own count\n", tally.confirmed);
    std::printf("rig: %d uncertain though nothing that prints was taken\n", tally.needless_doubts);
    std::printf("rig: %zu next jobs in doubt\n", tally.next_in_doubt.size());
    for (const std::string& one : tally.next_in_doubt) std::printf("rig: next: %s\n", one.c_str());
    std::printf("rig: %zu wrong\n", tally.wrong.size());
    constexpr std::size_t kShownMax = 20;
    for (std::size_t i = 0; i < std::min(tally.wrong.size(), kShownMax); ++i) {
        std::printf("rig: WRONG %s\n", tally.wrong[i].c_str());
    }
}

Tally seeded(OwnerFaults faults, Fault fault) {
    Tally tally;
    // ESC/POS prints as bytes arrive, so that every place in its job is one where a bug shows.
    FaultRounds runner(3, "Z0001", faults);
    const LabelLanguage& language = *language_named("escpos");
    for (const Cut& cut : runner.places(language)) runner.run(language, cut, fault, tally);
    return tally;
}

}  // namespace

TEST_CASE("no fault makes a label wrong, double or silently lost") {
    std::array<Tally, kStations.size()> tallies;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < kStations.size(); ++i) {
        threads.emplace_back([&, i] { tallies[i] = at_station(kStations[i], rounds_wanted()); });
    }
    for (std::thread& thread : threads) thread.join();
    Tally all;
    for (const Tally& tally : tallies) all.add(tally);
    print(all);
    CHECK(all.wrong.empty());
    CHECK(all.least() >= rounds_wanted());
    CHECK(all.confirmed > 0);
    // A machine under load may run into a time-out that is a twentieth of the real one.
    CHECK(all.next_in_doubt.size() * 50 <= static_cast<std::size_t>(all.total()));
}

TEST_CASE("a worker that sends an uncertain job again is found out") {
    OwnerFaults faults;
    faults.worker.resend_uncertain = true;
    CHECK_FALSE(seeded(faults, Fault::timeout).wrong.empty());
}

TEST_CASE("a worker that calls an uncertain job sent is found out") {
    OwnerFaults faults;
    faults.worker.confirm_uncertain = true;
    CHECK_FALSE(seeded(faults, Fault::timeout).wrong.empty());
}

TEST_CASE("an owner that forgets its doubt when it is killed is found out") {
    OwnerFaults faults;
    faults.forget_doubt = true;
    CHECK_FALSE(seeded(faults, Fault::program_killed).wrong.empty());
}
