// What leaves a screen when it is touched, and what does not.
#include "tests/app/screens/screens_rig.h"

namespace lini {

TEST_CASE("250 on the keypad and one touch record 250 good, once") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    const View view = site.view();
    rig.show(view);
    type(rig, view, "250");
    const Intents intents = rig.touch(view, "batch.record");
    REQUIRE(intents.size() == 1);
    const auto* submit = find_intent<Submit>(intents);
    REQUIRE(submit != nullptr);
    const auto* output = std::get_if<RecordOutput>(&submit->action);
    REQUIRE(output != nullptr);
    CHECK(output->quantity == 250);
    CHECK(output->batch == site.serum_batch);
    CHECK(rig.touch(view, "batch.record").empty());
}

TEST_CASE("a batch whose number was typed records as manual") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    site.open_entry = Entry::manual;
    const View view = site.view();
    rig.show(view);
    type(rig, view, "7");
    const Intents intents = rig.touch(view, "batch.record");
    REQUIRE(find_intent<Submit>(intents) != nullptr);
    CHECK(std::get<RecordOutput>(find_intent<Submit>(intents)->action).entry == Entry::manual);
}

TEST_CASE("a reject leaves only with a reason") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    const View view = site.view();
    rig.show(view);
    rig.touch(view, "batch.mode.reject");
    type(rig, view, "3");
    CHECK(rig.touch(view, "batch.record").empty());
    CHECK(rig.touch(view, "reject.record").empty());
    rig.touch(view, "reject.leak");
    const Intents intents = rig.touch(view, "reject.record");
    REQUIRE(find_intent<Submit>(intents) != nullptr);
    CHECK(std::get<RecordReject>(find_intent<Submit>(intents)->action).reason == "leak");
}

TEST_CASE("more than was received cannot be recorded") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    const View view = site.view();
    rig.show(view);
    type(rig, view, "9999");
    CHECK(rig.touch(view, "batch.record").empty());
}

TEST_CASE("nobody logged in can record, reverse or print") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    site.session.reset();
    const View view = site.view();
    rig.show(view);
    CHECK(rig.items->find("batch.record").empty());
    CHECK(rig.items->find("record.reverse.0").empty());
    rig.touch(view, "batch.print");
    CHECK(rig.items->find("print.confirm").empty());
    CHECK(rig.probe.sees("Scan ID card"));
}

TEST_CASE("money is on the screen only for those who may see it") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::termin;
    rig.show(site.view());
    CHECK_FALSE(rig.probe.sees("Rp"));
    site.money_visible = true;
    rig.show(site.view());
    CHECK(rig.probe.sees("Rp135.000.000"));
}

TEST_CASE("a signature leaves with the PIN and what was on the screen") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::termin;
    site.signing = Signing{"milestone", site.person("bambang"), {}, false, {}, 3, 0};
    const View view = site.view();
    rig.show(view);
    type(rig, view, "12345");
    CHECK(rig.touch(view, "milestone.sign").empty());
    type(rig, view, "6");
    const Intents intents = rig.touch(view, "milestone.sign");
    const auto* submit = find_intent<SubmitSigned>(intents);
    REQUIRE(submit != nullptr);
    CHECK(submit->pin == "123456");
    CHECK(std::get<SignMilestone>(submit->action).seen.good == 7'250);
}

TEST_CASE("an operator sees the limits but cannot save a test result") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::qc;
    const View view = site.view();
    rig.show(view);
    CHECK(rig.probe.sees("4,50–5,50"));
    rig.touch(view, "key.5");
    CHECK(rig.touch(view, "qc.save").empty());
}

TEST_CASE("a value out of limits says so before it is saved") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::qc;
    site.log_in("ratna");
    const View view = site.view();
    rig.show(view);
    type(rig, view, "9");
    CHECK(rig.probe.sees("TMS"));
    const Intents intents = rig.touch(view, "qc.save");
    REQUIRE(find_intent<Submit>(intents) != nullptr);
    CHECK(std::get<RecordTest>(find_intent<Submit>(intents)->action).value.scaled == 9);
}

TEST_CASE("while an answer covers the content nothing below it can be touched") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    site.answer = Answer{AnswerKind::unknown, "answer.unknown", "answer.unknown_text", {}, {}, {}};
    const View view = site.view();
    rig.show(view);
    rig.touch(view, "key.5");
    site.answer.reset();
    rig.show(site.view());
    CHECK_FALSE(rig.probe.sees("Catat 5 baik"));
}

TEST_CASE("an accepted record leaves the keypad usable") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    site.answer = Answer{AnswerKind::accepted, "answer.done", {}, {}, {}, {}};
    const View view = site.view();
    rig.show(view);
    rig.touch(view, "key.5");
    rig.touch(view, "batch.mode.reject");
    rig.touch(view, "batch.mode.good");
    CHECK(rig.probe.sees("Catat 5 baik"));
}

TEST_CASE("digits that one person typed are not the next one's, nor the next batch's") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    const View view = site.view();
    rig.show(view);
    type(rig, view, "77");
    CHECK(rig.probe.sees("Catat 77 baik"));
    site.log_in("dewi");
    rig.show(site.view());
    CHECK_FALSE(rig.probe.sees("77"));
    type(rig, site.view(), "12");
    CHECK(rig.probe.sees("Catat 12 baik"));
    // Another batch is opened in another room, and the first one again.
    site.room = Room::qc;
    site.open_batch = BatchNo("GLW-2611-013");
    rig.show(site.view());
    site.room = Room::batch;
    site.open_batch = site.serum_batch;
    rig.show(site.view());
    CHECK_FALSE(rig.probe.sees("Catat 12 baik"));
}

TEST_CASE("a touch on the name asks before it logs out") {
    ScreensRig rig;
    SampleSite site;
    const View view = site.view();
    rig.show(view);
    CHECK(find_intent<LogOut>(rig.touch(view, "status.user")) == nullptr);
    CHECK(rig.probe.sees("Keluar dari terminal?"));
    CHECK(find_intent<LogOut>(rig.touch(view, "leave.cancel")) == nullptr);
    CHECK_FALSE(rig.probe.sees("Keluar dari terminal?"));
    rig.touch(view, "status.user");
    CHECK(find_intent<LogOut>(rig.touch(view, "leave.confirm")) != nullptr);
}

TEST_CASE("language and theme are switched from the status bar by one touch") {
    ScreensRig rig;
    SampleSite site;
    const View view = site.view();
    rig.show(view);
    CHECK(find_intent<SwitchLanguage>(rig.touch(view, "status.language")) != nullptr);
    CHECK(find_intent<SwitchTheme>(rig.touch(view, "status.theme")) != nullptr);
}

TEST_CASE("a number is typed, marked for lookup and never opens by itself") {
    ScreensRig rig;
    SampleSite site;
    const View view = site.view();
    rig.show(view);
    rig.touch(view, "scan.type");
    CHECK(rig.touch(view, "scan.open").empty());
    rig.touch(view, "text.G");
    rig.touch(view, "text.-");
    rig.touch(view, "text.7");
    const Intents intents = rig.touch(view, "scan.open");
    REQUIRE(find_intent<LookUpTyped>(intents) != nullptr);
    CHECK(find_intent<LookUpTyped>(intents)->text == "G-7");
}

}  // namespace lini
