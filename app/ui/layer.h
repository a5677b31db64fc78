// A layer of the screen: one ImGui window that neither moves nor decorates itself. The screen is
// the lowest; an answer or a dialog is another above it that catches the touches it covers.
// UI thread, between ImGui's NewFrame and Render.
#pragma once

#include <string_view>

#include "app/ui/ui.h"

namespace lini::ui {

/// Open while it lives, perhaps while another is. They lie over each other in the order of opening.
class Layer {
public:
    /// The screen itself: the whole display, its ground left to the frame's clear colour.
    Layer(const Ui& ui, std::string_view id);
    /// Something over `rect`, filled with `ground`.
    Layer(const Ui& ui, std::string_view id, const Rect& rect, Token ground);
    ~Layer();
    Layer(const Layer&) = delete;
    Layer& operator=(const Layer&) = delete;
};

/// A dialog: dims and blocks all below it, and draws a card of this size (design pixels) in the
/// middle of the content. `room()` is the place inside the card.
class Dialog {
public:
    Dialog(const Ui& ui, std::string_view id, float design_width, float design_height);
    const Rect& room() const { return room_; }

private:
    Layer layer_;
    Rect room_;
};

}  // namespace lini::ui
