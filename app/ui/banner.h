// How the terminal answers: the green band of an accepted record, and the three answers that cover
// the content until the next scan or two seconds have passed. UI thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ui/big_button.h"

namespace lini::ui {

/// A full-width band over `rect`: icon, title, and a quieter sentence beside it.
struct Banner {
    State state = State::good;
    const char* icon = nullptr;
    std::string title;
    std::string detail;
};
void banner(const Ui& ui, const Rect& rect, const Banner& banner);
/// Where the band of an accepted record lies: the full width, over the status bar and the margin
/// below it, so that no key and no number moves or is covered.
Rect banner_place(const Ui& ui);

/// An answer to a scan: large icon, what it is, what to do next, and that as a button.
struct Answer {
    State state = State::info;
    const char* icon = nullptr;
    std::string title;
    std::string detail;
    std::string hint;
    std::optional<Button> next = std::nullopt;
};
/// Fills `rect` in the current layer; true when its button was touched.
bool answer(const Ui& ui, const Rect& rect, const Answer& answer);

/// The standard icons of the four answers.
const char* answer_icon(State state);

}  // namespace lini::ui
