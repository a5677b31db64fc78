// A label once more: which one (scanned, or from the list of what was printed last) and why. The
// label says CETAK ULANG n and keeps its serial. UI thread only.
#pragma once

#include "app/screens/intent.h"
#include "app/screens/reason_choice.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

class ReprintPanel {
public:
    ReprintPanel();

    /// Takes the place of a screen's content while View::reprint is there. `only` narrows the list
    /// to one batch; empty: all.
    void draw(const ui::Ui& ui, ui::Rect content, const View& view, const BatchNo& only,
              Intents& intents);
    void forget();

private:
    void draw_list(const ui::Ui& ui, ui::Rect room, const View& view, const BatchNo& only,
                   Intents& intents);
    void draw_label(const ui::Ui& ui, ui::Rect& column, const LabelState& label,
                    const std::string& product) const;

    Serial serial_;  // What the reason was chosen for.
    ReasonChoice reason_;
    int page_ = 0;
};

}  // namespace lini
