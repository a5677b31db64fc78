#include "drivers/printer/status_watch.h"

#include <algorithm>
#include <utility>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr std::size_t kHeardBytesMax = 4096;

}  // namespace

PortCondition condition_of(const PrinterStatus& status) {
    if (status.head_open) return PortCondition::head_open;
    if (status.paper_out) return PortCondition::out_of_paper;
    if (status.ribbon_out) return PortCondition::ribbon_out;
    if (status.other_fault) return PortCondition::fault;
    return status.paused ? PortCondition::paused : PortCondition::ready;
}

void StatusWatch::ask(std::int64_t now_us, bool eager) {
    if (!wanted_ || request_out_ || listening_ || !port_.can_answer()) return;
    if (is_absent(port_.condition())) return;
    const bool shared = port_.is_shared();
    const std::int64_t eager_period = shared ? kSharedEagerPeriodUs : kEagerPeriodUs;
    const std::int64_t period = eager ? eager_period : shared ? kSharedPeriodUs : kPeriodUs;
    // Something began to wait since: the time that was set for idling no longer holds.
    if (eager) ask_at_us_ = std::min(ask_at_us_, now_us + period);
    if (now_us < ask_at_us_) return;
    ask_at_us_ = now_us + period;
    request_out_ = port_.submit(std::string(language_.status_request), kRequestTimeoutMs);
    if (request_out_) hear_until_us_ = now_us + std::int64_t{kReplyMs} * 1000;
}

bool StatusWatch::take(const Completion& completion) {
    CHECK(request_out_);
    request_out_ = false;
    heard_.clear();
    // A shared port opens for the request, so there is nothing to listen to before.
    listening_ = completion.error == PortError::none;
    return completion.error == PortError::none || completion.actual == 0;
}

bool StatusWatch::poll(std::int64_t now_us) {
    if (is_absent(port_.condition())) {
        // Whoever went before the first answer has lost what it held all the same.
        const bool was_here = std::exchange(here_, false);
        forget();
        return was_here;
    }
    here_ = true;
    if (!listening_) return false;
    hear(now_us);
    if (listening_) return false;
    const auto status = language_.parse_status(heard_);
    said_.reset();
    if (status) {
        answered_once_ = true;
        said_ = *status;
        trouble_ = status->can_print() ? PortCondition::unknown : condition_of(*status);
    }
    return true;
}

/// One transfer ends with the first piece of a reply, so the next is begun at once.
void StatusWatch::hear(std::int64_t now_us) {
    const std::int64_t left_ms = (hear_until_us_ - now_us) / 1000;
    if (const std::optional<std::string> piece = port_.take_reply()) {
        heard_ += piece->substr(0, kHeardBytesMax - std::min(heard_.size(), kHeardBytesMax));
        reading_ = false;
    }
    if (reading_) return;
    if (left_ms > 0) reading_ = port_.read_reply(static_cast<int>(left_ms));
    listening_ = reading_;
}

void StatusWatch::forget() {
    listening_ = reading_ = answered_once_ = false;
    said_.reset();
    trouble_ = PortCondition::unknown;
    heard_.clear();
}

PortCondition StatusWatch::condition() const {
    const PortCondition port = port_.condition();
    if (is_absent(port)) return port;
    if (trouble_ != PortCondition::unknown) return trouble_;
    if (port != PortCondition::ready && port != PortCondition::unknown) return port;
    if (said_) return PortCondition::ready;
    return answered_once_ ? PortCondition::unknown : port;
}

}  // namespace lini
