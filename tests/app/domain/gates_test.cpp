#include "app/domain/gates.h"

#include <catch2/catch_test_macros.hpp>

#include "app/domain/payments.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

const TermId kDp{"dp"};

/// Production waits for the down payment, packing for a first article, and each batch for a line
/// that a second person saw cleared.
ImportOrder gated_import() {
    ImportOrder import = import_of();
    Playbook& book = import.order.playbook;
    book.checkpoints = {
        {"first_article", {"FAI", "FAI"}, CheckpointScope::order, {Role::qa}, {}, true, true},
        {"clearance", {"Line clearance", "Line clearance"}, CheckpointScope::batch,
         {Role::operator_}, {Role::supervisor}, false, false}};
    book.gates = {
        {"production", {"Produksi", "Production"}, {{GatedActKind::start_batch}},
         {{{ConditionKind::settled, "dp"}}, {{ConditionKind::passed, "clearance"}}}, true},
        {"full_run", {"Penuh", "Full run"}, {{GatedActKind::record_step, "packing"}},
         {{{ConditionKind::passed, "first_article"}, ConditionKind::client_approval}}, false}};
    return import;
}

class GatedFloor : public TestFloor {
public:
    GatedFloor() {
        add_user("fin", {Role::finance});
        add_user("fin2", {Role::finance});
        REQUIRE(run("office", gated_import()).empty());
    }

    void bill_dp() {
        const Term& dp = *find_term(order, kDp);
        REQUIRE(run_signed("bambang", "bambang", "milestone",
                           SignMilestone{kDp, evidence_now(order, ConditionKind::order_signed)})
                    .empty());
        REQUIRE(run("system", ClaimCharge{kDp, order.signatures.at(kDp).id, order.version,
                                          deliverable_good(order), true, dp})
                    .empty());
    }
    std::string pay(std::int64_t amount, const std::string& key = "TRF-1",
                    PaymentKind kind = PaymentKind::receipt) {
        return run("fin", RecordPayment{{key, ChargeId("dp"), kind, Rupiah{amount},
                                         *parse_iso_date("2026-11-20"), "BCA"}});
    }
    std::string confirm(const std::string& who = "fin2", const std::string& key = "TRF-1") {
        return run_signed(who, who, "payment", ConfirmPayment{key});
    }
    std::string clear_line(const std::string& signer = "bambang") {
        return run_signed("siti", signer, "checkpoint",
                          RecordCheckpoint{"clearance", kBatch, CheckpointOutcome::passed, "", "",
                                           {}});
    }
    std::string start() { return run("siti", StartBatch{kBatch, CountMode::keypad}); }
    std::int64_t due() const { return find_term(order, kDp)->amount.value; }
};

}  // namespace

TEST_CASE("no batch starts before the down payment is billed, paid and confirmed by a second one") {
    GatedFloor floor;
    CHECK(floor.clear_line().empty());
    CHECK(floor.start() == "gate_closed");
    CHECK(floor.pay(floor.due()) == "term_not_billed");
    floor.bill_dp();
    CHECK(floor.start() == "gate_closed");
    REQUIRE(floor.pay(floor.due()).empty());
    CHECK(floor.start() == "gate_closed");
    CHECK(floor.confirm("fin") == "payment_own");
    CHECK(floor.confirm("siti") == "signer_not_allowed");
    REQUIRE(floor.confirm().empty());
    CHECK(floor.start().empty());
}

TEST_CASE("a refusal at a gate names what is missing, and only that") {
    GatedFloor floor;
    const Decision decision =
        decide(floor.site, floor.order, floor.command("siti", StartBatch{kBatch, {}}));
    const auto* refusal = std::get_if<Refusal>(&decision);
    REQUIRE(refusal != nullptr);
    CHECK(to_string(*refusal) ==
          "gate_closed gate=production missing=settled:dp, passed:clearance");
    REQUIRE(floor.clear_line().empty());
    const auto closed = closed_gates(floor.order, {GatedActKind::start_batch}, kBatch);
    REQUIRE(closed.size() == 1);
    CHECK(phrases_text(missing_phrases(floor.order, closed[0])) == "settled:dp");
    // Another batch has a line of its own to clear.
    const auto other = closed_gates(floor.order, {GatedActKind::start_batch}, kOtherBatch);
    CHECK(phrases_text(missing_phrases(floor.order, other[0])) == "settled:dp, passed:clearance");
}

TEST_CASE("partial receipts add up, a slip counts, and what is short is shown") {
    GatedFloor floor;
    floor.bill_dp();
    REQUIRE(floor.pay(floor.due() - 1'000'000, "TRF-1").empty());
    REQUIRE(floor.confirm().empty());
    CHECK(charge_balance(floor.order, ChargeId("dp")).open() == Rupiah{1'000'000});
    REQUIRE(floor.pay(600'000, "TRF-2").empty());
    CHECK(charge_balance(floor.order, ChargeId("dp")).proven == Rupiah{600'000});
    CHECK_FALSE(is_settled(floor.order, kDp));
    REQUIRE(floor.confirm("fin2", "TRF-2").empty());
    REQUIRE(floor.pay(400'000, "BP-23", PaymentKind::withholding).empty());
    CHECK(is_settled(floor.order, kDp));
    CHECK(floor.pay(1'000'000'000, "REF-1", PaymentKind::refund) == "refund_exceeds");
    REQUIRE(floor.pay(100'000, "REF-1", PaymentKind::refund).empty());
    CHECK(charge_balance(floor.order, ChargeId("dp")).open() == Rupiah{100'000});
}

TEST_CASE("a payment twice is one, with other content refused, and taken back only by finance") {
    GatedFloor floor;
    floor.bill_dp();
    REQUIRE(floor.pay(floor.due()).empty());
    const EventId recorded = floor.last_id();
    REQUIRE(floor.pay(floor.due()).empty());
    CHECK(floor.last_id() == recorded);
    CHECK(floor.pay(floor.due() - 1) == "payment_differs");
    REQUIRE(floor.confirm().empty());
    CHECK(is_settled(floor.order, kDp));
    CHECK(floor.run("bambang", ReverseRecord{recorded, "salah"}) == "not_allowed");
    REQUIRE(floor.run("fin2", ReverseRecord{recorded, "salah rekening"}).empty());
    CHECK_FALSE(is_settled(floor.order, kDp));
    CHECK(floor.pay(0, "TRF-9") == "amount_out_of_range");
}

TEST_CASE("a checkpoint that wants two people is never one person's") {
    GatedFloor floor;
    CHECK(floor.run("siti", RecordCheckpoint{"clearance", kBatch, {}, "", "", {}}) ==
          "signature_missing");
    CHECK(floor.clear_line("siti") == "second_person_missing");
    CHECK(floor.clear_line("dewi") == "signer_not_allowed");
    CHECK(floor.run_signed("office", "bambang", "checkpoint",
                           RecordCheckpoint{"clearance", kBatch, {}, "", "", {}}) ==
          "checkpoint_not_allowed");
    CHECK(floor.clear_line().empty());
    CHECK(floor.order.checkpoints.back().record.signer == UserId("bambang"));
}

TEST_CASE("the last word about a checkpoint holds, and a word that is taken back is none") {
    GatedFloor floor;
    const auto say = [&](CheckpointOutcome outcome, const std::string& note = "") {
        return floor.run("qa",
                         RecordCheckpoint{"first_article", {}, outcome, "FAI-1", note, {}});
    };
    const Condition passed{ConditionKind::passed, "first_article"};
    CHECK(say(CheckpointOutcome::failed) == "reason_missing");
    REQUIRE(say(CheckpointOutcome::failed, "warna").empty());
    CHECK_FALSE(condition_met(floor.order, passed, {}));
    REQUIRE(say(CheckpointOutcome::passed).empty());
    CHECK(condition_met(floor.order, passed, {}));
    REQUIRE(floor.run("qa", ReverseRecord{floor.last_id(), "salah pesanan"}).empty());
    CHECK_FALSE(condition_met(floor.order, passed, {}));
    REQUIRE(say(CheckpointOutcome::waived).empty());
    CHECK(condition_met(floor.order, passed, {}));
    CHECK(floor.run("qa", RecordCheckpoint{"first_article", kBatch, {}, "FAI-1", "", {}}) ==
          "checkpoint_of_order");
    CHECK(floor.run("qa", RecordCheckpoint{"first_article", {}, {}, "", "", {}}) ==
          "reference_missing");
    CHECK(floor.run("qa", RecordCheckpoint{"other", {}, {}, "", "", {}}) == "checkpoint_unknown");
}

TEST_CASE("a checkpoint of batches is the order's once each batch that counts has passed it") {
    GatedFloor floor;
    const Condition cleared{ConditionKind::passed, "clearance"};
    REQUIRE(floor.clear_line().empty());
    CHECK_FALSE(condition_met(floor.order, cleared, {}));
    REQUIRE(floor.run_signed("qa", "qa", "release",
                             ChangeBatchStatus{kOtherBatch, BatchStatus::rejected, "bocor"})
                .empty());
    CHECK(condition_met(floor.order, cleared, {}));
}

TEST_CASE("a signature opens a gate that may be opened, says what was missing and stays") {
    GatedFloor floor;
    REQUIRE(floor.clear_line().empty());
    const OverrideGate open{"production", kBatch, "transfer terlihat di bank"};
    CHECK(floor.run("bambang", open) == "signature_missing");
    CHECK(floor.run_signed("siti", "siti", "override_gate", open) == "signer_not_allowed");
    CHECK(floor.run_signed("bambang", "bambang", "override_gate",
                           OverrideGate{"production", kBatch, " "}) == "reason_missing");
    REQUIRE(floor.run_signed("bambang", "bambang", "override_gate", open).empty());
    CHECK(floor.order.overrides.back().record.missing == std::vector<std::string>{"settled:dp"});
    CHECK(floor.start().empty());
    CHECK(floor.run_signed("bambang", "bambang", "override_gate", open) == "gate_open");
    // For this batch and no other.
    CHECK(closed_gates(floor.order, {GatedActKind::start_batch}, kOtherBatch).size() == 1);
    CHECK(floor.run_signed("bambang", "bambang", "override_gate",
                           OverrideGate{"full_run", {}, "cepat"}) == "gate_not_overridable");
}

TEST_CASE("a step behind a gate takes no count until it opens") {
    GatedFloor floor;
    REQUIRE(floor.clear_line().empty());
    REQUIRE(floor.run_signed("bambang", "bambang", "override_gate",
                             OverrideGate{"production", {}, "uji"})
                .empty());
    REQUIRE(floor.start().empty());
    REQUIRE(floor.run("siti", RecordOutput{kBatch, kSealing, 100, Entry::scanned, {}}).empty());
    CHECK(floor.pack(50) == "gate_closed");
    REQUIRE(floor.run("qa", RecordClientApproval{kBatch, "WA 7"}).empty());
    CHECK(floor.pack(50).empty());
}

TEST_CASE("conditions and acts read back as they were written, and nothing else is one") {
    for (const char* text : {"order_signed", "threshold", "client_approval", "quantity_closed",
                             "batches_released", "passed:sketch", "billed:dp",
                             "settled:termin:2"}) {
        const auto condition = condition_from_text(text);
        REQUIRE(condition);
        CHECK(condition_text(*condition) == text);
    }
    for (const char* text : {"", "passed", "passed:", "threshold:dp", "threshold:", "settled",
                             "Passed:x", "sketch"}) {
        CHECK_FALSE(condition_from_text(text));
    }
    for (const char* text : {"start_batch", "record:filling", "release_batch",
                             "checkpoint:handover", "ship"}) {
        const auto act = gated_act_from_text(text);
        REQUIRE(act);
        CHECK(gated_act_text(*act) == text);
    }
    for (const char* text : {"", "record", "record:", "start_batch:x", "ship:x"}) {
        CHECK_FALSE(gated_act_from_text(text));
    }
}
