// Finding out which device is the scanner: every candidate is listened to while a person scans one
// symbol with it. Keyboards are held meanwhile, but one is always left to people; which one changes
// by turns, so that in a few seconds each was listened to. One thread: the devices thread.
#pragma once

#include <poll.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "drivers/scanner_candidates.h"

namespace lini {

/// What a candidate read. It may be a person's typing, or a scale's weight.
struct TrialScan {
    ScannerCandidate from;
    ScanPayload payload;
};

/// Told when it changes.
struct TrialState {
    std::size_t listened_to = 0;  // Candidates that can be heard now.
    bool one_keyboard = false;    // There is only one, so it is not held.
    bool no_access = false;       // One may not be opened by this user.
    bool operator==(const TrialState&) const = default;
};

using TrialEvent = std::variant<TrialScan, TrialState>;

class ScannerTrial {
public:
    static constexpr std::int64_t kTurnUs = 4'000'000;

    /// The port to one candidate.
    using MakePort = std::function<std::unique_ptr<ScannerPort>(
        ScannerKind kind, const std::string& name, ScannerPort::Wanted wanted)>;

    explicit ScannerTrial(MakePort make_port) : make_port_(std::move(make_port)) {}

    void begin();
    /// Gives every device back.
    void end();
    bool running() const { return running_; }

    /// What there is to listen to, whenever somebody has looked.
    void offer(std::vector<ScannerCandidate> candidates) { candidates_ = std::move(candidates); }

    /// `now_us` is the monotonic clock.
    void poll(std::int64_t now_us);
    std::optional<TrialEvent> next();
    void add_poll_fds(std::vector<pollfd>& fds) const;

private:
    struct Listened {
        ScannerCandidate candidate;
        std::unique_ptr<ScannerPort> port;
    };

    std::vector<ScannerCandidate> wanted(std::size_t turn, bool& one_keyboard) const;
    void hold(const std::vector<ScannerCandidate>& wanted);
    void listen(Listened& one, std::int64_t now_us);

    const MakePort make_port_;
    bool running_ = false;
    std::int64_t began_at_us_ = 0;
    std::vector<ScannerCandidate> candidates_;
    std::vector<Listened> listened_;
    std::optional<TrialState> told_;
    std::deque<TrialEvent> events_;
};

}  // namespace lini
