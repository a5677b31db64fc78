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
    explicit Player(Stage& stage) : stage_(stage) {}

    Result<void> run(const Step& step);

private:
    using Verb = Result<void> (Player::*)(const Step&);
    static Verb find_verb(const std::string& name);

    Result<void> import(const Step& step);
    Result<void> lini(const Step& step);
    Result<void> fails(const Step& step);
    Result<void> clock(const Step& step);
    Result<void> wait(const Step& step);
    Result<void> scan(const Step& step);
    Result<void> type(const Step& step);
    Result<void> touch_or_look(const Step& step);  // tap, see, unseen
    Result<void> enter(const Step& step);
    Result<void> printed(const Step& step);
    Result<void> printer(const Step& step);
    Result<void> erp(const Step& step);
    Result<void> billed(const Step& step);
    Result<void> kill(const Step& step);
    Result<void> restart(const Step& step);
    Result<void> status(const Step& step);
    Result<void> shot(const Step& step);
    Result<void> lang(const Step& step);
    Result<void> size(const Step& step);
    Result<void> theme(const Step& step);
    Result<void> logged(const Step& step);
    Result<void> file(const Step& step);

    Result<void> ask(nlohmann::json request);
    Result<void> run_verb(std::vector<std::string> arguments, int expected_code);

    Stage& stage_;
};

}  // namespace lini
