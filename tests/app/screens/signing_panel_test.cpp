// Whose digits a PIN is made of.
#include "tests/app/screens/screens_rig.h"

namespace lini {

TEST_CASE("digits typed under one card are forgotten when another is scanned") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::termin;
    site.signing = Signing{"milestone", site.person("bambang"), {}, false, {}, 3, 0};
    const View first = site.view();
    rig.show(first);
    type(rig, first, "123");
    site.signing->card = site.person("agus");
    const View second = site.view();
    rig.show(second);
    type(rig, second, "456");
    CHECK(rig.touch(second, "milestone.sign").empty());
    type(rig, second, "789");
    const Intents intents = rig.touch(second, "milestone.sign");
    REQUIRE(find_intent<SubmitSigned>(intents) != nullptr);
    CHECK(find_intent<SubmitSigned>(intents)->pin == "456789");
}

TEST_CASE("a full PIN does not sign under the next card") {
    ScreensRig rig;
    SampleSite site;
    site.room = Room::termin;
    site.signing = Signing{"milestone", site.person("bambang"), {}, false, {}, 3, 0};
    const View first = site.view();
    rig.show(first);
    type(rig, first, "123456");
    site.signing->card = site.person("agus");
    const View second = site.view();
    rig.show(second);
    CHECK(rig.touch(second, "milestone.sign").empty());
}

}  // namespace lini
