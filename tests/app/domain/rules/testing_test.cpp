#include <catch2/catch_test_macros.hpp>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

RecordTest ph(std::int64_t scaled, int decimals) {
    return {kBatch, "ph", Decimal{scaled, decimals}, Entry::scanned};
}

Verdict verdict_of(TestFloor& floor, const RecordTest& test) {
    REQUIRE(floor.run("ratna", test).empty());
    return std::get<TestRecorded>(floor.log.back().body).verdict;
}

}  // namespace

TEST_CASE("limits belong to what meets them, whatever the number of decimals") {
    for (const auto& [value, verdict] : std::vector<std::pair<Decimal, Verdict>>{
             {{450, 2}, Verdict::meets},
             {{45, 1}, Verdict::meets},
             {{5, 0}, Verdict::meets},
             {{550, 2}, Verdict::meets},
             {{449, 2}, Verdict::fails},
             {{551, 2}, Verdict::fails},
             {{-512, 2}, Verdict::fails}}) {
        TestFloor floor;
        floor.open();
        CAPTURE(value.scaled, value.decimals);
        REQUIRE(verdict_of(floor, ph(value.scaled, value.decimals)) == verdict);
    }
}

TEST_CASE("a test without a lower limit fails only above") {
    TestFloor floor;
    floor.open();
    REQUIRE(verdict_of(floor, {kBatch, "alt", Decimal{0, 0}, Entry::scanned}) == Verdict::meets);
}

TEST_CASE("a value finer than the method, or out of any range, is refused") {
    TestFloor floor;
    floor.open();
    REQUIRE(floor.run("ratna", ph(51234, 4)) == "too_many_decimals");
    REQUIRE(floor.run("ratna", ph(5, 40)) == "value_out_of_range");
    REQUIRE(floor.run("ratna", ph(5, -1)) == "value_out_of_range");
    REQUIRE(floor.run("ratna", ph(INT64_MAX, 0)) == "value_out_of_range");
    REQUIRE(floor.run("ratna", RecordTest{kBatch, "made_up", Decimal{1, 0}, Entry::scanned}) ==
            "test_unknown");
    REQUIRE(floor.run("siti", ph(512, 2)) == "not_allowed");
}

TEST_CASE("a failing result is not tested away: it is taken back with a reason first") {
    TestFloor floor;
    floor.open();
    REQUIRE(verdict_of(floor, ph(600, 2)) == Verdict::fails);
    const EventId failed = floor.last_id();
    REQUIRE(floor.run("ratna", ph(512, 2)) == "test_already_recorded");
    REQUIRE(floor.run("ratna", ReverseRecord{failed, "pH meter belum dikalibrasi"}).empty());
    REQUIRE(verdict_of(floor, ph(512, 2)) == Verdict::meets);
}

TEST_CASE("release needs a closed batch, all tests met, and QA's signature") {
    TestFloor floor;
    floor.open(100);
    const ChangeBatchStatus release{kBatch, BatchStatus::released, {}};
    const auto released = [&] { return floor.run_signed("qa", "qa", "release", release); };
    REQUIRE(floor.run("qa", release) == "signature_missing");
    REQUIRE(floor.run_signed("bambang", "bambang", "release", release) == "not_allowed");
    REQUIRE(released() == "batch_not_closed");
    floor.pack(100);
    floor.run("siti", CloseBatch{kBatch, {}});
    REQUIRE(released() == "test_missing");
    floor.run("ratna", ph(512, 2));
    floor.run("ratna", RecordTest{kBatch, "alt", Decimal{2000, 0}, Entry::scanned});
    REQUIRE(released() == "test_fails");
    floor.run("ratna", ReverseRecord{floor.last_id(), "sampel tertukar"});
    floor.run("ratna", RecordTest{kBatch, "alt", Decimal{10, 0}, Entry::scanned});
    REQUIRE(released().empty());
    REQUIRE(find_batch(floor.order, kBatch)->status == BatchStatus::released);
}

TEST_CASE("a batch that was held goes on where it stood, and a rejected one never does") {
    TestFloor floor;
    floor.open(100);
    const auto change = [&](BatchStatus status, const std::string& reason = "deviation") {
        return floor.run_signed("qa", "qa", "release", ChangeBatchStatus{kBatch, status, reason});
    };
    REQUIRE(change(BatchStatus::in_process) == "status_impossible");
    REQUIRE(change(BatchStatus::on_hold, "") == "reason_missing");
    REQUIRE(change(BatchStatus::on_hold).empty());
    REQUIRE(floor.pack(1) == "batch_on_hold");
    REQUIRE(change(BatchStatus::quarantine) == "status_impossible");
    REQUIRE(change(BatchStatus::in_process).empty());
    REQUIRE(floor.pack(100).empty());
    REQUIRE(floor.run("siti", CloseBatch{kBatch, {}}).empty());
    REQUIRE(change(BatchStatus::on_hold).empty());
    REQUIRE(change(BatchStatus::in_process) == "status_impossible");
    REQUIRE(change(BatchStatus::quarantine).empty());
    REQUIRE(change(BatchStatus::rejected).empty());
    REQUIRE(change(BatchStatus::on_hold) == "status_impossible");
}
