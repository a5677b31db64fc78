// The log: one line per fact that IT or an auditor may ask for. Never a PIN, a card token, a
// secret or a person's name; text from outside passes through printable() first.
// Any thread.
#pragma once

#include <string>
#include <string_view>

#include <spdlog/spdlog.h>

namespace lini::log {

/// Writes to `file` (rotated at 8 MB, five kept, mode 0600) and, when `to_stderr`, to stderr.
void start(const std::string& file, bool to_stderr);

/// Outside text made safe for one log line: control characters, invalid UTF-8 and bidi
/// overrides become \xNN or \u{N}, and it is cut at 200 bytes.
std::string printable(std::string_view text);

template <typename... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
    spdlog::info(fmt::format(format, std::forward<Args>(args)...));
}
template <typename... Args>
void warn(fmt::format_string<Args...> format, Args&&... args) {
    spdlog::warn(fmt::format(format, std::forward<Args>(args)...));
}
template <typename... Args>
void error(fmt::format_string<Args...> format, Args&&... args) {
    spdlog::error(fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace lini::log
