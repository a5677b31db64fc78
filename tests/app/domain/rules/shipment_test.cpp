#include "app/domain/shipments.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

#include "app/domain/bill.h"
#include "app/domain/payments.h"
#include "app/domain/term_parts.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

const TermId kFinal{"pelunasan"};
const TermId kPart1{"pelunasan:1"};
const TermId kPart2{"pelunasan:2"};

/// The final payment in two parts, the first of which releases 400; a certificate for each batch.
ImportOrder parts_import() {
    ImportOrder import = import_of();
    OrderImported& order = import.order;
    Playbook& book = order.playbook;
    book.checkpoints = {{"coa", {"CoA", "CoA"}, CheckpointScope::batch, {Role::qa}, {}, false,
                         false, false, false, {}}};
    book.samples = {{"lab", {"Lab", "Lab"}, 5}};
    const Condition coa{ConditionKind::passed, "coa"};
    const Condition released{ConditionKind::batches_released, ""};
    book.gates = {
        {"final_bill", {"Tagih", "Bill"}, {{GatedActKind::bill_term, kFinal.str()}},
         {{released}, {coa}}, false},
        {"shipping", {"Keluar", "Leave"}, {{GatedActKind::ship, ""}},
         {{released}, {coa}, {{ConditionKind::settled, kFinal.str()}}}, false}};
    Term whole = order.terms.back();
    order.terms.pop_back();
    Term first = whole;
    first.id = kPart1;
    first.part_of = kFinal;
    first.basis_points = 1'500;
    first.amount = Rupiah{whole.amount.value / 2};
    first.releases = 400;
    first.any_of = {{ConditionKind::units_ready, kPart1.str()}};
    Term second = whole;
    second.id = kPart2;
    second.part_of = kFinal;
    second.basis_points = 1'500;
    second.amount = Rupiah{whole.amount.value - first.amount.value};
    order.terms.push_back(first);
    order.terms.push_back(second);
    return import;
}

class ShippingFloor : public TestFloor {
public:
    ShippingFloor() {
        add_user("gudang", {Role::warehouse});
        add_user("fin", {Role::finance});
        add_user("fin2", {Role::finance});
        add_user("sup2", {Role::supervisor});
        site.products.at(ProductCode("SERUM")).tests.clear();
    }
    void make(const BatchNo& batch, std::int64_t good) {
        REQUIRE(run("siti", StartBatch{batch, CountMode::keypad}).empty());
        REQUIRE(run("siti", RecordOutput{batch, kSealing, good, Entry::scanned, {}}).empty());
        REQUIRE(run("siti", RecordOutput{batch, kPacking, good, Entry::scanned, {}}).empty());
    }
    void release(const BatchNo& batch) {
        REQUIRE(run("siti", CloseBatch{batch, ""}).empty());
        REQUIRE(run_signed("qa", "qa", "release",
                           ChangeBatchStatus{batch, BatchStatus::released, ""})
                    .empty());
    }
    void certify(const BatchNo& batch) {
        RecordCheckpoint passed;
        passed.checkpoint = "coa";
        passed.batch = batch;
        REQUIRE(run("qa", passed).empty());
    }
    void pay(const TermId& id) {
        const std::string key = "TRF-" + id.str();
        const Rupiah due = invoice_balance(order, id).due;
        REQUIRE(run("fin", RecordPayment{{key, ChargeId(id.str()), PaymentKind::receipt, due, today,
                                          "BCA"}})
                    .empty());
        REQUIRE(run_signed("fin2", "fin2", "payment", ConfirmPayment{key}).empty());
    }
    void close_short() {
        REQUIRE(run_signed("sup2", "sup2", "close_quantity", CloseQuantity{"SRT/1", ""}).empty());
    }
    ShipmentRecorded note(std::vector<ShippedBatch> batches, const std::string& sample = {}) {
        return {"SJ-" + std::to_string(++notes_), sample, std::move(batches), "B 1 A", "Joko",
                "Rina", "paper", {}};
    }
    std::string ship(const ShipmentRecorded& shipment, const std::string& actor = "gudang") {
        return run(actor, RecordShipment{shipment});
    }

private:
    int notes_ = 0;
};

}  // namespace

TEST_CASE("a part of the final payment is billed once its goods are ready, and releases them") {
    ShippingFloor floor;
    REQUIRE(floor.run("office", parts_import()).empty());
    floor.make(kBatch, 500);
    floor.make(kOtherBatch, 490);
    CHECK(floor.bill(kPart1) == "not met");
    floor.release(kBatch);
    CHECK(floor.bill(kPart1) == "not met");  // No certificate yet.
    floor.certify(kBatch);
    CHECK(units_ready(floor.order, kFinal) == 500);
    CHECK(floor.ship(floor.note({{kBatch, 400}})) == "gate_closed");
    REQUIRE(floor.bill(kPart1).empty());
    CHECK(floor.ship(floor.note({{kBatch, 400}})) == "gate_closed");
    floor.pay(kPart1);
    CHECK(floor.ship(floor.note({{kBatch, 401}})) == "gate_closed");
    CHECK(floor.ship(floor.note({{kBatch, 300}})).empty());
    CHECK(floor.ship(floor.note({{kBatch, 101}})) == "gate_closed");
    CHECK(floor.ship(floor.note({{kBatch, 100}})).empty());
    CHECK(floor.bill(kPart2) == "not met");
}

TEST_CASE("no goods leave unless made, released, certified and paid for, for any wish") {
    std::mt19937 random(7);
    for (int round = 0; round < 40; ++round) {
        ShippingFloor floor;
        REQUIRE(floor.run("office", parts_import()).empty());
        floor.make(kBatch, 300);
        floor.make(kOtherBatch, 300);
        std::int64_t accepted = 0;
        for (int step = 0; step < 30; ++step) {
            const BatchNo& batch = random() % 2 == 0 ? kBatch : kOtherBatch;
            const auto status = find_batch(floor.order, batch)->status;
            switch (random() % 5) {
                case 0:
                    if (status != BatchStatus::released) floor.release(batch);
                    break;
                case 1: floor.certify(batch); break;
                case 2:
                    if (charge_of(floor.order, kPart1) == nullptr) floor.bill(kPart1);
                    break;
                case 3:
                    if (charge_of(floor.order, kPart1) != nullptr &&
                        !is_settled(floor.order, kPart1)) {
                        floor.pay(kPart1);
                    }
                    break;
                default: {
                    const auto wish = static_cast<std::int64_t>(random() % 200 + 1);
                    if (!floor.ship(floor.note({{batch, wish}})).empty()) break;
                    accepted += wish;
                    CHECK(find_batch(floor.order, batch)->status == BatchStatus::released);
                    CHECK(standing_checkpoint(floor.order, "coa", batch) != nullptr);
                }
            }
            CHECK(goods_shipped(floor.order, {}) == accepted);
            CHECK(accepted <= units_paid_for(floor.order, kFinal));
            CHECK(goods_shipped(floor.order, kBatch) <= 300);
            CHECK(goods_shipped(floor.order, kOtherBatch) <= 300);
        }
    }
}

TEST_CASE("a delivery note names vehicle, driver, receiver and paper, and is there once") {
    ShippingFloor floor;
    ImportOrder import = import_of();
    import.order.playbook.gates.clear();
    REQUIRE(floor.run("office", import).empty());
    floor.make(kBatch, 100);
    CHECK(floor.ship(floor.note({{kBatch, 10}})) == "batch_not_released");
    floor.release(kBatch);
    CHECK(floor.ship(floor.note({{kBatch, 10}}), "siti") == "not_allowed");
    CHECK(floor.ship(floor.note({})) == "shipment_empty");
    CHECK(floor.ship(floor.note({{kBatch, 1}, {kBatch, 2}})) == "batch_twice");
    CHECK(floor.ship(floor.note({{BatchNo("NO"), 1}})) == "batch_unknown");
    CHECK(floor.ship(floor.note({{kBatch, 0}})) == "quantity_too_small");
    CHECK(floor.ship(floor.note({{kBatch, 101}})) == "shipment_exceeds");
    for (std::string ShipmentRecorded::*const text :
         {&ShipmentRecorded::vehicle, &ShipmentRecorded::driver, &ShipmentRecorded::received_by,
          &ShipmentRecorded::reference}) {
        ShipmentRecorded bare = floor.note({{kBatch, 10}});
        (bare.*text).clear();
        CHECK(floor.ship(bare) == "shipment_incomplete");
    }
    const ShipmentRecorded note = floor.note({{kBatch, 60}});
    CHECK(floor.ship(note).empty());
    CHECK(floor.ship(note).empty());
    CHECK(goods_shipped(floor.order, kBatch) == 60);
    ShipmentRecorded other = note;
    other.batches[0].quantity = 61;
    CHECK(floor.ship(other) == "shipment_differs");
    CHECK(!all_shipped(floor.order));
    CHECK(floor.ship(floor.note({{kBatch, 40}})).empty());
    // The other batch is planned: there is more to come.
    CHECK(!all_shipped(floor.order));
    floor.make(kOtherBatch, 50);
    floor.release(kOtherBatch);
    CHECK(floor.ship(floor.note({{kOtherBatch, 49}})).empty());
    CHECK(!all_shipped(floor.order));
    CHECK(floor.ship(floor.note({{kOtherBatch, 1}})).empty());
    // Another batch may still be planned, until the quantity is closed.
    CHECK(!all_shipped(floor.order));
    floor.close_short();
    CHECK(all_shipped(floor.order));
}

TEST_CASE("samples leave before the money, but no more than were taken and the contract says") {
    ShippingFloor floor;
    REQUIRE(floor.run("office", parts_import()).empty());
    REQUIRE(floor.run("siti", StartBatch{kBatch, CountMode::keypad}).empty());
    REQUIRE(floor.run("siti", RecordOutput{kBatch, kSealing, 100, Entry::scanned, {}}).empty());
    CHECK(floor.ship(floor.note({{kBatch, 1}}, "gift")) == "sample_kind_unknown");
    CHECK(floor.ship(floor.note({{kBatch, 1}}, "lab")) == "samples_not_taken");
    REQUIRE(floor.run("siti", TakeSample{kBatch, kPacking, 8, SamplePurpose::qc}).empty());
    CHECK(floor.ship(floor.note({{kBatch, 4}}, "lab")).empty());
    CHECK(floor.ship(floor.note({{kBatch, 2}}, "lab")) == "samples_over_cap");
    CHECK(goods_shipped(floor.order, {}) == 0);
    CHECK(samples_shipped(floor.order, "lab", kBatch) == 4);
}

TEST_CASE("a delivery note that is taken back has left nothing") {
    ShippingFloor floor;
    REQUIRE(floor.run("office", import_of()).empty());
    floor.make(kBatch, 100);
    floor.release(kBatch);
    const ShipmentRecorded note = floor.note({{kBatch, 60}});
    REQUIRE(floor.ship(note).empty());
    const EventId id = floor.last_id();
    REQUIRE(floor.run("gudang", ReverseRecord{id, "salah"}).empty());
    CHECK(goods_shipped(floor.order, kBatch) == 0);
    CHECK(floor.ship(note).empty());
    CHECK(goods_shipped(floor.order, kBatch) == 60);
}

TEST_CASE("only the last term is split, and its parts but the last name fewer units than ordered") {
    const auto refused = [](auto change) {
        TestFloor floor;
        ImportOrder import = parts_import();
        change(import.order);
        return floor.run("office", import);
    };
    CHECK(refused([](OrderImported&) {}).empty());
    CHECK(refused([](OrderImported& o) { o.terms[2].releases = 0; }) == "term_parts_wrong");
    CHECK(refused([](OrderImported& o) { o.terms[2].releases = 1'000; }) == "term_parts_wrong");
    CHECK(refused([](OrderImported& o) { o.terms[2].releases = -1; }) == "term_parts_wrong");
    CHECK(refused([](OrderImported& o) { o.terms[3].releases = 10; }) == "term_parts_wrong");
    CHECK(refused([](OrderImported& o) { o.terms[0].releases = 10; }) == "term_parts_wrong");
}

TEST_CASE("what a part releases stands once it is billed, and only a part waits for units") {
    ShippingFloor floor;
    REQUIRE(floor.run("office", parts_import()).empty());
    const auto amended = [](std::int64_t releases, int revision) {
        ImportOrder import = parts_import();
        import.order.terms[2].releases = releases;
        import.order.revision = revision;
        import.order.content_sha256_hex = std::to_string(revision);
        return import;
    };
    CHECK(floor.run("office", amended(300, 2)).empty());
    floor.make(kBatch, 500);
    floor.release(kBatch);
    floor.certify(kBatch);
    REQUIRE(floor.bill(kPart1).empty());
    CHECK(floor.run("office", amended(900, 3)) == "term_already_charged");
    CHECK(floor.run("office", amended(300, 3)).empty());

    TestFloor other;
    ImportOrder free = parts_import();
    free.order.terms[1].any_of = {{ConditionKind::units_ready, "dp"}};
    CHECK(other.run("office", free) == "condition_unknown");
}

TEST_CASE("a quantity closed short of what a part releases does not keep its goods in the house") {
    ShippingFloor floor;
    REQUIRE(floor.run("office", parts_import()).empty());
    floor.make(kBatch, 300);
    floor.release(kBatch);
    floor.certify(kBatch);
    CHECK(floor.bill(kPart1) == "not met");
    floor.close_short();
    REQUIRE(floor.bill(kPart1).empty());
    CHECK(floor.ship(floor.note({{kBatch, 300}})) == "gate_closed");
    floor.pay(kPart1);
    CHECK(floor.ship(floor.note({{kBatch, 300}})).empty());
    CHECK(all_shipped(floor.order));
}

TEST_CASE("where no gate names shipping, goods wait for what the checkpoint that ships waits for") {
    ShippingFloor floor;
    ImportOrder import = parts_import();
    Playbook& book = import.order.playbook;
    book.checkpoints.push_back({"bast", {"BAST", "BAST"}, CheckpointScope::order,
                                {Role::warehouse}, {}, true, false, true, false, {}});
    book.gates[1].blocks = {{GatedActKind::record_checkpoint, "bast"}};
    REQUIRE(floor.run("office", import).empty());
    floor.make(kBatch, 500);
    floor.release(kBatch);
    floor.certify(kBatch);
    CHECK(floor.ship(floor.note({{kBatch, 400}})) == "gate_closed");
    REQUIRE(floor.bill(kPart1).empty());
    floor.pay(kPart1);
    CHECK(floor.ship(floor.note({{kBatch, 400}})).empty());
}
