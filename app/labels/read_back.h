// Whether a label's bar codes can be read, before any printer is told: each is looked at dot by
// dot and read back from the preview by a reader that shares nothing with what drew it.
// A preview belongs to one thread; no other state.
#pragma once

#include "app/base/result.h"
#include "app/labels/label_preview.h"
#include "app/labels/template.h"

namespace lini {

/// The longest of everything that a real batch brings: what reads here reads at the line.
LabelData specimen_data();

/// Reads the layout filled with specimen_data() as a printer of `language` and `resolution` would
/// print it. Error "template_unreadable_symbol" whose detail begins "<file>:<line>: " when a bar
/// code has modules under two dots, something on it or in its quiet zone, or does not read as
/// exactly what it holds; and those of fill(). Milliseconds at 203 dpi, some hundred at 600 dpi.
Result<void> check_read_back(const LabelTemplate& layout, std::string_view language,
                             Resolution resolution, LabelPreview& preview);

}  // namespace lini
