#include "app/domain/order_state.h"

#include <algorithm>
#include <random>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_all.hpp>

#include "app/domain/body_json.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

// A shift with every kind of record in it, reversals and labels included.
std::vector<Event> busy_shift() {
    TestFloor floor;
    floor.open();
    floor.pack(300);
    const EventId wrong = floor.last_id();
    floor.run("siti", RecordReject{kBatch, kPacking, 7, "leak", {}, Entry::scanned});
    floor.run("siti", OpenRework{kBatch, kPacking, 20, Entry::scanned});
    floor.run("siti", CloseRework{kBatch, kPacking, 15, 5});
    floor.run("siti", ReverseRecord{wrong, "salah ketik"});
    floor.run("siti", TakeSample{kBatch, kPacking, 3, SamplePurpose::qc});
    floor.run("ratna", RecordTest{kBatch, "ph", Decimal{512, 2}, Entry::scanned});
    floor.pack(720);
    floor.run("qa", RecordClientApproval{kBatch, "WA 21-11 No. 7"});
    floor.run("qa", ReverseRecord{floor.last_id(), "salah"});
    floor.run("qa", RecordClientApproval{kBatch, "WA 21-11 No. 8"});
    floor.sign();
    for (const BatchStatus status : {BatchStatus::on_hold, BatchStatus::rejected}) {
        floor.run_signed("qa", "qa", "release", ChangeBatchStatus{kOtherBatch, status, "deviasi"});
    }
    return floor.log;
}

// Two states are one when everything that can be read off them is one.
std::string print(const OrderState& state) {
    std::string out = std::to_string(state.version) + "|" +
                      std::to_string(deliverable_good(state)) + "|" +
                      std::string(milestone_status_name(milestone_status(state)));
    for (const auto& [id, record] : state.records) {
        out += "|" + to_string(id) + (record.reversed ? "-" : "+") +
               encode_body(record.body).bytes;
    }
    for (const ClientApproved* approval : standing_approvals(state)) out += approval->reference;
    for (const auto& [batch_no, batch] : state.batches) {
        for (const auto& [step, counts] : batch.counts) {
            out += "|" + batch_no.str() + step.str() + std::to_string(counts.good) + "," +
                   std::to_string(counts.reject) + "," + std::to_string(counts.scrap) + "," +
                   std::to_string(counts.rework_open) + "," + std::to_string(counts.samples);
        }
        out += std::to_string(static_cast<int>(batch.status));
    }
    return out;
}

}  // namespace

TEST_CASE("every order of arrival of the same events gives the same state") {
    std::vector<Event> events = busy_shift();
    const std::string wanted = print(fold(kOrder, events));
    const auto seed = GENERATE(take(200, random(0u, 4'000'000'000u)));
    std::mt19937 random(seed);
    std::shuffle(events.begin(), events.end(), random);
    CAPTURE(seed);
    REQUIRE(print(fold(kOrder, events)) == wanted);
}

TEST_CASE("control: events applied in the order of arrival do not give the same state") {
    std::vector<Event> events = busy_shift();
    const std::string wanted = print(fold(kOrder, events));
    std::reverse(events.begin(), events.end());
    OrderState state;
    for (const Event& event : events) apply(state, event);
    REQUIRE(print(state) != wanted);
}

TEST_CASE("a reversal that arrives before its record waits for it") {
    TestFloor floor;
    floor.open();
    floor.pack(100);
    floor.run("siti", ReverseRecord{floor.last_id(), "salah"});
    std::vector<Event> events = floor.log;
    const Event record = events[events.size() - 2];
    events.erase(events.end() - 2);
    OrderState state = fold(kOrder, events);
    REQUIRE(state.waiting_reversals.size() == 1);
    apply(state, record);
    REQUIRE(deliverable_good(state) == 0);
    REQUIRE(state.waiting_reversals.empty());
}

TEST_CASE("a reversal that arrives before its approval waits for it") {
    TestFloor floor;
    floor.open();
    floor.run("qa", RecordClientApproval{kBatch, "WA 21-11 No. 7"});
    floor.run("qa", ReverseRecord{floor.last_id(), "salah"});
    std::vector<Event> events = floor.log;
    const Event approval = events[events.size() - 2];
    events.erase(events.end() - 2);
    OrderState state = fold(kOrder, events);
    REQUIRE(state.waiting_reversals.size() == 1);
    apply(state, approval);
    REQUIRE(standing_approvals(state).empty());
    REQUIRE(state.waiting_reversals.empty());
}

TEST_CASE("a carton that two cut-off terminals counted is counted once") {
    TestFloor floor;
    floor.run("office", import_of());
    floor.run("siti", StartBatch{kBatch, CountMode::carton});
    floor.run("siti", RecordOutput{kBatch, kSealing, 500, Entry::scanned, {}});
    IssueLabels labels{kBatch, "carton", 24, 1, {Serial("L1A1")}};
    REQUIRE(floor.run("siti", labels).empty());
    REQUIRE(floor.run("siti", CountCarton{Serial("L1A1"), kBatch, kPacking, {}}).empty());
    Event twin = floor.log.back();
    twin.id = {TerminalId("L2"), 1, 1};
    apply(floor.order, twin);
    REQUIRE(deliverable_good(floor.order) == 24);
}

TEST_CASE("an unknown kind locks its order and nothing is decided on it") {
    TestFloor floor;
    floor.open();
    Event unknown = floor.log.back();
    unknown.id.seq += 100;
    unknown.lamport += 100;
    unknown.body = UnknownKind{};
    apply(floor.order, unknown);
    REQUIRE(floor.pack(1) == "order_locked");
}

TEST_CASE("the moment of the threshold is kept, and forgotten when the count falls below") {
    TestFloor floor;
    floor.open();
    floor.pack(699);
    REQUIRE_FALSE(floor.order.threshold_reached_at_utc_us);
    floor.pack(1);
    REQUIRE(floor.order.threshold_reached_at_utc_us);
    floor.run("siti", ReverseRecord{floor.last_id(), "salah"});
    REQUIRE_FALSE(floor.order.threshold_reached_at_utc_us);
}
