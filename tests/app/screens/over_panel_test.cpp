// What a supervisor reads before approving more than was ordered.
#include "app/domain/progress.h"
#include "tests/app/screens/screens_rig.h"

namespace lini {

TEST_CASE("a carton counted while the supervisor comes is in the sum that is signed") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    const BatchNo first("GLW-2611-012");
    const StepCode packing("packing");
    site.add(site.serum, UserId("dewi"), 1, OutputRecorded{first, packing, 2'748, {}, {}, {}},
             "L1");
    const View before = site.view();
    rig.show(before);
    type(rig, before, "20");
    rig.touch(before, "batch.record");
    site.signing = Signing{"over_quantity", site.person("bambang"), {}, false, {}, 5, 0};
    rig.show(site.view());
    const std::int64_t sum = deliverable_good(site.state(site.serum)) + 20;
    const auto words = [&](std::int64_t would_be) {
        return "menjadi " + rig.ui().count(would_be) + " dari 10.000";
    };
    CHECK(rig.probe.sees(words(sum)));
    site.add(site.serum, UserId("dewi"), 2, OutputRecorded{first, packing, 24, {}, {}, {}}, "L1");
    rig.show(site.view());
    CHECK(rig.probe.sees(words(sum + 24)));
    CHECK_FALSE(rig.probe.sees(words(sum)));
}

TEST_CASE("a carton that was counted meanwhile cannot be signed for once more") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::batch;
    site.open_order = site.capsules;
    site.open_batch = site.capsule_batch;
    const Serial serial("L2A00300");
    site.add(site.capsules, UserId("siti"), 30,
             LabelIssued{serial, site.capsule_batch, "carton", 42, 17});
    site.over_carton = Refusal{"over_ordered", {{"serial", serial.str()}}, Remedy::ask_supervisor};
    rig.show(site.view());
    site.over_carton.reset();
    site.signing = Signing{"over_quantity", site.person("bambang"), {}, false, {}, 5, 0};
    rig.show(site.view());
    site.add(site.capsules, UserId("dewi"), 31,
             OutputRecorded{site.capsule_batch, StepCode("packing"), 17, Entry::carton, serial, {}},
             "L1");
    const View view = site.view();
    rig.show(view);
    type(rig, view, "123456");
    rig.touch(view, "over.spare");
    CHECK(rig.touch(view, "over.confirm").empty());
}

}  // namespace lini
