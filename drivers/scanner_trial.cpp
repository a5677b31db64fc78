#include "drivers/scanner_trial.h"

#include <algorithm>
#include <utility>

#include "drivers/transport/evdev_port.h"

namespace lini {

void ScannerTrial::begin() {
    end();
    running_ = true;
}

void ScannerTrial::end() {
    for (Listened& one : listened_) one.port->close();
    listened_.clear();
    events_.clear();
    told_.reset();
    running_ = false;
    began_at_us_ = 0;
}

std::vector<ScannerCandidate> ScannerTrial::wanted(std::size_t turn, bool& one_keyboard) const {
    std::vector<ScannerCandidate> wanted;
    std::vector<KeyboardDevice> keyboards;
    for (const ScannerCandidate& one : candidates_) {
        if (one.kind == ScannerKind::keyboard) keyboards.push_back({{}, one.identity});
        else wanted.push_back(one);
    }
    const auto held = keyboards_to_hold(keyboards, turn);
    for (const KeyboardDevice& one : held) wanted.push_back({ScannerKind::keyboard, one.identity});
    one_keyboard = held.empty() && !keyboards.empty();
    return wanted;
}

void ScannerTrial::hold(const std::vector<ScannerCandidate>& wanted) {
    std::erase_if(listened_, [&](Listened& one) {
        if (std::find(wanted.begin(), wanted.end(), one.candidate) != wanted.end()) return false;
        one.port->close();
        return true;
    });
    for (const ScannerCandidate& candidate : wanted) {
        const bool there = std::any_of(
            listened_.begin(), listened_.end(),
            [&](const Listened& one) { return one.candidate == candidate; });
        if (there) continue;
        const auto same = [identity = candidate.identity](const UsbIdentity& other) {
            return other.port_path == identity.port_path &&
                   stable_name(other) == stable_name(identity);
        };
        listened_.push_back(
            {candidate, make_port_(candidate.kind, stable_name(candidate.identity), same)});
    }
}

void ScannerTrial::listen(Listened& one, std::int64_t now_us) {
    one.port->poll(now_us);
    while (std::optional<ScanOutput> output = one.port->next()) {
        // What was cut off or too long is no answer to the question; the person scans again.
        auto* payload = std::get_if<ScanPayload>(&*output);
        if (payload != nullptr) events_.emplace_back(TrialScan{one.candidate, *payload});
    }
}

void ScannerTrial::poll(std::int64_t now_us) {
    if (!running_) return;
    if (began_at_us_ == 0) began_at_us_ = now_us;
    TrialState state;
    const auto turn = static_cast<std::size_t>((now_us - began_at_us_) / kTurnUs);
    hold(wanted(turn, state.one_keyboard));
    for (Listened& one : listened_) {
        listen(one, now_us);
        const PortCondition condition = one.port->condition();
        if (condition == PortCondition::ready) ++state.listened_to;
        if (condition == PortCondition::no_access) state.no_access = true;
    }
    if (told_ == state) return;
    told_ = state;
    events_.emplace_back(state);
}

std::optional<TrialEvent> ScannerTrial::next() {
    if (events_.empty()) return std::nullopt;
    std::optional<TrialEvent> event(std::move(events_.front()));
    events_.pop_front();
    return event;
}

void ScannerTrial::add_poll_fds(std::vector<pollfd>& fds) const {
    for (const Listened& one : listened_) one.port->add_poll_fds(fds);
}

}  // namespace lini
