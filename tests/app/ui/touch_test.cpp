#include "app/ui/touch.h"

#include <array>
#include <string>

#include "app/ui/big_button.h"
#include "app/ui/frame.h"
#include "app/ui/keypad.h"
#include "app/ui/list.h"
#include "imgui_internal.h"
#include "tests/app/ui/screen_rig.h"

namespace lini::ui {
namespace {

constexpr Rect kPlace{300, 300, 700, 436};

ImVec2 centre_of(const ScreenRig& rig, std::string_view name) {
    const auto found = rig.items->find(name);
    REQUIRE(found.size() == 1);
    return found[0]->rect.centre();
}

}  // namespace

TEST_CASE("a button is touched once, when the finger leaves it inside") {
    ScreenRig rig;
    int touched = 0;
    const auto draw = [&](const Ui& ui) {
        if (big_button(ui, kPlace,
                       {"batch.record", "Catat 250 baik", nullptr, ButtonKind::primary})) {
            ++touched;
        }
    };
    rig.frame(draw);
    rig.tap(kPlace.centre(), draw);
    CHECK(touched == 1);
    rig.drag(kPlace.centre(), {50, 50}, draw);
    CHECK(touched == 1);
    rig.drag({50, 50}, kPlace.centre(), draw);
    CHECK(touched == 1);
}

TEST_CASE("a disabled button is found, is marked as such, and cannot be touched") {
    ScreenRig rig;
    bool touched = false;
    const auto draw = [&](const Ui& ui) {
        Button button{"batch.record", "Catat 0 baik"};
        button.enabled = false;
        touched = big_button(ui, kPlace, button) || touched;
    };
    rig.frame(draw);
    rig.tap(kPlace.centre(), draw);
    CHECK_FALSE(touched);
    REQUIRE(rig.items->find("batch.record").size() == 1);
    CHECK_FALSE(rig.items->find("batch.record")[0]->enabled);
}

TEST_CASE("a widget is found by its stable id and by what a person reads on it") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) { big_button(ui, kPlace, {"batch.record", "Catat 250 baik"}); });
    CHECK(rig.items->find("batch.record").size() == 1);
    CHECK(rig.items->find("Catat 250 baik").size() == 1);
    CHECK(rig.items->find("Catat").size() == 1);
    CHECK(rig.items->find("Simpan").empty());
    CHECK(rig.items->at(kPlace.centre()) == rig.items->find("batch.record")[0]);
    CHECK(rig.items->at({50, 50}) == nullptr);
}

TEST_CASE("what lies under a layer is found but not reachable") {
    ScreenRig rig;
    bool below = false;
    bool above = false;
    const auto draw = [&](const Ui& ui) {
        below = big_button(ui, kPlace, {"batch.record", "Catat"}) || below;
        const Layer over(ui, "answer", {200, 200, 1000, 700}, Token::bad_bg);
        above = big_button(ui, {400, 500, 600, 640}, {"answer.next", "Ketik"}) || above;
    };
    rig.frame(draw);
    rig.tap(kPlace.centre(), draw);
    CHECK_FALSE(below);
    REQUIRE(rig.items->find("batch.record").size() == 1);
    CHECK(rig.items->at(kPlace.centre()) == nullptr);
    rig.tap(centre_of(rig, "answer.next"), draw);
    CHECK(above);
    // Touching the layer below where it is free must not lift it over the one above.
    rig.tap({1500, 900}, draw);
    rig.tap(kPlace.centre(), draw);
    CHECK_FALSE(below);
}

TEST_CASE("the keypad types a number, erases, and gives its corner key to the caller") {
    ScreenRig rig;
    std::string typed;
    int cartons = 0;
    const auto draw = [&](const Ui& ui) {
        const KeyPress press = keypad(ui, {1300, 300, 1800, 790}, {"key.carton", "+1 karton"});
        press.apply(typed, 4);
        if (press.kind == KeyPress::Kind::corner) ++cartons;
    };
    rig.frame(draw);
    for (const char* key : {"key.0", "key.2", "key.5", "key.0", "key.9", "key.1"}) {
        rig.tap(centre_of(rig, key), draw);
    }
    CHECK(typed == "2509");
    rig.tap(centre_of(rig, "key.erase"), draw);
    rig.tap(centre_of(rig, "+1 karton"), draw);
    CHECK(typed == "250");
    CHECK(cartons == 1);
}

TEST_CASE("the keypad keeps its keys where they are, whatever has been typed or is shown") {
    ScreenRig rig;
    const auto place_of = [&](bool enabled, const char* corner) {
        rig.frame([&](const Ui& ui) {
            Rect column{1300, 100, 1800, 1000};
            keypad(ui, cut_keypad(ui, column), {"key.corner", corner}, enabled);
        });
        return rig.items->find("key.5")[0]->rect;
    };
    const Rect usual = place_of(true, ",");
    const Rect other = place_of(false, "Batal");
    CHECK(usual.x0 == other.x0);
    CHECK(usual.y0 == other.y0);
}

TEST_CASE("every key is at least 15 mm on each screen that is promised") {
    struct Screen {
        float width, height, dpi;
    };
    for (const Screen s : {Screen{1024, 768, 96}, Screen{1280, 800, 128}, Screen{1920, 1080, 96},
                           Screen{3840, 2160, 192}}) {
        ScreenRig rig(s.width, s.height, s.dpi);
        rig.frame([](const Ui& ui) {
            Rect content = regions(ui).content;
            Rect column = cut_action_column(ui, content);
            big_button(ui, cut_primary(ui, column), {"primary", "Catat"});
            keypad(ui, cut_keypad(ui, column), {"key.comma", ","});
        });
        const float least = 15 * s.dpi / 25.4F - 1;
        for (const ItemMark& item : rig.items->items()) {
            INFO(item.name << " at " << s.width << "x" << s.height);
            CHECK(item.rect.width() >= least);
            CHECK(item.rect.height() >= least);
        }
        CHECK(rig.items->find("primary")[0]->rect.height() >= 20 * s.dpi / 25.4F - 1);
    }
}

TEST_CASE("the rail tells which room was touched") {
    ScreenRig rig;
    int room = -1;
    const std::array rooms = {RailItem{"rail.scan", "Scan", "", 0},
                              RailItem{"rail.batch", "Batch", "", 2}};
    const auto draw = [&](const Ui& ui) {
        const int touched = rail(ui, regions(ui).rail, rooms, 0);
        if (touched >= 0) room = touched;
    };
    rig.frame(draw);
    rig.tap(centre_of(rig, "rail.batch"), draw);
    CHECK(room == 1);
}

TEST_CASE("a list longer than its place is turned page by page and never beyond its ends") {
    ScreenRig rig;
    int page = 7;
    const auto draw = [&](const Ui& ui) { pager(ui, {800, 900, 1800, 984}, "list", page, 3); };
    rig.frame(draw);
    CHECK(page == 2);
    rig.tap(centre_of(rig, "list.next"), draw);
    CHECK(page == 2);
    rig.tap(centre_of(rig, "list.back"), draw);
    CHECK(page == 1);
}

TEST_CASE("with both probes off touches still work") {
    ScreenRig rig;
    rig.items.reset();
    int touched = 0;
    const auto draw = [&](const Ui& ui) {
        Ui quiet = ui;
        quiet.probe = nullptr;
        if (big_button(quiet, kPlace, {"batch.record", "Catat"})) ++touched;
    };
    rig.frame(draw);
    rig.tap(kPlace.centre(), draw);
    CHECK(touched == 1);
    CHECK(rig.probe.texts().empty());
}

TEST_CASE("an item probe that comes and goes leaves Dear ImGui's hooks switched off") {
    ScreenRig rig;
    CHECK(ImGui::GetCurrentContext()->TestEngineHookItems);
    rig.items.reset();
    CHECK_FALSE(ImGui::GetCurrentContext()->TestEngineHookItems);
}

}  // namespace lini::ui
