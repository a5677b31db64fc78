// Every screen in every size, both languages and both themes: each text is whole, inside the
// screen, uncovered, apart from its neighbours and easy to read; each target is large enough.
#include <array>

#include "tests/app/screens/screens_rig.h"

namespace lini {
namespace {

struct Size {
    float width, height, dpi;
};
constexpr std::array<Size, 5> kSizes{{{1024, 768, 96},
                                      {1280, 800, 96},
                                      {1280, 800, 149},
                                      {1920, 1080, 96},
                                      {3840, 2160, 192}}};

/// A long product name may end in an ellipsis: the batch screen shows it whole.
bool may_be_cut(const ui::TextMark& mark) {
    constexpr std::array<const char*, 3> kNames = {"Serum", "Kapsul", "Body Lotion"};
    return std::any_of(kNames.begin(), kNames.end(), [&](const char* name) {
        return mark.full.find(name) != std::string::npos;
    });
}

/// The inked part of a line: fonts leave air above and below.
ui::Rect ink_box(const ui::TextMark& mark) {
    return mark.rect.inset(1, mark.rect.height() * 0.18F);
}

std::string texts_faults(const ScreensRig& rig, bool answer_covers_content) {
    std::string faults;
    const auto& texts = rig.probe.texts();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const ui::TextMark& mark = texts[i];
        const ui::Sight sight = rig.probe.sight(mark);
        if (sight == ui::Sight::covered && answer_covers_content) continue;
        const bool cut = sight == ui::Sight::cut && may_be_cut(mark);
        if (sight != ui::Sight::seen && !cut) {
            faults += std::string(sight_name(sight)) + ": " + mark.full + "\n";
        }
        if (rig.probe.contrast_of(mark) < 4.5) faults += "faint: " + mark.full + "\n";
        for (std::size_t j = i + 1; j < texts.size(); ++j) {
            const bool apart = texts[j].window != mark.window ||
                               ink_box(mark).meet(ink_box(texts[j])).empty();
            if (!apart) faults += "overlap: " + mark.full + " / " + texts[j].full + "\n";
        }
    }
    return faults;
}

std::string items_faults(const ScreensRig& rig) {
    std::string faults;
    const float least = rig.scale.mm(ui::kTouchMinMm) - 1;
    const ui::Rect screen{0, 0, rig.scale.width_px, rig.scale.height_px};
    for (const ui::ItemMark& item : rig.items->items()) {
        if (item.name.empty()) continue;
        if (!screen.contains(item.rect)) faults += "outside: " + item.name + "\n";
        if (item.rect.width() < least || item.rect.height() < least) {
            faults += "small: " + item.name + " " + std::to_string(item.rect.width()) + " x " +
                      std::to_string(item.rect.height()) + "\n";
        }
    }
    return faults;
}

/// No key stands for its own sentence, and no placeholder is left open.
std::string wording_faults(const ScreensRig& rig) {
    std::string faults;
    for (const ui::TextMark& mark : rig.probe.texts()) {
        const bool open = mark.full.find('{') != std::string::npos;
        const bool key = mark.full.find(' ') == std::string::npos &&
                         mark.full.find("_") != std::string::npos && mark.full != "_";
        if (open || key) faults += "unsaid: " + mark.full + "\n";
    }
    return faults;
}

void try_scene(ScreensRig& rig, const Scene& scene) {
    SampleSite site;
    scene.prepare(site);
    rig.start_anew();
    const View view = site.view();
    rig.show(view);
    for (const std::string& tap : scene.taps) rig.touch(view, tap);
    rig.show(view);
    const bool covered = view.answer.has_value() || scene.name == "leave";
    const std::string faults = texts_faults(rig, covered) + items_faults(rig) +
                               wording_faults(rig);
    INFO(scene.name << " " << rig.scale.width_px << " dpi " << rig.scale.dpi
                    << (rig.theme->dark ? " dark" : " light") << " "
                    << language_code(rig.locale->language()));
    CHECK(faults == "");
}

}  // namespace

TEST_CASE("every text of every screen can be read in every size and language") {
    for (const Size& size : kSizes) {
        ScreensRig rig(size.width, size.height, size.dpi);
        for (const ui::Language language : {ui::Language::id, ui::Language::en}) {
            rig.use_language(language);
            for (const Scene& scene : scenes()) try_scene(rig, scene);
        }
    }
}

TEST_CASE("every text of every screen can be read in the dark theme") {
    ScreensRig rig(1920, 1080, 96);
    rig.theme = &ui::dark_theme();
    for (const Scene& scene : scenes()) try_scene(rig, scene);
}

TEST_CASE("a screen that is far too small is told as unreadable") {
    ScreensRig rig(420, 300, 96);
    SampleSite site;
    site.room = Room::batch;
    rig.show(site.view());
    CHECK(texts_faults(rig, false) + items_faults(rig) != "");
}

}  // namespace lini
