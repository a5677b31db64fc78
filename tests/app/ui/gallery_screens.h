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

}  // namespace lini::ui
