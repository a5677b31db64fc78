// The child's side of a scenario: takes one request at a time from the player and carries it out
// over as many frames as it needs, then waits until the terminal is at rest and answers.
//
// A request becomes a short list of acts. Each turn of the loop runs the first one: it is done,
// wants another frame, or has failed with what was on the screen. Nothing waits for a time: acts
// are bounded by frames, and the whole request by kRequestTimeoutUs of the machine's clock.
// UI thread; a reader thread of its own only moves lines into a queue.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <thread>

#include <nlohmann/json.hpp>

#include "app/base/bounded_queue.h"
#include "app/play/agent.h"
#include "app/play/channel.h"
#include "app/play/play_clock.h"
#include "app/play/played_camera.h"

namespace lini {

class PlayAgent final : public Agent {
public:
    static constexpr std::int64_t kRequestTimeoutUs = 60'000'000;

    /// `fd` is the socket to the player. `clock`, `camera` and `machine` outlive the agent. `wake`
    /// runs on the reader thread and wakes the terminal's loop (glfwPostEmptyEvent).
    PlayAgent(int fd, PlayClock& clock, PlayedCamera& camera, const Clock& machine,
              std::function<void()> wake);
    ~PlayAgent() override;

    bool poll(TerminalProbe& terminal) override;

private:
    enum class Progress { done, again };
    /// An act; on failure the sentence why.
    using Act = std::function<Result<Progress>(TerminalProbe&)>;
    using json = nlohmann::json;

    void read_requests();
    void begin(TerminalProbe& terminal, const json& request);
    Result<void> plan(TerminalProbe& terminal, const json& request);
    Result<void> plan_scanner(TerminalProbe& terminal, const json& request);
    Result<void> hold_before_camera(const json& request);
    void plan_tap(const std::string& wanted, std::size_t nth);
    void plan_see(const std::string& part, bool wanted);
    void add_settle();
    Result<Progress> settle(TerminalProbe& terminal);
    void reply(TerminalProbe& terminal, const Result<void>& outcome);

    JsonChannel channel_;
    PlayClock& clock_;
    PlayedCamera& camera_;
    const Clock& machine_;
    BoundedQueue<json> requests_;
    std::deque<Act> acts_;
    bool busy_ = false;
    std::int64_t deadline_us_ = 0;
    std::uint64_t act_frames_ = 0;   // Turns that the present act has taken.
    std::uint64_t rest_since_ = 0;   // First frame seen at rest.
    bool at_rest_ = false;
    ImVec2 finger_;
    std::string screen_;  // What was drawn when the request was first found not to hold.
    std::thread reader_;  // Last: it uses the others.
};

}  // namespace lini
