// The pictures of reject reasons, by the icon name that a playbook gives. Pure; any thread.
#pragma once

#include <string_view>

namespace lini {

/// The glyph of app/ui/icons.h; the one for "something else" where the name is unknown.
const char* reason_icon(std::string_view name);

}  // namespace lini
