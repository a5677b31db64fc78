// Where a finger lands: the one hit area under all widgets. A touch counts when the finger leaves
// the glass inside the area it came down in; nothing hovers, nothing waits for a long press.
// UI thread, inside a layer.
#pragma once

#include <string_view>

#include "app/ui/ui.h"

namespace lini::ui {

struct Touch {
    bool clicked = false;
    bool held = false;  // The finger is down inside; for the pressed look.
};

/// `id` is stable and unique on the screen ("batch.record"); `label` is what a person reads on it.
Touch touch(const Ui& ui, const Rect& rect, std::string_view id, std::string_view label,
            bool enabled = true);

}  // namespace lini::ui
