#include "app/domain/contract.h"

#include <catch2/catch_test_macros.hpp>

#include <functional>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

/// A contract with a design document, a least quantity, a quotation in parts and an NDA.
ImportOrder full_import() {
    ImportOrder import = import_of();
    Playbook& book = import.order.playbook;
    book.fields = {{"ddp", {"DDP", "Design document"}, FieldKind::text, {}, true},
                   {"owner", {"Pemilik", "Owner"}, FieldKind::choice, {"maklon", "oem"}, true},
                   {"moq", {"MOQ", "MOQ"}, FieldKind::integer, {}, true},
                   {"material", {"Bahan", "Material"}, FieldKind::rupiah, {}, true},
                   {"margin", {"Margin", "Margin"}, FieldKind::rupiah, {}, true},
                   {"rnd", {"R&D", "R&D"}, FieldKind::rupiah, {}, false},
                   {"until", {"Kontrak", "Contract"}, FieldKind::date, {}, true},
                   {"nda", {"NDA", "NDA"}, FieldKind::date, {}, true}};
    book.contract_rules.push_back(
        {"moq", {"MOQ", "MOQ"}, {"quantity"}, {}, {}, "field:moq", {}, false});
    book.contract_rules.push_back({"quotation",
                                   {"Rincian", "Parts"},
                                   {"field:material", "field:margin", "field:rnd"},
                                   {},
                                   {},
                                   {},
                                   "value",
                                   false});
    book.contract_rules.push_back(
        {"nda", {"NDA", "NDA"}, {"years:until:nda"}, 5, {}, {}, {}, true});
    book.contract_rules.push_back(
        {"dp", {"DP", "DP"}, {"share:dp"}, 3000, 5000, {}, {}, true});
    import.order.fields = {{"ddp", "DDP-7 v3"},     {"owner", "maklon"},
                           {"moq", "1000"},         {"material", "30000000"},
                           {"margin", "15000000"},  {"until", "2027-11-30"},
                           {"nda", "2032-11-30"}};
    return import;
}

std::string import(const std::function<void(OrderImported&)>& change) {
    TestFloor floor;
    ImportOrder order = full_import();
    change(order.order);
    const std::string key = floor.run("office", order);
    REQUIRE(floor.log.empty() == !key.empty());
    return key;
}

std::function<void(OrderImported&)> with(const char* code, const char* text) {
    return [=](OrderImported& order) { order.fields[code] = text; };
}

}  // namespace

TEST_CASE("a contract that says all and keeps every rule is accepted") {
    CHECK(import([](OrderImported&) {}).empty());
    CHECK(import(with("rnd", "0")).empty());
}

TEST_CASE("a field that is missing, unknown or of another kind refuses the order") {
    CHECK(import([](OrderImported& o) { o.fields.erase("ddp"); }) == "contract_field_missing");
    CHECK(import(with("dpp", "x")) == "contract_field_unknown");
    CHECK(import(with("owner", "odm")) == "contract_field_wrong");
    CHECK(import(with("until", "2027-02-30")) == "contract_field_wrong");
    CHECK(import(with("moq", "-1")) == "contract_field_wrong");
    CHECK(import(with("moq", "1e3")) == "contract_field_wrong");
    CHECK(import(with("material", "9999999999999999")) == "contract_field_wrong");
}

TEST_CASE("an order under the least quantity is refused, whoever signs") {
    const auto under = [](OrderImported& order) {
        order.fields["moq"] = "1001";
        order.deviations = {{"moq", "klien lama", {}}};
    };
    CHECK(import(under) == "contract_wrong");
    CHECK(import(with("moq", "999")).empty());
}

TEST_CASE("the parts of a quotation sum to the contract's value to the rupiah") {
    CHECK(import(with("margin", "15000001")) == "contract_wrong");
    CHECK(import(with("margin", "14999999")) == "contract_wrong");
    CHECK(import([](OrderImported& order) {
              order.fields["margin"] = "14000000";
              order.fields["rnd"] = "1000000";
          }).empty());
}

TEST_CASE("an NDA shorter than five years is accepted only with a reason") {
    CHECK(import(with("nda", "2032-11-29")) == "contract_unusual");
    CHECK(import([](OrderImported& order) {
              order.fields["nda"] = "2032-11-29";
              order.deviations = {{"nda", "klien meminta", {}}};
          }).empty());
}

TEST_CASE("a down payment of 29 percent, or none at all, is unusual") {
    const auto shares = [](int dp, int rest) {
        return [=](OrderImported& order) {
            const auto parts = split_by_basis_points(order.value, {dp, 3000, rest});
            for (std::size_t i = 0; i < 3; ++i) order.terms[i].amount = parts[i];
            order.terms[0].basis_points = dp;
            order.terms[2].basis_points = rest;
        };
    };
    CHECK(import(shares(2900, 4100)) == "contract_unusual");
    CHECK(import(shares(3000, 4000)).empty());
    CHECK(import(shares(5000, 2000)).empty());
    CHECK(import(shares(5001, 1999)) == "contract_unusual");
}

TEST_CASE("an amendment is judged by the playbook that the contract was signed under") {
    TestFloor floor;
    ImportOrder order = full_import();
    REQUIRE(floor.run("office", order).empty());
    order.order.revision = 2;
    order.order.content_sha256_hex = "bb";
    order.order.playbook.contract_rules.clear();  // As an edited file would have it.
    order.order.threshold_percent = 81;
    CHECK(floor.run("office", order) == "contract_unusual");
    order.order.threshold_percent = 75;
    CHECK(floor.run("office", order).empty());
    CHECK_FALSE(floor.order.order->playbook.contract_rules.empty());
}

TEST_CASE("a broken rule is told by its words, its figure and the bounds that are missed") {
    OrderImported order = full_import().order;
    order.threshold_percent = 81;
    const auto found = breaches(order);
    REQUIRE(found.size() == 1);
    const Refusal refusal{"contract_unusual", breach_words(order, found[0]), Remedy::none};
    CHECK(to_string(refusal) == "contract_unusual rule=threshold value=8100 bounds=7000..8000");
}
