#include "app/domain/shipments.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

#include "app/domain/bill.h"
#include "app/domain/term_parts.h"
#include "tests/app/domain/shipping_fixture.h"

using namespace lini;
using namespace lini::test;

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

TEST_CASE("the file of a note that was taken back does not bring it back; a person may") {
    ShippingFloor floor;
    REQUIRE(floor.run("office", import_of()).empty());
    floor.make(kBatch, 100);
    floor.release(kBatch);
    const ShipmentRecorded note = floor.note({{kBatch, 60}});
    const RecordShipment from_file{note, true};
    REQUIRE(floor.run("gudang", from_file).empty());
    CHECK(floor.run("gudang", from_file).empty());
    REQUIRE(floor.run("gudang", ReverseRecord{floor.last_id(), "salah"}).empty());
    CHECK(floor.run("gudang", from_file) == "shipment_taken_back");
    CHECK(floor.ship(note).empty());
}

TEST_CASE("what goods and samples left on is not taken back under them") {
    ShippingFloor floor;
    ImportOrder import = parts_import();
    import.order.playbook.gates[1].needs.pop_back();  // Not for the money.
    REQUIRE(floor.run("office", import).empty());
    REQUIRE(floor.run("siti", StartBatch{kBatch, CountMode::keypad}).empty());
    REQUIRE(floor.run("siti", RecordOutput{kBatch, kSealing, 100, Entry::scanned, {}}).empty());
    REQUIRE(floor.run("siti", TakeSample{kBatch, kPacking, 4, SamplePurpose::qc}).empty());
    const EventId sample = floor.last_id();
    const ShipmentRecorded to_lab = floor.note({{kBatch, 4}}, "lab");
    REQUIRE(floor.ship(to_lab).empty());
    const EventId lab_note = floor.last_id();
    CHECK(floor.run("siti", ReverseRecord{sample, "salah"}) == "shipment_stands");
    REQUIRE(floor.run("gudang", ReverseRecord{lab_note, "salah"}).empty());
    CHECK(floor.run("siti", ReverseRecord{sample, "salah"}).empty());

    REQUIRE(floor.pack(100).empty());
    floor.release(kBatch);
    floor.certify(kBatch);
    const EventId certificate = floor.last_id();
    const ShipmentRecorded goods = floor.note({{kBatch, 50}});
    REQUIRE(floor.ship(goods).empty());
    const EventId note = floor.last_id();
    CHECK(floor.run("qa", ReverseRecord{certificate, "salah"}) == "shipment_stands");
    REQUIRE(floor.run("gudang", ReverseRecord{note, "salah"}).empty());
    CHECK(floor.run("qa", ReverseRecord{certificate, "salah"}).empty());
}

TEST_CASE("nothing leaves an order that is paused or has ended, not even a sample") {
    ShippingFloor floor;
    REQUIRE(floor.run("office", parts_import()).empty());
    REQUIRE(floor.run("siti", StartBatch{kBatch, CountMode::keypad}).empty());
    REQUIRE(floor.run("siti", RecordOutput{kBatch, kSealing, 100, Entry::scanned, {}}).empty());
    REQUIRE(floor.run("siti", TakeSample{kBatch, kPacking, 4, SamplePurpose::qc}).empty());
    REQUIRE(floor.run("office", PauseOrder{"dana", "WA 1"}).empty());
    CHECK(floor.ship(floor.note({{kBatch, 1}}, "lab")) == "order_paused");
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
