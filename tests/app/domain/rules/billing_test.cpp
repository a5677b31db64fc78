#include <catch2/catch_test_macros.hpp>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

ClaimCharge claim_of(const TestFloor& floor) {
    const SignatureState& signature = floor.order.signatures.at(kTermin2);
    return {kTermin2, signature.id, floor.order.version, signature.record.evidence.good, true,
            import_of().order.terms[1]};
}

std::string claim(TestFloor& floor) { return floor.run("system", claim_of(floor)); }

MilestoneStatus status(const TestFloor& floor) { return milestone_status(floor.order); }

}  // namespace

TEST_CASE("the threshold is judged in integers, to the unit") {
    REQUIRE_FALSE(threshold_reached(6'999, 10'000, 70));
    REQUIRE(threshold_reached(7'000, 10'000, 70));
    REQUIRE_FALSE(threshold_reached(2, 3, 70));  // 66,7 %
    REQUIRE(threshold_reached(3, 4, 75));
    REQUIRE_FALSE(threshold_reached(0, 0, 70));
    REQUIRE(threshold_reached(kQuantityMax * 70, kQuantityMax * 100, 70));
}

TEST_CASE("crossing the threshold asks for a signature, and at 80 percent it is an alarm") {
    TestFloor floor;
    floor.open();
    floor.pack(699);
    REQUIRE(status(floor) == MilestoneStatus::not_reached);
    REQUIRE(floor.sign() == "milestone_not_reached");
    floor.pack(1);
    REQUIRE(status(floor) == MilestoneStatus::awaiting_signature);
    floor.pack(100);
    REQUIRE(status(floor) == MilestoneStatus::alarm);
}

TEST_CASE("a signed milestone becomes one charge, with amount, key and evidence") {
    TestFloor floor;
    floor.open();
    floor.pack(725);
    REQUIRE(floor.sign().empty());
    REQUIRE(claim(floor).empty());
    const ChargeState& charge = floor.order.charges.at(ChargeId("termin:2"));
    REQUIRE(charge.claim.amount == Rupiah{13'500'000});
    REQUIRE(charge.claim.key == "PO-1/termin:2");
    REQUIRE(status(floor) == MilestoneStatus::charged);
    const std::size_t facts = floor.log.size();
    REQUIRE(claim(floor).empty());
    REQUIRE(floor.log.size() == facts);
    REQUIRE(floor.sign() == "already_charged");
}

TEST_CASE("who counted may not confirm the count") {
    TestFloor floor;
    floor.add_user("siti", {Role::operator_, Role::supervisor});
    floor.open();
    floor.pack(700);
    REQUIRE(floor.sign("siti") == "signer_contributed");
    REQUIRE(floor.sign("dewi") == "signer_not_allowed");
    REQUIRE(floor.sign("bambang").empty());
    REQUIRE(floor.sign("bambang") == "already_signed");
}

TEST_CASE("a signature is for what the signer saw") {
    TestFloor floor;
    floor.open();
    floor.pack(700);
    const Evidence seen = evidence_now(floor.order, ConditionKind::threshold);
    floor.pack(1);
    REQUIRE(floor.run_signed("bambang", "bambang", "milestone", SignMilestone{kTermin2, seen}) ==
            "evidence_moved");
}

TEST_CASE("a signature lapses when the recount differs, and nothing is billed") {
    TestFloor floor;
    floor.open();
    floor.pack(700);
    floor.sign();
    ClaimCharge wrong = claim_of(floor);
    wrong.recount_good = 699;
    REQUIRE(floor.run("system", wrong).empty());
    REQUIRE(floor.order.charges.empty());
    REQUIRE(status(floor) == MilestoneStatus::lapsed);
    REQUIRE(floor.sign().empty());
    REQUIRE(claim(floor).empty());
    REQUIRE(floor.order.charges.size() == 1);
}

TEST_CASE("a signature lapses when its condition is no longer true") {
    TestFloor floor;
    floor.open();
    floor.pack(650);
    floor.pack(50);
    const EventId last = floor.last_id();
    floor.sign();
    floor.run("siti", ReverseRecord{last, "salah"});
    REQUIRE(claim(floor).empty());
    REQUIRE(floor.order.charges.empty());
    REQUIRE(status(floor) == MilestoneStatus::not_reached);
}

TEST_CASE("a signature lapses when an amendment changed or dropped the term it was for") {
    const auto amended = [](void (*change)(OrderImported&)) {
        TestFloor floor;
        floor.open();
        floor.pack(725);
        floor.sign();
        ImportOrder amendment = import_of();
        amendment.order.revision = 2;
        amendment.order.content_sha256_hex = "bb";
        change(amendment.order);
        REQUIRE(floor.run("office", amendment).empty());
        ClaimCharge late = claim_of(floor);
        late.evidence_complete = find_term(floor.order, kTermin2) != nullptr;
        REQUIRE(floor.run("system", late).empty());
        REQUIRE(floor.order.charges.empty());
        return floor.order.signatures.at(kTermin2).lapsed_reason;
    };
    REQUIRE(amended([](OrderImported& order) {
                order.terms[1].amount.value -= 1;
                order.terms[2].amount.value += 1;
            }) == "term_changed");
    REQUIRE(amended([](OrderImported& order) { order.terms[1].due_days = 30; }) ==
            "term_changed");
    REQUIRE(amended([](OrderImported& order) {
                order.terms[2].amount.value += order.terms[1].amount.value;
                order.terms[2].basis_points += order.terms[1].basis_points;
                order.terms.erase(order.terms.begin() + 1);
            }) == "term_changed");
}

TEST_CASE("an amendment that leaves the term alone leaves its claim alone") {
    TestFloor floor;
    floor.open();
    floor.pack(725);
    floor.sign();
    ImportOrder amendment = import_of();
    amendment.order.revision = 2;
    amendment.order.content_sha256_hex = "bb";
    amendment.order.client_po = "4500099999";
    REQUIRE(floor.run("office", amendment).empty());
    REQUIRE(claim(floor).empty());
    REQUIRE(floor.order.charges.at(ChargeId("termin:2")).claim.amount == Rupiah{13'500'000});
}

TEST_CASE("a claim waits for missing evidence and for the version that it judged") {
    TestFloor floor;
    floor.open();
    floor.pack(700);
    floor.sign();
    ClaimCharge incomplete = claim_of(floor);
    incomplete.evidence_complete = false;
    REQUIRE(floor.run("system", incomplete) == "evidence_missing");
    ClaimCharge old = claim_of(floor);
    --old.judged_version;
    REQUIRE(floor.run("system", old) == "version_moved");
    REQUIRE(floor.order.charges.empty());
}

TEST_CASE("a charge is never withdrawn: a count that falls below asks for a review") {
    TestFloor floor;
    floor.open();
    floor.pack(650);
    floor.pack(50);
    const EventId last = floor.last_id();
    floor.sign();
    claim(floor);
    REQUIRE(floor.run("siti", ReverseRecord{last, "salah"}).empty());
    REQUIRE(floor.order.charges.size() == 1);
    REQUIRE(status(floor) == MilestoneStatus::needs_review);
}

TEST_CASE("rejected batches do not count, and released only where the contract says so") {
    TestFloor floor;
    floor.open();
    floor.pack(700);
    Event rejected = floor.log.back();
    rejected.id.seq += 50;
    rejected.body = BatchStatusChanged{kBatch, BatchStatus::rejected, UserId("qa"), "TMS"};
    apply(floor.order, rejected);
    REQUIRE(deliverable_good(floor.order) == 0);

    TestFloor strict;
    strict.open();
    strict.pack(700);
    strict.order.order->counts_status = CountsStatus::released;
    REQUIRE(deliverable_good(strict.order) == 0);
}

TEST_CASE("the ERP's answer is kept once, and a refusal may still be followed by an acceptance") {
    TestFloor floor;
    floor.open();
    floor.pack(700);
    floor.sign();
    claim(floor);
    const ChargeId id("termin:2");
    REQUIRE(floor.run("system", AnswerCharge{id, "webhook", false, "", "http_410"}).empty());
    REQUIRE(status(floor) == MilestoneStatus::refused);
    REQUIRE(floor.run("system", AnswerCharge{id, "webhook", true, "INV-7", ""}).empty());
    REQUIRE(status(floor) == MilestoneStatus::accepted);
    const std::size_t facts = floor.log.size();
    REQUIRE(floor.run("system", AnswerCharge{id, "webhook", true, "INV-8", ""}).empty());
    REQUIRE(floor.log.size() == facts);
    REQUIRE(floor.order.charges.at(id).document_no == "INV-7");
}

TEST_CASE("a refused charge is sent again by finance or the admin, and only while it is refused") {
    const ChargeId id("termin:2");
    TestFloor floor;
    floor.add_user("maya", {Role::finance});
    floor.add_user("eko", {Role::admin});
    floor.open();
    floor.pack(700);
    floor.sign();
    REQUIRE(floor.run("maya", ResendCharge{id}) == "charge_unknown");
    claim(floor);
    REQUIRE(floor.run("maya", ResendCharge{id}) == "charge_not_refused");
    REQUIRE(floor.run("system", AnswerCharge{id, "webhook", false, "", "http_410"}).empty());
    for (const char* other : {"siti", "bambang", "qa", "office"}) {
        REQUIRE(floor.run(other, ResendCharge{id}) == "not_allowed");
    }
    const std::size_t facts = floor.log.size();
    for (const char* who : {"maya", "eko", "system"}) {
        REQUIRE(floor.run(who, ResendCharge{id}).empty());
    }
    REQUIRE(floor.log.size() == facts);  // It is no fact of the order.
    REQUIRE(floor.run("system", AnswerCharge{id, "webhook", true, "", ""}).empty());
    REQUIRE(status(floor) == MilestoneStatus::accepted);  // Without a number, but from who refused.
    REQUIRE(floor.run("maya", ResendCharge{id}) == "charge_not_refused");
}

TEST_CASE("a copy in a folder hides neither the ERP's number nor its refusal") {
    const ChargeId id("termin:2");
    const auto charged = [&] {
        TestFloor floor;
        floor.open();
        floor.pack(700);
        floor.sign();
        claim(floor);
        floor.run("system", AnswerCharge{id, "folder", true, "", ""});
        return floor;
    };
    TestFloor numbered = charged();
    REQUIRE(status(numbered) == MilestoneStatus::accepted);
    REQUIRE(numbered.run("system", AnswerCharge{id, "webhook", true, "INV-7", ""}).empty());
    REQUIRE(numbered.order.charges.at(id).document_no == "INV-7");

    TestFloor refused = charged();
    REQUIRE(refused.run("system", AnswerCharge{id, "webhook", false, "", "http_410"}).empty());
    REQUIRE(status(refused) == MilestoneStatus::refused);
    REQUIRE(refused.run("system", AnswerCharge{id, "folder", true, "", ""}).empty());
    REQUIRE(status(refused) == MilestoneStatus::refused);
    REQUIRE(refused.order.charges.at(id).answer_reason == "http_410");
}
