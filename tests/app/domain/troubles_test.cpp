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
