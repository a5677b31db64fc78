#include "db/sync/charge_payload.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/db/sync/sync_samples.h"

namespace lini {
namespace {

TEST_CASE("a charge becomes a CloudEvents envelope with its evidence") {
    const auto event = nlohmann::json::parse(to_cloud_event(samples::payload()));
    CHECK(event["specversion"] == "1.0");
    CHECK(event["id"] == "PO-GLW-2611/termin:2");
    CHECK(event["type"] == "lini.charge.claimed");
    CHECK(event["subject"] == "PO-GLW-2611");
    CHECK(event["datacontenttype"] == "application/json");
    CHECK(event["time"] == "2026-11-18T11:07:40.123456Z");
    CHECK(event["data"]["key"] == "PO-GLW-2611/termin:2");
    CHECK(event["data"]["amount_rupiah"] == 45'000'000);
    CHECK(event["data"]["client"] == "PT Glowria \"Kosmetik\" Indonesia");
    CHECK(event["data"]["evidence"]["good"] == 7'250);
    CHECK(event["data"]["evidence"]["batches"][0]["status"] == "quarantine");
    CHECK(event["data"]["evidence"]["heads"][0]["seq"] == 39);
}

TEST_CASE("everything that the schema asks for is there") {
    std::ifstream file(std::string(LINI_SOURCE_DIR) + "/assets/schema/charge.json");
    const auto schema = nlohmann::json::parse(file);
    const auto event = nlohmann::json::parse(to_cloud_event(samples::payload()));
    for (const auto& name : schema["required"]) CHECK(event.contains(name));
    const auto& data = schema["properties"]["data"];
    for (const auto& name : data["required"]) CHECK(event["data"].contains(name));
    const auto& evidence = schema["definitions"]["evidence"];
    for (const auto& name : evidence["required"]) CHECK(event["data"]["evidence"].contains(name));
    CHECK(event["type"] == schema["properties"]["type"]["const"]);
}

TEST_CASE("the same charge gives the same bytes every time") {
    CHECK(to_cloud_event(samples::payload()) == to_cloud_event(samples::payload()));
}

TEST_CASE("a charge that the order has not, or without its signature, is not sent") {
    OrderState order = samples::charged_order();
    CHECK(charge_payload(order, ChargeId("termin:9")).error().code == "charge_unknown");
    order.signatures.begin()->second.id.seq += 1;
    CHECK(charge_payload(order, ChargeId("termin:2")).error().code == "charge_unknown");
}

TEST_CASE("a document number is taken only where it is one") {
    CHECK(document_no_in("{\"document_no\": \"INV/2026/0042\"}") == "INV/2026/0042");
    CHECK(document_no_in("{\"document_no\": 42}") == "42");
    for (const char* answer :
         {"", "{", "[]", "42", "{\"document_no\": null}", "{\"document_no\": {}}",
          "{\"document_no\": 4.2}", "{\"document_no\": \"A\\u0000B\"}",
          "{\"document_no\": \"\\u202egnp\"}", "{\"document_no\": \"\xff\"}",
          "{\"document_no\": "
          "\"0123456789012345678901234567890123456789012345678901234567890123456789\"}"}) {
        CHECK(document_no_in(answer).empty());
    }
    CHECK(document_no_in(std::string(60'000, '[')).empty());
}

TEST_CASE("times before and after 1970 are written as RFC 3339") {
    CHECK(rfc3339_utc(0) == "1970-01-01T00:00:00.000000Z");
    CHECK(rfc3339_utc(-1) == "1969-12-31T23:59:59.999999Z");
    CHECK(rfc3339_utc(1'709'164'800'000'001) == "2024-02-29T00:00:00.000001Z");
}

}  // namespace
}  // namespace lini
