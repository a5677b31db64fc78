#include "app/ui/draw_probe.h"

#include "app/ui/shape.h"
#include "app/ui/text.h"
#include "tests/app/ui/screen_rig.h"

namespace lini::ui {
namespace {

constexpr Rect kPlace{300, 300, 900, 360};

Sight sight_of(const ScreenRig& rig, std::string_view full) {
    for (const TextMark& mark : rig.probe.texts()) {
        if (mark.full == full) return rig.probe.sight(mark);
    }
    FAIL("not drawn at all");
    return Sight::cut;
}

}  // namespace

TEST_CASE("a text drawn whole on its card is seen") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        fill(ui, kPlace.inset(-20), Token::raised);
        text(ui, kPlace, "Catat 250 baik");
    });
    CHECK(sight_of(rig, "Catat 250 baik") == Sight::seen);
    CHECK(rig.probe.sees("250 baik"));
    CHECK_FALSE(rig.probe.sees("251 baik"));
}

TEST_CASE("a text cut by an ellipsis is not seen, and its whole string is still reported") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        text(ui, {300, 300, 420, 360}, "Serum Niacinamide 30 ml");
        text(ui, {300, 400, 420, 420}, "dua baris tidak muat di sini", type::kBody.wrapped());
    });
    CHECK(sight_of(rig, "Serum Niacinamide 30 ml") == Sight::cut);
    CHECK(sight_of(rig, "dua baris tidak muat di sini") == Sight::cut);
    CHECK(rig.probe.texts()[0].drawn.ends_with("…"));
}

TEST_CASE("a text clipped by its surroundings is not seen") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        ImGui::GetWindowDrawList()->PushClipRect({300, 300}, {360, 360}, true);
        text(ui, kPlace, "GLW-2611-014");
        ImGui::GetWindowDrawList()->PopClipRect();
    });
    CHECK(sight_of(rig, "GLW-2611-014") == Sight::clipped);
}

TEST_CASE("a text that reaches over the screen's edge is not seen") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) { text(ui, {1880, 300, 2400, 360}, "GLW-2611-014"); });
    CHECK(sight_of(rig, "GLW-2611-014") == Sight::clipped);
}

TEST_CASE("a text under a later area of the same window is covered") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        text(ui, kPlace, "termin 2");
        fill(ui, {320, 310, 340, 350}, Token::raised);
    });
    CHECK(sight_of(rig, "termin 2") == Sight::covered);
}

TEST_CASE("a text under a layer above is covered, one on that layer is seen") {
    ScreenRig rig;
    for (int frame = 0; frame < 2; ++frame) {
        rig.frame([](const Ui& ui) {
            text(ui, kPlace, "di bawah");
            const Layer over(ui, "answer", {200, 200, 1000, 500}, Token::bad_bg);
            text(ui, {300, 400, 900, 460}, "di atas");
        });
    }
    CHECK(sight_of(rig, "di bawah") == Sight::covered);
    CHECK(sight_of(rig, "di atas") == Sight::seen);
}

TEST_CASE("a text under another text is covered") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        text(ui, kPlace, "pertama");
        text(ui, kPlace.moved(10, 6), "kedua");
    });
    CHECK(sight_of(rig, "pertama") == Sight::covered);
    CHECK(sight_of(rig, "kedua") == Sight::seen);
}

TEST_CASE("neighbouring lines do not cover each other") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        const float line = line_height(ui, type::kBody);
        text(ui, {300, 300, 900, 300 + line}, "satu");
        text(ui, {300, 300 + line, 900, 300 + line * 2}, "dua");
    });
    CHECK(sight_of(rig, "satu") == Sight::seen);
    CHECK(sight_of(rig, "dua") == Sight::seen);
}

TEST_CASE("a text in the colour of its ground is faint") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        fill(ui, kPlace, Token::raised);
        text(ui, kPlace, "tak terlihat", type::kBody.in(Token::surface));
    });
    CHECK(sight_of(rig, "tak terlihat") == Sight::faint);
}

TEST_CASE("a transparent text is faint whatever its colour") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        TextMark mark;
        mark.full = mark.drawn = "hantu";
        mark.rect = kPlace;
        mark.clip = {0, 0, 1920, 1080};
        mark.colour = ui.colour(Token::ink, 0.1F);
        mark.size_px = 26;
        ui.probe->add_text(mark);
    });
    CHECK(sight_of(rig, "hantu") == Sight::faint);
}

TEST_CASE("contrast is taken against what is really below, through glass too") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        fill(ui, kPlace, Token::ink);
        fill(ui, kPlace, Token::raised, 0, 0.5F);
        text(ui, kPlace, "kaca", type::kBody);
    });
    const double on_glass = rig.probe.contrast_of(rig.probe.texts()[0]);
    CHECK(on_glass > 3.0);
    CHECK(on_glass < 7.0);
}

TEST_CASE("each frame starts with an empty probe") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) { text(ui, kPlace, "lama"); });
    rig.frame([](const Ui&) {});
    CHECK_FALSE(rig.probe.sees("lama"));
}

TEST_CASE("without a probe the same drawing happens and nothing is reported") {
    ScreenRig rig;
    rig.frame([](const Ui& ui) {
        Ui quiet = ui;
        quiet.probe = nullptr;
        CHECK(text(quiet, kPlace, "sunyi").width() > 0);
    });
    CHECK(rig.probe.texts().empty());
}

}  // namespace lini::ui
