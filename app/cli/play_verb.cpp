#include <filesystem>
#include <iostream>
#include <random>

#include "app/cli/verbs.h"
#include "app/play/player.h"

namespace lini {
namespace {

struct Options {
    PlayOptions play;
    std::string size;
};

/// Where nobody asked for the pictures: a folder of its own among the temporary ones.
std::string temporary_folder() {
    std::random_device random;
    return (std::filesystem::temp_directory_path() /
            ("lini-play-" + std::to_string(random()) + std::to_string(random())))
        .string();
}

}  // namespace

void add_play_verb(Verbs& verbs) {
    auto* verb = verbs.app.add_subcommand(
        "play", "Play a scenario against the real terminal (tests/scenarios/README.md)");
    auto& options = verbs.keep<Options>();
    verb->add_option("scenario", options.play.scenario, "The file")->required();
    verb->add_option("--out", options.play.out,
                     "Folder for pictures, labels and the data; emptied if it is one of ours");
    verb->add_option("--size", options.size, "Size of the screen, WIDTHxHEIGHT (1920x1080)")
        ->check([](const std::string& text) {
            return parse_size(text) ? std::string() : std::string("WIDTHxHEIGHT");
        });
    verb->add_option("--lang", options.play.language, "Language of the screen (id)")
        ->check(CLI::IsMember({"id", "en"}));
    verb->add_option("--seed", options.play.seed,
                     "Of the moments at which `kill amid` strikes (1)");
    verb->footer("Exit codes: 0 every line held; 1 a line did not hold; 2 the scenario has a "
                 "fault; 3 the folder is not ours, or nothing could be started.");
    verb->callback([&verbs, &options] {
        PlayOptions play_options = options.play;
        play_options.program = verbs.context.program.string();
        if (const auto size = parse_size(options.size)) play_options.size = *size;
        const bool temporary = play_options.out.empty();
        if (temporary) play_options.out = temporary_folder();
        verbs.exit_code = play(play_options, std::cerr);
        // What a failed line left is looked at; nobody asked for the rest.
        std::error_code ignored;
        if (temporary && verbs.exit_code == kPlayPassed) {
            std::filesystem::remove_all(play_options.out, ignored);
        }
    });
}

}  // namespace lini
