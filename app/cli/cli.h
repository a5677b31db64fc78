// The command line: `lini VERB …`, one file per verb. No verb opens the terminal.
// One thread: main's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "app/base/clock.h"
#include "app/ui/locale.h"

namespace lini {

/// What `lini terminal` was asked for.
struct TerminalOptions {
    std::filesystem::path data;
    std::filesystem::path assets;
    bool demo = false;       // Imports assets/demo on an empty data folder first.
    int width_px = 0;        // 0 x 0: full screen.
    int height_px = 0;
    float dpi = 0;           // 0: as the monitor says.
    std::string language;    // Empty: as site.toml says.
    int play_fd = -1;        // The socket to `lini play`, or -1.
    std::int64_t play_clock_us = 0;  // With it: the wall clock's first moment.
};

/// What verbs need besides their own options.
struct CliContext {
    const Clock& clock;
    std::filesystem::path assets;
    std::filesystem::path program;  // lini itself, which `lini play` starts as the terminal.
    const ui::Locale& locale;
};

/// Runs what the arguments ask for; `run_terminal` for `terminal` and for no verb at all.
/// The exit code of the program.
int run_cli(int argc, char** argv, const CliContext& context,
            const std::function<int(const TerminalOptions&)>& run_terminal);

/// $LINI_DATA, else $XDG_DATA_HOME/lini, else ~/.local/share/lini.
std::filesystem::path default_data_folder();

}  // namespace lini
