// What can be touched in a frame: Dear ImGui's test-engine hooks, implemented here so that one
// build serves the factory and the scenarios. Switched off, a hook costs ImGui one branch.
// Belongs to one ImGui context; UI thread only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/rect.h"

struct ImGuiContext;

namespace lini::ui {

struct ItemMark {
    ImGuiID id = 0;
    std::string name;   // The stable id the screen gave it: "key.7", "batch.record".
    std::string label;  // What a person reads on it.
    Rect rect;          // Its whole box in pixels.
    Rect shown;         // The part inside its window's clip.
    ImGuiID window = 0;
    bool enabled = true;
};

class ItemProbe {
public:
    /// Listens to the current ImGui context until destroyed.
    ItemProbe();
    ~ItemProbe();
    ItemProbe(const ItemProbe&) = delete;
    ItemProbe& operator=(const ItemProbe&) = delete;

    void begin_frame();
    /// Learns the windows' order, back to front. Call before ImGui's Render.
    void end_frame();

    const std::vector<ItemMark>& items() const { return items_; }
    /// Items with this stable name, else with exactly this label, else with the label's start.
    std::vector<const ItemMark*> find(std::string_view name_or_label) const;
    /// The item that a finger at `point` would reach, or null: the topmost window decides, and in
    /// it the item that was submitted first, as ImGui itself does.
    const ItemMark* at(ImVec2 point) const;

    // Called by the hooks.
    void on_item(ImGuiID id, const Rect& rect, const Rect& clip, ImGuiID window, bool enabled);
    void on_label(ImGuiID id, std::string_view name, std::string_view label);
    const char* debug_label(ImGuiID id) const;

private:
    struct WindowMark {
        ImGuiID id;
        Rect rect;
    };
    ImGuiContext* context_;
    std::vector<ItemMark> items_;
    std::vector<WindowMark> windows_;
};

/// Tells the probe of the current context, if any, what the item `id` is called and reads.
void report_item(ImGuiID id, std::string_view name, std::string_view label);

}  // namespace lini::ui
