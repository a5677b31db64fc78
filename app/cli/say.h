// Replies as plain sentences in the user's language. One thread.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/base/result.h"
#include "app/cli/exit_code.h"
#include "app/ui/locale.h"

namespace lini {

/// What to tell a person, and what the program ends with.
struct Spoken {
    std::string text;
    ExitCode code = ExitCode::done;
};

/// "error.<code>" with the detail behind it; a code without a sentence is named as it is.
Spoken say_error(const ui::Locale& locale, const Error& error);

/// A reply that is not ok: its error, its refusal, or one line for each problem.
Spoken say_failure(const ui::Locale& locale, const nlohmann::json& reply);

}  // namespace lini
