// Draws every widget, laid out as on the real screens, in both themes and four sizes, and saves the
// pictures: `gallery DIR [WIDTH HEIGHT DPI]`. Needs a display (tests/run gives it a virtual one).
// Names each text that could not be read, except under a layer; long product names are cut.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "app/platform/window.h"
#include "app/ui/item_probe.h"
#include "app/ui/layer.h"
#include "tests/app/ui/gallery_screens.h"

namespace lini::ui {
namespace {

/// The texts of the frame that could not be read; those under a layer above are meant to be.
void name_unreadable(const DrawProbe& probe, const std::string& name) {
    for (const TextMark& mark : probe.texts()) {
        const Sight how = probe.sight(mark);
        if (how == Sight::seen || how == Sight::covered) continue;
        std::printf("%s: %s: %s\n", name.c_str(), std::string(sight_name(how)).c_str(),
                    mark.full.c_str());
    }
}

int draw_all(Window& window, const std::string& folder) {
    const auto fonts = Fonts::load();
    const auto locale = Locale::load(LINI_LOCALE_DIR, Language::id);
    if (!fonts || !locale) {
        std::printf("%s\n", (fonts ? locale.error() : fonts.error()).detail.c_str());
        return 1;
    }
    ItemProbe items;
    for (const Theme* theme : {&light_theme(), &dark_theme()}) {
        for (const GalleryScreen& screen : gallery_screens()) {
            DrawProbe probe;
            const Scale scale = Scale::of(window.width_px(), window.height_px(), window.dpi());
            const Ui ui{*theme, *fonts, *locale, scale, &probe};
            for (int frame = 0; frame < 2; ++frame) {
                window.poll_events();
                window.begin_frame();
                items.begin_frame();
                probe.begin_frame(scale.width_px, scale.height_px, ui.colour(Token::ground));
                {
                    const Layer layer(ui, "screen");
                    screen.draw(ui);
                }
                probe.end_frame();
                items.end_frame();
                window.end_frame(ui.colour(Token::ground));
            }
            const std::string name = std::string(screen.name) + (theme->dark ? "-dark" : "") + "-" +
                                     std::to_string(static_cast<int>(scale.width_px));
            name_unreadable(probe, name);
            if (!window.screenshot(folder + "/" + name + ".png")) return 1;
        }
    }
    return 0;
}

}  // namespace
}  // namespace lini::ui

int main(int argc, char** argv) {
    if (argc != 2 && argc != 5) {
        std::printf("gallery DIR [WIDTH HEIGHT DPI]\n");
        return 2;
    }
    struct Size {
        int width, height;
        float dpi;
    };
    std::vector<Size> sizes = {
        {1024, 768, 96}, {1280, 800, 96}, {1920, 1080, 96}, {3840, 2160, 192}};
    if (argc == 5) {
        sizes = {{std::atoi(argv[2]), std::atoi(argv[3]), std::strtof(argv[4], nullptr)}};
    }
    std::filesystem::create_directories(argv[1]);
    int result = 0;
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
        result |= lini::ui::draw_all(**window, argv[1]);
    }
    return result;
}
