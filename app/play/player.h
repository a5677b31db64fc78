// Plays a scenario line by line and stops at the first one that does not hold.
// One thread: the command line's.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "app/play/scenario.h"
#include "app/play/stage.h"

namespace lini {

/// Exit codes of `lini play`.
inline constexpr int kPlayPassed = 0;
inline constexpr int kPlayFailed = 1;      // A line did not hold; it is told on `report`.
inline constexpr int kPlayUnreadable = 2;  // The scenario has a fault.
inline constexpr int kPlayNoStage = 3;     // The folder is not ours, or nothing could be started.

/// Plays `options.scenario` from a fresh data folder. Where a line fails, `report` gets file and
/// line, why, and what was on the screen, and `out`/failed.png the picture.
int play(const PlayOptions& options, std::ostream& report);

/// Carries out steps on a stage. Errors hold a sentence for the report in `detail`.
class Player {
public:
    explicit Player(Stage& stage) : stage_(stage), language_(stage.language()) {}

    Result<void> run(const ScenarioLine& step);

private:
    using Verb = Result<void> (Player::*)(const ScenarioLine&);
    static Verb find_verb(const std::string& name);

    Result<void> import(const ScenarioLine& step);
    Result<void> lini(const ScenarioLine& step);
    Result<void> fails(const ScenarioLine& step);
    Result<void> clock(const ScenarioLine& step);
    Result<void> wait(const ScenarioLine& step);
    Result<void> scan(const ScenarioLine& step);
    Result<void> type(const ScenarioLine& step);
    Result<void> tap(const ScenarioLine& step);
    Result<void> look(const ScenarioLine& step);  // see, unseen
    Result<void> said(const ScenarioLine& step);
    Result<void> drop(const ScenarioLine& step);
    Result<void> playbook(const ScenarioLine& step);
    Result<void> enter(const ScenarioLine& step);
    Result<void> printed(const ScenarioLine& step);
    Result<void> printer(const ScenarioLine& step);
    Result<void> scanner(const ScenarioLine& step);  // plug, unplug, send
    Result<void> camera(const ScenarioLine& step);
    Result<void> erp(const ScenarioLine& step);
    Result<void> billed(const ScenarioLine& step);
    Result<void> kill(const ScenarioLine& step);
    Result<void> restart(const ScenarioLine& step);
    Result<void> station(const ScenarioLine& step);
    Result<void> terminate(const ScenarioLine& step);
    Result<void> sealed(const ScenarioLine& step);
    Result<void> status(const ScenarioLine& step);
    Result<void> shot(const ScenarioLine& step);
    Result<void> lang(const ScenarioLine& step);
    Result<void> size(const ScenarioLine& step);
    Result<void> theme(const ScenarioLine& step);
    Result<void> logged(const ScenarioLine& step);
    Result<void> file(const ScenarioLine& step);

    Result<void> ask(nlohmann::json request);
    Result<void> run_verb(std::vector<std::string> arguments, int expected_code);
    /// The same, with files that lie beside the scenario.
    Result<void> run_words(std::vector<std::string> words, int expected_code);
    /// A file of the data folder, else beside the scenario.
    std::string file_named(const std::string& word) const;

    /// The second text where there is one and the screen speaks English.
    const std::string& in_language(const ScenarioLine& step) const;

    Stage& stage_;
    std::string language_;
    std::string said_;  // What the last verb of the command line answered.
};

}  // namespace lini
