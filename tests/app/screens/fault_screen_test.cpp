// The red sentence asks for what can be done there.
#include "app/screens/fault_screen.h"

#include "tests/app/screens/screens_rig.h"

namespace lini {

TEST_CASE("a full disk asks for the button that is there, and for a restart where there is none") {
    ScreensRig rig;
    rig.frame([](const ui::Ui& ui) { draw_fault(ui, "disk_full", FaultRetry::possible); });
    CHECK(rig.probe.sees("sentuh Coba lagi"));
    CHECK_FALSE(rig.items->find("fault.retry").empty());
    rig.frame([](const ui::Ui& ui) { draw_fault(ui, "disk_full", FaultRetry::none); });
    CHECK(rig.probe.sees("nyalakan ulang terminal"));
    CHECK(rig.items->find("fault.retry").empty());
}

}  // namespace lini
