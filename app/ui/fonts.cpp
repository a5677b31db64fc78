#include "app/ui/fonts.h"

#include <filesystem>

#include "misc/freetype/imgui_freetype.h"

namespace lini::ui {
namespace {

// Only the ratio between the merged fonts matters: each text names its own size.
constexpr float kBaseSize = 24.0F;

ImFontConfig config(bool merge) {
    ImFontConfig c;
    c.MergeMode = merge;
    // Vertical hinting keeps small text crisp and leaves the widths, so digits stay tabular.
    c.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
    return c;
}

}  // namespace

Result<Fonts> Fonts::load(const FontFiles& files) {
    for (const std::string* file : {&files.regular, &files.medium, &files.icons}) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(*file, error)) return fail("font_unreadable", *file);
    }
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    const ImFontConfig words = config(false);
    const ImFontConfig icons = config(true);
    Fonts fonts;
    fonts.regular = atlas->AddFontFromFileTTF(files.regular.c_str(), kBaseSize, &words);
    if (fonts.regular == nullptr) return fail("font_unreadable", files.regular);
    if (atlas->AddFontFromFileTTF(files.icons.c_str(), kBaseSize / kLinePerEm, &icons) == nullptr) {
        return fail("font_unreadable", files.icons);
    }
    fonts.medium = atlas->AddFontFromFileTTF(files.medium.c_str(), kBaseSize, &words);
    if (fonts.medium == nullptr) return fail("font_unreadable", files.medium);
    return fonts;
}

}  // namespace lini::ui
