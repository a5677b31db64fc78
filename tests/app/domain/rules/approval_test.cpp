#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

const RecordClientApproval kApproval{kBatch, "WA 21-11 No. 7"};

RecordClientApproval from_file() { return {kApproval.batch, kApproval.reference, true}; }

std::string claim(TestFloor& floor) {
    const SignatureState& signature = floor.order.signatures.at(kTermin2);
    return floor.run("system", ClaimCharge{kTermin2, signature.id, floor.order.version,
                                           signature.record.evidence.good, true,
                                           import_of().order.terms[1]});
}

MilestoneStatus status(const TestFloor& floor) { return milestone_status(floor.order); }

std::string reject(TestFloor& floor) {
    return floor.run_signed("qa", "qa", "release",
                            ChangeBatchStatus{kBatch, BatchStatus::rejected, "TMS"});
}

TestFloor approved() {
    TestFloor floor;
    floor.open();
    floor.pack(10);
    REQUIRE(floor.run("qa", kApproval).empty());
    REQUIRE(status(floor) == MilestoneStatus::awaiting_signature);
    return floor;
}

}  // namespace

TEST_CASE("the client's approval of the sample opens the term below the threshold") {
    TestFloor floor;
    floor.open();
    floor.pack(10);
    REQUIRE(floor.run("office", RecordClientApproval{kBatch, "WA 21-11 No. 7"}).empty());
    REQUIRE(status(floor) == MilestoneStatus::awaiting_signature);
    REQUIRE(floor.sign().empty());
    REQUIRE(claim(floor).empty());
    floor.pack(700);
    REQUIRE(floor.sign() == "already_charged");
}

TEST_CASE("the same approval again changes nothing, under another reference it is another") {
    const RecordClientApproval approval{kBatch, "WA 21-11 No. 7"};
    TestFloor floor;
    floor.open();
    REQUIRE(floor.run("office", approval).empty());
    const std::size_t facts = floor.log.size();
    REQUIRE(floor.run("office", approval).empty());
    REQUIRE(floor.run("system", approval).empty());
    REQUIRE(floor.log.size() == facts);
    REQUIRE(floor.run("office", RecordClientApproval{kBatch, "WA 22-11 No. 1"}).empty());
    REQUIRE(floor.run("office", RecordClientApproval{kOtherBatch, "WA 21-11 No. 7"}).empty());
    REQUIRE(floor.log.size() == facts + 2);
}

TEST_CASE("an approval comes from QA or the office, for a batch of the order, with a reference") {
    TestFloor floor;
    const RecordClientApproval approval{kBatch, "WA 21-11 No. 7"};
    REQUIRE(floor.run("office", approval) == "order_unknown");
    floor.open();
    for (const char* other : {"siti", "ratna", "bambang"}) {
        REQUIRE(floor.run(other, approval) == "not_allowed");
    }
    REQUIRE(floor.run("office", RecordClientApproval{BatchNo("GLW-9"), "WA"}) == "batch_unknown");
    REQUIRE(floor.run("office", RecordClientApproval{kBatch, " "}) == "reference_missing");
    REQUIRE(floor.order.client_approvals.empty());
    REQUIRE(status(floor) == MilestoneStatus::not_reached);
    REQUIRE(floor.run("qa", approval).empty());
}

TEST_CASE("the client's approval of a rejected batch is refused") {
    TestFloor floor;
    floor.open();
    floor.pack(10);
    REQUIRE(reject(floor).empty());
    REQUIRE(floor.run("office", kApproval) == "approval_of_rejected");
    REQUIRE(floor.run("system", kApproval) == "approval_of_rejected");
    REQUIRE(status(floor) == MilestoneStatus::not_reached);
    REQUIRE(floor.run("office", RecordClientApproval{kOtherBatch, "WA 22-11 No. 1"}).empty());
    REQUIRE(status(floor) == MilestoneStatus::awaiting_signature);
}

TEST_CASE("an approval of a batch that is rejected since opens nothing") {
    TestFloor unsigned_ = approved();
    REQUIRE(reject(unsigned_).empty());
    REQUIRE(status(unsigned_) == MilestoneStatus::not_reached);
    REQUIRE(unsigned_.sign() == "milestone_not_reached");

    TestFloor unclaimed = approved();
    REQUIRE(unclaimed.sign().empty());
    REQUIRE(reject(unclaimed).empty());
    SignatureState& signature = unclaimed.order.signatures.at(kTermin2);
    signature.record.evidence.good = deliverable_good(unclaimed.order);
    REQUIRE(claim(unclaimed).empty());
    REQUIRE(unclaimed.order.charges.empty());
    REQUIRE(signature.lapsed_reason == "condition_false");

    TestFloor charged = approved();
    REQUIRE(charged.sign().empty());
    REQUIRE(claim(charged).empty());
    REQUIRE(status(charged) == MilestoneStatus::charged);
    REQUIRE(reject(charged).empty());
    REQUIRE(status(charged) == MilestoneStatus::needs_review);
}

TEST_CASE("who entered the client's approval may not sign the bill for it") {
    TestFloor floor;
    floor.add_user("lina", {Role::qa, Role::supervisor});
    floor.open();
    floor.pack(10);
    REQUIRE(floor.run("lina", kApproval).empty());
    const std::vector<UserId> took_part = contributors(floor.order);
    REQUIRE(std::count(took_part.begin(), took_part.end(), UserId("lina")) == 1);
    REQUIRE(floor.sign("lina") == "signer_contributed");
    REQUIRE(floor.sign("bambang").empty());
}

TEST_CASE("an approval names a person, so that the signer of its bill can be another one") {
    TestFloor floor;
    floor.add_user("lina", {Role::qa, Role::supervisor});
    floor.open();
    floor.pack(10);
    REQUIRE(floor.run("system", from_file()) == "approval_without_recorder");
    REQUIRE(floor.run("bambang", from_file()) == "not_allowed");
    REQUIRE(floor.run("nobody", from_file()) == "user_unknown");
    REQUIRE(status(floor) == MilestoneStatus::not_reached);
    REQUIRE(floor.run("lina", from_file()).empty());
    REQUIRE(floor.sign("lina") == "signer_contributed");
    REQUIRE(floor.sign("bambang").empty());
}

TEST_CASE("the office takes back approvals and nothing that others counted") {
    TestFloor floor = approved();
    const EventId approval = floor.last_id();
    floor.pack(5);
    REQUIRE(floor.run("office", ReverseRecord{floor.last_id(), "salah"}) == "not_allowed");
    REQUIRE(floor.run("office", ReverseRecord{approval, "salah batch"}).empty());
    REQUIRE(status(floor) == MilestoneStatus::not_reached);
}

TEST_CASE("an approval can be taken back, also of a closed batch, and opens nothing then") {
    TestFloor floor = approved();
    const EventId approval = floor.last_id();
    REQUIRE(floor.run("siti", CloseBatch{kBatch, "uji"}).empty());
    for (const char* other : {"siti", "ratna"}) {
        REQUIRE(floor.run(other, ReverseRecord{approval, "salah batch"}) == "not_allowed");
    }
    REQUIRE(floor.run("office", ReverseRecord{approval, "salah batch"}).empty());
    REQUIRE(floor.run("qa", ReverseRecord{approval, "salah batch"}) == "already_reversed");
    REQUIRE(standing_approvals(floor.order).empty());
    REQUIRE(status(floor) == MilestoneStatus::not_reached);
    REQUIRE(floor.sign() == "milestone_not_reached");
    const std::vector<UserId> took_part = contributors(floor.order);
    REQUIRE(std::count(took_part.begin(), took_part.end(), UserId("qa")) == 0);
}

TEST_CASE("an approval taken back after its signature bills nothing, after its charge a review") {
    TestFloor floor = approved();
    const EventId approval = floor.last_id();
    REQUIRE(floor.sign().empty());
    TestFloor charged = floor;
    REQUIRE(floor.run("qa", ReverseRecord{approval, "salah batch"}).empty());
    REQUIRE(claim(floor).empty());
    REQUIRE(floor.order.charges.empty());
    REQUIRE(floor.order.signatures.at(kTermin2).lapsed_reason == "condition_false");

    REQUIRE(claim(charged).empty());
    REQUIRE(charged.run("qa", ReverseRecord{approval, "salah batch"}).empty());
    REQUIRE(status(charged) == MilestoneStatus::needs_review);
}

TEST_CASE("a file handed in again does not bring back an approval; a person may state it anew") {
    TestFloor floor = approved();
    REQUIRE(floor.run("qa", ReverseRecord{floor.last_id(), "salah batch"}).empty());
    REQUIRE(floor.run("office", from_file()) == "approval_taken_back");
    REQUIRE(status(floor) == MilestoneStatus::not_reached);
    REQUIRE(floor.run("office", kApproval).empty());
    REQUIRE(status(floor) == MilestoneStatus::awaiting_signature);
    const std::size_t facts = floor.log.size();
    REQUIRE(floor.run("system", kApproval).empty());
    REQUIRE(floor.log.size() == facts);
}

TEST_CASE("a batch shows its approval among its records, and is not worked on by it") {
    TestFloor floor;
    floor.open();
    const BatchState before = *find_batch(floor.order, kBatch);
    REQUIRE(floor.run("office", kApproval).empty());
    REQUIRE(last_records(floor.order, kBatch, 1).front()->id == floor.last_id());
    const BatchState& after = *find_batch(floor.order, kBatch);
    REQUIRE(after.last_record_at_utc_us == before.last_record_at_utc_us);
    REQUIRE(after.recorded_at == before.recorded_at);
}
