#include "app/domain/term_parts.h"

#include "app/domain/shipments.h"
#include "tests/app/domain/shipping_fixture.h"

using namespace lini;
using namespace lini::test;

TEST_CASE("a contract that lost a term that was billed bills nothing more") {
    ShippingFloor floor;
    REQUIRE(floor.run("office", parts_import()).empty());
    floor.make(kBatch, 500);
    floor.release(kBatch);
    floor.certify(kBatch);
    REQUIRE(floor.bill(kPart1).empty());
    // Another terminal, which had not seen the bill, took an amendment in.
    ImportOrder whole = import_of();
    whole.order.playbook = floor.order.order->playbook;
    floor.order.order = whole.order;
    CHECK(floor.bill(TermId("dp")) == "billed_term_gone");
}

TEST_CASE("a part costs something, and no term is named like a charge of its own kind") {
    const auto refused = [](auto change) {
        TestFloor floor;
        ImportOrder import = parts_import();
        change(import.order);
        return floor.run("office", import);
    };
    CHECK(refused([](OrderImported& o) {
              o.terms[3].amount.value += o.terms[2].amount.value;
              o.terms[2].amount = Rupiah{0};
          }) == "term_parts_wrong");
    CHECK(refused([](OrderImported& o) { o.terms[0].id = TermId("adjust:1"); }) ==
          "term_id_invalid");
    CHECK(refused([](OrderImported& o) { o.terms[0].id = TermId(std::string(65, 'a')); }) ==
          "term_id_invalid");
}

TEST_CASE("an order may be cut to what is billed already, and a due day stands as it was printed") {
    ShippingFloor floor;
    REQUIRE(floor.run("office", parts_import()).empty());
    floor.make(kBatch, 400);
    floor.release(kBatch);
    floor.certify(kBatch);
    REQUIRE(floor.bill(kPart1).empty());
    ImportOrder import = parts_import();
    import.order.revision = 2;
    import.order.content_sha256_hex = "bb";
    import.order.terms[2].due_days = 60;
    CHECK(floor.run("office", import) == "term_already_charged");
    import = parts_import();
    import.order.revision = 2;
    import.order.content_sha256_hex = "bb";
    import.order.lines[0].quantity = 400;
    import.order.value = Rupiah{400 * 45'000};
    const Rupiah billed = import.order.terms[2].amount;
    import.order.terms[0].amount = Rupiah{import.order.value.value / 4};
    import.order.terms[1].amount = Rupiah{import.order.value.value / 4};
    import.order.terms[3].amount =
        Rupiah{import.order.value.value / 2 - billed.value};
    CHECK(floor.run("office", import).empty());
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
