#include <catch2/catch_test_macros.hpp>

#include "app/domain/follow_ups.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

ImportOrder exclusive_import(const std::string& answer) {
    ImportOrder import = import_of();
    Playbook& book = import.order.playbook;
    book.fields = {{"exclusive", {"Eksklusif", "Exclusive"}, FieldKind::choice, {"tidak", "ya"},
                    true}};
    book.exclusive = FieldMatch{"exclusive", {"ya"}, false};
    import.order.fields["exclusive"] = answer;
    return import;
}

}  // namespace

TEST_CASE("an exclusive contract keeps its products, another keeps none") {
    for (const std::string answer : {"ya", "tidak"}) {
        TestFloor floor;
        const Command wanted = floor.command("office", exclusive_import(answer));
        REQUIRE(floor.run(wanted).empty());
        const auto asked = follow_ups(floor.order, wanted);
        REQUIRE(asked.size() == (answer == "ya" ? 1 : 0));
        if (asked.empty()) continue;
        CHECK(asked[0].order_no.empty());
        const auto& reserved = std::get<ReserveProduct>(asked[0].action).reserved;
        CHECK(reserved.product == ProductCode("SERUM"));
        CHECK(reserved.client == "Glowria");
    }
}

TEST_CASE("what is kept for a client is refused to others, and the client may order it again") {
    TestFloor floor;
    floor.site.reserved[{ProductCode("SERUM"), OrderNo("PO-0")}] = {ProductCode("SERUM"), "Glowria",
                                                                   OrderNo("PO-0")};
    ImportOrder import = import_of();
    import.order.client = "CV Lain";
    CHECK(floor.run("office", import) == "product_exclusive");
    import.order.client = "Glowria";
    CHECK(floor.run("office", import).empty());
    CHECK(reserved_for(floor.site, ProductCode("SERUM"), "Glowria", false) != nullptr);
    CHECK(reserved_for(floor.site, ProductCode("SERUM"), "Glowria", true) == nullptr);
}

TEST_CASE("an order of before the exclusive contract goes on, amendments and all") {
    TestFloor floor;
    REQUIRE(floor.run("office", import_of()).empty());
    floor.site.reserved[{ProductCode("SERUM"), OrderNo("PO-9")}] = {ProductCode("SERUM"), "CV Lain",
                                                                   OrderNo("PO-9")};
    ImportOrder amended = import_of();
    amended.order.revision = 2;
    amended.order.content_sha256_hex = "bb";
    CHECK(floor.run("office", amended).empty());
}
