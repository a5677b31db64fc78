#include "app/domain/reference.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

OrderState mass(const std::string& tolerance = "5") {
    TestFloor floor;
    ImportOrder import = import_of();
    import.order.playbook.fields = {
        {"sample", {"Sampel", "Sample"}, FieldKind::reference_order, {}, false},
        {"tolerance", {"Toleransi", "Tolerance"}, FieldKind::reference_tolerance, {}, true}};
    import.order.fields = {{"sample", "PO-S1"}, {"tolerance", tolerance}};
    REQUIRE(floor.run("office", import).empty());
    return floor.order;
}

OrderState sample_with(const Decimal& value) {
    TestFloor floor;
    REQUIRE(floor.run("office", import_of()).empty());
    REQUIRE(floor.run("ratna", RecordTest{kBatch, "ph", value, Entry::scanned}).empty());
    return floor.order;
}

}  // namespace

TEST_CASE("a contract names the order of its sample") {
    CHECK(reference_order(mass()) == OrderNo("PO-S1"));
    CHECK(reference_order(sample_with({500, 2})).empty());
}

TEST_CASE("a result is beyond the tolerance from the first hair over it") {
    const OrderState order = mass();
    const OrderState sample = sample_with({500, 2});
    for (const auto& [scaled, beyond] : {std::pair{525, false}, {526, true}, {475, false},
                                         {474, true}, {500, false}}) {
        const auto found = difference_from(order, sample, "ph", {scaled, 2});
        REQUIRE(found);
        CHECK(found->beyond == beyond);
    }
    CHECK(difference_from(order, sample, "ph", {5255, 3})->basis_points == 510);
    CHECK(difference_from(order, sample, "ph", {52501, 4})->beyond);
    CHECK(difference_from(mass("0"), sample, "ph", {501, 2})->beyond);
}

TEST_CASE("without a result of the sample there is nothing to differ from") {
    const OrderState order = mass();
    CHECK_FALSE(difference_from(order, sample_with({500, 2}), "alt", {5, 0}));
    OrderState rejected = sample_with({500, 2});
    rejected.batches.at(kBatch).status = BatchStatus::rejected;
    CHECK_FALSE(difference_from(order, rejected, "ph", {500, 2}));
    CHECK_FALSE(difference_from(order, OrderState{}, "ph", {500, 2}));
}
