// What leaves the panels that take a screen's place: labels, signatures, approvals.
#include "tests/app/screens/screens_rig.h"

namespace lini {

TEST_CASE("a carton beyond the order leaves with its serial, a reason and the PIN") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    site.open_order = site.capsules;
    site.open_batch = site.capsule_batch;
    const Serial serial("L2A00300");
    site.add(site.capsules, UserId("siti"), 30,
             LabelIssued{serial, site.capsule_batch, "carton", 42, 17});
    site.over_carton = Refusal{"over_ordered",
                               {{"ordered", std::int64_t{20'000}},
                                {"would_be", std::int64_t{20'009}},
                                {"serial", serial.str()}},
                               Remedy::ask_supervisor};
    const Intents asked = rig.show(site.view());
    REQUIRE(find_intent<BeginSigning>(asked) != nullptr);
    CHECK(find_intent<BeginSigning>(asked)->meaning == "over_quantity");
    site.over_carton.reset();
    site.signing = Signing{"over_quantity", site.person("bambang"), {}, false, {}, 5, 0};
    const View view = site.view();
    rig.show(view);
    CHECK(rig.probe.sees("Karton 42"));
    CHECK(rig.probe.sees("Setujui 17 baik"));
    type(rig, view, "123456");
    CHECK(rig.touch(view, "over.confirm").empty());
    rig.touch(view, "over.spare");
    const Intents intents = rig.touch(view, "over.confirm");
    REQUIRE(find_intent<SubmitSigned>(intents) != nullptr);
    const auto& count = std::get<CountCarton>(find_intent<SubmitSigned>(intents)->action);
    CHECK(count.serial == serial);
    CHECK(count.over_reason == "spare");
}

TEST_CASE("units out of rework beyond the order leave with a reason and the PIN") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    site.add(site.serum, UserId("dewi"), 1,
             OutputRecorded{BatchNo("GLW-2611-012"), StepCode("packing"), 2'748, {}, {}, {}}, "L1");
    site.add(site.serum, UserId("siti"), 2,
             ReworkOpened{site.open_batch, StepCode("packing"), 6, Entry::scanned});
    View view = site.view();
    rig.show(view);
    rig.touch(view, "batch.more");
    rig.touch(view, "more.rework");
    type(rig, view, "6");
    CHECK(rig.probe.sees("supervisor"));
    const Intents asked = rig.touch(view, "rework.close");
    CHECK(find_intent<Submit>(asked) == nullptr);
    REQUIRE(find_intent<BeginSigning>(asked) != nullptr);
    site.signing = Signing{"over_quantity", site.person("bambang"), {}, false, {}, 5, 0};
    const View signing = site.view();
    rig.show(signing);
    CHECK(rig.probe.sees("Setujui 6 baik"));
    type(rig, signing, "123456");
    rig.touch(signing, "over.recount");
    const Intents intents = rig.touch(signing, "over.confirm");
    REQUIRE(find_intent<SubmitSigned>(intents) != nullptr);
    const auto& rework = std::get<CloseRework>(find_intent<SubmitSigned>(intents)->action);
    CHECK(rework.good == 6);
    CHECK(rework.over_reason == "recount");
}

TEST_CASE("a part carton is printed with its own content, and never more than a full one") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    const View view = site.view();
    rig.show(view);
    rig.touch(view, "batch.print");
    rig.touch(view, "print.part");
    CHECK(rig.touch(view, "print.confirm").empty());
    type(rig, view, "25");
    CHECK(rig.touch(view, "print.confirm").empty());
    rig.touch(view, "key.erase");
    rig.touch(view, "key.erase");
    type(rig, view, "7");
    const Intents intents = rig.touch(view, "print.confirm");
    REQUIRE(find_intent<PrintLabels>(intents) != nullptr);
    CHECK(find_intent<PrintLabels>(intents)->count == 1);
    CHECK(find_intent<PrintLabels>(intents)->content_units == 7);
}

TEST_CASE("a label is printed again only with a reason") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::devices;
    site.reprint = Reprint{};
    View view = site.view();
    rig.show(view);
    CHECK(rig.touch(view, "reprint.confirm").empty());
    const Intents chosen = rig.touch(view, "Karton 95");
    REQUIRE(find_intent<BeginReprint>(chosen) != nullptr);
    site.reprint = Reprint{site.serum, find_intent<BeginReprint>(chosen)->serial};
    const View with_label = site.view();
    rig.show(with_label);
    CHECK(rig.touch(with_label, "reprint.confirm").empty());
    rig.touch(with_label, "reprint.damaged");
    const Intents intents = rig.touch(with_label, "reprint.confirm");
    REQUIRE(find_intent<Submit>(intents) != nullptr);
    const auto& reprint = std::get<ReprintLabel>(find_intent<Submit>(intents)->action);
    CHECK(reprint.serial == Serial("L2A00095"));
    CHECK(reprint.reason == "damaged");
    CHECK(find_intent<CancelReprint>(intents) != nullptr);
}

TEST_CASE("only whoever may release changes a batch's status, with a reason and a PIN") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::qc;
    site.log_in("ratna");
    rig.show(site.view());
    CHECK(rig.items->find("qc.status").empty());
    site.log_in("hendra");
    const View before = site.view();
    rig.show(before);
    const Intents asked = rig.touch(before, "qc.status");
    site.signing = Signing{"release", site.person("hendra"), {}, false, {}, 5, 0};
    const View view = site.view();
    rig.show(view);
    type(rig, view, "123456");
    rig.touch(view, "status.release");
    CHECK(rig.probe.sees("belum ditutup"));
    CHECK(rig.touch(view, "status.confirm").empty());
    rig.touch(view, "status.hold");
    CHECK(rig.touch(view, "status.confirm").empty());
    rig.touch(view, "status.deviation");
    const Intents intents = rig.touch(view, "status.confirm");
    REQUIRE(find_intent<SubmitSigned>(intents) != nullptr);
    const auto& change = std::get<ChangeBatchStatus>(find_intent<SubmitSigned>(intents)->action);
    CHECK(change.status == BatchStatus::on_hold);
    CHECK(change.reason == "deviation");
}

TEST_CASE("the client's approval is recorded by whoever may, for a batch and with a reference") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::termin;
    site.open_order = site.capsules;
    site.summaries.clear();
    site.log_in("bambang");
    rig.show(site.view());
    CHECK(rig.items->find("milestone.approval").empty());
    site.log_in("hendra");
    const View view = site.view();
    rig.show(view);
    rig.touch(view, "milestone.approval");
    CHECK(rig.touch(view, "approval.record").empty());
    rig.touch(view, "approval.batch.HRB-2611-007");
    CHECK(rig.touch(view, "approval.record").empty());
    rig.touch(view, "text.W");
    rig.touch(view, "text.7");
    const Intents intents = rig.touch(view, "approval.record");
    REQUIRE(find_intent<Submit>(intents) != nullptr);
    const auto& approval = std::get<RecordClientApproval>(find_intent<Submit>(intents)->action);
    CHECK(approval.batch == site.capsule_batch);
    CHECK(approval.reference == "W7");
}

TEST_CASE("a locked card says how long, in seconds or in minutes") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::termin;
    site.signing = Signing{"milestone", site.person("bambang"), {}, false,
                           "refusal.pin_locked", 0, 60};
    rig.show(site.view());
    CHECK(rig.probe.sees("60 detik"));
    site.signing->wait_s = 841;
    rig.show(site.view());
    CHECK(rig.probe.sees("15 menit"));
}

}  // namespace lini
