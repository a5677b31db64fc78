// The right of the milestone screen but for the signature itself: what is billed, what the
// signature states, where the charge is, who may sign. UI thread, inside a layer.
#pragma once

#include "app/screens/milestone_facts.h"
#include "app/ui/ui.h"

namespace lini {

/// Cut from the top of `column`; the amount only where View::money_visible.
void draw_bill(const ui::Ui& ui, ui::Rect& column, const View& view, const MilestoneFacts& facts);
void draw_statement(const ui::Ui& ui, ui::Rect& column);
/// Heights of the two, to see whether a keypad fits below them.
float bill_height(const ui::Ui& ui, const View& view);
float statement_height(const ui::Ui& ui, float width);

/// Names of those who may sign, and of those who may not because they counted.
void draw_signers(const ui::Ui& ui, ui::Rect& column, const View& view,
                  const MilestoneFacts& facts);

/// May who is logged in ask for a refused charge to be sent again?
bool resend_offered(const View& view, const MilestoneFacts& facts);

/// One sentence on where the charge is, as a notice at the bottom of `column`.
void draw_charge_state(const ui::Ui& ui, ui::Rect& column, const MilestoneFacts& facts);

}  // namespace lini
