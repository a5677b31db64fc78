// The on-screen keyboard with the line that is being typed: batch numbers and short reasons. Keys
// of a real keyboard never come here, so a scan cannot land in it. UI thread, inside a layer.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/ui.h"

namespace lini {

enum class PadKind : std::uint8_t {
    code,       // Capitals, digits and - / . for numbers of batches.
    reference,  // The same with a space, for what others call a document.
    prose,      // Small letters, space and comma for a sentence.
};

inline constexpr std::size_t kPadLettersMax = 60;

/// Draws the line and the keys into `rect` and applies a touched key to `typed`.
void text_pad(const ui::Ui& ui, const ui::Rect& rect, PadKind kind, std::string_view hint,
              std::string& typed);

}  // namespace lini
