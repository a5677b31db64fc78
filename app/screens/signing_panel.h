// The action column of every signature: whose ID card, six dots, the keypad, the button. What is
// signed is the caller's; the PIN stays here until it is handed on, and is then gone.
// UI thread, inside a layer.
#pragma once

#include <optional>
#include <string>

#include "app/screens/intent.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

inline constexpr std::size_t kPinDigits = 6;

class SigningPanel {
public:
    ~SigningPanel() { forget(); }

    struct Ask {
        std::string_view id;     // Of the primary button: "milestone.sign".
        std::string label;       // "Tanda tangani"
        std::string scan_words;  // "Scan ID card supervisor"
        OrderNo order;
        Action action;
        bool ready = true;       // The rest of what is signed is filled in.
    };
    /// What it needs of the column's height while nobody's card was scanned, and with one.
    static float least_height(const ui::Ui& ui, bool with_card);

    /// Draws into what is left of `column`, from the bottom up. True when the person gave up.
    bool draw(const ui::Ui& ui, ui::Rect& column, const View& view, const Ask& ask,
              Intents& intents);

    /// Overwrites what was typed of the PIN.
    void forget();

private:
    void draw_card(const ui::Ui& ui, const ui::Rect& rect, const View& view, const Ask& ask) const;
    bool draw_keys(const ui::Ui& ui, ui::Rect& column, const Signing& signing);

    std::string pin_;
    std::optional<UserId> card_;  // Whose digits those are.
};

}  // namespace lini
