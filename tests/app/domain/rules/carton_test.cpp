// Counting by carton scan: part cartons, and cartons beyond what was ordered.
#include <catch2/catch_test_macros.hpp>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

const Serial kFull{"L1A1"};
const Serial kPart{"L1A2"};

/// An order of `ordered` units in cartons of 24: one full carton and one of 7 are labelled.
void open_cartons(TestFloor& floor, std::int64_t ordered) {
    floor.run("office", import_of(ordered));
    floor.run("siti", StartBatch{kBatch, CountMode::carton});
    floor.run("siti", RecordOutput{kBatch, kSealing, 500, Entry::scanned, {}});
    REQUIRE(floor.run("siti", IssueLabels{kBatch, "carton", 24, 1, {kFull}}).empty());
    REQUIRE(floor.run("siti", IssueLabels{kBatch, "carton", 7, 1, {kPart}}).empty());
}

CountCarton count(const Serial& serial, const std::string& over_reason = {}) {
    return {serial, kBatch, kPacking, over_reason};
}

}  // namespace

TEST_CASE("a part carton counts its own content") {
    TestFloor floor;
    open_cartons(floor, 1000);
    REQUIRE(floor.run("siti", count(kPart)).empty());
    REQUIRE(deliverable_good(floor.order) == 7);
    REQUIRE(floor.run("siti", count(kFull)).empty());
    REQUIRE(deliverable_good(floor.order) == 31);
    REQUIRE(floor.run("siti", ReverseRecord{floor.last_id(), "salah karton"}).empty());
    REQUIRE(deliverable_good(floor.order) == 7);
}

TEST_CASE("a carton holds at least one unit and no more than a full carton") {
    TestFloor floor;
    open_cartons(floor, 1000);
    const auto issue = [&](std::int64_t units) {
        return floor.run("siti", IssueLabels{kBatch, "carton", units, 1, {Serial("L1A9")}});
    };
    REQUIRE(issue(0) == "quantity_too_small");
    REQUIRE(issue(25) == "carton_content_too_large");
    REQUIRE(issue(1).empty());
}

TEST_CASE("a carton beyond the ordered quantity is named, and a supervisor counts that one") {
    TestFloor floor;
    open_cartons(floor, 30);
    REQUIRE(floor.run("siti", count(kFull)).empty());
    const Decision decision =
        decide(floor.site, floor.order, floor.command("siti", count(kPart)));
    const auto* refusal = std::get_if<Refusal>(&decision);
    REQUIRE(refusal != nullptr);
    REQUIRE(to_string(*refusal) == "over_ordered ordered=30 would_be=31 over=1 serial=L1A2");
    REQUIRE(refusal->remedy == Remedy::ask_supervisor);
    const auto approved = [&](const std::string& signer, const std::string& reason) {
        return floor.run_signed("siti", signer, "over_quantity", count(kPart, reason));
    };
    REQUIRE(approved("dewi", "spare") == "signer_not_allowed");
    REQUIRE(approved("bambang", "") == "reason_missing");
    REQUIRE(approved("bambang", "spare").empty());
    const auto& output = std::get<OutputRecorded>(floor.log.back().body);
    REQUIRE(output.serial == kPart);
    REQUIRE(output.quantity == 7);
    REQUIRE(output.approval->signer == UserId("bambang"));
    REQUIRE(approved("bambang", "spare") == "carton_counted");
}
