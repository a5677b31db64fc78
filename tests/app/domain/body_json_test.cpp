#include "app/domain/body_json.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "app/domain/upcast.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;

TEST_CASE("a body is canonical: keys sorted, no spaces, integers only") {
    const OutputRecorded output{BatchNo("GLW-1"), StepCode("packing"), 250, Entry::scanned, {},
                                Approval{UserId("bambang"), "sisa kemasan"}};
    const StoredBody stored = encode_body(output);
    REQUIRE(stored.kind == "output_recorded");
    REQUIRE(stored.version == 1);
    REQUIRE(stored.bytes ==
            R"({"approval":{"reason":"sisa kemasan","signer":"bambang"},"batch":"GLW-1",)"
            R"("entry":"scanned","quantity":250,"serial":"","step":"packing"})");
}

TEST_CASE("rework closed by an older program has no approval, and its bytes stay as they are") {
    const auto old = decode_body(
        {"rework_closed", 1, R"({"batch":"B-1","good":4,"scrap":1,"step":"packing"})"});
    REQUIRE(old);
    const auto& closed = std::get<ReworkClosed>(*old);
    REQUIRE(closed.good == 4);
    REQUIRE_FALSE(closed.approval);
    REQUIRE(encode_body(*old).version == 2);
}

TEST_CASE("every kind reads back as the same bytes") {
    const auto import = test::import_of();
    const std::vector<Body> bodies = {
        IncarnationStarted{"L1", "install", "", 0, 0}, UserDefined{UserId("siti"), 1, "ab",
                                                                   {Role::operator_}, true},
        test::TestFloor().site.products.begin()->second, import.order, import.batches[0],
        BatchStarted{BatchNo("B"), CountMode::carton},
        RejectRecorded{BatchNo("B"), StepCode("s"), 3, "other", "goresan", Entry::manual},
        ReworkOpened{BatchNo("B"), StepCode("s"), 3, Entry::scanned},
        ReworkClosed{BatchNo("B"), StepCode("s"), 2, 1},
        SampleTaken{BatchNo("B"), StepCode("s"), 3, SamplePurpose::retained},
        LossRecorded{BatchNo("B"), StepCode("s"), 3, "tumpah"},
        RecordReversed{{TerminalId("L1"), 1, 2}, "salah"},
        TestRecorded{BatchNo("B"), "ph", {512, 2}, Decimal{450, 2}, std::nullopt, "pH", 4,
                     Verdict::fails, Entry::scanned},
        BatchClosed{BatchNo("B"), StepCode("s"), 10, 1, "hilang"},
        BatchStatusChanged{BatchNo("B"), BatchStatus::on_hold, UserId("qa"), "deviasi"},
        ClientApproved{BatchNo("B"), "WA 12"}, MilestoneSigned{}, SignatureLapsed{},
        ChargeClaimed{ChargeId("termin:2"), TermId("termin:2"), Rupiah{135'000'000}, {}, "k"},
        ChargeAnswered{ChargeId("termin:2"), "webhook", true, "INV-1", ""},
        LabelIssued{Serial("L1A1"), BatchNo("B"), "carton", 97, 24},
        LabelReprinted{Serial("L1A1"), 2, "rusak"}, LabelConfirmed{Serial("L1A1")},
        LabelVoided{Serial("L1A1"), "tidak ada"}};
    for (const Body& body : bodies) {
        const StoredBody stored = encode_body(body);
        const auto back = decode_body(stored);
        CAPTURE(stored.kind);
        REQUIRE(back);
        REQUIRE(back->index() == body.index());
        REQUIRE(encode_body(*back).bytes == stored.bytes);
    }
}

TEST_CASE("damage is told and never becomes a default") {
    REQUIRE_FALSE(decode_body({"batch_started", 1, R"({"batch":"B"})"}));
    REQUIRE_FALSE(decode_body({"batch_started", 1, R"({"batch":"B","count_mode":"guess"})"}));
    REQUIRE_FALSE(decode_body({"batch_started", 1, "{"}));
    REQUIRE_FALSE(decode_body({"batch_planned", 1,
                               R"({"batch":"B","product":"P","planned":1,)"
                               R"("manufactured":"2026-02-30","expires":"2028-01-01"})"}));
}

TEST_CASE("a kind or version newer than this program is unknown, not an error") {
    const auto newer = decode_body({"batch_started", 2, "{}"});
    REQUIRE(newer);
    REQUIRE(std::holds_alternative<UnknownKind>(*newer));
    REQUIRE(std::holds_alternative<UnknownKind>(*decode_body({"drone_landed", 1, "{}"})));
}

TEST_CASE("old versions are lifted one after the other") {
    const Lift lifts[] = {
        {"weight", 2, [](nlohmann::json& f) { f["kg"] = f["g"].get<int>() / 1000; }},
        {"weight", 1, [](nlohmann::json& f) { f["g"] = f["grams"]; }}};
    nlohmann::json fields = {{"grams", 5000}};
    REQUIRE(upcast("weight", 1, fields, lifts) == 3);
    REQUIRE(fields["kg"] == 5);
    REQUIRE(upcast("length", 1, fields, lifts) == 1);
}
