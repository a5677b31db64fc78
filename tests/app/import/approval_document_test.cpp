#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/app/import/import_fixture.h"

namespace lini::test {
namespace {

const std::string kApproval = R"({"order_no": "PO-1", "batch_no": "GLW-2611-014",
  "reference": "WA 21-11 No. 7"})";

Parsed<ImportBatch> import_approvals(const std::string& items) {
    return import_text(R"({"kind": "approvals", "items": [)" + items + "]}");
}

Parsed<ImportBatch> with(const std::string& from, const std::string& to) {
    return import_approvals(replaced(kApproval, from, to));
}

TEST_CASE("an approval file becomes approvals of batches, each in its order") {
    const std::string other = replaced(replaced(kApproval, "PO-1", "PO-2"), "No. 7", "No. 8");
    const auto batch = import_approvals(kApproval + "," + other);
    INFO(verdict(batch));
    REQUIRE(batch);
    REQUIRE(batch->items.size() == 2);
    CHECK(batch->items[0].order_no.str() == "PO-1");
    CHECK(batch->items[1].order_no.str() == "PO-2");
    const auto& approval = std::get<RecordClientApproval>(batch->items[0].action);
    CHECK(approval.batch.str() == "GLW-2611-014");
    CHECK(approval.reference == "WA 21-11 No. 7");
    CHECK(std::get<RecordClientApproval>(batch->items[1].action).reference == "WA 21-11 No. 8");
    CHECK(batch->names.empty());
    CHECK(batch->cards.empty());
}

TEST_CASE("an approval file may say who recorded it, and only a user id will do") {
    CHECK(import_approvals(kApproval)->items[0].actor.empty());
    const auto by = [](const std::string& value) {
        return with("\"order_no\"", "\"recorded_by\": " + value + ", \"order_no\"");
    };
    const auto batch = by("\"u-5101\"");
    REQUIRE(batch);
    CHECK(batch->items[0].actor == UserId("u-5101"));
    CHECK(std::get<RecordClientApproval>(batch->items[0].action).from_file);
    CHECK(refused_with(by("\"\""), "text_empty", "/items/0/recorded_by"));
    CHECK(refused_with(by("\"Rina Hapsari\""), "id_characters", "/items/0/recorded_by"));
    CHECK(refused_with(by("5101"), "not_text", "/items/0/recorded_by"));
}

TEST_CASE("an approval says its order, its batch and its reference, and nothing else") {
    for (const std::string key : {"order_no", "batch_no", "reference"}) {
        INFO(key);
        const auto batch = with('"' + key + '"', "\"x_" + key + '"');
        CHECK(refused_with(batch, "key_missing", "/items/0/" + key));
        CHECK(refused_with(batch, "key_unknown", "/items/0"));
    }
    CHECK(refused_with(with(R"("order_no": "PO-1")", R"("order_no": "PO 1")"), "id_characters",
                       "/items/0/order_no"));
    CHECK(refused_with(with(R"("GLW-2611-014")", "14"), "not_text", "/items/0/batch_no"));
}

TEST_CASE("the reference of an approval is plain text that fits a record") {
    const std::string at = "/items/0/reference";
    const auto reference = [](const std::string& text) { return with("WA 21-11 No. 7", text); };
    CHECK(refused_with(reference(""), "text_empty", at));
    CHECK(refused_with(reference(" WA"), "text_edges", at));
    CHECK(refused_with(reference(R"(WA\n7)"), "text_unprintable", at));
    CHECK(refused_with(reference(R"(\u202E7 AW)"), "text_unprintable", at));
    CHECK(refused_with(reference(std::string(201, 'x')), "text_long", at));
    CHECK(reference(std::string(200, 'x')));
}

TEST_CASE("one approval twice in a file is refused, two references of one batch are not") {
    CHECK(refused_with(import_approvals(kApproval + "," + kApproval), "item_twice", "/items/1"));
    CHECK(import_approvals(kApproval + "," + replaced(kApproval, "No. 7", "No. 8")));
    CHECK(import_approvals(kApproval + "," + replaced(kApproval, "-014", "-013")));
    const auto broken = import_approvals("{},{}");
    CHECK_FALSE(refused_with(broken, "item_twice", "/items/1"));
}

}  // namespace
}  // namespace lini::test
