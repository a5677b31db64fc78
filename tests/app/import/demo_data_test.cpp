#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <set>

#include "app/domain/gs1.h"
#include "tests/app/import/import_fixture.h"

namespace lini::test {
namespace {

ImportBatch demo(const std::string& name) {
    auto batch =
        read_documents(name, read_asset("demo/" + name), shipped_playbooks(), fake_sha256_hex);
    INFO(verdict(batch));
    REQUIRE(batch);
    return *batch;
}

/// Asks a validator that is not ours (python3-jsonschema). 0 when the document holds.
int validate(const std::string& schema, const std::string& document) {
    const std::string command =
        "python3 -c \"import json,sys,jsonschema;"
        "s=json.load(open(sys.argv[1]));d=json.load(open(sys.argv[2]));"
        "jsonschema.Draft7Validator.check_schema(s);"
        "e=[x.message for x in jsonschema.Draft7Validator(s).iter_errors(d)];"
        "print(*e,sep=chr(10));sys.exit(1 if e else 0)\" '" LINI_SOURCE_DIR "/assets/schema/" +
        schema + "' '" + document + "' >/dev/null";
    return std::system(command.c_str());
}

/// Validates `text`, which goes through a file that is gone afterwards.
int validate_text(const std::string& schema, const std::string& text) {
    const std::string path = scratch("document.json").string();
    std::ofstream(path, std::ios::trunc) << text;
    const int answer = validate(schema, path);
    std::filesystem::remove(path);
    return answer;
}

TEST_CASE("the demo data imports, and its orders stand just below the threshold") {
    CHECK(demo("products.json").items.size() == 2);
    const ImportBatch orders = demo("orders.json");
    REQUIRE(orders.items.size() == 2);
    const auto& glowria = std::get<ImportOrder>(orders.items[0].action);
    CHECK(glowria.order.value.value == 450'000'000);
    CHECK(glowria.order.terms[1].amount.value == 135'000'000);
    std::int64_t packed = 0;
    for (const OutputRecorded& count : glowria.opening) {
        if (count.step == glowria.order.playbook.counting_step) packed += count.quantity;
    }
    CHECK(packed == 6750);
    CHECK(packed + 250 == glowria.order.threshold_percent * 10'000 / 100);
}

TEST_CASE("no step of a demo batch passed on more than it received") {
    for (const ImportItem& item : demo("orders.json").items) {
        const auto& order = std::get<ImportOrder>(item.action);
        for (std::size_t i = 1; i < order.opening.size(); ++i) {
            if (order.opening[i].batch != order.opening[i - 1].batch) continue;
            CHECK(order.opening[i].quantity <= order.opening[i - 1].quantity);
        }
    }
}

TEST_CASE("the demo people cover the roles, each with a card of their own") {
    const ImportBatch users = demo("users.json");
    std::set<Role> roles;
    for (const ImportItem& item : users.items) {
        for (const Role role : std::get<DefineUser>(item.action).user.roles) roles.insert(role);
    }
    CHECK(roles.size() == kRoles.size());
    CHECK(users.cards.size() == users.items.size());
    CHECK(users.names.size() == users.items.size());
}

TEST_CASE("the demo products carry GTINs that a scanner accepts") {
    for (const ImportItem& item : demo("products.json").items) {
        const ProductDefined& product = std::get<DefineProduct>(item.action).product;
        CHECK(gs1::has_valid_check_digit(product.gtin));
        CHECK(gs1::has_valid_check_digit(product.carton_gtin));
    }
}

TEST_CASE("the demo data holds to the published schemas") {
    for (const std::string name :
         {"products.json", "users.json", "orders.json", "approvals.json"}) {
        INFO(name);
        CHECK(validate(name, LINI_SOURCE_DIR "/assets/demo/" + name) == 0);
        const std::string wrong_kind = read_asset("demo/" + name);
        CHECK(validate_text(name, replaced(wrong_kind, "\"kind\"", "\"kin\"")) != 0);
    }
    const std::string orders = read_asset("demo/orders.json");
    CHECK(validate_text("orders.json", replaced(orders, "10000", "0")) != 0);
    CHECK(validate_text("orders.json", replaced(orders, "10000", "1.5")) != 0);
}

TEST_CASE("an approval file holds to the published schema") {
    CHECK(demo("approvals.json").items.front().actor == UserId("u-5101"));
    const std::string file = R"({"$schema": "../schema/approvals.json", "kind": "approvals",
      "items": [{"order_no": "PO-1", "batch_no": "GLW-1", "reference": "WA 21-11 No. 7"}]})";
    CHECK(import_text(file));
    CHECK(validate_text("approvals.json", file) == 0);
    CHECK(validate_text("approvals.json", replaced(file, "\"reference\"", "\"ref\"")) != 0);
    CHECK(validate_text("approvals.json", replaced(file, "WA 21-11 No. 7", "")) != 0);
    CHECK(validate_text("approvals.json", replaced(file, "GLW-1", "GLW 1")) != 0);
    const std::string named =
        replaced(file, "\"order_no\"", "\"recorded_by\": \"u-1\", \"order_no\"");
    CHECK(validate_text("approvals.json", named) == 0);
    CHECK(validate_text("approvals.json", replaced(named, "u-1", "Rina Hapsari")) != 0);
}

TEST_CASE("a charge as it goes out holds to the published schema") {
    const std::string charge = R"({"specversion": "1.0", "id": "PO-GLW-118/termin:2",
      "source": "lini-2", "type": "lini.charge.claimed", "time": "2026-11-21T07:05:00Z",
      "datacontenttype": "application/json", "subject": "PO-GLW-118",
      "data": {"order_no": "PO-GLW-118", "charge_id": "termin:2", "key": "PO-GLW-118/termin:2",
        "amount_rupiah": 135000000, "term": "termin:2",
        "evidence": {"good": 7250, "ordered": 10000, "threshold_percent": 70,
          "milestone": "threshold",
          "batches": [{"batch": "GLW-2611-012", "status": "released", "good": 2480, "reject": 31}],
          "heads": [{"terminal": "lini-2", "incarnation": 1, "seq": 42, "hash_hex": ")" +
                               std::string(64, 'a') + R"("}]}}})";
    CHECK(validate_text("charge.json", charge) == 0);
    CHECK(validate_text("charge.json", replaced(charge, "135000000", "1.5")) != 0);
    CHECK(validate_text("charge.json", replaced(charge, "\"evidence\"", "\"proof\"")) != 0);
}

}  // namespace
}  // namespace lini::test
