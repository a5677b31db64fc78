// Screens made up for the gallery: the widgets laid out as on the real ones, with invented data.
// UI thread, inside a layer.
#pragma once

#include <span>

#include "app/ui/ui.h"

namespace lini::ui {

struct GalleryScreen {
    const char* name;
    void (*draw)(const Ui& ui);
};
std::span<const GalleryScreen> gallery_screens();

/// Status bar and rail, with room `active`.
void draw_frame(const Ui& ui, int active, const char* user);
void scan_screen(const Ui& ui);

}  // namespace lini::ui
