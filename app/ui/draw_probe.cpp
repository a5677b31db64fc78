#include "app/ui/draw_probe.h"

#include <algorithm>
#include <utility>

#include "app/ui/theme.h"
#include "imgui_internal.h"

namespace lini::ui {
namespace {

constexpr double kReadableContrast = 3.0;
// Boxes of neighbouring lines touch; only what reaches into the glyphs covers them.
constexpr float kGlyphInsetX = 0.5F;
constexpr float kGlyphInsetY = 0.18F;

Rect glyphs_of(const TextMark& mark) {
    return mark.rect.inset(std::min(kGlyphInsetX, mark.rect.width() / 4),
                           mark.size_px * kGlyphInsetY);
}

bool transparent(ImU32 colour) { return ((colour >> IM_COL32_A_SHIFT) & 0xFFU) < 8; }

}  // namespace

std::string_view sight_name(Sight sight) {
    switch (sight) {
        case Sight::seen: return "seen";
        case Sight::cut: return "cut";
        case Sight::clipped: return "clipped";
        case Sight::covered: return "covered";
        case Sight::faint: break;
    }
    return "faint";
}

void DrawProbe::begin_frame(float width_px, float height_px, ImU32 ground) {
    screen_ = {0, 0, width_px, height_px};
    ground_ = ground;
    next_order_ = 0;
    texts_.clear();
    fills_.clear();
    windows_.clear();
}

void DrawProbe::end_frame() {
    windows_.clear();
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
        windows_.push_back(window->ID);
    }
}

void DrawProbe::add_text(TextMark mark) {
    mark.window = ImGui::GetCurrentWindowRead()->ID;
    mark.order = next_order_++;
    texts_.push_back(std::move(mark));
}

void DrawProbe::add_fill(const Rect& rect, ImU32 colour) {
    const ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 low = list->GetClipRectMin();
    const ImVec2 high = list->GetClipRectMax();
    const Rect shown = rect.meet({low.x, low.y, high.x, high.y});
    if (shown.empty() || transparent(colour)) return;
    fills_.push_back({shown, colour, ImGui::GetCurrentWindowRead()->ID, next_order_++});
}

int DrawProbe::depth_of(ImGuiID window) const {
    const auto found = std::find(windows_.begin(), windows_.end(), window);
    return static_cast<int>(found - windows_.begin());
}

bool DrawProbe::above(ImGuiID window, int order, const TextMark& mark) const {
    const int depth = depth_of(window);
    const int own = depth_of(mark.window);
    return depth != own ? depth > own : order > mark.order;
}

bool DrawProbe::covered(const TextMark& mark) const {
    const Rect glyphs = glyphs_of(mark);
    for (const FillMark& fill : fills_) {
        if (above(fill.window, fill.order, mark) && !fill.rect.meet(glyphs).empty()) return true;
    }
    for (const TextMark& other : texts_) {
        if (transparent(other.colour) || !above(other.window, other.order, mark)) continue;
        if (!glyphs_of(other).meet(other.clip).meet(glyphs).empty()) return true;
    }
    return false;
}

ImU32 DrawProbe::ground_at(ImVec2 point, const TextMark& mark) const {
    // Windows lie over each other, so the layers are taken from the back to the front.
    std::vector<const FillMark*> below;
    for (const FillMark& fill : fills_) {
        if (fill.rect.contains(point) && !above(fill.window, fill.order, mark)) {
            below.push_back(&fill);
        }
    }
    std::stable_sort(below.begin(), below.end(), [this](const FillMark* a, const FillMark* b) {
        return depth_of(a->window) < depth_of(b->window);
    });
    ImU32 colour = ground_;
    for (const FillMark* fill : below) colour = blend(fill->colour, colour);
    return colour;
}

double DrawProbe::contrast_of(const TextMark& mark) const {
    const Rect glyphs = glyphs_of(mark);
    const ImVec2 middle = glyphs.centre();
    double least = 21.0;
    for (const ImVec2 point : {glyphs.min(), middle, ImVec2{glyphs.x1 - 1, glyphs.y1 - 1},
                               ImVec2{glyphs.x0, middle.y}, ImVec2{glyphs.x1 - 1, middle.y}}) {
        const ImU32 under = ground_at(point, mark);
        least = std::min(least, contrast(blend(mark.colour, under), under));
    }
    return least;
}

Sight DrawProbe::sight(const TextMark& mark) const {
    if (mark.drawn != mark.full) return Sight::cut;
    const Rect glyphs = glyphs_of(mark);
    if (!mark.clip.contains(glyphs) || !screen_.contains(glyphs)) return Sight::clipped;
    if (covered(mark)) return Sight::covered;
    if (contrast_of(mark) < kReadableContrast) return Sight::faint;
    return Sight::seen;
}

bool DrawProbe::sees(std::string_view part) const {
    return std::any_of(texts_.begin(), texts_.end(), [&](const TextMark& mark) {
        return mark.full.find(part) != std::string::npos && sight(mark) == Sight::seen;
    });
}

std::string DrawProbe::describe() const {
    std::string out;
    for (const TextMark& mark : texts_) {
        const Sight how = sight(mark);
        out += "\"" + mark.full + "\"";
        for (const float edge : {mark.rect.x0, mark.rect.y0, mark.rect.x1, mark.rect.y1}) {
            out += " " + std::to_string(static_cast<int>(edge));
        }
        if (how != Sight::seen) out.append(" ").append(sight_name(how));
        out += "\n";
    }
    return out;
}

}  // namespace lini::ui
