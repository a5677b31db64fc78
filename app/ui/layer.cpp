#include "app/ui/layer.h"

#include <algorithm>
#include <string>

#include "app/ui/shape.h"
#include "imgui_internal.h"

namespace lini::ui {
namespace {

constexpr ImGuiWindowFlags kFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing;

Rect whole(const Ui& ui) { return {0, 0, ui.scale.width_px, ui.scale.height_px}; }

void open(std::string_view id, const Rect& rect) {
    ImGui::SetNextWindowPos(rect.min());
    ImGui::SetNextWindowSize({rect.width(), rect.height()});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
    ImGui::PushStyleVar(ImGuiStyleVar_DisabledAlpha, 1.0F);
    ImGui::Begin(std::string(id).c_str(), nullptr, kFlags);
    // Touching a layer below must not lift it: the order of opening is the order of lying.
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
}

}  // namespace

Layer::Layer(const Ui& ui, std::string_view id) { open(id, whole(ui)); }

Layer::Layer(const Ui& ui, std::string_view id, const Rect& rect, Token ground) {
    open(id, rect);
    fill(ui, rect, ground);
}

Layer::~Layer() {
    ImGui::End();
    ImGui::PopStyleVar(4);
}

Dialog::Dialog(const Ui& ui, std::string_view id, float design_width, float design_height)
    : layer_(ui, id) {
    fill(ui, whole(ui), Token::ground, 0, 0.86F);
    const Rect content = regions(ui).content;
    const Rect box = content.centred(std::min(ui.px(design_width), content.width()),
                                     std::min(ui.px(design_height), content.height()));
    room_ = card(ui, box);
    outline(ui, box, Token::line, kCardRadius, 2);
}

}  // namespace lini::ui
