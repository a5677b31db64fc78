// A client's report as a table in the user's language. Pure; any thread.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/documents/table_document.h"
#include "app/ui/locale.h"

namespace lini {

/// `reply` is that of the verb "report".
TableDocument report_table(const ui::Locale& locale, const nlohmann::json& reply,
                           const std::string& client);

}  // namespace lini
