// What several screens are made of: the action column with its one primary button, notices, tiles
// to choose from, and the card that stands where there is nothing yet. UI thread, inside a layer.
#pragma once

#include <span>
#include <string>

#include "app/screens/view.h"
#include "app/ui/big_button.h"
#include "app/ui/text.h"

namespace lini {

/// The action column's card at the right of `content`; gives the room inside it.
ui::Rect action_column(const ui::Ui& ui, ui::Rect& content, float design_px = 558);

/// The primary button at the bottom of `column`; while the ledger is busy it waits and says so.
bool primary(const ui::Ui& ui, ui::Rect& column, const View& view, ui::Button button);
/// A quieter button above it.
bool secondary(const ui::Ui& ui, ui::Rect& column, std::string_view id, std::string label,
               const char* icon = nullptr);

/// A sentence that needs reading, on its state's ground, cut from the bottom of `column`.
void notice(const ui::Ui& ui, ui::Rect& column, ui::State state, std::string_view sentence);

struct Choice {
    std::string id;
    std::string label;
    const char* icon = nullptr;
};
/// Tiles in `columns` columns, as high as `rect` allows up to 190 design pixels; the index of the
/// touched one, or -1. `chosen` is framed.
int choices(const ui::Ui& ui, const ui::Rect& rect, std::span<const Choice> list, int chosen,
            int columns = 2);

/// Icon, title and one sentence in the middle of a card.
struct Empty {
    const char* icon = nullptr;
    std::string title;
    std::string text;
};
void empty_card(const ui::Ui& ui, const ui::Rect& rect, const Empty& empty);
/// The same without the card, within a column.
void empty_room(const ui::Ui& ui, const ui::Rect& rect, const Empty& empty);
/// Asks for an ID card.
void login_room(const ui::Ui& ui, const ui::Rect& rect);

/// A small heading and a title over a card's content, cut from the top of `room`.
void heading(const ui::Ui& ui, ui::Rect& room, std::string_view above, std::string_view title);

/// A quiet heading alone.
void small_heading(const ui::Ui& ui, ui::Rect& room, std::string_view words);

/// Digits of an on-screen keypad as a number; 0 while empty. At most nine digits are ever typed.
std::int64_t typed_number(const std::string& digits);

inline constexpr std::size_t kQuantityDigitsMax = 9;

}  // namespace lini
