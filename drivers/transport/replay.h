// Recorded scans as the keystrokes of a scanner, for tests, scenarios and the demo.
// Pure but for read_recording(); any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"
#include "drivers/scanner/wedge.h"

namespace lini {

/// How a scanner in keyboard mode sends the GS character (FNC1).
enum class GsKeys { ctrl_bracket, ctrl_shift_bracket, alt_029 };

/// The callbacks that a window receives when a scanner configured as `config` reads `data`:
/// prefix, each byte's key press, character and release, suffix.
std::vector<WedgeInput> keystrokes_of_scan(std::string_view data, const WedgeConfig& config,
                                           GsKeys gs = GsKeys::ctrl_bracket);

/// The same for a person typing `text`: no prefix, no suffix.
std::vector<WedgeInput> keystrokes_of_typing(std::string_view text);

/// Text with \xNN, \\, \r, \n and \t escapes as bytes. Error "recording_unreadable".
Result<std::string> unescape_bytes(std::string_view text);

/// One scan per line, escaped as above; empty lines and lines that begin with '#' are skipped.
/// Errors "recording_unreadable" with the line number.
Result<std::vector<std::string>> read_recording(const std::string& path);

}  // namespace lini
