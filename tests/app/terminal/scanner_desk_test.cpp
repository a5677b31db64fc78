#include "app/terminal/scanner_desk.h"

#include <filesystem>

#include "drivers/scanner/enrolment.h"
#include "tests/app/terminal/desk_rig.h"

using namespace lini;
using namespace lini::test;

namespace {

ScanPayload scan(std::string data, const char* device = "Scanner HID") {
    ScanPayload payload;
    payload.data = std::move(data);
    payload.aim_id = "]d1";
    payload.device = device;
    payload.sequence = 1;
    return payload;
}

std::string without_gs() {
    std::string text(enrolment_text());
    std::erase(text, '\x1d');
    return text;
}

struct ScannersRig : DeskRig {
    ScannersRig() { floor.log_in({UserId("op1"), "op1", {Role::operator_}}); }
    DeviceView wedge() const { return desk.scanners().back(); }
    std::vector<std::string> logged() {
        log_flushed.reset();
        return *last_lines(std::filesystem::path(folder.path()) / kScanLogName, 100);
    }

    Devices devices{clock, DevicesOptions{false}, [] {}};
    DeviceStore store{floor, *worker, folder.path(), post};
    std::unique_ptr<ScannerDesk> log_flushed = std::make_unique<ScannerDesk>(
        floor, scan_desk, devices, store, config, folder.path());
    ScannerDesk& desk = *log_flushed;
};

}  // namespace

TEST_CASE("a scanner that loses GS is blocked by the test symbol until it reads it right") {
    ScannersRig rig;
    rig.desk.take(scan(without_gs(), kWedgeDevice));
    CHECK(rig.wedge().fault == "loses_gs");
    CHECK(rig.wedge().state == DeviceState::trouble);

    rig.desk.take(scan("PO-1-B1", kWedgeDevice));
    rig.rest();
    CHECK(rig.floor.open_batch.empty());
    REQUIRE(rig.floor.answer.has_value());
    CHECK(rig.floor.answer->text_key == "refusal.scanner_blocked");

    rig.desk.take(scan(std::string(enrolment_text()), kWedgeDevice));
    CHECK(rig.wedge().fault.empty());
    rig.desk.take(scan("PO-1-B1", kWedgeDevice));
    rig.rest();
    CHECK(rig.floor.open_batch == BatchNo("PO-1-B1"));
}

TEST_CASE("the log of scans holds no token, whatever a blocked scanner makes of a card") {
    ScannersRig rig;
    const std::string token(32, 'a');
    rig.desk.take(scan("LINI-ID:" + token));
    rig.desk.take(scan("lini-id:" + token));
    rig.desk.take(scan(without_gs()));
    rig.desk.take(scan("LINI_ID>" + token));
    const auto lines = rig.logged();
    REQUIRE(lines.size() == 4);
    for (const std::string& line : lines) CHECK(line.find("aaaa") == std::string::npos);
    CHECK(lines[3].find("\"refused\":\"blocked\"") != std::string::npos);
    CHECK(lines[2].find("LINI-TEST") != std::string::npos);
}

TEST_CASE("a refused scan is logged with its reason and its place in the sequence") {
    ScannersRig rig;
    RefusedScan refused;
    refused.reason = ScanRefusal::interrupted;
    refused.bytes = 12;
    refused.device = "Scanner HID";
    refused.sequence = 9;
    rig.desk.take(refused);
    const auto lines = rig.logged();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].find("\"sequence\":9") != std::string::npos);
    CHECK(lines[0].find("\"refused\":\"interrupted\"") != std::string::npos);
}

TEST_CASE("two scanners that are alike are asked about once, and one answer binds both") {
    ScannersRig rig;
    const auto at = [](const char* port) {
        return ScannerCandidate{ScannerKind::hid_pos,
                                {0x05e0, 0x1300, "", port, "Zebra", "DS2208", {}}};
    };
    rig.desk.hear(ScannerChoice{"Meja 1", {at("1-2"), at("1-3")}});
    rig.desk.hear(ScannerChoice{"Meja 2", {at("1-2"), at("1-3")}});
    const auto asked = rig.desk.question();
    REQUIRE(asked);
    CHECK(asked->which);
    CHECK(asked->name == "Meja 1");
    rig.desk.answer(*asked, 1);
    CHECK(rig.store.bindings().scanners.empty());  // An operator may not say.
    rig.floor.log_in({UserId("sup1"), "sup1", {Role::supervisor}});
    rig.desk.answer(*asked, 1);
    REQUIRE(rig.store.bindings().scanners.size() == 2);
    CHECK(rig.store.bindings().scanners[0].usb == "05e0:1300@1-3");
    CHECK(rig.store.bindings().scanners[1].name == "Meja 2");
    CHECK(rig.store.bindings().scanners[1].usb == "05e0:1300@1-2");
    CHECK_FALSE(rig.desk.question());
}

TEST_CASE("only a supervisor or an admin enrols a scanner") {
    ScannersRig rig;
    rig.floor.room = Room::devices;
    rig.desk.begin_enrolment();
    CHECK_FALSE(rig.desk.enrolment().has_value());
    rig.floor.log_in({UserId("sup1"), "sup1", {Role::supervisor}});
    rig.floor.room = Room::devices;
    rig.desk.begin_enrolment();
    REQUIRE(rig.desk.enrolment().has_value());
    rig.desk.take(scan(without_gs(), kWedgeDevice));
    CHECK(rig.desk.enrolment()->fault == "loses_gs");
    CHECK_FALSE(rig.desk.enrolment()->may_scan);
    rig.floor.room = Room::batch;
    rig.desk.take_scans();
    CHECK_FALSE(rig.desk.enrolment().has_value());
}
