// What the milestone, the board and the status bar say once a batch was rejected or a charge
// refused.
#include <algorithm>

#include "tests/app/screens/screens_rig.h"

namespace lini {
namespace {

void prepare(SampleSite& site, const std::string& name) {
    const std::vector<Scene> all = scenes();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Scene& scene) { return scene.name == name; });
    REQUIRE(found != all.end());
    found->prepare(site);
}

/// The number in the board's card with this heading.
std::string figure_of(const ScreensRig& rig, const std::string& heading) {
    const auto& texts = rig.probe.texts();
    const auto label = std::find_if(texts.begin(), texts.end(),
                                    [&](const auto& mark) { return mark.full == heading; });
    REQUIRE(label != texts.end());
    for (const ui::TextMark& mark : texts) {
        const bool below = mark.rect.y0 >= label->rect.y0 && mark.rect.y0 < label->rect.y0 + 120;
        const bool under = mark.rect.x0 >= label->rect.x0 - 4 && mark.rect.x0 < label->rect.x1;
        const bool digits = !mark.full.empty() && mark.full.find_first_not_of("0123456789") ==
                                                      std::string::npos;
        if (below && under && digits) return mark.full;
    }
    return {};
}

/// The colours of the edge above the stage with this title.
bool edge_has(const ScreensRig& rig, const std::string& title, ui::Token token) {
    const auto& texts = rig.probe.texts();
    const auto mark = std::find_if(texts.begin(), texts.end(),
                                   [&](const auto& text) { return text.full == title; });
    REQUIRE(mark != texts.end());
    const ImU32 wanted = rig.theme->colour(token);
    const ImDrawData* drawn = ImGui::GetDrawData();
    for (const ImDrawList* list : drawn->CmdLists) {
        for (const ImDrawVert& corner : list->VtxBuffer) {
            const ImVec2 at = corner.pos;
            const bool above = at.y > mark->rect.y0 - 48 && at.y < mark->rect.y0 - 8;
            const bool over = at.x > mark->rect.x0 - 28 && at.x < mark->rect.x0 + 60;
            if (above && over && corner.col == wanted) return true;
        }
    }
    return false;
}

/// A refused charge with its delivery as the outbox tells it.
void refuse(SampleSite& site, DeliveryState state) {
    prepare(site, "milestone-refused");
    site.room = Room::termin;
    Delivery delivery;
    delivery.id = 1;
    delivery.order_no = site.serum;
    delivery.charge = ChargeId("termin:2");
    delivery.destination = "webhook";
    delivery.state = state;
    site.deliveries = {delivery};
}

}  // namespace

TEST_CASE("the stages of a refused charge are red and say so, until it is on its way again") {
    ScreensRig rig;
    const std::string sent = rig.ui().tr("milestone.stage.sent");
    const std::string invoice = rig.ui().tr("milestone.stage.invoice");
    SampleSite refused;
    refuse(refused, DeliveryState::refused);
    rig.show(refused.view());
    CHECK(rig.probe.sees("ditolak"));
    CHECK(rig.probe.sees("ERP menolak tagihan ini: Pelanggan tidak dikenal."));
    CHECK(edge_has(rig, sent, ui::Token::bad));
    CHECK(edge_has(rig, invoice, ui::Token::bad));
    CHECK_FALSE(edge_has(rig, sent, ui::Token::good));

    SampleSite accepted;
    prepare(accepted, "milestone-accepted");
    rig.start_anew();
    rig.show(accepted.view());
    CHECK_FALSE(rig.probe.sees("ditolak"));
    CHECK(edge_has(rig, sent, ui::Token::good));
    CHECK_FALSE(edge_has(rig, invoice, ui::Token::bad));

    for (const DeliveryState state : {DeliveryState::waiting, DeliveryState::sending}) {
        SampleSite resent;
        refuse(resent, state);
        rig.start_anew();
        rig.show(resent.view());
        CHECK_FALSE(rig.probe.sees("ERP menolak tagihan ini"));
        CHECK(rig.probe.sees("Tagihan dikirim ulang ke ERP"));
        CHECK_FALSE(edge_has(rig, sent, ui::Token::bad));
        CHECK_FALSE(edge_has(rig, invoice, ui::Token::bad));
    }
}

TEST_CASE("a refused charge is offered to finance to send again, and asked for only when meant") {
    ScreensRig rig;
    SampleSite site;
    refuse(site, DeliveryState::refused);
    rig.show(site.view());
    CHECK_FALSE(rig.probe.sees("Kirim ulang tagihan"));  // To a supervisor.
    site.log_in("maya");
    rig.show(site.view());
    CHECK(rig.probe.sees("Kirim ulang tagihan"));
    CHECK(find_intent<Submit>(rig.touch(site.view(), "milestone.resend")) == nullptr);
    CHECK(rig.probe.sees("tidak tertagih dua kali"));
    CHECK(find_intent<Submit>(rig.touch(site.view(), "milestone.resend.cancel")) == nullptr);
    rig.touch(site.view(), "milestone.resend");
    const Intents intents = rig.touch(site.view(), "milestone.resend.confirm");
    const auto* submit = find_intent<Submit>(intents);
    REQUIRE(submit != nullptr);
    CHECK(submit->order_no == site.serum);
    CHECK(std::get<ResendCharge>(submit->action).charge == ChargeId("termin:2"));
    site.deliveries.front().state = DeliveryState::sending;
    rig.show(site.view());
    CHECK(rig.items->find("milestone.resend").empty());
    CHECK(rig.items->find("milestone.resend.confirm").empty());
}

TEST_CASE("a billed milestone whose count fell is not called reached") {
    ScreensRig rig;
    SampleSite site;
    prepare(site, "milestone-accepted");
    rig.show(site.view());
    CHECK(rig.probe.sees("Milestone 70% tercapai"));
    SampleSite fallen;
    prepare(fallen, "milestone-review");
    rig.start_anew();
    rig.show(fallen.view());
    CHECK_FALSE(rig.probe.sees("Milestone 70% tercapai"));
    CHECK(rig.probe.sees("Ditagih, kini di bawah 70%"));
    CHECK(rig.probe.sees("kini tidak dihitung"));
}

TEST_CASE("a rejected batch's units are told as not counted") {
    ScreensRig rig;
    SampleSite site;
    prepare(site, "milestone");
    rig.show(site.view());
    CHECK_FALSE(rig.probe.sees("tidak dihitung"));
    SampleSite rejected;
    prepare(rejected, "milestone-rejected");
    rig.start_anew();
    rig.show(rejected.view());
    CHECK(rig.probe.sees("tidak dihitung"));
    CHECK_FALSE(rig.probe.sees("kini tidak dihitung"));
}

TEST_CASE("only what a supervisor can sign is counted under signatures") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::monitor;
    const std::string heading = rig.ui().tr("monitor.to_sign");
    for (const auto& [status, shown] : std::vector<std::pair<MilestoneStatus, const char*>>{
             {MilestoneStatus::awaiting_signature, "1"},
             {MilestoneStatus::alarm, "1"},
             {MilestoneStatus::lapsed, "1"},
             {MilestoneStatus::needs_review, "0"},
             {MilestoneStatus::refused, "0"},
             {MilestoneStatus::awaiting_evidence, "0"}}) {
        for (OrderSummary& order : site.summaries) order.milestone = MilestoneStatus::not_reached;
        site.summaries.front().milestone = status;
        rig.show(site.view());
        CHECK(figure_of(rig, heading) == shown);
    }
}

TEST_CASE("a refused charge stands in the status bar in place of synced") {
    ScreensRig rig;
    SampleSite site;
    prepare(site, "milestone-accepted");
    rig.show(site.view());
    CHECK(rig.probe.sees("Tersinkron"));
    SampleSite refused;
    prepare(refused, "milestone-refused");
    rig.start_anew();
    rig.show(refused.view());
    CHECK_FALSE(rig.probe.sees("Tersinkron"));
    CHECK(rig.probe.sees("1 tagihan ditolak"));
}

}  // namespace lini
