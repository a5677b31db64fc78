// The screens without a window: frames of hand-built views, a finger that touches items by name.
#pragma once

#include "app/screens/screens.h"
#include "tests/app/screens/sample_site.h"
#include "tests/app/ui/screen_rig.h"

namespace lini {

class ScreensRig : public ui::ScreenRig {
public:
    using ui::ScreenRig::ScreenRig;

    /// One frame of the whole terminal; gives what was asked for.
    Intents show(const View& view) {
        Intents intents;
        const ui::Ui context = ui();
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        ImGui::NewFrame();
        probe.begin_frame(scale.width_px, scale.height_px, context.colour(ui::Token::ground));
        items->begin_frame();
        screens->draw(context, view, intents);
        probe.end_frame();
        items->end_frame();
        ImGui::Render();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
        return intents;
    }

    /// Touches the item with this id or label, which must be there; gives what was asked for.
    Intents touch(const View& view, const std::string& name) {
        const auto found = items->find(name);
        INFO("item " << name);
        REQUIRE_FALSE(found.empty());
        const ImVec2 at = found.front()->rect.centre();
        ImGuiIO& io = ImGui::GetIO();
        Intents all;
        const auto frame = [&] {
            for (Intent& intent : show(view)) all.push_back(std::move(intent));
        };
        io.AddMousePosEvent(at.x, at.y);
        frame();
        io.AddMouseButtonEvent(0, true);
        frame();
        io.AddMouseButtonEvent(0, false);
        frame();
        io.AddMousePosEvent(-1, -1);
        frame();
        return all;
    }

    void use_language(ui::Language language) {
        auto loaded = ui::Locale::load(LINI_LOCALE_DIR, language);
        REQUIRE(loaded);
        locale = std::make_unique<ui::Locale>(*loaded);
    }

    void start_anew() { screens = std::make_unique<Screens>(); }

    std::unique_ptr<Screens> screens = std::make_unique<Screens>();
};

/// Digits on the keypad.
inline void type(ScreensRig& rig, const View& view, const char* digits) {
    for (const char* digit = digits; *digit != 0; ++digit) {
        rig.touch(view, std::string("key.") + *digit);
    }
}

template <typename Kind>
const Kind* find_intent(const Intents& intents) {
    for (const Intent& intent : intents) {
        if (const auto* found = std::get_if<Kind>(&intent)) return found;
    }
    return nullptr;
}

}  // namespace lini
