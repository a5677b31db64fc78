// A screen without a window for the tests of app/ui: an ImGui context, the real fonts, a finger.
#pragma once

#include <functional>
#include <memory>

#include <catch2/catch_test_macros.hpp>

#include "app/ui/item_probe.h"
#include "app/ui/layer.h"
#include "app/ui/ui.h"

namespace lini::ui {

class ScreenRig {
public:
    explicit ScreenRig(float width = 1920, float height = 1080, float dpi = 96)
        : scale(Scale::of(width, height, dpi)) {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {width, height};
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        auto loaded_fonts = Fonts::load();
        REQUIRE(loaded_fonts);
        fonts = *loaded_fonts;
        auto loaded = Locale::load(LINI_LOCALE_DIR, Language::id);
        REQUIRE(loaded);
        locale = std::make_unique<Locale>(*loaded);
        items = std::make_unique<ItemProbe>();
    }
    ~ScreenRig() {
        items.reset();
        // Nobody uploaded the textures, so nobody else lets them go.
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
        ImGui::DestroyContext();
    }
    ScreenRig(const ScreenRig&) = delete;
    ScreenRig& operator=(const ScreenRig&) = delete;

    Ui ui() { return {*theme, fonts, *locale, scale, &probe}; }

    /// One frame in which `draw` fills the screen's layer.
    void frame(const std::function<void(const Ui&)>& draw) {
        const Ui context = ui();
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        ImGui::NewFrame();
        probe.begin_frame(scale.width_px, scale.height_px, context.colour(Token::ground));
        if (items) items->begin_frame();
        {
            const Layer layer(context, "screen");
            draw(context);
        }
        probe.end_frame();
        if (items) items->end_frame();
        ImGui::Render();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
    /// A finger comes down and leaves again, each in a frame of its own.
    void tap(ImVec2 at, const std::function<void(const Ui&)>& draw) { drag(at, at, draw); }
    void drag(ImVec2 from, ImVec2 to, const std::function<void(const Ui&)>& draw) {
        ImGuiIO& io = ImGui::GetIO();
        io.AddMousePosEvent(from.x, from.y);
        frame(draw);
        io.AddMouseButtonEvent(0, true);
        frame(draw);
        io.AddMousePosEvent(to.x, to.y);
        frame(draw);
        io.AddMouseButtonEvent(0, false);
        frame(draw);
    }

    Scale scale;
    const Theme* theme = &light_theme();
    Fonts fonts;
    std::unique_ptr<Locale> locale;
    DrawProbe probe;
    std::unique_ptr<ItemProbe> items;
};

}  // namespace lini::ui
