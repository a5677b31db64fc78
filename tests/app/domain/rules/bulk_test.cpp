#include <catch2/catch_test_macros.hpp>

#include "app/domain/gates.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

const StepCode kMixing{"mixing"};
const BatchNo kBulk{"PO-1-R1"};
const BatchNo kPack{"PO-1-1"};

ImportOrder bulk_import() {
    ImportOrder import = import_of();
    Playbook& book = import.order.playbook;
    book.steps = {{kMixing, {"Pencampuran", "Mixing"}, "kg", true, true},
                  {kSealing, {"Penyegelan", "Sealing"}, "unit", true},
                  {kPacking, {"Pengemasan", "Packing"}, "unit", true}};
    book.batch_no_pattern = "{order}-{n}";
    book.bulk_no_pattern = "{order}-R{n}";
    book.checkpoints = {{"bulk", {"Ruahan", "Bulk"}, CheckpointScope::bulk, {Role::qa}, {}, false,
                         false}};
    book.gates = {{"filling", {"Isi", "Fill"},
                   {{GatedActKind::record_step, kSealing.str()}},
                   {{{ConditionKind::passed, "bulk"}}}, false}};
    import.batches.clear();
    return import;
}

class BulkFloor : public TestFloor {
public:
    BulkFloor() {
        add_user("ppic", {Role::ppic});
        ProductDefined& serum = site.products.at(ProductCode("SERUM"));
        serum.tests.clear();
        serum.shelf_life_months = 24;
        REQUIRE(run("office", bulk_import()).empty());
        REQUIRE(run("ppic", PlanBatch{ProductCode("SERUM"), 300, true}).empty());
    }
    void start(const BatchNo& batch) {
        REQUIRE(run("siti", StartBatch{batch, CountMode::keypad}).empty());
    }
    std::string count(const BatchNo& batch, const StepCode& step, std::int64_t units) {
        return run("siti", RecordOutput{batch, step, units, Entry::scanned, {}});
    }
    std::string status(const BatchNo& batch, BatchStatus status) {
        return run_signed("qa", "qa", "release", ChangeBatchStatus{batch, status, "uji"});
    }
};

}  // namespace

TEST_CASE("a bulk is numbered, dated and counted by itself, and none of it counts for the order") {
    BulkFloor floor;
    floor.start(kBulk);
    CHECK(floor.count(kBulk, kMixing, 290).empty());
    CHECK(floor.count(kBulk, kPacking, 10) == "step_not_of_bulk");
    CHECK(made_good(floor.order) == 0);
    CHECK(evidence_now(floor.order, ConditionKind::threshold).batches.empty());
    REQUIRE(floor.run("siti", CloseBatch{kBulk, ""}).empty());
    CHECK(find_batch(floor.order, kBulk)->status == BatchStatus::quarantine);
    IssueLabels labels;
    labels.batch = kBulk;
    labels.content_units = 24;
    CHECK(floor.run("bambang", labels) == "bulk_without_cartons");
}

TEST_CASE("what is filled from a bulk waits for its release, and is as old as it is") {
    BulkFloor floor;
    const PlanBatch pack{ProductCode("SERUM"), 1'000, false, kBulk};
    floor.today = *parse_iso_date("2026-11-25");
    REQUIRE(floor.run("ppic", pack).empty());
    const BatchPlanned& plan = find_batch(floor.order, kPack)->plan;
    CHECK(plan.from == kBulk);
    CHECK(plan.manufactured == *parse_iso_date("2026-11-21"));
    CHECK(plan.expires == find_batch(floor.order, kBulk)->plan.expires);
    floor.start(kPack);
    CHECK(floor.count(kPack, kMixing, 10) == "step_of_bulk");
    CHECK(floor.count(kPack, kSealing, 10) == "gate_closed");
    RecordCheckpoint stated;
    stated.checkpoint = "bulk";
    stated.batch = kPack;
    CHECK(floor.run("qa", stated) == "checkpoint_of_bulk");
    floor.start(kBulk);
    REQUIRE(floor.count(kBulk, kMixing, 290).empty());
    REQUIRE(floor.run("siti", CloseBatch{kBulk, ""}).empty());
    CHECK(floor.count(kPack, kSealing, 10) == "gate_closed");
    REQUIRE(floor.status(kBulk, BatchStatus::released).empty());
    CHECK(floor.count(kPack, kSealing, 10).empty());
    CHECK(floor.count(kPack, kPacking, 10).empty());
    CHECK(made_good(floor.order) == 10);
}

TEST_CASE("a batch that is made whole has its bulk stated of itself") {
    BulkFloor floor;
    REQUIRE(floor.run("ppic", PlanBatch{ProductCode("SERUM"), 100}).empty());
    floor.start(kPack);
    CHECK(floor.count(kPack, kMixing, 30).empty());
    CHECK(floor.count(kPack, kSealing, 10) == "gate_closed");
    RecordCheckpoint stated;
    stated.checkpoint = "bulk";
    stated.batch = kPack;
    REQUIRE(floor.run("qa", stated).empty());
    CHECK(floor.count(kPack, kSealing, 10).empty());
}

TEST_CASE("a bulk that is held or rejected stops what is filled from it") {
    BulkFloor floor;
    REQUIRE(floor.run("ppic", PlanBatch{ProductCode("SERUM"), 1'000, false, kBulk}).empty());
    floor.start(kBulk);
    REQUIRE(floor.count(kBulk, kMixing, 290).empty());
    REQUIRE(floor.run("siti", CloseBatch{kBulk, ""}).empty());
    REQUIRE(floor.status(kBulk, BatchStatus::released).empty());
    floor.start(kPack);
    REQUIRE(floor.count(kPack, kSealing, 100).empty());
    REQUIRE(floor.count(kPack, kPacking, 100).empty());
    REQUIRE(floor.run("siti", CloseBatch{kPack, ""}).empty());
    REQUIRE(floor.status(kBulk, BatchStatus::on_hold).empty());
    CHECK(find_batch(floor.order, kPack)->status == BatchStatus::on_hold);
    CHECK(floor.status(kPack, BatchStatus::released) == "bulk_held");
    REQUIRE(floor.status(kBulk, BatchStatus::released).empty());
    REQUIRE(floor.status(kPack, BatchStatus::released).empty());
    CHECK(made_good(floor.order) == 100);
    REQUIRE(floor.status(kBulk, BatchStatus::rejected).empty());
    CHECK(find_batch(floor.order, kPack)->status == BatchStatus::rejected);
    CHECK(made_good(floor.order) == 0);
    CHECK(floor.run("ppic", PlanBatch{ProductCode("SERUM"), 5, false, kBulk}) == "bulk_wrong");
}

TEST_CASE("a bulk is released by the tests that it had, and by none that it fails") {
    BulkFloor floor;
    floor.site.products.at(ProductCode("SERUM")).tests = {
        {"ph", {"pH", "pH"}, "pH", 2, Decimal{450, 2}, Decimal{550, 2}},
        {"weight", {"Berat isi", "Fill weight"}, "g", 0, Decimal{29, 0}, Decimal{31, 0}}};
    floor.start(kBulk);
    REQUIRE(floor.count(kBulk, kMixing, 290).empty());
    REQUIRE(floor.run("siti", CloseBatch{kBulk, ""}).empty());
    REQUIRE(floor.run("ratna", RecordTest{kBulk, "ph", {600, 2}, Entry::scanned}).empty());
    CHECK(floor.status(kBulk, BatchStatus::released) == "test_fails");
    REQUIRE(floor.run("ratna", ReverseRecord{floor.last_id(), "salah ukur"}).empty());
    REQUIRE(floor.run("ratna", RecordTest{kBulk, "ph", {500, 2}, Entry::scanned}).empty());
    CHECK(floor.status(kBulk, BatchStatus::released).empty());
}

TEST_CASE("what is filled from a bulk in the bulk's own unit is counted by itself") {
    TestFloor floor;
    floor.add_user("ppic", {Role::ppic});
    floor.site.products.at(ProductCode("SERUM")).shelf_life_months = 24;
    ImportOrder import = bulk_import();
    import.order.playbook.steps[0].unit = "unit";
    import.order.playbook.gates.clear();
    REQUIRE(floor.run("office", import).empty());
    REQUIRE(floor.run("ppic", PlanBatch{ProductCode("SERUM"), 300, true}).empty());
    REQUIRE(floor.run("ppic", PlanBatch{ProductCode("SERUM"), 300, false, kBulk}).empty());
    REQUIRE(floor.run("siti", StartBatch{kPack, CountMode::keypad}).empty());
    CHECK(floor.run("siti", RecordOutput{kPack, kSealing, 10, Entry::scanned, {}}).empty());
    CHECK(floor.run("siti", RecordOutput{kPack, kPacking, 11, Entry::scanned, {}}) ==
          "exceeds_received");
}

TEST_CASE("only a bulk of the same product is filled from, planned here or in a file") {
    BulkFloor floor;
    REQUIRE(floor.run("ppic", PlanBatch{ProductCode("SERUM"), 100}).empty());
    CHECK(floor.run("ppic", PlanBatch{ProductCode("SERUM"), 5, false, kPack}) == "bulk_wrong");
    CHECK(floor.run("ppic", PlanBatch{ProductCode("SERUM"), 5, true, kBulk}) == "bulk_wrong");
    CHECK(floor.run("ppic", PlanBatch{ProductCode("SERUM"), 5, false, BatchNo("NO")}) ==
          "batch_unknown");
    const auto imported = [](auto change) {
        TestFloor other;
        ImportOrder import = bulk_import();
        const Date made = *parse_iso_date("2026-11-21");
        const Date expires = *parse_iso_date("2028-11-30");
        import.batches = {{BatchNo("R"), ProductCode("SERUM"), 300, made, expires, true, {}},
                          {BatchNo("P"), ProductCode("SERUM"), 300, made, expires, false,
                           BatchNo("R")}};
        change(import);
        return other.run("office", import);
    };
    CHECK(imported([](ImportOrder&) {}).empty());
    CHECK(imported([](ImportOrder& i) { i.batches[1].from = BatchNo("X"); }) == "bulk_wrong");
    CHECK(imported([](ImportOrder& i) { i.batches[0].bulk = false; }) == "bulk_wrong");
    CHECK(imported([](ImportOrder& i) { i.order.playbook.steps[0].bulk = false; }) ==
          "bulk_wrong");
    CHECK(imported([](ImportOrder& i) {
              i.opening = {{BatchNo("R"), kPacking, 500, Entry::opening, {}, {}}};
          }) == "step_not_of_bulk");
    CHECK(imported([](ImportOrder& i) {
              i.opening = {{BatchNo("P"), kMixing, 500, Entry::opening, {}, {}}};
          }) == "step_of_bulk");
}
