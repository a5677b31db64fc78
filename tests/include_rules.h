// Who may include whom: the table of the house, and the check that reads it. Any thread.
#pragma once

#include "tests/tidy_checks.h"

namespace lini::tidy {

/// Includes that the file's room does not allow, that name no file of the tree (`paths`), or that
/// name a library which no row of the table knows.
Findings include_findings(const SourceFile& file, const std::vector<std::string>& paths);

}  // namespace lini::tidy
