// What a scenario plays on: a data folder of its own, the terminal as a child process on it, an
// ERP, and the folder that the virtual printer prints to. One thread: the player's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/base/result.h"
#include "app/play/channel.h"
#include "app/play/fake_erp.h"
#include "app/play/process.h"
#include "app/play/scenario.h"

namespace lini {

struct PlayOptions {
    std::string scenario;  // The file.
    std::string out;       // Pictures, printed labels and the data folder; made if missing.
    SizePx size{1920, 1080};
    std::string language = "id";
    std::uint64_t seed = 1;  // Of the moments at which `kill amid` strikes.
    std::string program;   // The lini program: itself.
};

/// The moment at which a scenario begins unless it says otherwise: 2026-11-21 08:00 in Jakarta.
inline constexpr std::int64_t kPlayStartUtcUs = 1'795'222'800'000'000;

/// An empty folder with our marker in it. Where there is one already it is emptied, but only if
/// it bears the marker or is empty. Error "folder_not_ours".
Result<void> prepare_play_folder(const std::filesystem::path& folder);

class Stage {
public:
    /// Prepares everything; starts no terminal yet. Errors "folder_not_ours", "file_unwritable".
    static Result<std::unique_ptr<Stage>> build(PlayOptions options);

    /// Starts the terminal if it does not run and waits for its first frames.
    Result<void> start_terminal();
    void kill_terminal();
    /// Asks it to end as the machine's shutdown does, and waits. Error when it fails at that.
    Result<void> terminate_terminal();
    /// Kills it at a random moment while it carries the request out.
    Result<void> kill_amid(const nlohmann::json& request);
    /// Asks it to end, as a person who closes it would.
    Result<void> stop_terminal();

    /// site.toml of a terminal that stands at that step of its playbook; holds from the next start.
    Result<void> write_site_config(const std::string& step) const;

    /// One request to the terminal; fails with its code, why, and what was on the screen.
    Result<void> ask(nlohmann::json request);

    /// A verb of the command line on this data folder; works beside the terminal or without it.
    Result<ToolOutcome> run_verb(std::vector<std::string> arguments,
                                 const std::string& language = "id");

    /// What the terminal showed when it last refused a request.
    const std::string& screen() const { return screen_; }

    const std::string& language() const { return options_.language; }

    FakeErp& erp() { return *erp_; }
    std::filesystem::path out() const { return options_.out; }
    std::filesystem::path data() const;
    std::filesystem::path scenario_folder() const;
    /// Printed jobs in the order they were printed.
    std::vector<std::filesystem::path> printed() const;

    /// The scenario turned the clock: a restarted terminal goes on from here.
    void set_clock(std::int64_t utc_us);
    void advance_clock(std::int64_t duration_us);

private:
    Result<void> await_end();
    explicit Stage(PlayOptions options)
        : options_(std::move(options)), moment_(options_.seed) {}
    std::int64_t clock_now_us() const;

    PlayOptions options_;
    std::mt19937_64 moment_;  // When to kill.
    std::unique_ptr<FakeErp> erp_;
    std::optional<Process> terminal_;
    std::unique_ptr<JsonChannel> channel_;
    std::string screen_;
    std::int64_t wall_offset_us_ = 0;  // Played wall time - this machine's monotonic clock.
};

}  // namespace lini
