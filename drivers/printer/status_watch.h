// What a printer says of itself when it is asked in its own language, beside what its port knows.
// It is asked only between jobs and nothing ever waits for the answer: a mute printer is as quick
// as one that talks. Silence is neither ready nor lost: the last trouble that was told stands until
// the printer says otherwise or is opened anew, the last "ready" does not.
// One thread: the devices thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "drivers/printer/language.h"
#include "drivers/transport/transport.h"

namespace lini {

/// The one of several complaints that a person has to deal with first; `ready` without any.
PortCondition condition_of(const PrinterStatus& status);

class StatusWatch {
public:
    static constexpr int kRequestTimeoutMs = 1000;
    static constexpr int kReplyMs = 700;  // A reply may come in pieces: all of them are waited for.
    static constexpr std::int64_t kPeriodUs = 2'000'000;
    static constexpr std::int64_t kEagerPeriodUs = 1'000'000;
    static constexpr std::int64_t kSharedPeriodUs = 15'000'000;
    static constexpr std::int64_t kSharedEagerPeriodUs = 3'000'000;

    /// Both outlive the watch. `wanted` false: never asks.
    StatusWatch(const LabelLanguage& language, PrinterPort& port, bool wanted)
        : language_(language), port_(port), wanted_(wanted && !language.status_request.empty()) {}

    /// Asks, where it is time to. Only to be called while no job's bytes are on their way. `eager`:
    /// something waits for a change. Not before the port has been polled.
    void ask(std::int64_t now_us, bool eager);

    /// A request's few bytes are with the port, which can take no others yet.
    bool request_out() const { return request_out_; }

    /// Their outcome, which the owner takes off the port. False when the printer may have taken
    /// only some of them, and so may wait for the rest of a command.
    bool take(const Completion& completion);

    /// Collects what comes. True when an answer, or the silence in its place, is complete.
    bool poll(std::int64_t now_us);

    PortCondition condition() const;

    /// What the last answer said; nothing before the first, and after a silence.
    const std::optional<PrinterStatus>& said() const { return said_; }

private:
    void hear(std::int64_t now_us);
    void forget();

    const LabelLanguage& language_;
    PrinterPort& port_;
    const bool wanted_;
    bool here_ = false;  // The port had the device when it was last polled.
    bool request_out_ = false;
    bool listening_ = false;  // An answer is due until hear_until_us_.
    bool reading_ = false;    // The port has a read under way.
    bool answered_once_ = false;  // Since the port opened: from then on silence says something.
    std::string heard_;
    std::optional<PrinterStatus> said_;
    PortCondition trouble_ = PortCondition::unknown;  // The last that was told; unknown: none.
    std::int64_t ask_at_us_ = 0;
    std::int64_t hear_until_us_ = 0;
};

}  // namespace lini
