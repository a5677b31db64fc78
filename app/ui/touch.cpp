#include "app/ui/touch.h"

#include "app/base/check.h"
#include "app/ui/item_probe.h"

namespace lini::ui {

Touch touch(const Ui&, const Rect& rect, std::string_view id, std::string_view label,
            bool enabled) {
    CHECK(!id.empty());
    if (rect.empty()) return {};
    ImGui::PushID(id.data(), id.data() + id.size());
    ImGui::BeginDisabled(!enabled);
    ImGui::SetCursorScreenPos(rect.min());
    const bool clicked = ImGui::InvisibleButton("touch", {rect.width(), rect.height()});
    report_item(ImGui::GetItemID(), id, label);
    const bool held = ImGui::IsItemActive() && ImGui::IsItemHovered();
    ImGui::EndDisabled();
    ImGui::PopID();
    return {clicked && enabled, held && enabled};
}

}  // namespace lini::ui
