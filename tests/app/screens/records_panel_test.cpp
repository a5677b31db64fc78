// Every record of a batch can be reached and, where it stands, taken back.
#include <catch2/generators/catch_generators.hpp>

#include "tests/app/screens/screens_rig.h"

namespace lini {
namespace {

/// A batch of its own with twelve records, each of another quantity; gives them oldest first.
std::vector<EventId> add_twelve(SampleSite& site) {
    const StepCode packing("packing");
    site.room = Room::batch;
    site.open_batch = BatchNo("GLW-2611-015");
    site.add(site.serum, UserId("maya"), 0,
             BatchPlanned{site.open_batch, ProductCode("SRM-30"), 2'500, {}, {}});
    site.add(site.serum, UserId("siti"), 1, BatchStarted{site.open_batch, CountMode::keypad});
    std::vector<EventId> ids;
    for (int i = 0; i < 12; ++i) {
        site.add(site.serum, UserId("siti"), 10 + i,
                 OutputRecorded{site.open_batch, packing, 101 + i, {}, {}, {}});
        ids.push_back(site.last_id());
    }
    return ids;
}

void open_records(ScreensRig& rig, const View& view) {
    rig.show(view);
    rig.touch(view, "batch.more");
    rig.touch(view, "more.records");
}

/// Turns pages until `id` is there.
void turn_to(ScreensRig& rig, const View& view, const char* id) {
    for (int page = 0; page < 12 && rig.items->find(id).empty(); ++page) {
        rig.touch(view, "records.next");
    }
    REQUIRE_FALSE(rig.items->find(id).empty());
}

}  // namespace

TEST_CASE("the oldest of twelve records is reached by turning pages, and its reversal leaves") {
    const bool small = GENERATE(false, true);
    ScreensRig rig(small ? 1024.0F : 1920.0F, small ? 768.0F : 1080.0F);
    SampleSite site;
    const std::vector<EventId> ids = add_twelve(site);
    const View view = site.view();
    open_records(rig, view);
    CHECK(rig.probe.sees("+ 112"));
    if (small) CHECK_FALSE(rig.probe.sees("+ 101"));
    turn_to(rig, view, "records.reverse.11");
    CHECK(rig.probe.sees("+ 101"));
    rig.touch(view, "records.reverse.11");
    rig.touch(view, "reverse.typed_wrong");
    const Intents intents = rig.touch(view, "reverse.confirm");
    REQUIRE(find_intent<Submit>(intents) != nullptr);
    CHECK(std::get<ReverseRecord>(find_intent<Submit>(intents)->action).target == ids.front());
    // Back in the list, on the page that was left.
    CHECK_FALSE(rig.items->find("records.reverse.11").empty());
}

TEST_CASE("a record that was taken back stays in the list, marked and without a button") {
    ScreensRig rig;
    SampleSite site;
    const std::vector<EventId> ids = add_twelve(site);
    site.add(site.serum, UserId("siti"), 40, RecordReversed{ids.back(), "typed_wrong"});
    const View view = site.view();
    open_records(rig, view);
    CHECK(rig.probe.sees("+ 112"));
    CHECK(rig.items->find("records.reverse.0").empty());
    CHECK_FALSE(rig.items->find("records.reverse.1").empty());
}

TEST_CASE("an operator is not offered the reversal of another's record") {
    ScreensRig rig;
    SampleSite site;
    add_twelve(site);
    site.log_in("dewi");
    const View view = site.view();
    open_records(rig, view);
    CHECK(rig.probe.sees("+ 112"));
    CHECK(rig.items->find("records.reverse.0").empty());
}

}  // namespace lini
