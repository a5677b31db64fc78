#include <catch2/catch_test_macros.hpp>

#include "app/domain/contract.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

std::string import(TestFloor& floor, const ImportOrder& order) {
    return floor.run("office", order);
}

}  // namespace

TEST_CASE("the same content again is a no-op, revision + 1 amends, anything else is refused") {
    TestFloor floor;
    ImportOrder order = import_of();
    REQUIRE(import(floor, order).empty());
    const std::size_t facts = floor.log.size();
    REQUIRE(import(floor, order).empty());
    REQUIRE(floor.log.size() == facts);
    order.order.content_sha256_hex = "bb";
    REQUIRE(import(floor, order) == "revision_conflict");
    order.order.revision = 3;
    REQUIRE(import(floor, order) == "revision_conflict");
    order.order.revision = 2;
    REQUIRE(import(floor, order).empty());
    REQUIRE(floor.order.order->revision == 2);
}

TEST_CASE("a contract outside what is usual needs a reason, and rests until a supervisor signs") {
    for (const int threshold : {69, 81}) {
        TestFloor floor;
        ImportOrder order = import_of(1000, threshold);
        REQUIRE(import(floor, order) == "contract_unusual");
        order.order.deviations = {{"threshold", " ", {}}};
        REQUIRE(import(floor, order) == "contract_unusual");
        order.order.deviations = {{"threshold", "kontrak khusus", {}}};
        REQUIRE(import(floor, order).empty());
        CHECK(floor.run("siti", StartBatch{kBatch, CountMode::keypad}) == "deviation_unsigned");
        CHECK(floor.bill(TermId("dp")) == "deviation_unsigned");
        const SignDeviation sign{"threshold"};
        CHECK(floor.run("bambang", sign) == "signature_missing");
        CHECK(floor.run_signed("siti", "siti", "deviation", sign) == "signer_not_allowed");
        CHECK(floor.run_signed("bambang", "bambang", "deviation", SignDeviation{"dp"}) ==
              "deviation_unknown");
        CHECK(floor.run_signed("bambang", "bambang", "deviation", sign).empty());
        CHECK(floor.run("siti", StartBatch{kBatch, CountMode::keypad}).empty());
        // The same revision from a terminal that was cut off is the same contract.
        Event again = floor.log.front();
        again.id = {TerminalId("L2"), 1, 1};
        again.lamport = 1'000;
        apply(floor.order, again);
        CHECK(unsigned_deviation(floor.order) == nullptr);
        // An amendment is another contract: it is signed for anew.
        order.order.revision = 2;
        order.order.content_sha256_hex = "bb";
        REQUIRE(import(floor, order).empty());
        CHECK(floor.bill(TermId("dp")) == "deviation_unsigned");
    }
    for (const int threshold : {0, -1, 101}) {
        TestFloor floor;
        REQUIRE(import(floor, import_of(1000, threshold)) == "threshold_impossible");
    }
}

TEST_CASE("an order that does not add up is refused whole") {
    const auto refused = [](auto change) {
        TestFloor floor;
        ImportOrder order = import_of();
        change(order);
        const std::string key = import(floor, order);
        REQUIRE(floor.log.empty());
        return key;
    };
    REQUIRE(refused([](ImportOrder& o) { o.order.lines.clear(); }) == "order_without_line");
    REQUIRE(refused([](ImportOrder& o) { o.order.lines[0].quantity = 0; }) ==
            "quantity_too_small");
    REQUIRE(refused([](ImportOrder& o) { o.order.lines[0].quantity = 1'000'000'000'000'000; }) ==
            "quantity_too_large");
    REQUIRE(refused([](ImportOrder& o) { o.order.lines[0].product = ProductCode("X"); }) ==
            "product_unknown");
    REQUIRE(refused([](ImportOrder& o) { o.order.value.value += 1; }) ==
            "value_differs_from_lines");
    REQUIRE(refused([](ImportOrder& o) { o.order.terms[2].basis_points = 2900; }) ==
            "terms_percent_sum");
    REQUIRE(refused([](ImportOrder& o) { o.order.terms[2].amount.value -= 1; }) ==
            "terms_amount_sum");
    REQUIRE(refused([](ImportOrder& o) { o.order.terms[1].any_of.clear(); }) ==
            "term_waits_for_nothing");
    REQUIRE(refused([](ImportOrder& o) { o.order.terms[1].id = TermId("dp"); }) == "term_twice");
    REQUIRE(refused([](ImportOrder& o) { o.batches[1].batch = o.batches[0].batch; }) ==
            "batch_twice");
    REQUIRE(refused([](ImportOrder& o) { o.batches[0].batch = BatchNo("a b"); }) ==
            "batch_no_invalid");
    REQUIRE(refused([](ImportOrder& o) { o.batches[0].expires = o.batches[0].manufactured; }) ==
            "batch_dates_invalid");
}

TEST_CASE("a quantity is not reduced below what is made, nor a billed term changed") {
    TestFloor floor;
    floor.open(1000, 1000);
    floor.pack(700);
    ImportOrder less = import_of(699);
    less.order.revision = 2;
    less.order.content_sha256_hex = "bb";
    REQUIRE(import(floor, less) == "below_made");
    floor.sign();
    const SignatureState& signature = floor.order.signatures.at(kTermin2);
    floor.run("system", ClaimCharge{kTermin2, signature.id, floor.order.version, 700, true,
                                    import_of(1000).order.terms[1]});
    ImportOrder dearer = import_of(2000);
    dearer.order.revision = 2;
    dearer.order.content_sha256_hex = "cc";
    REQUIRE(import(floor, dearer) == "term_already_charged");
}

TEST_CASE("what is made and not yet released still bounds an amendment") {
    TestFloor floor;
    floor.open(1000, 1000);
    floor.order.order->counts_status = CountsStatus::released;
    floor.pack(700);
    ImportOrder less = import_of(699);
    less.order.revision = 2;
    less.order.content_sha256_hex = "bb";
    less.order.counts_status = CountsStatus::released;
    REQUIRE(import(floor, less) == "below_made");
}

TEST_CASE("product and expiry of a batch stand once it has labels or is closed") {
    const auto amend = [](TestFloor& floor, void (*change)(BatchPlanned&)) {
        ImportOrder amendment = import_of();
        amendment.order.revision = floor.order.order->revision + 1;
        amendment.order.content_sha256_hex = std::to_string(amendment.order.revision);
        change(amendment.batches[0]);
        return import(floor, amendment);
    };
    const auto later = [](BatchPlanned& plan) { plan.expires = *parse_iso_date("2029-11-30"); };
    const auto more = [](BatchPlanned& plan) { plan.planned += 1; };
    const Serial serial("L1-1-0000001");
    TestFloor floor;
    floor.open();
    REQUIRE(amend(floor, later).empty());
    REQUIRE(amend(floor, [](BatchPlanned&) {}).empty());
    REQUIRE(floor.run("siti", IssueLabels{kBatch, "carton", 24, 1, {serial}}).empty());
    REQUIRE(amend(floor, later) == "batch_fixed");
    REQUIRE(amend(floor, more).empty());
    // A voided label is on no carton.
    REQUIRE(floor.run("siti", VoidLabel{serial, "tidak tercetak"}).empty());
    REQUIRE(amend(floor, later).empty());
    REQUIRE(floor.run("siti", CloseBatch{kBatch, "uji"}).empty());
    REQUIRE(amend(floor, [](BatchPlanned&) {}) == "batch_fixed");
}

TEST_CASE("opening counts start their batch and are marked as such") {
    TestFloor floor;
    ImportOrder order = import_of();
    order.opening = {{kBatch, kSealing, 900, Entry::scanned, {}, std::nullopt},
                     {kBatch, kPacking, 400, Entry::scanned, {}, std::nullopt}};
    REQUIRE(import(floor, order).empty());
    REQUIRE(deliverable_good(floor.order) == 400);
    REQUIRE(std::get<OutputRecorded>(floor.log.back().body).entry == Entry::opening);
    REQUIRE(floor.pack(100).empty());
}

TEST_CASE("counts before the counting step leave the way to count to whoever starts the batch") {
    TestFloor floor;
    ImportOrder order = import_of();
    order.opening = {{kBatch, kSealing, 900, Entry::scanned, {}, std::nullopt}};
    REQUIRE(import(floor, order).empty());
    REQUIRE(floor.pack(1) == "batch_not_started");
    REQUIRE(floor.run("siti", StartBatch{kBatch, CountMode::carton}).empty());
    REQUIRE(floor.pack(1) == "batch_counts_by_carton");
    REQUIRE(received_at(floor.order, *find_batch(floor.order, kBatch), kPacking) == 900);
}

TEST_CASE("only the office imports") {
    TestFloor floor;
    REQUIRE(floor.run("siti", import_of()) == "not_allowed");
    REQUIRE(floor.run("system", import_of()).empty());
}

TEST_CASE("an amendment keeps the playbook that the order was signed under") {
    TestFloor floor;
    REQUIRE(import(floor, import_of()).empty());
    ImportOrder amended = import_of();
    amended.order.revision = 2;
    amended.order.content_sha256_hex = "bb";
    amended.order.playbook.counting_step = kSealing;
    REQUIRE(import(floor, amended).empty());
    REQUIRE(floor.order.order->revision == 2);
    REQUIRE(floor.order.order->playbook.counting_step == kPacking);
}
