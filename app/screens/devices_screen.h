// Scanners, printers, the print queue and what a label looks like. UI thread only.
#pragma once

#include <optional>
#include <string>

#include "app/screens/reason_choice.h"
#include "app/screens/reprint_panel.h"
#include "app/screens/screen.h"

namespace lini {

class DevicesScreen final : public Screen {
public:
    DevicesScreen();

    void draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              Intents& intents) override;
    void forget() override;

private:
    /// What takes the whole room for a while. True when it did.
    bool draw_question(const ui::Ui& ui, const ui::Rect& content, const View& view,
                       Intents& intents);
    void draw_scanner_card(const ui::Ui& ui, ui::Rect room, const View& view, Intents& intents);
    void draw_queue(const ui::Ui& ui, ui::Rect room, const View& view);
    void draw_preview(const ui::Ui& ui, ui::Rect column, const View& view, Intents& intents);
    void draw_doubt(const ui::Ui& ui, ui::Rect content, const View& view, const LabelJob& job,
                    Intents& intents);

    void settle(const LabelJob& job);

    std::optional<std::int64_t> settled_;  // The job that is being looked into.
    ReasonChoice reason_;
    ReprintPanel reprint_;
    std::string scanner_;    // The one that is looked at; empty: none.
    std::string printer_;    // The same.
    bool asking_ = false;    // The question of which device is which is looked at.
    int page_ = 0;
    int scanner_page_ = 0;
};

}  // namespace lini
