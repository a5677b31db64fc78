#include <catch2/catch_test_macros.hpp>

#include "app/import/document.h"
#include "tests/app/import/import_fixture.h"

namespace lini::test {
namespace {

const std::string kOrder = R"({
  "order_no": "PO-1", "revision": 3, "client": "Glowria", "client_po": "G/1",
  "playbook": "maklon",
  "lines": [{"product": "P-1", "quantity": 10000, "unit_price_rupiah": 45000}],
  "batches": [
    {"batch_no": "B-1", "product": "P-1", "planned": 2500, "manufactured": "2026-11-16",
     "expires": "2028-11-30", "opening": {"packing": 2480, "sealing": 2511, "filling": 2531}},
    {"batch_no": "B-2", "product": "P-1", "planned": 2500, "manufactured": "2026-11-17",
     "expires": "2028-11-30"}]})";

Parsed<ImportBatch> import_order(const std::string& order) {
    return import_text(R"({"kind": "orders", "items": [)" + order + "]}");
}

Parsed<ImportBatch> with(const std::string& from, const std::string& to) {
    return import_order(replaced(kOrder, from, to));
}

const ImportOrder& order_of(const Parsed<ImportBatch>& batch) {
    REQUIRE(batch);
    return std::get<ImportOrder>(batch->items.at(0).action);
}

Parsed<ImportBatch> with_terms(const std::string& terms) {
    return with(R"("batches")", R"("terms": )" + terms + R"(, "batches")");
}

TEST_CASE("an order takes terms, threshold and text from its playbook") {
    const auto batch = import_order(kOrder);
    INFO(verdict(batch));
    const OrderImported& order = order_of(batch).order;
    CHECK(batch->items[0].order_no == OrderNo{"PO-1"});
    CHECK(order.revision == 3);
    CHECK(order.value.value == 450'000'000);
    CHECK(order.threshold_percent == 70);
    CHECK(order.counts_status == CountsStatus::not_rejected);
    CHECK(order.playbook.name == "maklon");
    CHECK(order.playbook.text == read_asset("playbooks/maklon.toml"));
    REQUIRE(order.terms.size() == 3);
    CHECK(order.terms[0].amount.value == 180'000'000);
    CHECK(order.terms[1].id == TermId{"termin:2"});
    CHECK(order.terms[1].amount.value == 135'000'000);
    CHECK(order.terms[1].any_of ==
          std::vector<Condition>{ConditionKind::threshold, ConditionKind::client_approval});
    CHECK(order.terms[2].amount.value == 135'000'000);
}

TEST_CASE("opening counts come in the playbook's order of steps and are marked as such") {
    const auto batch = import_order(kOrder);
    const auto& opening = order_of(batch).opening;
    REQUIRE(opening.size() == 3);
    CHECK(opening[0].step == StepCode{"filling"});
    CHECK(opening[1].step == StepCode{"sealing"});
    CHECK(opening[2].step == StepCode{"packing"});
    CHECK(opening[2].batch == BatchNo{"B-1"});
    CHECK(opening[2].quantity == 2480);
    CHECK(opening[2].entry == Entry::opening);
    REQUIRE(order_of(batch).batches.size() == 2);
    CHECK(iso_date(order_of(batch).batches[0].expires) == "2028-11-30");
}

TEST_CASE("opening counts of a step that counts nothing are refused") {
    const std::string at = "/items/0/batches/0/opening";
    CHECK(refused_with(with(R"("packing": 2480)", R"("weighing": 2480)"), "step_unknown", at));
    CHECK(refused_with(with(R"("packing": 2480)", R"("polish": 2480)"), "step_unknown", at));
    CHECK(refused_with(with(R"("packing": 2480)", R"("packing": 0)"), "number_range", at));
    CHECK(refused_with(with(R"("packing": 2480)", R"("packing": "9")"), "number_range", at));
}

TEST_CASE("a quantity of zero, less, 10^12 or a fraction is refused") {
    const std::string at = "/items/0/lines/0/quantity";
    const auto quantity = [](const std::string& text) {
        return with(R"("quantity": 10000)", R"("quantity": )" + text);
    };
    CHECK(refused_with(quantity("0"), "number_range", at));
    CHECK(refused_with(quantity("-5"), "number_range", at));
    CHECK(refused_with(quantity("1000000000000"), "number_range", at));
    CHECK(refused_with(quantity("1.5"), "number_fraction", at));
    CHECK(refused_with(quantity("1,5"), "json_syntax", at));
    CHECK(refused_with(quantity("\"1,5\""), "not_integer", at));
    CHECK(refused_with(quantity("null"), "not_integer", at));
    CHECK(quantity("1"));
    CHECK(quantity("1000000000"));
}

TEST_CASE("an order's value stays inside what money may be") {
    const auto price = [](const std::string& text) { return with("45000", text); };
    CHECK(price("100000000000"));  // x 10,000 is 10^15, the most.
    CHECK(refused_with(price("100000000001"), "value_range", "/items/0/lines/0"));
    CHECK(refused_with(price("-1"), "number_range", "/items/0/lines/0/unit_price_rupiah"));
    CHECK(refused_with(price("45000.50"), "number_fraction", "/items/0/lines/0/unit_price_rupiah"));
}

TEST_CASE("a threshold out of bounds is decoded for the rule to judge, a senseless one refused") {
    const auto threshold = [](const std::string& text) {
        return with(R"("batches")", R"("threshold_percent": )" + text + R"(, "batches")");
    };
    const std::string at = "/items/0/threshold_percent";
    CHECK(order_of(threshold("69")).order.threshold_percent == 69);
    CHECK(order_of(threshold("81")).order.deviations.empty());
    const auto reasoned = order_of(threshold(R"(81, "deviations": [{"rule": "threshold",
        "reason": "Klien meminta"}])"));
    REQUIRE(reasoned.order.deviations.size() == 1);
    CHECK(reasoned.order.deviations[0] ==
          Deviation{"threshold", "Klien meminta", {}});
    CHECK(refused_with(threshold("0"), "number_range", at));
    CHECK(refused_with(threshold("101"), "number_range", at));
    CHECK(refused_with(threshold("70.5"), "number_fraction", at));
    CHECK(refused_with(threshold("\"70\""), "not_integer", at));
    CHECK(refused_with(threshold("NaN"), "json_syntax", at));
}

TEST_CASE("the shares of an order's terms sum to the whole") {
    const auto terms = with_terms(R"([{"id": "dp", "basis_points": 5000},
        {"id": "termin:2", "basis_points": 3000}, {"id": "pelunasan", "basis_points": 2000}])");
    REQUIRE(order_of(terms).order.terms.size() == 3);
    CHECK(order_of(terms).order.terms[0].amount.value == 225'000'000);
    CHECK(order_of(terms).order.terms[0].label.id == "DP");
    CHECK(refused_with(with_terms(R"([{"id": "dp", "basis_points": 3000},
        {"id": "termin:2", "basis_points": 3000}, {"id": "pelunasan", "basis_points": 3900}])"),
                       "shares_sum", "/items/0/terms"));
    CHECK(refused_with(with_terms(R"([{"id": "dp", "basis_points": 5000},
        {"id": "dp", "basis_points": 5000}])"),
                       "item_twice", "/items/0/terms/1"));
}

TEST_CASE("amounts are the contract's for all terms or computed for all, and sum to the value") {
    const auto two = [](const std::string& dp, const std::string& rest) {
        return with_terms(R"([{"id": "dp", "basis_points": 5000)" + dp +
                          R"(}, {"id": "pelunasan", "basis_points": 5000)" + rest + "}]");
    };
    const auto given = two(R"(, "amount_rupiah": 225000001)", R"(, "amount_rupiah": 224999999)");
    CHECK(order_of(given).order.terms[0].amount.value == 225'000'001);
    CHECK(refused_with(two(R"(, "amount_rupiah": 1)", R"(, "amount_rupiah": 1)"), "amounts_sum",
                       "/items/0/terms"));
    CHECK(refused_with(two(R"(, "amount_rupiah": 225000000)", ""), "amounts_incomplete",
                       "/items/0/terms"));
}

TEST_CASE("a term is split into parts whose shares and amounts sum to its own") {
    const auto parts = [](const std::string& last, const std::string& first_more = "") {
        return with_terms(R"([{"id": "dp", "basis_points": 7000},
            {"id": "pelunasan", "basis_points": 3000, "parts": [
              {"basis_points": 1000, "releases": 400)" + first_more + "}, " + last + "]}]");
    };
    const auto split = parts(R"({"basis_points": 2000})");
    INFO(verdict(split));
    const auto& terms = order_of(split).order.terms;
    REQUIRE(terms.size() == 3);
    CHECK(terms[1].id == TermId{"pelunasan:1"});
    CHECK(terms[1].part_of == TermId{"pelunasan"});
    CHECK(terms[1].releases == 400);
    CHECK(terms[1].label.id == "Pelunasan 1/2");
    CHECK(terms[1].any_of ==
          std::vector<Condition>{{ConditionKind::units_ready, "pelunasan:1"}});
    CHECK(terms[1].amount.value == 45'000'000);
    CHECK(terms[2].any_of == std::vector<Condition>{ConditionKind::quantity_closed});
    CHECK(terms[0].amount.value + terms[1].amount.value + terms[2].amount.value == 450'000'000);
    CHECK(refused_with(parts(R"({"basis_points": 1999})"), "shares_sum", "/items/0/terms/1/parts"));
    CHECK(refused_with(parts(R"({"basis_points": 2000, "amount_rupiah": 90000000})"),
                       "amounts_incomplete", "/items/0/terms"));
}

TEST_CASE("a term that the playbook does not know brings its wording and what it waits for") {
    const auto unknown = with_terms(R"([{"id": "ongkir", "basis_points": 10000}])");
    CHECK(refused_with(unknown, "key_missing", "/items/0/terms/0/label"));
    CHECK(refused_with(unknown, "key_missing", "/items/0/terms/0/waits_for_any"));
    const auto known = with_terms(R"([{"id": "ongkir", "basis_points": 10000,
        "label": {"id": "Ongkir", "en": "Freight"}, "waits_for_any": ["quantity_closed"],
        "due_days": 3}])");
    CHECK(order_of(known).order.terms[0].due_days == 3);
    CHECK(refused_with(with_terms(R"([{"id": "dp", "basis_points": 10000,
        "waits_for_any": ["full_moon"]}])"),
                       "value_unknown", "/items/0/terms/0/waits_for_any"));
}

TEST_CASE("a batch of what was not ordered, twice, or with crossed dates is refused") {
    CHECK(refused_with(with(R"("B-2", "product": "P-1")", R"("B-2", "product": "P-9")"),
                       "product_not_ordered", "/items/0/batches/1/product"));
    CHECK(refused_with(with("B-2", "B-1"), "item_twice", "/items/0/batches/1/batch_no"));
    CHECK(refused_with(with("2028-11-30", "2026-11-16"), "dates_crossed",
                       "/items/0/batches/0/expires"));
    CHECK(refused_with(with("2028-11-30", "2027-02-29"), "date_invalid",
                       "/items/0/batches/0/expires"));
    CHECK(refused_with(with("2028-11-30", "30/11/2028"), "date_invalid",
                       "/items/0/batches/0/expires"));
}

TEST_CASE("an order without a line or of an unknown playbook is refused") {
    CHECK(refused_with(
        with(R"({"product": "P-1", "quantity": 10000, "unit_price_rupiah": 45000})", ""),
        "array_size", "/items/0/lines"));
    CHECK(refused_with(with(R"("maklon")", R"("sewa")"), "playbook_unknown", "/items/0/playbook"));
    CHECK(refused_with(with(R"("client_po")", R"("client_PO": "x", "client_po")"), "key_unknown",
                       "/items/0"));
}

TEST_CASE("an edited playbook does not make a known order another one") {
    const std::string file = R"({"kind": "orders", "items": [)" + kOrder + "]}";
    Playbooks edited = shipped_playbooks();
    edited.at("maklon").playbook.version = 2;
    edited.at("maklon").playbook.sha256_hex = "00";
    const auto before = import_order(kOrder);
    const auto after = read_documents("test.json", file, edited, fake_sha256_hex);
    CHECK(order_of(before).order.content_sha256_hex == order_of(after).order.content_sha256_hex);
    const auto other = with("\"G/1\"", "\"G/2\"");
    CHECK(order_of(before).order.content_sha256_hex != order_of(other).order.content_sha256_hex);
}

}  // namespace
}  // namespace lini::test
