#include "app/terminal/scan_desk.h"

#include <fstream>
#include <sstream>

#include "app/base/log.h"
#include "tests/app/terminal/desk_rig.h"

using namespace lini;
using namespace lini::test;

namespace {

const OrderNo kOrder{"PO-1"};
const std::string kToken(32, 'a');

ScanPayload scan(std::string data, std::string aim_id = {}) {
    ScanPayload payload;
    payload.data = std::move(data);
    payload.aim_id = std::move(aim_id);
    payload.device = "scanner";
    return payload;
}

std::string read(const std::string& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

struct ScanningRig : DeskRig {
    ScanningRig() {
        enrol("sup1", kToken, "271828");
        floor.log_in({UserId("op1"), "op1", {Role::operator_}});
    }
    void take(const ScanPayload& payload) {
        scan_desk.take(payload);
        rest();
    }
    void open_batch() {
        take(scan("PO-1-B1"));
        REQUIRE(floor.open_batch == BatchNo("PO-1-B1"));
        REQUIRE(floor.room == Room::batch);
    }
    Serial issue_label(const char* id) {
        REQUIRE(floor.commit(testing::labels_command(id, "PO-1", 1), [](const auto&) {}));
        rest();
        return order().labels.rbegin()->first;
    }
};

}  // namespace

TEST_CASE("an ID card during a signature signs, and without one logs in") {
    ScanningRig rig;
    rig.open_batch();
    rig.sign_desk.begin("over_quantity", kOrder);
    rig.take(scan("LINI-ID:" + kToken));
    REQUIRE(rig.floor.signing.has_value());
    CHECK(rig.floor.signing->card->user == UserId("sup1"));
    CHECK(rig.floor.session->user == UserId("op1"));
    rig.sign_desk.cancel();
    rig.take(scan("LINI-ID:" + kToken));
    CHECK(rig.floor.session->user == UserId("sup1"));
}

TEST_CASE("a batch that is scanned during a dialog opens, and what was asked there is off") {
    ScanningRig rig;
    REQUIRE(rig.floor.commit(testing::order_commands("PO-2").front(), [](const auto&) {}));
    rig.rest();
    rig.open_batch();
    rig.sign_desk.begin("over_quantity", kOrder);
    rig.floor.reprint = Reprint{};
    rig.take(scan("PO-2-B1"));
    CHECK(rig.floor.open_batch == BatchNo("PO-2-B1"));
    CHECK_FALSE(rig.floor.signing.has_value());
    CHECK_FALSE(rig.floor.reprint.has_value());
}

TEST_CASE("a label that is scanned while one is sought for printing again is that label") {
    ScanningRig rig;
    const Serial serial = rig.issue_label("l1");
    rig.open_batch();
    rig.floor.reprint = Reprint{};
    rig.take(scan("10PO-1-B1\x1d"
                  "21" + serial.str(), "]C1"));
    REQUIRE(rig.floor.reprint.has_value());
    CHECK(rig.floor.reprint->serial == serial);
    CHECK(rig.order().labels.at(serial).status == LabelStatus::confirmed);
}

TEST_CASE("an ID card in a product field is neither logged nor shown") {
    ScanningRig rig;
    const std::string log_file = rig.folder.file("scan.log");
    log::start(log_file, false);
    rig.take(scan("10LINI-ID:" + kToken, "]C1"));
    rig.take(scan("0118991234567010" "10GLW\x1d" "21LINI-ID:" + kToken, "]d2"));
    rig.take(scan("x LINI-ID:" + kToken));
    rig.take(scan("PO-1-B1"));
    CHECK(rig.floor.session->user == UserId("op1"));
    log::start({}, false);
    const std::string text = read(log_file);
    CHECK(text.find("PO-1-B1") != std::string::npos);
    CHECK(text.find(kToken) == std::string::npos);
    CHECK(rig.floor.last_scan->shown == "PO-1-B1");
}

TEST_CASE("what an ID card in a product field shows is masked") {
    ScanningRig rig;
    rig.take(scan("10LINI-ID:" + kToken, "]C1"));
    REQUIRE(rig.floor.last_scan.has_value());
    CHECK(rig.floor.last_scan->shown.find(kToken) == std::string::npos);
    if (rig.floor.answer) {
        for (const auto& [name, value] : rig.floor.answer->args) {
            const auto* words = std::get_if<std::string>(&value);
            CHECK((words == nullptr || words->find(kToken) == std::string::npos));
        }
    }
}

TEST_CASE("a carton beyond the order asks the supervisor on its batch, and elsewhere is refused") {
    ScanningRig rig;
    const auto commit = [&](Command command) {
        REQUIRE(rig.floor.commit(std::move(command), [](const auto&) {}));
        rig.rest();
    };
    auto commands = testing::order_commands("PO-3", 20);
    commit(commands.front());
    commit(testing::command("start", "op1", "PO-3",
                            StartBatch{BatchNo("PO-3-B1"), CountMode::carton}));
    commit(testing::labels_command("l3", "PO-3", 1));
    rig.take(scan("PO-3-B1"));
    const OrderState& order = *rig.floor.order(OrderNo("PO-3"));
    const Serial serial = order.labels.begin()->first;
    rig.take(scan("10PO-3-B1\x1d"
                  "21" + serial.str(), "]C1"));
    REQUIRE(rig.floor.over_carton.has_value());
    CHECK(to_string(*rig.floor.over_carton).ends_with("serial=" + serial.str()));
    CHECK_FALSE(rig.floor.answer.has_value());
    rig.sign_desk.begin("over_quantity", OrderNo("PO-3"));
    CHECK_FALSE(rig.floor.over_carton.has_value());
}

TEST_CASE("a code that a held trigger sends again is shown and does nothing") {
    ScanningRig rig;
    rig.open_batch();
    ScanPayload again = scan("PO-1-B1");
    again.repeat = true;
    rig.take(again);
    CHECK_FALSE(rig.floor.answer.has_value());
    REQUIRE(rig.floor.last_scan.has_value());
    CHECK(rig.floor.last_scan->meaning == "scan_kind.repeat");
    rig.take(scan("PO-1-B1"));
    REQUIRE(rig.floor.answer.has_value());
    CHECK(rig.floor.answer->kind == AnswerKind::repeated);
}
