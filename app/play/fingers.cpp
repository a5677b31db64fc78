#include "app/play/fingers.h"

#include <cfloat>
#include <vector>

#include "imgui.h"

namespace lini {
namespace {

std::string called(const ui::ItemMark* item) {
    if (item == nullptr) return "nothing that can be touched";
    if (!item->label.empty()) return "\"" + item->label + "\" (" + item->name + ")";
    return item->name.empty() ? "an item without a name" : item->name;
}

}  // namespace

Result<ImVec2> place_to_tap(const ui::ItemProbe& items, const std::string& name_or_label,
                            std::size_t nth) {
    std::vector<const ui::ItemMark*> reachable;
    const auto found = items.find(name_or_label);
    for (const ui::ItemMark* item : found) {
        if (!item->shown.empty()) reachable.push_back(item);
    }
    if (reachable.empty() || nth > reachable.size()) {
        return fail("tap_absent", found.empty() ? "no such button" : "it is clipped away");
    }
    if (nth == 0 && reachable.size() > 1) {
        return fail("tap_ambiguous", std::to_string(reachable.size()) + " have that name");
    }
    const ui::ItemMark& item = *reachable[nth == 0 ? 0 : nth - 1];
    if (!item.enabled) return fail("tap_disabled", called(&item) + " is switched off");

    const ImVec2 centre = item.shown.centre();
    const ui::ItemMark* there = items.at(centre);
    if (there == nullptr || there->id != item.id) {
        return fail("tap_covered", "at its centre lies " + called(there));
    }
    return centre;
}

void press_at(ImVec2 point) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(point.x, point.y);
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
}

void release_at(ImVec2 point) {
    ImGuiIO& io = ImGui::GetIO();
    // The real pointer may have been heard in between; the finger has not moved.
    io.AddMousePosEvent(point.x, point.y);
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}

}  // namespace lini
