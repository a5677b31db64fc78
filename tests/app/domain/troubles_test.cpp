#include "app/domain/troubles.h"

#include <catch2/catch_test_macros.hpp>

#include "app/domain/plan.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;
using namespace std::chrono;

namespace {

ImportOrder import_with_plan() {
    ImportOrder import = import_of();
    Playbook& book = import.order.playbook;
    book.checkpoints = {{"ready", {"Siap", "Ready"}, CheckpointScope::order, {Role::office}, {},
                         false, false}};
    book.deadlines = {{"production", {"Produksi", "Production"}, ConditionKind::order_signed,
                       {ConditionKind::passed, "ready"}, 10, false, false}};
    book.damages = Damages{"production", 50, 3, 0};
    return import;
}

std::vector<TroubleKind> kinds(const TestFloor& floor, const Date& day) {
    std::vector<TroubleKind> found;
    for (const Trouble& trouble : troubles_of(floor.order, {}, day, 0)) {
        found.push_back(trouble.kind);
    }
    return found;
}

}  // namespace

TEST_CASE("an order is late from the day after its deadline, and costs money after the tolerance") {
    TestFloor floor;
    floor.today = 2026y / 11 / 2;
    REQUIRE(floor.run("office", import_with_plan()).empty());
    CHECK(kinds(floor, 2026y / 11 / 12).empty());
    CHECK(kinds(floor, 2026y / 11 / 13) == std::vector{TroubleKind::late});
    CHECK(kinds(floor, 2026y / 11 / 15) == std::vector{TroubleKind::late});
    CHECK(kinds(floor, 2026y / 11 / 16) ==
          std::vector{TroubleKind::damages, TroubleKind::late});
    floor.today = 2026y / 11 / 12;
    REQUIRE(floor.run("office", RecordCheckpoint{"ready", {}, CheckpointOutcome::passed, "", "",
                                                 {}})
                .empty());
    CHECK(kinds(floor, 2026y / 12 / 24).empty());
}

TEST_CASE("an invoice is overdue the day after it was due, until it is settled") {
    TestFloor floor;
    floor.today = 2026y / 11 / 2;
    REQUIRE(floor.run("office", import_of()).empty());
    ChargeState& charge = floor.order.charges[ChargeId("dp")];
    charge.claim.charge = ChargeId("dp");
    charge.claim.term = TermId("dp");
    charge.claim.amount = Rupiah{18'000'000};
    charge.at_utc_us = floor.order.signed_at_utc_us;  // Due in 14 days: on the 16th.
    CHECK(kinds(floor, 2026y / 11 / 16).empty());
    CHECK(kinds(floor, 2026y / 11 / 17) == std::vector{TroubleKind::overdue});
    charge.claim.amount = Rupiah{0};
    CHECK(kinds(floor, 2026y / 11 / 17).empty());
}

TEST_CASE("a pause is told, and an order that ended is no exception any more") {
    TestFloor floor;
    floor.today = 2026y / 11 / 2;
    REQUIRE(floor.run("office", import_with_plan()).empty());
    REQUIRE(floor.run("office", PauseOrder{"dana", "WA"}).empty());
    CHECK(kinds(floor, 2026y / 11 / 3) == std::vector{TroubleKind::paused});
    floor.order.ending = EndingState{};
    CHECK(kinds(floor, 2026y / 12 / 24).empty());
}

TEST_CASE("what two cut-off terminals said, each right by itself, is told when it contradicts") {
    TestFloor floor;
    floor.today = 2026y / 11 / 2;
    REQUIRE(floor.run("office", import_of()).empty());
    std::int64_t seq = 0;
    const auto from_elsewhere = [&](Body body) {
        Event event;
        event.id = {TerminalId("L2"), 1, ++seq};
        event.lamport = 100 + seq;
        event.order_no = kOrder;
        event.body = std::move(body);
        apply(floor.order, event);
    };
    const Date day = 2026y / 11 / 3;
    from_elsewhere(OutputRecorded{kBatch, kPacking, 100, Entry::scanned, {}, {}});
    from_elsewhere(ShipmentRecorded{"SJ-1", "", {{kBatch, 60}}, "B 1", "Joko", "Rina", "TT", {}});
    CHECK(kinds(floor, day).empty());
    // The same note again, as it was, is no contradiction.
    from_elsewhere(ShipmentRecorded{"SJ-1", "", {{kBatch, 60}}, "B 1", "Joko", "Rina", "TT", {}});
    CHECK(kinds(floor, day).empty());
    from_elsewhere(ShipmentRecorded{"SJ-2", "", {{kBatch, 60}}, "B 1", "Joko", "Rina", "TT", {}});
    CHECK(kinds(floor, day) == std::vector{TroubleKind::conflict});
    from_elsewhere(RecordReversed{{TerminalId("L2"), 1, seq}, "dua kali"});
    CHECK(kinds(floor, day).empty());
    from_elsewhere(ShipmentRecorded{"SJ-1", "", {{kBatch, 70}}, "B 1", "Joko", "Rina", "TT", {}});
    CHECK(kinds(floor, day) == std::vector{TroubleKind::conflict});
}

TEST_CASE("an unusual contract that nobody stands for is an exception") {
    TestFloor floor;
    floor.today = 2026y / 11 / 2;
    ImportOrder import = import_of(1000, 81);
    import.order.deviations = {{"threshold", "kontrak khusus", {}}};
    REQUIRE(floor.run("office", import).empty());
    CHECK(kinds(floor, 2026y / 11 / 3) == std::vector{TroubleKind::unsigned_});
    REQUIRE(floor.run_signed("bambang", "bambang", "deviation", SignDeviation{"threshold"})
                .empty());
    CHECK(kinds(floor, 2026y / 11 / 3).empty());
}
