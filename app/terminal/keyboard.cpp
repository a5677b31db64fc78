#include "app/terminal/keyboard.h"

#include "app/platform/window.h"
#include "imgui.h"

namespace lini {
namespace {

constexpr int kKeySpace = 32;
constexpr int kKeyGraveAccent = 96;
constexpr int kKeyKeypad9 = 329;
constexpr int kKeyInsert = 260;
constexpr int kKeyDelete = 261;
constexpr int kKeyRight = 262;
constexpr int kKeyLeft = 263;
constexpr int kKeyLeftAlt = 342;
constexpr int kKeyRightAlt = 346;

WedgeKey kind_of(int key) {
    if (key == kKeyEnter || key == kKeyKeypadEnter) return WedgeKey::enter;
    if (key == kKeyTab) return WedgeKey::tab;
    if (key == kKeyEscape) return WedgeKey::escape;
    if (key == kKeyLeftAlt || key == kKeyRightAlt) return WedgeKey::alt;
    if (key >= kKeyKeypad0 && key <= kKeyKeypad9) return WedgeKey::keypad;
    if (key >= kKeySpace && key <= kKeyGraveAccent) return WedgeKey::character;
    return WedgeKey::other;
}

char symbol_of(int key) {
    if (key >= kKeyKeypad0 && key <= kKeyKeypad9) {
        return static_cast<char>('0' + (key - kKeyKeypad0));
    }
    if (key < kKeySpace || key > kKeyGraveAccent) return '\0';
    const bool capital = key >= 'A' && key <= 'Z';
    return static_cast<char>(capital ? key - 'A' + 'a' : key);
}

ImGuiKey editing_key(int key) {
    switch (key) {
        case kKeyBackspace: return ImGuiKey_Backspace;
        case kKeyDelete: return ImGuiKey_Delete;
        case kKeyLeft: return ImGuiKey_LeftArrow;
        case kKeyRight: return ImGuiKey_RightArrow;
        case kKeyEnter:
        case kKeyKeypadEnter: return ImGuiKey_Enter;
        case kKeyTab: return ImGuiKey_Tab;
        case kKeyEscape: return ImGuiKey_Escape;
        case kKeyInsert: return ImGuiKey_Insert;
        default: return ImGuiKey_None;
    }
}

}  // namespace

WedgeKeyEvent wedge_key(int key, int action, int mods) {
    WedgeKeyEvent event;
    event.key = kind_of(key);
    event.symbol = symbol_of(key);
    event.code = key;
    event.pressed = action != kKeyRelease;
    event.ctrl = (mods & kModControl) != 0;
    event.shift = (mods & kModShift) != 0;
    event.alt = (mods & kModAlt) != 0;
    return event;
}

void type_into_imgui(const WedgeInput& input) {
    ImGuiIO& io = ImGui::GetIO();
    if (const auto* character = std::get_if<WedgeCharacter>(&input)) {
        io.AddInputCharacter(character->code_point);
        return;
    }
    const auto& key = std::get<WedgeKeyEvent>(input);
    const ImGuiKey imgui_key = editing_key(key.code);
    if (imgui_key != ImGuiKey_None) io.AddKeyEvent(imgui_key, key.pressed);
}

}  // namespace lini
