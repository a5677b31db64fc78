#include <catch2/catch_test_macros.hpp>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

TEST_CASE("good units count for the order at the counting step only") {
    TestFloor floor;
    floor.open(900);
    REQUIRE(deliverable_good(floor.order) == 0);
    REQUIRE(floor.pack(250).empty());
    REQUIRE(deliverable_good(floor.order) == 250);
}

TEST_CASE("a step cannot output more than the step before passed on") {
    TestFloor floor;
    floor.open(300);
    REQUIRE(floor.pack(301) == "exceeds_received");
    REQUIRE(floor.pack(200).empty());
    REQUIRE(floor.run("siti", RecordReject{kBatch, kPacking, 100, "leak", {}, Entry::scanned})
                .empty());
    REQUIRE(floor.pack(1) == "exceeds_received");
    REQUIRE(floor.run("siti", RecordReject{kBatch, kPacking, 1, "leak", {}, Entry::scanned}) ==
            "exceeds_received");
}

TEST_CASE("units that are not released yet are not ordered a second time") {
    TestFloor floor;
    floor.open(2000, 1000);
    floor.order.order->counts_status = CountsStatus::released;
    REQUIRE(floor.pack(1000).empty());
    REQUIRE(deliverable_good(floor.order) == 0);
    REQUIRE(floor.pack(1) == "over_ordered");
    // What QA rejected is to be made again.
    floor.order.batches.at(kBatch).status = BatchStatus::rejected;
    REQUIRE(floor.run("siti", StartBatch{kOtherBatch, CountMode::keypad}).empty());
    const auto output = [](const StepCode& step, std::int64_t quantity) {
        return RecordOutput{kOtherBatch, step, quantity, Entry::scanned, {}};
    };
    REQUIRE(floor.run("siti", output(kSealing, 2000)).empty());
    REQUIRE(floor.run("siti", output(kPacking, 1000)).empty());
    REQUIRE(floor.run("siti", output(kPacking, 1)) == "over_ordered");
}

TEST_CASE("over the ordered quantity asks for a supervisor with a reason") {
    TestFloor floor;
    floor.open(2000, 1000);
    REQUIRE(floor.pack(1000).empty());
    REQUIRE(floor.pack(1) == "over_ordered");
    RecordOutput more{kBatch, kPacking, 1, Entry::scanned, "sisa kemasan"};
    REQUIRE(floor.run_signed("siti", "dewi", "over_quantity", more) == "signer_not_allowed");
    REQUIRE(floor.run_signed("siti", "bambang", "milestone", more) == "signature_missing");
    RecordOutput silent = more;
    silent.over_reason = "  ";
    REQUIRE(floor.run_signed("siti", "bambang", "over_quantity", silent) == "reason_missing");
    REQUIRE(floor.run_signed("siti", "bambang", "over_quantity", more).empty());
    const auto& output = std::get<OutputRecorded>(floor.log.back().body);
    REQUIRE(output.approval->signer == UserId("bambang"));
}

TEST_CASE("quantities outside 1 to a thousand million are refused") {
    TestFloor floor;
    floor.open();
    for (const std::int64_t quantity : {std::int64_t{0}, std::int64_t{-1}, INT64_MIN}) {
        REQUIRE(floor.pack(quantity) == "quantity_too_small");
    }
    for (const std::int64_t quantity :
         {kQuantityMax + 1, std::int64_t{1'000'000'000'000}, INT64_MAX}) {
        REQUIRE(floor.pack(quantity) == "quantity_too_large");
    }
    REQUIRE(deliverable_good(floor.order) == 0);
}

TEST_CASE("a unit comes out of rework once, as good or as scrap") {
    TestFloor floor;
    floor.open();
    REQUIRE(floor.run("siti", OpenRework{kBatch, kPacking, 20, Entry::scanned}).empty());
    REQUIRE(floor.run("siti", CloseRework{kBatch, kPacking, 15, 6}) == "exceeds_rework");
    REQUIRE(floor.run("siti", CloseRework{kBatch, kPacking, 15, 5}).empty());
    REQUIRE(floor.packed() == StepCounts{15, 0, 5, 0, 0, 0});
    REQUIRE(floor.run("siti", CloseRework{kBatch, kPacking, 1, 0}) == "exceeds_rework");
}

TEST_CASE("good units out of rework over the ordered quantity are approved like any others") {
    TestFloor floor;
    floor.open(2000, 1000);
    REQUIRE(floor.pack(1000).empty());
    REQUIRE(floor.run("siti", OpenRework{kBatch, kPacking, 20, Entry::scanned}).empty());
    CloseRework closing{kBatch, kPacking, 20, 0};
    REQUIRE(floor.run("siti", closing) == "over_ordered");
    REQUIRE(floor.run_signed("siti", "bambang", "over_quantity", closing) == "reason_missing");
    closing.over_reason = "sisa kemasan";
    REQUIRE(floor.run_signed("siti", "bambang", "over_quantity", closing).empty());
    const auto& closed = std::get<ReworkClosed>(floor.log.back().body);
    REQUIRE(closed.approval->signer == UserId("bambang"));
    REQUIRE(closed.approval->reason == "sisa kemasan");
}

TEST_CASE("samples and losses are never deliverable") {
    TestFloor floor;
    floor.open(500);
    REQUIRE(floor.run("ratna", TakeSample{kBatch, kPacking, 5, SamplePurpose::retained}).empty());
    REQUIRE(floor.run("siti", RecordLoss{kBatch, kPacking, 2, "jatuh"}).empty());
    REQUIRE(deliverable_good(floor.order) == 0);
    REQUIRE(floor.packed().accounted() == 7);
}

TEST_CASE("a batch closes when its units are accounted for, or with an explanation") {
    TestFloor floor;
    floor.open(500);
    floor.pack(490);
    REQUIRE(floor.run("siti", CloseBatch{kBatch, {}}) == "units_unexplained");
    REQUIRE(floor.run("siti", CloseBatch{kBatch, "10 botol pecah di konveyor"}).empty());
    REQUIRE(std::get<BatchClosed>(floor.log.back().body).unexplained == 10);
    REQUIRE(find_batch(floor.order, kBatch)->status == BatchStatus::quarantine);
    REQUIRE(floor.pack(1) == "batch_closed");
}

TEST_CASE("a record is taken back once, with a reason, by its own author or a supervisor") {
    TestFloor floor;
    floor.open();
    floor.pack(250);
    const EventId wrong = floor.last_id();
    REQUIRE(floor.run("siti", ReverseRecord{wrong, ""}) == "reason_missing");
    REQUIRE(floor.run("dewi", ReverseRecord{wrong, "salah"}) == "not_allowed");
    REQUIRE(floor.run("siti", ReverseRecord{wrong, "salah ketik"}).empty());
    REQUIRE(deliverable_good(floor.order) == 0);
    REQUIRE(floor.run("bambang", ReverseRecord{wrong, "lagi"}) == "already_reversed");
}

TEST_CASE("units that the next step used cannot be taken back under it") {
    TestFloor floor;
    floor.open(300);
    const EventId sealed = floor.last_id();
    floor.pack(100);
    REQUIRE(floor.run("siti", ReverseRecord{sealed, "salah"}) == "next_step_used_it");
}

TEST_CASE("an own record of yesterday needs a supervisor") {
    TestFloor floor;
    floor.open();
    floor.pack(10);
    Command late = floor.command("siti", ReverseRecord{floor.last_id(), "salah"});
    late.stamp.business_date = *parse_iso_date("2026-11-22");
    REQUIRE(floor.run(late) == "not_allowed");
}

TEST_CASE("a reject needs a reason of the playbook, and the other one needs words") {
    TestFloor floor;
    floor.open();
    const auto reject = [&](const std::string& reason, const std::string& note) {
        return floor.run("siti",
                         RecordReject{kBatch, kPacking, 3, reason, note, Entry::scanned});
    };
    REQUIRE(reject("", "") == "reason_missing");
    REQUIRE(reject("made_up", "") == "reason_missing");
    REQUIRE(reject("other", "") == "note_missing");
    REQUIRE(reject("other", std::string("a\xff")) == "text_unprintable");
    REQUIRE(reject("other", "\xe2\x80\xae" "abc") == "text_unprintable");
    REQUIRE(reject("other", std::string(201, 'x')) == "text_too_long");
    REQUIRE(reject("other", "'); DROP TABLE event; --").empty());
    REQUIRE(floor.packed().reject == 3);
}

TEST_CASE("a batch counts by carton or by keypad, never both") {
    TestFloor floor;
    floor.run("office", import_of());
    floor.run("siti", StartBatch{kBatch, CountMode::carton});
    floor.run("siti", RecordOutput{kBatch, kSealing, 500, Entry::scanned, {}});
    REQUIRE(floor.pack(24) == "batch_counts_by_carton");
    floor.run("siti", IssueLabels{kBatch, "carton", 24, 1, {Serial("L1A1")}});
    REQUIRE(floor.run("siti", CountCarton{Serial("L1A1"), kBatch, kPacking, {}}).empty());
    REQUIRE(floor.run("siti", CountCarton{Serial("L1A1"), kBatch, kPacking, {}}) ==
            "carton_counted");
    REQUIRE(deliverable_good(floor.order) == 24);

    TestFloor keypad;
    keypad.open();
    keypad.run("siti", IssueLabels{kBatch, "carton", 24, 1, {Serial("L1A1")}});
    REQUIRE(keypad.run("siti", CountCarton{Serial("L1A1"), kBatch, kPacking, {}}) ==
            "batch_counts_by_keypad");
}

TEST_CASE("a second scan of the same label is refused, and a voided one too") {
    TestFloor floor;
    floor.run("office", import_of());
    floor.run("siti", StartBatch{kBatch, CountMode::carton});
    floor.run("siti", RecordOutput{kBatch, kSealing, 500, Entry::scanned, {}});
    floor.run("siti", IssueLabels{kBatch, "carton", 24, 2, {Serial("A1"), Serial("A2")}});
    REQUIRE(floor.run("siti", VoidLabel{Serial("A2"), "tidak ada label"}).empty());
    REQUIRE(floor.run("siti", CountCarton{Serial("A2"), kBatch, kPacking, {}}) == "label_voided");
    REQUIRE(floor.run("siti", CountCarton{Serial("A1"), kOtherBatch, kPacking, {}}) ==
            "wrong_batch");
    REQUIRE(floor.run("siti", CountCarton{Serial("A9"), kBatch, kPacking, {}}) == "label_unknown");
    REQUIRE(floor.run("siti", CountCarton{Serial("A1"), kBatch, kPacking, {}}).empty());
    REQUIRE(floor.run("siti", VoidLabel{Serial("A1"), "rusak"}) == "label_counted");
    REQUIRE(floor.run("siti", ReverseRecord{floor.last_id(), "salah karton"}).empty());
    REQUIRE(deliverable_good(floor.order) == 0);
    REQUIRE(floor.run("siti", CountCarton{Serial("A1"), kBatch, kPacking, {}}).empty());
}

TEST_CASE("nobody, a stranger and the wrong role record nothing") {
    TestFloor floor;
    floor.open();
    REQUIRE(floor.pack(1, "") == "nobody_logged_in");
    REQUIRE(floor.pack(1, "stranger") == "user_unknown");
    REQUIRE(floor.pack(1, "ratna") == "not_allowed");
    floor.site.users[UserId("siti")].active = false;
    REQUIRE(floor.pack(1, "siti") == "user_unknown");
}
