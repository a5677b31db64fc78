#include <catch2/catch_test_macros.hpp>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

constexpr std::int64_t kHourUs = 3'600'000'000;

class LateFloor : public TestFloor {
public:
    LateFloor() {
        add_user("sup2", {Role::supervisor, Role::operator_});
        open();
    }
    Command late(std::int64_t good, std::int64_t ago_us, const std::string& signer = "bambang",
                 const std::string& reason = "power_cut") {
        Command made = command("siti", {});
        made.action = EnterLate{RecordOutput{kBatch, kPacking, good, Entry::manual, {}},
                                made.stamp.at_utc_us - ago_us, reason};
        if (!signer.empty()) made.proof = Proof{UserId(signer), "late_entry", made.stamp.at_utc_us};
        return made;
    }
};

}  // namespace

TEST_CASE("a late entry counts now and says when it happened, why and who stands for it") {
    LateFloor floor;
    REQUIRE(floor.run(floor.late(240, 3 * kHourUs)).empty());
    CHECK(floor.packed().good == 240);
    const EventId counted = floor.last_id();
    const LateEntered* late = late_entry(floor.order, counted);
    REQUIRE(late != nullptr);
    CHECK(late->reason == "power_cut");
    CHECK(late->signer == UserId("bambang"));
    CHECK(floor.order.records.at(counted).stamp.at_utc_us - late->happened_utc_us == 3 * kHourUs);
    REQUIRE(floor.pack(10).empty());
    CHECK(late_entry(floor.order, floor.last_id()) == nullptr);
}

TEST_CASE("a late entry is signed by another, with a reason, for a time that has passed") {
    LateFloor floor;
    CHECK(floor.run(floor.late(1, kHourUs, "")) == "signature_missing");
    CHECK(floor.run(floor.late(1, kHourUs, "dewi")) == "signer_not_allowed");
    CHECK(floor.run(floor.late(1, kHourUs, "bambang", "")) == "reason_missing");
    CHECK(floor.run(floor.late(1, -kHourUs)) == "late_time_wrong");
    CHECK(floor.run(floor.late(1, 8 * 24 * kHourUs)) == "late_time_wrong");
    Command own = floor.late(1, kHourUs, "sup2");
    own.actor = UserId("sup2");
    CHECK(floor.run(own) == "late_by_oneself");
    CHECK(floor.packed().good == 0);
    CHECK(floor.order.late_entries.empty());
    CHECK(floor.run(floor.late(1, 7 * 24 * kHourUs)).empty());
}

TEST_CASE("what may not be counted may not be entered late") {
    LateFloor floor;
    CHECK(floor.run(floor.late(2'001, kHourUs)) == "exceeds_received");
    CHECK(floor.run(floor.late(0, kHourUs)) == "quantity_too_small");
    Command reject = floor.late(1, kHourUs);
    std::get<EnterLate>(reject.action).counted =
        RecordReject{kBatch, kPacking, 3, "leak", {}, Entry::manual};
    REQUIRE(floor.run(reject).empty());
    CHECK(floor.packed().reject == 3);
    CHECK(late_entry(floor.order, floor.last_id()) != nullptr);
}
