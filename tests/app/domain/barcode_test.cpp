#include "app/domain/barcode.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

const std::string kGs(1, gs1::kSeparator);
const std::string kCarton =
    "010899123456701317281130"
    "10GLW-2611-014" +
    kGs + "21L2A00097";
const std::string kToken = "0123456789abcdef0123456789abcdef";

std::string refusal_of(const Barcode& code) {
    const auto* refusal = std::get_if<Refusal>(&code);
    return refusal == nullptr ? "" : refusal->key;
}

/// Everything of a reading that could reach a screen or a log.
std::string all_text(const Barcode& code) {
    if (const auto* unknown = std::get_if<UnknownCode>(&code)) return unknown->shown;
    if (const auto* refusal = std::get_if<Refusal>(&code)) return to_string(*refusal);
    return {};
}

TEST_CASE("a plain batch number is a batch") {
    const Barcode code = read_barcode("", "GLW-2611-014");
    REQUIRE(std::holds_alternative<BatchCode>(code));
    CHECK(std::get<BatchCode>(code).batch == BatchNo("GLW-2611-014"));
    CHECK(std::holds_alternative<BatchCode>(read_barcode("]C0", "GLW-2611-014")));
    CHECK(std::holds_alternative<BatchCode>(read_barcode("]Q1", "26110014")));
}

TEST_CASE("a GS1 lot is a batch") {
    const Barcode code = read_barcode("]C1", "10GLW-2611-014");
    REQUIRE(std::holds_alternative<BatchCode>(code));
    CHECK(std::get<BatchCode>(code).batch == BatchNo("GLW-2611-014"));
}

TEST_CASE("a carton label is read alike with every GS1 symbology and with none") {
    for (const char* aim_id : {"]C1", "]d2", "]Q3", "]e0", ""}) {
        const Barcode code = read_barcode(aim_id, kCarton);
        REQUIRE(std::holds_alternative<LabelCode>(code));
        const auto& label = std::get<LabelCode>(code);
        CHECK(label.gtin == "08991234567013");
        CHECK(label.batch == BatchNo("GLW-2611-014"));
        CHECK(label.serial == Serial("L2A00097"));
        CHECK(label.expires == gs1::parse_date("281130"));
    }
    CHECK(std::holds_alternative<LabelCode>(read_barcode("", kGs + kCarton)));
}

TEST_CASE("the row of lot and serial is a whole carton label, the row of the article is not") {
    const Barcode lower = read_barcode("]C1", "10GLW-2611-014" + kGs + "21L2A00097");
    REQUIRE(std::holds_alternative<LabelCode>(lower));
    CHECK(std::get<LabelCode>(lower).batch == BatchNo("GLW-2611-014"));
    CHECK(std::get<LabelCode>(lower).serial == Serial("L2A00097"));
    CHECK(std::get<LabelCode>(lower).gtin.empty());
    CHECK(refusal_of(read_barcode("]C1", "010899123456701317281130")) == "gs1_no_batch");
    CHECK(refusal_of(read_barcode("", "010899123456701317281130")) == "gs1_no_batch");
}

TEST_CASE("a symbology that is not GS1 is not read as GS1") {
    CHECK_FALSE(std::holds_alternative<LabelCode>(read_barcode("]C0", kCarton)));
}

TEST_CASE("a pallet is known by its SSCC") {
    const Barcode code = read_barcode("]C1", "00376104250021234569");
    REQUIRE(std::holds_alternative<PalletCode>(code));
    CHECK(std::get<PalletCode>(code).sscc == "376104250021234569");
}

TEST_CASE("an ID card gives its token and only as a secret") {
    const Barcode code = read_barcode("]Q1", std::string(kIdCardPrefix) + kToken);
    REQUIRE(std::holds_alternative<IdCardCode>(code));
    CHECK(std::get<IdCardCode>(code).token == kToken);
}

TEST_CASE("no part of a damaged ID card is ever shown") {
    const std::string prefix(kIdCardPrefix);
    std::string upper = prefix + kToken;
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    std::string inverted = "lini-id:" + upper.substr(prefix.size());
    for (const std::string& data :
         {prefix + kToken.substr(1), prefix + kToken + "0", upper, inverted, prefix,
          "]Q1" + prefix + kToken, "10" + prefix + kToken}) {
        for (const char* aim_id : {"", "]C1", "]Q1"}) {
            const Barcode code = read_barcode(aim_id, data);
            CHECK(refusal_of(code) == "id_card_unreadable");
            CHECK(all_text(code).find("23456789") == std::string::npos);
        }
        CHECK(shown_code(data).find("23456789") == std::string::npos);
    }
}

TEST_CASE("a retail EAN or UPC names no batch") {
    CHECK(std::holds_alternative<UnknownCode>(read_barcode("]E0", "4006381333931")));
    CHECK(std::holds_alternative<UnknownCode>(read_barcode("]E4", "96385074")));
    CHECK(std::holds_alternative<UnknownCode>(read_barcode("", "4006381333931")));
    CHECK(std::holds_alternative<UnknownCode>(read_barcode("", "036000291452")));
    // Thirteen digits that are no EAN may well be a batch number.
    CHECK(std::holds_alternative<BatchCode>(read_barcode("", "4006381333932")));
}

TEST_CASE("an empty scan and one of 10 kB are refused") {
    CHECK(refusal_of(read_barcode("", "")) == "scan_empty");
    CHECK(refusal_of(read_barcode("]C1", "")) == "scan_empty");
    CHECK(refusal_of(read_barcode("", std::string(10'240, 'A'))) == "scan_too_long");
    CHECK(refusal_of(read_barcode("", std::string(kBarcodeBytesMax, 'A'))).empty());
}

TEST_CASE("bytes that are no batch number are unknown, and shown without harm") {
    const auto shown = [](std::string_view data) {
        const Barcode code = read_barcode("", data);
        REQUIRE(std::holds_alternative<UnknownCode>(code));
        return std::get<UnknownCode>(code).shown;
    };
    CHECK(shown(std::string_view("A\0B", 3)) == "A<NUL>B");
    CHECK(shown("A\x1d\x1b\x7f") == "A<GS><ESC><DEL>");
    CHECK(shown("\xff\xc3") == "\\xff\\xc3");
    CHECK(shown("A\xe2\x80\xae"
                "B") == "A\\xe2\\x80\\xaeB");
    CHECK(shown("'); DROP TABLE event;--") == "'); DROP TABLE event;--");
    CHECK(shown("^XZ~JR") == "^XZ~JR");
    CHECK(shown(std::string(70, ' ')) == std::string(64, ' ') + "…");
}

TEST_CASE("a GS1 label that lies is refused by what is wrong with it") {
    for (const char* aim_id : {"]C1", ""}) {
        CHECK(refusal_of(read_barcode(aim_id,
                                      "010899123456701417281130"
                                      "10A1")) == "gs1_check_digit");
        CHECK(refusal_of(read_barcode(aim_id,
                                      "010899123456701317000000"
                                      "10A1")) == "gs1_date");
        CHECK(refusal_of(read_barcode(aim_id,
                                      "010899123456701317310230"
                                      "10A1")) == "gs1_date");
    }
    CHECK(refusal_of(read_barcode("]C1", "09A")) == "gs1_unknown_ai");
    CHECK(refusal_of(read_barcode("]C1", "10A'); DROP TABLE")) == "gs1_charset");
    CHECK(refusal_of(read_barcode("]d2", "10A1" + kGs + "10B2")) == "gs1_contradiction");
    CHECK(refusal_of(read_barcode("]d2", "10A1" + kGs + "10A1")).empty());
}

TEST_CASE("a lot that ran on because the separator was lost is refused as that") {
    std::string swallowed = kCarton;
    std::erase(swallowed, gs1::kSeparator);
    CHECK(refusal_of(read_barcode("]C1", swallowed)) == "gs1_separator_lost");
    CHECK(refusal_of(read_barcode("", swallowed)) == "gs1_separator_lost");
}

TEST_CASE("a short lot that swallowed the serial is found out by the known batches") {
    const auto known = [](const BatchNo& batch) { return batch == BatchNo("B7"); };
    const Barcode code = read_barcode("]C1",
                                      "0108991234567013"
                                      "10B721L2A00097");
    REQUIRE(std::holds_alternative<BatchCode>(code));
    const auto refusal = refuse_lot(std::get<BatchCode>(code).batch, known);
    REQUIRE(refusal);
    CHECK(refusal->key == "gs1_separator_lost");
}

TEST_CASE("an exact lot is accepted and a strange one is unknown") {
    const auto known = [](const BatchNo& batch) {
        return batch == BatchNo("B7") || batch == BatchNo("B721X");
    };
    CHECK_FALSE(refuse_lot(BatchNo("B7"), known));
    CHECK_FALSE(refuse_lot(BatchNo("B721X"), known));  // A real lot may look swallowed.
    CHECK(refuse_lot(BatchNo("C9"), known)->key == "batch_unknown");
    CHECK(refuse_lot(BatchNo("B7X"), known)->key == "batch_unknown");
    CHECK(refuse_lot(BatchNo(""), known)->key == "batch_unknown");
}

}  // namespace
}  // namespace lini
