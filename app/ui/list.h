// Rows of a list or table: exceptions first, told by an edge; a row may be touched. A list that
// is longer than its place is turned in pages: nothing is swiped. UI thread, inside a layer.
#pragma once

#include <string_view>

#include "app/ui/text.h"

namespace lini::ui {

struct Row {
    State state = State::neutral;  // Not neutral: an edge in its colour.
    bool selected = false;
    bool rule = true;  // A line under it.
};

/// Draws the row's ground; gives the room for its cells (use Rect::part).
Rect list_row(const Ui& ui, const Rect& rect, const Row& row = {});

struct RowTouch {
    Rect room;
    bool clicked = false;
};
/// The same, to be touched.
RowTouch list_row(const Ui& ui, const Rect& rect, std::string_view id, std::string_view label,
                  const Row& row = {});

/// Column titles: small, quiet, with a rule below. Gives the room for the titles.
Rect list_head(const Ui& ui, const Rect& rect);

/// "2 dari 5" between two arrows, at the right of `rect`; draws nothing when one page is enough.
/// Ids: `id`.back and `id`.next. Changes `page` (from 0) and keeps it within `pages`.
void pager(const Ui& ui, const Rect& rect, std::string_view id, int& page, int pages);

/// Which rows of a list stand on its page: from, to (exclusive).
struct PageRows {
    int from = 0;
    int to = 0;
};

/// The rows of `total`, each `row_px` high, that `room` has place for. Where one page does not hold
/// them all, a pager is cut off the bottom of `room`.
PageRows page_rows(const Ui& ui, Rect& room, std::string_view id, int& page, int total,
                   float row_px);

}  // namespace lini::ui
