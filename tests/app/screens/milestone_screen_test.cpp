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

}  // namespace

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
