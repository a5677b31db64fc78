// The one symbol that a scanner has to read right, drawn for the screen. Pure; any thread.
#pragma once

#include "app/base/result.h"
#include "app/screens/view.h"

namespace lini {

/// A Data Matrix of enrolment_text() with its quiet zone. Error "label_unencodable".
Result<DrawnLabel> draw_test_symbol();

}  // namespace lini
