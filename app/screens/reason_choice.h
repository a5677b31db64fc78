// Why something is done: big tiles, and for "other" a sentence on the text pad. The code of the
// reason, or the sentence, goes into the record. UI thread, inside a layer.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

struct Reason {
    const char* code;
    const char* icon;
};
inline constexpr std::string_view kOtherReason = "other";  // The one that is written.

class ReasonChoice {
public:
    /// Tiles "<name>.<code>" with the words of "<name>.reason.<code>"; both outlive this.
    ReasonChoice(std::string_view name, std::span<const Reason> reasons)
        : name_(name), reasons_(reasons) {}

    /// The tiles, or the text pad with `hint` while "other" is chosen.
    void draw(const ui::Ui& ui, const ui::Rect& rect, std::string_view hint);

    /// The same, and while "other" is written a way back to the tiles: "<name>.reasons".
    void draw_with_way_back(const ui::Ui& ui, ui::Rect room, std::string_view hint);

    bool chosen() const { return chosen_ >= 0; }
    bool writing() const;
    /// Code or sentence; empty while there is none.
    std::string reason() const;
    /// Nothing is chosen any more.
    void clear();

private:
    std::string_view name_;
    std::span<const Reason> reasons_;
    int chosen_ = -1;
    std::string note_;
};

/// Why a person cannot go on yet, as a notice in `column`: "choose a reason" before one is chosen,
/// else the refusal's sentence.
void reason_notice(const ui::Ui& ui, ui::Rect& column, const View& view, const Refusal& refusal,
                   bool chosen);

}  // namespace lini
