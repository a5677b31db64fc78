// A floor whose final payment comes in two parts, with the people who pay, certify and ship.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <utility>
#include <vector>

#include "app/domain/payments.h"
#include "tests/app/domain/floor_fixture.h"

namespace lini::test {

inline const TermId kFinal{"pelunasan"};
inline const TermId kPart1{"pelunasan:1"};
inline const TermId kPart2{"pelunasan:2"};

/// The final payment in two parts, the first of which releases 400; a certificate for each batch.
inline ImportOrder parts_import() {
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

}  // namespace lini::test
