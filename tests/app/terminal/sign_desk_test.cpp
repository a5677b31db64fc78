#include "app/terminal/sign_desk.h"

#include "app/domain/progress.h"
#include "tests/app/terminal/desk_rig.h"

using namespace lini;
using namespace lini::test;

namespace {

const OrderNo kOrder{"PO-1"};
constexpr const char* kPin = "271828";
constexpr const char* kOtherPin = "314159";

Person supervisor(const char* user) { return {UserId(user), user, {Role::supervisor}}; }

/// An order of 1,000 that is all made, and a second supervisor.
struct SigningRig : DeskRig {
    SigningRig() {
        UserDefined other;
        other.user = UserId("sup2");
        other.content_sha256_hex = std::string(64, 'b');
        other.roles = {Role::supervisor};
        Command add = testing::command("sup2", "system", "", DefineUser{other});
        REQUIRE(floor.commit(add, [](const auto&) {}));
        REQUIRE(floor.commit(testing::output_command("all", "PO-1", 1000), [](const auto&) {}));
        rest();
        enrol("sup1", std::string(32, 'a'), kPin);
        enrol("sup2", std::string(32, 'b'), kOtherPin);
        order();
        floor.log_in({UserId("op1"), "op1", {Role::operator_}});
    }

    Action over(const char* reason = "spare") const {
        return RecordOutput{BatchNo("PO-1-B1"), StepCode("packing"), 24, Entry::scanned, reason};
    }
    /// The last record of the order, when it was approved by somebody.
    std::string approved_by() {
        const OrderState& state = order();
        const auto records = last_records(state, BatchNo("PO-1-B1"), 1);
        const auto& output = std::get<OutputRecorded>(records.front()->body);
        return output.approval ? output.approval->signer.str() : "";
    }
};

}  // namespace

TEST_CASE("a second card while the PIN is being checked does not take the signature over") {
    SigningRig rig;
    rig.sign_desk.begin("over_quantity", kOrder);
    rig.sign_desk.take_card(supervisor("sup1"));
    rig.sign_desk.submit(kOrder, rig.over(), kPin);
    REQUIRE(rig.floor.signing->checking);
    rig.sign_desk.take_card(supervisor("sup2"));
    CHECK(rig.floor.signing->card->user == UserId("sup1"));
    rig.until([&] { return !rig.sign_desk.busy(); });
    rig.rest();
    CHECK_FALSE(rig.floor.signing.has_value());
    CHECK(rig.approved_by() == "sup1");
    CHECK(deliverable_good(rig.order()) == 1024);
}

TEST_CASE("a second card before the PIN is the one whose PIN is asked") {
    SigningRig rig;
    rig.sign_desk.begin("over_quantity", kOrder);
    rig.sign_desk.take_card(supervisor("sup1"));
    rig.sign_desk.take_card(supervisor("sup2"));
    rig.sign_desk.submit(kOrder, rig.over(), kPin);
    rig.until([&] { return !rig.sign_desk.busy(); });
    CHECK(rig.floor.signing->pin_refusal == "refusal.pin_wrong");
    CHECK(rig.floor.signing->tries_left == kFreeTries - 1);
    rig.sign_desk.submit(kOrder, rig.over(), kOtherPin);
    rig.until([&] { return !rig.sign_desk.busy(); });
    rig.rest();
    CHECK(rig.approved_by() == "sup2");
}

TEST_CASE("a signature that was cancelled while its PIN was checked records nothing") {
    SigningRig rig;
    rig.sign_desk.begin("over_quantity", kOrder);
    rig.sign_desk.take_card(supervisor("sup1"));
    rig.sign_desk.submit(kOrder, rig.over(), kPin);
    rig.sign_desk.cancel();
    rig.until([&] { return !rig.sign_desk.busy(); });
    rig.rest();
    CHECK(deliverable_good(rig.order()) == 1000);
}

TEST_CASE("a locked card is told how long it is locked") {
    SigningRig rig;
    rig.sign_desk.begin("over_quantity", kOrder);
    rig.sign_desk.take_card(supervisor("sup1"));
    for (int i = 0; i < kFreeTries; ++i) {
        rig.sign_desk.submit(kOrder, rig.over(), "000000");
        rig.until([&] { return !rig.sign_desk.busy(); });
    }
    CHECK(rig.floor.signing->pin_refusal == "refusal.pin_locked");
    CHECK(rig.floor.signing->wait_s == 60);
    CHECK(deliverable_good(rig.order()) == 1000);
}

TEST_CASE("no byte of a PIN is left in what a frame asked for") {
    Intents intents;
    intents.push_back(SubmitSigned{kOrder, ConfirmLabel{}, std::string(kPin)});
    intents.push_back(LogOut{});
    const std::string& pin = std::get<SubmitSigned>(intents.front()).pin;
    const char* bytes = pin.data();
    const std::size_t size = pin.size();
    wipe_pins(intents);
    CHECK(pin.empty());
    CHECK(std::string(bytes, size) == std::string(size, '\0'));
}
