// Draws every screen in every size, theme and language from hand-built views and saves the
// pictures: `screens_gallery DIR [REGEX-OF-NAMES [WIDTH HEIGHT DPI]]`. Needs a display.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <regex>

#include "app/platform/window.h"
#include "app/screens/screens.h"
#include "app/ui/item_probe.h"
#include "tests/app/screens/sample_site.h"

namespace {

struct Size {
    int width, height;
    float dpi;
};

class Gallery {
public:
    Gallery(lini::Window& window, std::string folder, const std::string& wanted)
        : window_(window),
          folder_(std::move(folder)),
          wanted_(wanted),
          fonts_(lini::ui::Fonts::load().value()) {}

    void draw(const lini::Scene& scene, const lini::ui::Theme& theme,
              const lini::ui::Locale& locale) {
        const std::string name = name_of(scene, theme, locale);
        if (!std::regex_search(name, wanted_)) return;
        lini::SampleSite site;
        scene.prepare(site);
        lini::Screens screens;
        const lini::View view = site.view();
        const auto scale =
            lini::ui::Scale::of(window_.width_px(), window_.height_px(), window_.dpi());
        const lini::ui::Ui ui{theme, fonts_, locale, scale, nullptr};
        frame(screens, ui, view);
        for (const std::string& id : scene.taps) tap(screens, ui, view, id);
        frame(screens, ui, view);
        if (!window_.screenshot(folder_ + "/" + name + ".png")) std::exit(1);
    }

private:
    std::string name_of(const lini::Scene& scene, const lini::ui::Theme& theme,
                        const lini::ui::Locale& locale) const {
        return scene.name + "-" + std::string(language_code(locale.language())) +
               (theme.dark ? "-dark-" : "-") +
               std::to_string(static_cast<int>(window_.width_px()));
    }

    void frame(lini::Screens& screens, const lini::ui::Ui& ui, const lini::View& view) {
        window_.poll_events();
        window_.begin_frame();
        items_.begin_frame();
        lini::Intents intents;
        screens.draw(ui, view, intents);
        items_.end_frame();
        window_.end_frame(ui.colour(lini::ui::Token::ground));
    }

    void tap(lini::Screens& screens, const lini::ui::Ui& ui, const lini::View& view,
             const std::string& id) {
        const auto found = items_.find(id);
        if (found.empty()) {
            std::printf("no item %s\n", id.c_str());
            return;
        }
        const ImVec2 at = found.front()->rect.centre();
        ImGuiIO& io = ImGui::GetIO();
        io.AddMousePosEvent(at.x, at.y);
        frame(screens, ui, view);
        io.AddMouseButtonEvent(0, true);
        frame(screens, ui, view);
        io.AddMouseButtonEvent(0, false);
        frame(screens, ui, view);
        io.AddMousePosEvent(-1, -1);
        frame(screens, ui, view);
    }

    lini::Window& window_;
    std::string folder_;
    std::regex wanted_;
    lini::ui::Fonts fonts_;
    lini::ui::ItemProbe items_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const std::string part = argc > 2 ? argv[2] : "";
    std::vector<Size> sizes = {
        {1024, 768, 96}, {1280, 800, 96}, {1920, 1080, 96}, {3840, 2160, 192}};
    if (argc == 6)
        sizes = {{std::atoi(argv[3]), std::atoi(argv[4]), std::strtof(argv[5], nullptr)}};
    std::filesystem::create_directories(argv[1]);
    for (const Size& size : sizes) {
        lini::WindowOptions options;
        options.width = size.width;
        options.height = size.height;
        options.dpi = size.dpi;
        options.injected_pointer = true;
        auto window = lini::Window::open(options, nullptr);
        if (!window) {
            std::printf("%s\n", window.error().detail.c_str());
            return 1;
        }
        Gallery gallery(**window, argv[1], part);
        for (const auto language : {lini::ui::Language::id, lini::ui::Language::en}) {
            const auto locale = lini::ui::Locale::load(LINI_LOCALE_DIR, language).value();
            for (const auto* theme : {&lini::ui::light_theme(), &lini::ui::dark_theme()}) {
                for (const lini::Scene& scene : lini::scenes()) {
                    gallery.draw(scene, *theme, locale);
                }
            }
        }
    }
    return 0;
}
