#include "app/ui/item_probe.h"

#include <algorithm>

#include "app/base/check.h"
#include "imgui_internal.h"

namespace lini::ui {
namespace {

ItemProbe* probe_of(ImGuiContext* context) { return static_cast<ItemProbe*>(context->TestEngine); }

}  // namespace

ItemProbe::ItemProbe() : context_(ImGui::GetCurrentContext()) {
    CHECK(context_ != nullptr);
    CHECK(context_->TestEngine == nullptr);
    context_->TestEngine = this;
    context_->TestEngineHookItems = true;
}

ItemProbe::~ItemProbe() {
    context_->TestEngineHookItems = false;
    context_->TestEngine = nullptr;
}

void ItemProbe::begin_frame() {
    items_.clear();
    windows_.clear();
}

void ItemProbe::end_frame() {
    windows_.clear();
    for (const ImGuiWindow* window : context_->Windows) {
        if (!window->Active || window->Hidden) continue;
        if ((window->Flags & ImGuiWindowFlags_NoInputs) == ImGuiWindowFlags_NoInputs) continue;
        const ImRect box = window->Rect();
        windows_.push_back({window->ID, {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
    }
}

void ItemProbe::on_item(ImGuiID id, const Rect& rect, const Rect& clip, ImGuiID window,
                        bool enabled) {
    items_.push_back({id, {}, {}, rect, rect.meet(clip), window, enabled});
}

void ItemProbe::on_label(ImGuiID id, std::string_view name, std::string_view label) {
    for (auto item = items_.rbegin(); item != items_.rend(); ++item) {
        if (item->id != id) continue;
        if (!name.empty()) item->name = name;
        if (!label.empty()) item->label = label;
        return;
    }
}

const char* ItemProbe::debug_label(ImGuiID id) const {
    for (const ItemMark& item : items_) {
        if (item.id == id) return item.label.c_str();
    }
    return nullptr;
}

std::vector<const ItemMark*> ItemProbe::find(std::string_view wanted) const {
    std::vector<const ItemMark*> found;
    const auto take = [&](auto&& matches) {
        for (const ItemMark& item : items_) {
            if (found.empty() || found.back() != &item) {
                if (matches(item)) found.push_back(&item);
            }
        }
        return !found.empty();
    };
    if (wanted.empty()) return found;
    if (take([&](const ItemMark& item) { return item.name == wanted; })) return found;
    if (take([&](const ItemMark& item) { return item.label == wanted; })) return found;
    take([&](const ItemMark& item) { return item.label.starts_with(wanted); });
    return found;
}

const ItemMark* ItemProbe::at(ImVec2 point) const {
    const auto top = std::find_if(windows_.rbegin(), windows_.rend(),
                                  [&](const WindowMark& w) { return w.rect.contains(point); });
    if (top == windows_.rend()) return nullptr;
    for (const ItemMark& item : items_) {
        if (item.window == top->id && item.shown.contains(point)) return &item;
    }
    return nullptr;
}

void report_item(ImGuiID id, std::string_view name, std::string_view label) {
    ImGuiContext* context = ImGui::GetCurrentContext();
    if (context->TestEngineHookItems) probe_of(context)->on_label(id, name, label);
}

}  // namespace lini::ui

// The hooks themselves; their names and signatures are ImGui's (imgui_internal.h).
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& box,
                                 const ImGuiLastItemData* data) {
    const ImGuiWindow* window = context->CurrentWindow;
    if (id == 0 || window == nullptr || id == window->ID) return;
    const ImRect clip = window->ClipRect;
    const ImGuiItemFlags flags = data != nullptr ? data->ItemFlags : context->CurrentItemFlags;
    lini::ui::probe_of(context)->on_item(id, {box.Min.x, box.Min.y, box.Max.x, box.Max.y},
                                         {clip.Min.x, clip.Min.y, clip.Max.x, clip.Max.y},
                                         window->ID, (flags & ImGuiItemFlags_Disabled) == 0);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags) {
    if (label != nullptr) lini::ui::probe_of(context)->on_label(id, {}, label);
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext* context, ImGuiID id) {
    return context->TestEngine == nullptr ? nullptr : lini::ui::probe_of(context)->debug_label(id);
}
