#include "app/domain/kpi.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;
using namespace std::chrono;

namespace {

const Kpi kLead{"lead", {"Waktu", "Lead time"}, KpiMeasure::lead_time, "delivery",
                Comparison::at_most, 75, 90};
const Kpi kDefects{"defects", {"Gagal", "Defects"}, KpiMeasure::defect_rate, "",
                   Comparison::at_most, 100, 200};
const Kpi kOnTime{"on_time", {"Tepat", "On time"}, KpiMeasure::on_time, "delivery",
                  Comparison::above, 9'500, 8'500};

/// Delivery within ten days of the contract; a batch that was packed and its quantity closed.
class MeasuredFloor : public TestFloor {
public:
    MeasuredFloor() {
        today = 2026y / 11 / 2;
        ImportOrder import = import_of();
        Playbook& book = import.order.playbook;
        book.checkpoints = {{"handover", {"BAST", "BAST"}, CheckpointScope::order, {Role::office},
                             {}, false, false}};
        book.deadlines = {{"delivery", {"Kirim", "Delivery"}, ConditionKind::order_signed,
                           {ConditionKind::passed, "handover"}, 10, false, false}};
        book.kpis = {kLead, kDefects, kOnTime};
        REQUIRE(run("office", import).empty());
    }
    void hand_over(const Date& day) {
        today = day;
        REQUIRE(run("office", RecordCheckpoint{"handover", {}, CheckpointOutcome::passed, "", "",
                                               {}})
                    .empty());
    }
    std::vector<KpiRow> rows() const {
        std::vector<KpiRow> all;
        for (const Measured& value : measured(order, {})) {
            all.push_back({order.order_no, "Glowria", value});
        }
        return all;
    }
};

KpiRow row(const char* order, const char* client, const Date& day, std::int64_t numerator,
           std::int64_t denominator = 1) {
    return {OrderNo(order), client, {"lead", day, numerator, denominator}};
}

const KpiPeriod kYear{2026y / 1 / 1, 2026y / 12 / 31};

}  // namespace

TEST_CASE("an order measures nothing before it is handed over, then its days and whether in time") {
    for (const auto& [day, on_time] : {std::pair{11, 1}, {12, 1}, {13, 0}}) {
        MeasuredFloor floor;
        CHECK(floor.rows().empty());
        floor.hand_over(2026y / 11 / std::chrono::day(static_cast<unsigned>(day)));
        const auto rows = floor.rows();
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].value == Measured{"lead", floor.today, day - 2, 1});
        CHECK(rows[1].value == Measured{"on_time", floor.today, on_time, 1});
    }
}

TEST_CASE("defects are what was rejected of all that was counted, and whole rejected batches") {
    MeasuredFloor floor;
    floor.hand_over(2026y / 11 / 5);
    BatchState& good = floor.order.batches.at(kBatch);
    good.counts[kPacking].good = 990;
    good.counts[kPacking].reject = 7;
    good.counts[kPacking].scrap = 3;
    BatchState& bad = floor.order.batches.at(kOtherBatch);
    bad.status = BatchStatus::rejected;
    bad.counts[kPacking].good = 10;
    CHECK(floor.rows().size() == 2);  // The quantity is not closed.
    floor.order.closing = ClosingState{};
    floor.order.closing->at_utc_us = floor.order.signed_at_utc_us;
    const auto rows = floor.rows();
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].value.numerator == 20);
    CHECK(rows[1].value.denominator == 1'010);
}

TEST_CASE("a figure sums orders of the period and client, and names them") {
    const std::vector<KpiRow> rows{row("PO-1", "Glowria", 2026y / 1 / 1, 70),
                                   row("PO-2", "Herbana", 2026y / 12 / 31, 81),
                                   row("PO-3", "Glowria", 2027y / 1 / 1, 5),
                                   row("PO-4", "Glowria", 2025y / 12 / 31, 5)};
    const KpiFigure all = kpi_figure(kLead, rows, kYear, "");
    CHECK(all.behind == std::vector{OrderNo("PO-1"), OrderNo("PO-2")});
    CHECK(shown_value(kLead, all) == 755);  // 75.5 days.
    CHECK_FALSE(meets_target(kLead, all));
    const KpiFigure one = kpi_figure(kLead, rows, kYear, "Glowria");
    CHECK(one.behind == std::vector{OrderNo("PO-1")});
    CHECK(meets_target(kLead, one));
    CHECK(kpi_figure(kLead, rows, kYear, "Nobody").denominator == 0);
}

TEST_CASE("a figure is compared as it is and not as it is shown") {
    const KpiFigure hair_over{75 * 1'000 + 1, 1'000, {}};
    CHECK(shown_value(kLead, hair_over) == 750);
    CHECK_FALSE(meets_target(kLead, hair_over));
    const KpiFigure exactly{95, 100, {}};  // "Above 95 %".
    CHECK(shown_value(kOnTime, exactly) == 9'500);
    CHECK_FALSE(meets_target(kOnTime, exactly));
    CHECK(meets_target(kOnTime, {951, 1'000, {}}));
    CHECK(meets_target(kDefects, {1, 100, {}}));
    CHECK_FALSE(meets_target(kDefects, {101, 10'000, {}}));
    CHECK(shown_value(kDefects, {1, 3, {}}) == 3'333);
    CHECK(shown_value(kDefects, {2, 3, {}}) == 6'667);
}
