// What a frame put on the screen, for scenarios and tests: every text and every filled area in the
// order they were drawn, and whether a person could read a given text.
// Owned by whoever draws the frame and lent to the Ui; UI thread only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/rect.h"

namespace lini::ui {

struct TextMark {
    std::string full;   // What the caller asked for, made safe to draw.
    std::string drawn;  // What was drawn; differs where an ellipsis cut it.
    Rect rect;          // The glyphs' box in pixels.
    Rect clip;          // The clip rectangle it was drawn under.
    ImU32 colour = 0;
    float size_px = 0;
    ImGuiID window = 0;
    int order = 0;  // Position among all texts and fills of the frame.
};

struct FillMark {
    Rect rect;
    ImU32 colour = 0;
    ImGuiID window = 0;
    int order = 0;
};

/// Why a text cannot be read, or `seen`. The first that applies is given.
enum class Sight : std::uint8_t { seen, cut, clipped, covered, faint };
std::string_view sight_name(Sight sight);

class DrawProbe {
public:
    /// Starts a frame on a screen of this size, cleared with `ground`.
    void begin_frame(float width_px, float height_px, ImU32 ground);
    /// Learns the windows' order, back to front, from ImGui. Call before ImGui's Render.
    void end_frame();

    void add_text(TextMark mark);
    void add_fill(const Rect& rect, ImU32 colour);

    const std::vector<TextMark>& texts() const { return texts_; }
    const std::vector<FillMark>& fills() const { return fills_; }

    /// Whole, inside its clip and the screen, under nothing, and with a contrast of at least 3.
    Sight sight(const TextMark& mark) const;
    /// The least contrast of the text against what is really beneath it.
    double contrast_of(const TextMark& mark) const;
    /// True where some text that contains `part` can be read.
    bool sees(std::string_view part) const;
    /// Every text with its rectangle and, where it cannot be read, why: one line each.
    std::string describe() const;

private:
    int depth_of(ImGuiID window) const;
    bool above(ImGuiID window, int order, const TextMark& mark) const;
    bool covered(const TextMark& mark) const;
    ImU32 ground_at(ImVec2 point, const TextMark& mark) const;

    Rect screen_;
    ImU32 ground_ = 0;
    int next_order_ = 0;
    std::vector<TextMark> texts_;
    std::vector<FillMark> fills_;
    std::vector<ImGuiID> windows_;
};

}  // namespace lini::ui
