// Home: scan something. What runs on this line, and what waits for a person. UI thread only.
#pragma once

#include <string>

#include "app/screens/attention.h"
#include "app/screens/screen.h"

namespace lini {

class ScanScreen final : public Screen {
public:
    /// `selection` outlives this screen.
    explicit ScanScreen(Selection& selection) : selection_(selection) {}

    void draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              Intents& intents) override;
    void forget() override { typing_ = false; }

private:
    void draw_prompt(const ui::Ui& ui, const ui::Rect& rect, const View& view);
    void draw_prompt_words(const ui::Ui& ui, const ui::Rect& room, const View& view);
    void draw_running(const ui::Ui& ui, const ui::Rect& rect, const View& view, Intents& intents);
    void draw_attention(const ui::Ui& ui, ui::Rect room, const View& view, Intents& intents);
    void draw_typing(const ui::Ui& ui, ui::Rect content, const View& view, Intents& intents);
    void follow(const Attention& item, Intents& intents);

    Selection& selection_;
    bool typing_ = false;
    std::string typed_;
    int page_ = 0;
};

}  // namespace lini
