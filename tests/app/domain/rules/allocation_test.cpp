#include <catch2/catch_test_macros.hpp>

#include <random>

#include "app/domain/follow_ups.h"
#include "app/domain/quantity.h"
#include "tests/app/domain/shipping_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

/// The same product on two lines at two prices, and another product on a third.
ImportOrder two_prices() {
    ImportOrder import = import_of();
    OrderImported& order = import.order;
    order.lines = {{ProductCode("SERUM"), 600, Rupiah{40'000}},
                   {ProductCode("SERUM"), 400, Rupiah{50'000}},
                   {ProductCode("TONER"), 100, Rupiah{10'000}}};
    order.value = Rupiah{600 * 40'000 + 400 * 50'000 + 100 * 10'000};
    const auto parts = split_by_basis_points(order.value, {4000, 3000, 3000});
    for (std::size_t i = 0; i < parts.size(); ++i) order.terms[i].amount = parts[i];
    order.under_basis_points = 10'000;
    return import;
}

class AllocationFloor : public ShippingFloor {
public:
    explicit AllocationFloor(const ImportOrder& import = two_prices()) {
        add_user("ppic", {Role::ppic});
        ProductDefined toner = site.products.at(ProductCode("SERUM"));
        toner.code = ProductCode("TONER");
        site.products[toner.code] = toner;
        REQUIRE(run("office", import).empty());
    }
    std::string allocate(const AllocateUnits& action, const std::string& signer = "ppic") {
        return run_signed(signer, signer, "allocation", action);
    }
    std::string receive(std::int64_t quantity, int line, const std::string& client = "Glowria") {
        const BatchPlanned& plan = find_batch(order, kBatch)->plan;
        const UnitsReceived units{BatchNo("OTHER-1"), plan.product, plan.manufactured,
                                  plan.expires, quantity, line, OrderNo("PO-2"), UserId("ppic")};
        return run_signed("ppic", "ppic", "allocation", ReceiveUnits{units, client});
    }
};

}  // namespace

TEST_CASE("units go to a line of their product, signed, and no more than there are or it takes") {
    AllocationFloor floor;
    floor.make(kBatch, 500);
    CHECK(floor.run("ppic", AllocateUnits{kBatch, 100, 2}) == "signature_missing");
    CHECK(floor.allocate({kBatch, 100, 2}, "siti") == "signer_not_allowed");
    CHECK(floor.allocate({kBatch, 100, 0}) == "line_wrong");
    CHECK(floor.allocate({kBatch, 100, 4}) == "line_wrong");
    CHECK(floor.allocate({kBatch, 100, 3}) == "line_wrong");
    CHECK(floor.allocate({kBatch, 0, 2}) == "quantity_too_small");
    CHECK(floor.allocate({kBatch, 401, 2}) == "line_full");
    CHECK(floor.allocate({BatchNo("NO"), 1, 2}) == "batch_unknown");
    CHECK(floor.allocate({kBatch, 400, 2}).empty());
    CHECK(floor.allocate({kBatch, 1, 2}) == "line_full");
    CHECK(floor.allocate({kBatch, 101, 1}) == "allocation_exceeds");
    CHECK(floor.allocate({kBatch, 100, 1}).empty());
    const auto lines = line_progress(floor.order);
    CHECK(lines[0].good == 100);
    CHECK(lines[1].good == 400);
    CHECK(lines[1].allocated == 400);
}

TEST_CASE("an allocation can be taken back, and what is allocated decides what a shortage costs") {
    AllocationFloor floor;
    floor.make(kBatch, 500);
    REQUIRE(floor.allocate({kBatch, 400, 2}).empty());
    const EventId id = floor.last_id();
    REQUIRE(floor.allocate({kBatch, 100, 1}).empty());
    CHECK(quantity_adjustment(floor.order)->value == -500 * 40'000 - 100 * 10'000);
    REQUIRE(floor.run("bambang", ReverseRecord{id, "baris keliru"}).empty());
    CHECK(allocated_to_line(floor.order, 2) == 0);
    // Unallocated, they fill the lines in the contract's order.
    CHECK(line_progress(floor.order)[0].good == 500);
}

TEST_CASE("a quantity is not closed while units stand between two prices") {
    AllocationFloor floor;
    floor.make(kBatch, 500);
    floor.release(kBatch);
    const CloseQuantity close{"SRT/1", ""};
    const auto closed = [&] {
        return floor.run_signed("bambang", "bambang", "close_quantity", close);
    };
    CHECK(closed() == "units_unallocated");
    REQUIRE(floor.allocate({kBatch, 400, 2}).empty());
    CHECK(closed() == "units_unallocated");
    REQUIRE(floor.allocate({kBatch, 100, 1}).empty());
    CHECK(closed().empty());
    CHECK(floor.order.closing->record.adjustment.value == -500 * 40'000 - 100 * 10'000);
    CHECK(floor.allocate({kBatch, 1, 1}) == "quantity_closed");
}

TEST_CASE("a line that has units by signature keeps its product and price") {
    AllocationFloor floor;
    floor.make(kBatch, 500);
    REQUIRE(floor.allocate({kBatch, 100, 2}).empty());
    ImportOrder amended = two_prices();
    amended.order.revision = 2;
    amended.order.content_sha256_hex = "bb";
    std::swap(amended.order.lines[0], amended.order.lines[1]);
    CHECK(floor.run("office", amended) == "line_allocated");
    std::swap(amended.order.lines[0], amended.order.lines[1]);
    CHECK(floor.run("office", amended).empty());
}

TEST_CASE("only released units that have not left go to another order, and then they are its own") {
    AllocationFloor floor(import_of());
    floor.make(kBatch, 500);
    const AllocateUnits give{kBatch, 300, 1, OrderNo("PO-2")};
    CHECK(floor.allocate(give) == "batch_not_released");
    floor.release(kBatch);
    CHECK(floor.allocate({kBatch, 300, 1, kOrder}) == "allocation_to_itself");
    REQUIRE(floor.run("gudang", RecordShipment{{"SJ-1", "", {{kBatch, 250}}, "B 1", "Joko", "Rina",
                                                "TT", {}}})
                .empty());
    CHECK(floor.allocate(give) == "allocation_exceeds");
    CHECK(floor.allocate({kBatch, 250, 1, OrderNo("PO-2")}).empty());
    CHECK(deliverable_good(floor.order) == 250);
    CHECK(made_good(floor.order) == 250);
    CHECK(step_counts(*find_batch(floor.order, kBatch), kPacking).good == 500);
    CHECK(floor.run("gudang", RecordShipment{{"SJ-2", "", {{kBatch, 1}}, "B 1", "Joko", "Rina",
                                              "TT", {}}}) == "shipment_exceeds");
}

TEST_CASE("units from another order count, ship and follow the status that is decided there") {
    AllocationFloor floor(import_of());
    CHECK(floor.receive(300, 1, "CV Lain") == "allocation_other_client");
    CHECK(floor.receive(300, 2) == "line_wrong");
    CHECK(floor.receive(1'001, 1) == "order_full");
    REQUIRE(floor.receive(300, 1).empty());
    CHECK(deliverable_good(floor.order) == 300);
    const BatchNo other("OTHER-1");
    CHECK(find_batch(floor.order, other)->status == BatchStatus::released);
    CHECK(floor.run("siti", RecordOutput{other, kPacking, 1, Entry::scanned, {}}) ==
          "batch_closed");
    ChangeBatchStatus held{other, BatchStatus::on_hold, "keluhan"};
    held.from_order = OrderNo("PO-2");
    REQUIRE(floor.run_signed("qa", "qa", "release", held).empty());
    CHECK(find_batch(floor.order, other)->status == BatchStatus::on_hold);
    CHECK(floor.run("gudang", RecordShipment{{"SJ-1", "", {{other, 1}}, "B 1", "Joko", "Rina", "TT",
                                              {}}}) == "batch_not_released");
}

TEST_CASE("an allocation to another order asks that order, and its status is told on once") {
    AllocationFloor floor(import_of());
    floor.make(kBatch, 500);
    floor.release(kBatch);
    Command give = floor.command("ppic", AllocateUnits{kBatch, 200, 1, OrderNo("PO-2")});
    give.proof = Proof{UserId("ppic"), "allocation", 0};
    REQUIRE(floor.run(give).empty());
    const auto asked = follow_ups(floor.order, give);
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].order_no == OrderNo("PO-2"));
    CHECK(asked[0].id != give.id);
    const auto& received = std::get<ReceiveUnits>(asked[0].action).received;
    CHECK(received.quantity == 200);
    CHECK(received.from_order == kOrder);

    REQUIRE(floor.run(give).empty());  // Twice to the same order: told once.
    Command hold = floor.command("qa", ChangeBatchStatus{kBatch, BatchStatus::on_hold, "uji"});
    CHECK(follow_ups(floor.order, hold).size() == 1);
    std::get<ChangeBatchStatus>(hold.action).from_order = OrderNo("PO-2");
    CHECK(follow_ups(floor.order, hold).empty());
}

TEST_CASE("units do not come to an order before its own gates let it begin") {
    ImportOrder import = import_of();
    import.order.playbook.gates = {{"dp", {"DP", "DP"}, {{GatedActKind::start_batch, ""}},
                                    {{{ConditionKind::settled, "dp"}}}, false},
                                   {"start", {"Mulai", "Start"}, {{GatedActKind::start_batch, ""}},
                                    {{{ConditionKind::passed, "clear"}}}, false}};
    import.order.playbook.checkpoints = {{"clear", {"Bersih", "Clear"}, CheckpointScope::batch,
                                          {Role::operator_}, {}, false, false}};
    AllocationFloor floor(import);
    CHECK(floor.receive(300, 1) == "gate_closed");
    REQUIRE(floor.bill(TermId("dp")).empty());
    const Rupiah due = floor.order.order->terms[0].amount;
    REQUIRE(floor.run("fin", RecordPayment{{"T-1", ChargeId("dp"), PaymentKind::receipt, due,
                                            floor.today, "BCA"}})
                .empty());
    REQUIRE(floor.run_signed("fin2", "fin2", "payment", ConfirmPayment{"T-1"}).empty());
    // A line is cleared for a batch that is begun here, and none is.
    CHECK(floor.receive(300, 1).empty());
}

TEST_CASE("units that came to the wrong order can be given back, and come again") {
    AllocationFloor floor(import_of());
    REQUIRE(floor.receive(1'000, 1).empty());
    const BatchNo other("OTHER-1");
    CHECK(allocated_to_line(floor.order, 1) == 1'000);
    CHECK(floor.allocate({other, 1'001, 1, OrderNo("PO-2")}) == "allocation_exceeds");
    REQUIRE(floor.allocate({other, 400, 1, OrderNo("PO-2")}).empty());
    CHECK(deliverable_good(floor.order) == 600);
    CHECK(allocated_to_line(floor.order, 1) == 600);
    CHECK(floor.receive(400, 1).empty());
    CHECK(floor.receive(1, 1) == "order_full");
}

TEST_CASE("what is rejected where it is made stays rejected, and QA may hold it here as well") {
    AllocationFloor floor(import_of());
    REQUIRE(floor.receive(300, 1).empty());
    const BatchNo other("OTHER-1");
    CHECK(floor.run_signed("qa", "qa", "release",
                           ChangeBatchStatus{other, BatchStatus::on_hold, "uji"})
              .empty());
    CHECK(floor.run_signed("qa", "qa", "release",
                           ChangeBatchStatus{other, BatchStatus::released, ""}) ==
          "batch_of_other_order");
    const auto told = [&](BatchStatus status) {
        return floor.run_signed("qa", "qa", "release",
                                ChangeBatchStatus{other, status, "uji", OrderNo("PO-2")});
    };
    CHECK(told(BatchStatus::rejected).empty());
    CHECK(told(BatchStatus::on_hold).empty());
    CHECK(find_batch(floor.order, other)->status == BatchStatus::rejected);
    // Whatever this order's own playbook says of who releases: it is not asked again.
    CHECK(deliverable_good(floor.order) == 0);
}

TEST_CASE("a batch that another order has under the same number does not take its units in") {
    AllocationFloor floor(import_of());
    const BatchPlanned& plan = find_batch(floor.order, kBatch)->plan;
    const UnitsReceived units{kBatch, plan.product, plan.manufactured, plan.expires, 10, 1,
                              OrderNo("PO-2"), UserId("ppic")};
    CHECK(floor.run_signed("ppic", "ppic", "allocation", ReceiveUnits{units, "Glowria"}) ==
          "batch_differs");
}

TEST_CASE("output is not taken back under what was allocated of it") {
    AllocationFloor floor;
    floor.make(kBatch, 200);
    REQUIRE(floor.run("siti", RecordOutput{kBatch, kSealing, 200, Entry::scanned, {}}).empty());
    REQUIRE(floor.pack(200).empty());
    const EventId output = floor.last_id();
    REQUIRE(floor.allocate({kBatch, 300, 1}).empty());
    const EventId allocation = floor.last_id();
    CHECK(floor.run("siti", ReverseRecord{output, "salah"}) == "units_allocated");
    REQUIRE(floor.run("bambang", ReverseRecord{allocation, "salah"}).empty());
    CHECK(floor.run("siti", ReverseRecord{output, "salah"}).empty());
}

TEST_CASE("no unit of a product is lost or made by any course of allocations") {
    std::mt19937 random(11);
    for (int round = 0; round < 60; ++round) {
        AllocationFloor floor;
        floor.make(kBatch, static_cast<std::int64_t>(random() % 400 + 1));
        floor.make(kOtherBatch, static_cast<std::int64_t>(random() % 400 + 1));
        std::vector<EventId> given;
        for (int act = 0; act < 25; ++act) {
            const BatchNo& batch = random() % 2 == 0 ? kBatch : kOtherBatch;
            if (random() % 4 == 0 && !given.empty()) {
                floor.run("bambang", ReverseRecord{given[random() % given.size()], "ulang"});
            } else {
                const auto wish = static_cast<std::int64_t>(random() % 300 + 1);
                if (floor.allocate({batch, wish, static_cast<int>(random() % 3) + 1}).empty()) {
                    given.push_back(floor.last_id());
                }
            }
            std::int64_t on_lines = 0;
            for (const LineProgress& line : line_progress(floor.order)) on_lines += line.good;
            REQUIRE(on_lines == made_good(floor.order));
            for (const BatchNo& each : {kBatch, kOtherBatch}) {
                const BatchState& state = *find_batch(floor.order, each);
                REQUIRE(allocated_of_batch(floor.order, each) <=
                        deliverable_units(floor.order, state));
            }
        }
    }
}
