// The window's keys as the wedge decoder takes them, and back into Dear ImGui what was no scan.
// UI thread only.
#pragma once

#include "drivers/scanner/wedge.h"

namespace lini {

/// A key callback of GLFW (numbers as in app/platform/window.h).
WedgeKeyEvent wedge_key(int key, int action, int mods);

/// Hands typing to Dear ImGui: characters, and the few keys that edit a text.
void type_into_imgui(const WedgeInput& input);

}  // namespace lini
