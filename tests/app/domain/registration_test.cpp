#include "app/domain/registration.h"

#include <catch2/catch_test_macros.hpp>

#include "app/domain/batch_number.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;
using namespace std::chrono;

namespace {

/// A cosmetic that must be registered, and halal from the 22nd on.
class RegisteredFloor : public TestFloor {
public:
    RegisteredFloor() {
        add_user("ppic", {Role::ppic});
        product().category = "cosmetic";
        product().registration_no = "NA18261900118";
        product().shelf_life_months = 24;
        site.duties = DutiesDefined{
            1, "aa", {{"cosmetic", DutyKind::registration, 2011y / 1 / 1, "BPOM"},
                      {"cosmetic", DutyKind::halal, 2026y / 11 / 22, "PP 42/2024"}}};
        ImportOrder import = import_of();
        import.order.playbook.checkpoints = {
            {"handover", {"BAST", "BAST"}, CheckpointScope::order, {Role::office}, {}, false,
             false, true, false},
            {"photo", {"Foto", "Photo"}, CheckpointScope::order, {Role::office}, {}, false, false,
             false, true}};
        import.order.playbook.batch_no_pattern = "{order}-{yy}{mm}-{nn}";
        REQUIRE(run("office", import).empty());
    }
    ProductDefined& product() { return site.products.at(ProductCode("SERUM")); }
    std::string start() { return run("siti", StartBatch{kBatch, CountMode::keypad}); }
    std::string hand_over() {
        return run("office",
                   RecordCheckpoint{"handover", {}, CheckpointOutcome::passed, "", "", {}});
    }
};

}  // namespace

TEST_CASE("a missing or expired registration blocks the start of a batch and its shipping") {
    RegisteredFloor floor;
    CHECK(floor.hand_over().empty());
    floor.product().registration_no = "-";
    CHECK(floor.start() == "registration_missing");
    CHECK(floor.hand_over() == "registration_missing");
    floor.product().registration_no = "NA18261900118";
    floor.product().registration_until = 2026y / 11 / 20;
    CHECK(floor.start() == "registration_expired");
    CHECK(floor.hand_over() == "registration_expired");
    floor.product().registration_until = 2026y / 11 / 21;  // Its last day.
    CHECK(floor.start().empty());
}

TEST_CASE("a duty holds from its day on, and for its category only") {
    RegisteredFloor floor;
    CHECK(floor.start().empty());
    floor.today = 2026y / 11 / 22;
    CHECK(floor.hand_over() == "halal_missing");
    floor.product().halal_no = "ID0011";
    CHECK(floor.hand_over().empty());
    floor.product().halal_until = 2026y / 11 / 21;
    CHECK(floor.hand_over() == "halal_expired");
    floor.product().halal_no = "";
    floor.product().category = "custom";
    CHECK(registration_refusal(floor.site, ProductCode("SERUM"), floor.today) == std::nullopt);
}

TEST_CASE("a checkpoint that wants a photo is not passed without one") {
    RegisteredFloor floor;
    RecordCheckpoint bare{"photo", {}, CheckpointOutcome::passed, "", "", {}};
    CHECK(floor.run("office", bare) == "attachment_missing");
    bare.attachments = {std::string(64, 'a')};
    CHECK(floor.run("office", bare).empty());
}

TEST_CASE("a batch that is planned here gets number and dates of the day, and keeps them") {
    RegisteredFloor floor;
    floor.today = 2027y / 1 / 31;
    floor.product().halal_no = "ID0011";
    floor.product().shelf_life_months = 13;
    const PlanBatch wanted{ProductCode("SERUM"), 500};
    CHECK(floor.run("siti", wanted) == "not_allowed");
    REQUIRE(floor.run("ppic", wanted).empty());
    floor.today = 2027y / 2 / 1;  // Midnight moves no date of the first.
    REQUIRE(floor.run("ppic", wanted).empty());
    const BatchPlanned& first = floor.order.batches.at(BatchNo("PO-1-2701-01")).plan;
    CHECK(first.manufactured == Date(2027y / 1 / 31));
    CHECK(first.expires == Date(2028y / 2 / 29));  // There is no 31st of February.
    CHECK(floor.order.batches.count(BatchNo("PO-1-2702-01")) == 1);
    floor.today = 2027y / 1 / 31;
    REQUIRE(floor.run("ppic", wanted).empty());
    CHECK(floor.order.batches.count(BatchNo("PO-1-2701-02")) == 1);
    CHECK(floor.run("ppic", PlanBatch{ProductCode("SERUM"), 0}) == "quantity_too_small");
    CHECK(floor.run("ppic", PlanBatch{ProductCode("OTHER"), 5}) == "product_unknown");
    floor.product().halal_no.clear();
    CHECK(floor.run("ppic", wanted) == "halal_missing");
    floor.product().halal_no = "ID0011";
    floor.product().shelf_life_months = 0;
    CHECK(floor.run("ppic", wanted) == "shelf_life_unknown");
}

TEST_CASE("an expiry falls on its day, or on the month's end where the product says so") {
    ProductDefined product;
    product.shelf_life_months = 24;
    CHECK(expiry_of(product, 2026y / 11 / 21) == Date(2028y / 11 / 21));
    CHECK(expiry_of(product, 2026y / 2 / 28) == Date(2028y / 2 / 28));
    product.expires_month_end = true;
    CHECK(expiry_of(product, 2026y / 11 / 21) == Date(2028y / 11 / 30));
    CHECK(expiry_of(product, 2026y / 2 / 28) == Date(2028y / 2 / 29));
}

TEST_CASE("a pattern of batch numbers names the order, counts once and knows its parts") {
    CHECK(is_batch_no_pattern("{order}-{nn}"));
    CHECK(is_batch_no_pattern("{order}/{yy}{mm}{dd}.{nnn}"));
    for (const char* wrong : {"{nn}", "{order}", "{order}{n}{n}", "{order}-{week}-{n}", "{order",
                              "{order} {n}", "{order}-{n", ""}) {
        INFO(wrong);
        CHECK_FALSE(is_batch_no_pattern(wrong));
    }
}
