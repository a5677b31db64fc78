#include <catch2/catch_test_macros.hpp>

#include "app/domain/gates.h"
#include "app/domain/payments.h"
#include "app/domain/quantity.h"
#include "app/domain/stages.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

/// Two free sketches, then 200,000 each; a product's revision costs a fifth, at most a million.
class RevisedFloor : public TestFloor {
public:
    explicit RevisedFloor(std::int64_t ordered = 1000) {
        add_user("fin", {Role::finance});
        add_user("fin2", {Role::finance});
        ImportOrder import = import_of(ordered);
        Playbook& book = import.order.playbook;
        book.checkpoints = {{"sketch", {"Sketsa", "Sketch"}, CheckpointScope::order,
                             {Role::office}, {}, false, false}};
        book.revisions = {{"sketch", {"Sketsa", "Sketch"}, 2, Rupiah{200'000}, 0, {},
                           {ConditionKind::passed, "sketch"}},
                          {"product", {"Produk", "Product"}, 0, {}, 2000, Rupiah{1'000'000},
                           ConditionKind::quantity_closed}};
        import.order.over_basis_points = 200;
        import.order.under_basis_points = 100;
        REQUIRE(run("office", import).empty());
    }
    std::string ask(const std::string& key, const std::string& stage = "sketch",
                    RevisionCause cause = RevisionCause::client) {
        return run("office", AskRevision{{key, stage, cause, "lebih besar", "WA 12-11"}});
    }
    std::string agree(const std::string& key) {
        return run_signed("bambang", "bambang", "revision", AgreeRevision{key});
    }
    std::int64_t fee_of(const std::string& key) {
        REQUIRE(ask(key).empty());
        REQUIRE(agree(key).empty());
        return find_revision(order, key)->agreed->fee.value;
    }
    /// Packs `good` units and closes the batch.
    void make(std::int64_t good) {
        REQUIRE(run("siti", StartBatch{kBatch, CountMode::keypad}).empty());
        REQUIRE(run("siti", RecordOutput{kBatch, kSealing, good, Entry::scanned, {}}).empty());
        REQUIRE(run("siti", RecordOutput{kBatch, kPacking, good, Entry::scanned, {}}).empty());
        REQUIRE(run("siti", CloseBatch{kBatch, {}}).empty());
    }
    std::string close(const std::string& reference = {}) {
        return run_signed("bambang", "bambang", "close_quantity", CloseQuantity{reference, {}});
    }
};

}  // namespace

TEST_CASE("two revisions of a stage are free, the next each cost its fee, once") {
    RevisedFloor floor;
    CHECK(floor.fee_of("R1") == 0);
    CHECK(floor.fee_of("R2") == 0);
    CHECK(floor.fee_of("R3") == 200'000);
    CHECK(floor.fee_of("R4") == 200'000);
    CHECK(floor.agree("R4") == "revision_agreed");
    CHECK(floor.order.charges.size() == 2);
    const ChargeClaimed& fee = floor.order.charges.at(ChargeId("fee:R3")).claim;
    CHECK(fee.amount == Rupiah{200'000});
    CHECK(fee.key == "PO-1/fee:R3");
    CHECK(fee.term.empty());
    CHECK(fee.bill_with == TermId("dp"));
}

TEST_CASE("what the maker's own checks found costs nothing and is not counted") {
    RevisedFloor floor;
    for (const char* key : {"M1", "M2", "M3"}) {
        REQUIRE(floor.ask(key, "sketch", RevisionCause::maker).empty());
        REQUIRE(floor.agree(key).empty());
    }
    CHECK(floor.order.charges.empty());
    CHECK(floor.fee_of("R1") == 0);
    CHECK(find_revision(floor.order, "R1")->agreed->number == 1);
}

TEST_CASE("a share of the value is a fee up to its bound") {
    RevisedFloor floor;
    REQUIRE(floor.ask("P1", "product").empty());
    REQUIRE(floor.agree("P1").empty());
    CHECK(find_revision(floor.order, "P1")->agreed->fee == Rupiah{1'000'000});
    RevisedFloor small(100);  // 100 x 45,000: a fifth is 900,000.
    REQUIRE(small.ask("P1", "product").empty());
    REQUIRE(small.agree("P1").empty());
    CHECK(find_revision(small.order, "P1")->agreed->fee == Rupiah{900'000});
}

TEST_CASE("a revision needs words, a letter, an open stage and the maker's signature") {
    RevisedFloor floor;
    CHECK(floor.run("office", AskRevision{{"R1", "sketch", {}, "", "WA"}}) == "reason_missing");
    CHECK(floor.run("office", AskRevision{{"R1", "sketch", {}, "x", ""}}) == "reference_missing");
    CHECK(floor.ask("R1", "polish") == "stage_unknown");
    CHECK(floor.ask("R 1") == "revision_key_invalid");
    REQUIRE(floor.ask("R1").empty());
    CHECK(floor.ask("R1").empty());
    CHECK(floor.ask("R1", "product") == "revision_differs");
    CHECK(floor.run("office", FinishRevision{"R1"}) == "revision_not_agreed");
    CHECK(floor.run("office", AgreeRevision{"R1"}) == "signature_missing");
    CHECK(floor.run_signed("siti", "siti", "revision", AgreeRevision{"R1"}) ==
          "signer_not_allowed");
    CHECK(floor.agree("R9") == "revision_unknown");
    REQUIRE(floor.agree("R1").empty());
    const Condition none{ConditionKind::no_revision, "sketch"};
    CHECK_FALSE(condition_met(floor.order, none, {}));
    REQUIRE(floor.run("office", FinishRevision{"R1"}).empty());
    CHECK(condition_met(floor.order, none, {}));
    REQUIRE(floor.run("office", RecordCheckpoint{"sketch", {}, CheckpointOutcome::passed, "", "",
                                                 {}}).empty());
    CHECK(floor.ask("R2") == "stage_over");
}

TEST_CASE("within the tolerance nobody is asked, beyond it the client's letter or a supervisor") {
    RevisedFloor short_;
    short_.make(989);
    CHECK(short_.close() == "quantity_short");
    CHECK(short_.close("SRT/12").empty());
    CHECK(short_.order.closing->record.adjustment == Rupiah{-11 * 45'000});
    RevisedFloor within;
    within.make(990);
    CHECK(within.close().empty());
    RevisedFloor over;
    over.make(1020);
    CHECK(over.run("siti", RecordOutput{kBatch, kPacking, 1, Entry::scanned, {}}) ==
          "batch_closed");
    RevisedFloor asked;
    REQUIRE(asked.run("siti", StartBatch{kBatch, CountMode::keypad}).empty());
    REQUIRE(asked.run("siti", RecordOutput{kBatch, kSealing, 2000, Entry::scanned, {}}).empty());
    CHECK(asked.run("siti", RecordOutput{kBatch, kPacking, 1021, Entry::scanned, {}}) ==
          "over_ordered");
    CHECK(asked.run("siti", RecordOutput{kBatch, kPacking, 1020, Entry::scanned, {}}).empty());
}

TEST_CASE("nothing is counted after the quantity was closed, and it is closed once") {
    RevisedFloor floor;
    REQUIRE(floor.run("siti", StartBatch{kBatch, CountMode::keypad}).empty());
    CHECK(floor.close() == "batches_open");
    REQUIRE(floor.run("siti", RecordOutput{kBatch, kSealing, 1000, Entry::scanned, {}}).empty());
    REQUIRE(floor.run("siti", RecordOutput{kBatch, kPacking, 1000, Entry::scanned, {}}).empty());
    REQUIRE(floor.run("siti", CloseBatch{kBatch, {}}).empty());
    CHECK(floor.run("bambang", CloseQuantity{}) == "signature_missing");
    REQUIRE(floor.close().empty());
    CHECK(floor.order.closing->record.adjustment == Rupiah{0});
    CHECK(floor.close() == "quantity_closed");
    CHECK(floor.run("siti", StartBatch{kOtherBatch, CountMode::keypad}) == "quantity_closed");
}

TEST_CASE("the last term and its adjustment come to what was made") {
    RevisedFloor floor;
    floor.make(995);
    REQUIRE(floor.close().empty());
    const Term& last = floor.order.order->terms.back();
    REQUIRE(floor.run_signed("fin", "bambang", "milestone",
                             SignMilestone{last.id, evidence_now(floor.order,
                                                                 ConditionKind::quantity_closed)})
                .empty());
    REQUIRE(floor.run("system", ClaimCharge{last.id, floor.order.signatures.at(last.id).id,
                                            floor.order.version, 995, true, last})
                .empty());
    const ChargeClaimed& claim = floor.order.charges.at(ChargeId(last.id.str())).claim;
    CHECK(claim.adjustment == Rupiah{-5 * 45'000});
    CHECK(claim.amount.value == last.amount.value - 5 * 45'000);
    std::int64_t sum = claim.adjustment.value;
    for (const Term& term : floor.order.order->terms) sum += term.amount.value;
    CHECK(sum == 995 * 45'000);
}

TEST_CASE("force majeure gives back what was received, a cancellation keeps it") {
    const auto paid = [](RevisedFloor& floor) {
        REQUIRE(floor.ask("R1").empty());
        for (const char* key : {"R2", "R3"}) REQUIRE(floor.ask(key).empty());
        for (const char* key : {"R1", "R2", "R3"}) REQUIRE(floor.agree(key).empty());
        REQUIRE(floor.run("fin", RecordPayment{{"T1", ChargeId("fee:R3"), PaymentKind::receipt,
                                                Rupiah{200'000}, floor.today, "BCA"}})
                    .empty());
        REQUIRE(floor.run_signed("fin2", "fin2", "payment", ConfirmPayment{"T1"}).empty());
    };
    RevisedFloor majeure;
    paid(majeure);
    const EndOrder flood{OrderEnding::force_majeure, "banjir", "SRT/1"};
    CHECK(majeure.run("office", flood) == "signature_missing");
    REQUIRE(majeure.run_signed("office", "bambang", "end_order", flood).empty());
    CHECK(majeure.order.charges.at(ChargeId("refund:1")).claim.amount == Rupiah{-200'000});
    CHECK(majeure.run("siti", StartBatch{kBatch, CountMode::keypad}) == "order_ended");
    CHECK(majeure.run_signed("office", "bambang", "end_order", flood) == "order_ended");
    RevisedFloor cancelled;
    paid(cancelled);
    REQUIRE(cancelled.run_signed("office", "bambang", "end_order",
                                 EndOrder{OrderEnding::cancelled, "batal", "SRT/2"})
                .empty());
    CHECK(cancelled.order.charges.count(ChargeId("refund:1")) == 0);
}
