// What the command line's verbs end with; `lini --help` tells them too. Constants only.
#pragma once

namespace lini {

enum class ExitCode {
    done = 0,
    refused = 1,      // What was asked cannot be: refused by a rule, or a file is at fault.
    wrong_usage = 2,
    failed = 3,       // The world failed: disk, data folder, database, a terminal that is silent.
};

inline constexpr const char* kExitCodesHelp =
    "Exit codes: 0 done; 1 refused, nothing was changed; 2 wrong usage; 3 the disk, the data "
    "folder or the running terminal failed.";

}  // namespace lini
