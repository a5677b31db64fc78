#include "app/play/player.h"

#include <array>
#include <exception>
#include <filesystem>
#include <ostream>

namespace lini {
namespace {

/// The label printer's own numbers say little in a folder of pictures.
void keep_printed_labels(const Stage& stage) {
    std::error_code ignored;
    const auto folder = stage.out() / "labels";
    for (const auto& job : stage.printed()) {
        std::filesystem::create_directories(folder, ignored);
        std::filesystem::copy_file(job, folder / job.filename(),
                                   std::filesystem::copy_options::overwrite_existing, ignored);
    }
}

void report_failure(Stage& stage, const std::string& file, const ScenarioLine& step,
                    const Error& error, std::ostream& report) {
    report << file << ":" << step.line << ": " << step.text << "\n  " << error.code;
    if (!error.detail.empty()) report << ": " << error.detail;
    report << "\n";
    if (!stage.screen().empty()) report << "on the screen:\n" << stage.screen();
    const std::string picture = (stage.out() / "failed.png").string();
    if (stage.ask({{"do", "shot"}, {"path", picture}})) report << "picture: " << picture << "\n";
    report << "data folder and logs: " << stage.out().string() << "\n";
}

}  // namespace

Player::Verb Player::find_verb(const std::string& name) {
    struct Row {
        std::string_view name;
        Verb verb;
    };
    static constexpr std::array rows = {
        Row{"import", &Player::import},       Row{"lini", &Player::lini},
        Row{"fails", &Player::fails},         Row{"clock", &Player::clock},
        Row{"wait", &Player::wait},           Row{"scan", &Player::scan},
        Row{"type", &Player::type},           Row{"tap", &Player::tap},
        Row{"see", &Player::look},            Row{"unseen", &Player::look},
        Row{"said", &Player::said},           Row{"playbook", &Player::playbook},
        Row{"drop", &Player::drop},
        Row{"enter", &Player::enter},         Row{"printed", &Player::printed},
        Row{"printer", &Player::printer},     Row{"erp", &Player::erp},
        Row{"billed", &Player::billed},       Row{"kill", &Player::kill},
        Row{"terminate", &Player::terminate}, Row{"sealed", &Player::sealed},
        Row{"unsealed", &Player::sealed},     Row{"restart", &Player::restart},
        Row{"status", &Player::status},       Row{"shot", &Player::shot},
        Row{"lang", &Player::lang},           Row{"size", &Player::size},
        Row{"theme", &Player::theme},         Row{"logged", &Player::logged},
        Row{"unlogged", &Player::logged},     Row{"file", &Player::file},
        Row{"plug", &Player::scanner},        Row{"unplug", &Player::scanner},
        Row{"send", &Player::scanner},
        Row{"camera", &Player::camera},       Row{"station", &Player::station},
    };
    for (const Row& row : rows) {
        if (row.name == name) return row.verb;
    }
    return nullptr;
}

Result<void> Player::run(const ScenarioLine& step) {
    const Verb verb = find_verb(step.verb);
    if (verb == nullptr) return fail("scenario_unreadable", "no such verb: " + step.verb);
    return (this->*verb)(step);
}

int play(const PlayOptions& options, std::ostream& report) {
    const auto steps = read_scenario(options.scenario);
    if (!steps) {
        report << options.scenario << ": " << steps.error().detail << "\n";
        return kPlayUnreadable;
    }
    auto stage = Stage::build(options);
    if (!stage) {
        report << stage.error().code << ": " << stage.error().detail << "\n";
        return kPlayNoStage;
    }
    Player player(**stage);
    for (const ScenarioLine& step : *steps) {
        const auto held = player.run(step);
        if (held) continue;
        report_failure(**stage, options.scenario, step, held.error(), report);
        keep_printed_labels(**stage);
        return kPlayFailed;
    }
    keep_printed_labels(**stage);
    const auto stopped = (*stage)->stop_terminal();
    if (!stopped) {
        report << options.scenario << ": the terminal did not end well: " << stopped.error().detail
               << "\n";
        return kPlayFailed;
    }
    return kPlayPassed;
}

}  // namespace lini
