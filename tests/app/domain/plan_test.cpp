#include "app/domain/plan.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;
using namespace std::chrono;

namespace {

/// Whole weeks by arithmetic and the rest of them by name: a second way to the same days.
std::int64_t working_days_by_weeks(const Date& from, const Date& to, const Holidays& holidays) {
    if (!(from < to)) return 0;
    const std::int64_t days = days_between(from, to);
    std::int64_t working = days / 7 * 5;
    const unsigned first = weekday(sys_days(from)).iso_encoding();
    for (std::int64_t i = 1; i <= days % 7; ++i) {
        if ((first - 1 + static_cast<unsigned>(i)) % 7 < 5) ++working;
    }
    for (const Date& holiday : holidays) {
        const bool inside = from < holiday && !(to < holiday);
        if (inside && weekday(sys_days(holiday)).iso_encoding() < 6) --working;
    }
    return working;
}

Date random_day(std::mt19937& random) {
    return sys_days(2026y / 1 / 1) + days(std::uniform_int_distribution<int>(0, 1'500)(random));
}

/// Sketch by the client within five working days, then ten of production.
ImportOrder planned_import() {
    ImportOrder import = import_of();
    Playbook& book = import.order.playbook;
    book.checkpoints = {{"sketch", {"Sketsa", "Sketch"}, CheckpointScope::order, {Role::office}, {},
                         false, false},
                        {"answer", {"Jawaban", "Answer"}, CheckpointScope::order, {Role::office},
                         {}, false, false},
                        {"ready", {"Siap", "Ready"}, CheckpointScope::order, {Role::office}, {},
                         false, false}};
    book.deadlines = {
        {"sketch", {"Sketsa", "Sketch"}, ConditionKind::order_signed,
         {ConditionKind::passed, "sketch"}, 5, true, false},
        {"answer", {"Jawaban", "Answer"}, {ConditionKind::passed, "sketch"},
         {ConditionKind::passed, "answer"}, 2, true, true},
        {"production", {"Produksi", "Production"}, {ConditionKind::passed, "answer"},
         {ConditionKind::passed, "ready"}, 10, true, false}};
    book.damages = Damages{"production", 50, 3, 200};
    return import;
}

class PlannedFloor : public TestFloor {
public:
    PlannedFloor() {
        today = 2026y / 11 / 2;  // A Monday.
        add_user("fin", {Role::finance});
        REQUIRE(run("office", planned_import()).empty());
    }
    void pass(const Date& day, const std::string& code) {
        today = day;
        REQUIRE(run("office", RecordCheckpoint{code, {}, CheckpointOutcome::passed, "", "", {}})
                    .empty());
    }
    PlanRow row(const std::string& code, const Date& on) const {
        for (const PlanRow& each : plan_of(order, holidays, on)) {
            if (each.deadline->code == code) return each;
        }
        FAIL("no such deadline");
        return {};
    }

    Holidays holidays;
};

}  // namespace

TEST_CASE("working days agree with a second way of counting them, whatever the holidays") {
    std::mt19937 random(7);
    for (int round = 0; round < 2'000; ++round) {
        Holidays holidays;
        for (int i = 0; i < 40; ++i) holidays.insert(random_day(random));
        const Date from = random_day(random);
        const Date to = random_day(random);
        REQUIRE(days_after(from, to, true, holidays) ==
                working_days_by_weeks(from, to, holidays));
        const int wanted = std::uniform_int_distribution<int>(1, 120)(random);
        const Date end = add_days(from, wanted, true, holidays);
        REQUIRE(working_days_by_weeks(from, end, holidays) == wanted);
        REQUIRE(is_working_day(end, holidays));
        REQUIRE(days_between(from, add_days(from, wanted, false, holidays)) == wanted);
    }
}

TEST_CASE("control: a count that forgets the holidays is not the same") {
    const Holidays christmas{2026y / 12 / 25};
    const Date from = 2026y / 12 / 24;
    CHECK(add_days(from, 1, true, christmas) == Date(2026y / 12 / 28));
    CHECK(add_days(from, 1, true, {}) == Date(2026y / 12 / 25));
    CHECK(working_days_by_weeks(from, 2026y / 12 / 28, {}) !=
          days_after(from, 2026y / 12 / 28, true, christmas));
}

TEST_CASE("a plan follows the facts: what is done, what is due, what is to be expected") {
    PlannedFloor floor;
    PlanRow sketch = floor.row("sketch", 2026y / 11 / 3);
    CHECK(sketch.planned_to == Date(2026y / 11 / 9));
    CHECK(sketch.due == sketch.planned_to);
    CHECK(sketch.late_days == 0);
    CHECK_FALSE(floor.row("production", 2026y / 11 / 3).from);
    CHECK(floor.row("production", 2026y / 11 / 3).expected_to == Date(2026y / 11 / 25));
    CHECK(floor.row("sketch", 2026y / 11 / 11).late_days == 2);
    floor.pass(2026y / 11 / 11, "sketch");
    sketch = floor.row("sketch", 2026y / 11 / 20);
    CHECK(sketch.done == Date(2026y / 11 / 11));
    CHECK(sketch.late_days == 2);
    floor.pass(2026y / 11 / 12, "answer");
    const PlanRow production = floor.row("production", 2026y / 11 / 12);
    CHECK(production.from == Date(2026y / 11 / 12));
    CHECK(production.due == Date(2026y / 11 / 26));
    CHECK(production.planned_to == Date(2026y / 11 / 25));
}

TEST_CASE("each completed 24 hours of a late answer moves what comes after by a working day") {
    for (const auto& [day, moved] : {std::pair{13, 0}, {14, 0}, {15, 1}, {16, 2}, {20, 6}}) {
        PlannedFloor floor;
        floor.pass(2026y / 11 / 11, "sketch");  // The answer is due on Friday the 13th.
        floor.pass(2026y / 11 / std::chrono::day(static_cast<unsigned>(day)), "answer");
        const PlanRow production = floor.row("production", 2026y / 12 / 24);
        CHECK(production.moved_days == moved);
        CHECK(production.due == add_days(*production.from, 10 + moved, true, {}));
    }
}

TEST_CASE("a pause freezes the clock, and one that lasts goes on freezing it") {
    PlannedFloor floor;
    floor.today = 2026y / 11 / 4;
    REQUIRE(floor.run("office", PauseOrder{"dana", "WA 4-11"}).empty());
    CHECK(floor.row("sketch", 2026y / 11 / 30).late_days == 0);
    CHECK(floor.run("office", PauseOrder{"dana", "WA 4-11"}) == "order_paused");
    CHECK(floor.run("siti", StartBatch{kBatch, CountMode::keypad}) == "order_paused");
    floor.today = 2026y / 11 / 18;
    REQUIRE(floor.run("office", ResumeOrder{"WA 18-11"}).empty());
    const PlanRow sketch = floor.row("sketch", 2026y / 11 / 30);
    CHECK(sketch.paused_days == 10);
    CHECK(sketch.due == Date(2026y / 11 / 23));
    CHECK(floor.run("office", ResumeOrder{"WA 19-11"}) == "order_not_paused");
}

TEST_CASE("damages count days after the tolerance up to their cap, and finance signs the credit") {
    PlannedFloor floor;
    floor.pass(2026y / 11 / 3, "sketch");
    floor.pass(2026y / 11 / 4, "answer");  // Production is due on the 18th.
    CHECK(damages_due(floor.order, {}, 2026y / 11 / 23).amount.value == 0);
    const DamagesDue two = damages_due(floor.order, {}, 2026y / 11 / 25);
    CHECK(two.days == 2);
    CHECK(two.amount == Rupiah{450'000});  // 2 x 0.5 % of 45,000,000.
    CHECK(damages_due(floor.order, {}, 2027y / 3 / 1).amount == Rupiah{900'000});
    floor.today = 2026y / 11 / 25;
    CHECK(floor.run_signed("fin", "fin", "damages", CreditDamages{2}) == "damages_running");
    floor.pass(2026y / 11 / 25, "ready");
    CHECK(floor.run_signed("bambang", "bambang", "damages", CreditDamages{2}) ==
          "signer_not_allowed");
    CHECK(floor.run_signed("fin", "fin", "damages", CreditDamages{1}) == "damages_moved");
    CHECK(floor.run("system", CreditDamages{2}) == "signature_missing");
    REQUIRE(floor.run_signed("fin", "fin", "damages", CreditDamages{2}).empty());
    CHECK(floor.order.charges.at(ChargeId("damages:1")).claim.amount == Rupiah{-450'000});
    CHECK(floor.run_signed("fin", "fin", "damages", CreditDamages{2}) == "damages_credited");
}

TEST_CASE("a warranty ends on the day of its month, or the month's last") {
    PlannedFloor floor;
    const Warranty year{"finish", {"F", "F"}, {ConditionKind::passed, "ready"}, 12};
    CHECK_FALSE(warranty_until(floor.order, year));
    floor.pass(2028y / 2 / 29, "ready");
    CHECK(warranty_until(floor.order, year) == Date(2029y / 2 / 28));
}
