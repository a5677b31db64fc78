// Whether a label can be drawn at all, the same for every language: sizes that are numbers and
// lie on the paper, data that its symbology can hold. Pure; any thread.
#pragma once

#include "app/base/result.h"
#include "drivers/printer/label.h"

namespace lini {

/// Errors "label_out_of_bounds" (a size is not a number, negative, or off the label) and
/// "label_unencodable" (empty bar code, GS1 element that is none), with the item's number.
Result<void> check_label(const Label& label);

}  // namespace lini
