// The wire to a printer: takes bytes, says what became of them, never waits.
// One thread: the devices thread, which also calls poll() of every port in its loop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <poll.h>

namespace lini {

enum class PortError {
    none,
    timeout,  // The device took `actual` bytes and then no more.
    stall,    // It refused; the halt has been cleared.
    gone,     // Unplugged, or perhaps unplugged: the port closes and looks for it again.
};

std::string_view to_string(PortError error);

/// What became of one submit(). `actual` bytes were taken, in order, from the front.
struct Completion {
    std::size_t actual = 0;
    PortError error = PortError::none;
};

/// What is known of the device. A port tells what it knows without the printer's language.
enum class PortCondition {
    unknown,  // Open, and nothing heard yet, or it does not report: printing may be tried.
    ready,
    out_of_paper,
    ribbon_out,
    head_open,
    paused,  // Somebody stopped it at its own panel.
    fault,   // It reports an error without saying which.
    unplugged,
    no_access,  // There, but the system does not let us: udev rule missing.
    busy,       // There, but another program holds it.
};

std::string_view to_string(PortCondition condition);

/// True where a job may be started: `ready` and `unknown`.
bool may_print(PortCondition condition);

/// True where there is no device to speak to.
bool is_absent(PortCondition condition);

class PrinterPort {
public:
    virtual ~PrinterPort() = default;

    /// Called on every turn of the loop: opens what appeared, asks for status when idle.
    /// `now_us` is the monotonic clock.
    virtual void poll(std::int64_t now_us) = 0;

    virtual PortCondition condition() const = 0;

    /// Starts one transfer; one at a time. False when it could not be handed over at all: then
    /// no byte has left and no completion follows.
    [[nodiscard]] virtual bool submit(std::string bytes, int timeout_ms) = 0;

    /// The outcome of the running transfer, once.
    virtual std::optional<Completion> take_completion() = 0;

    /// Whether the device has a way to tell anything, as far as is known now.
    virtual bool can_answer() const { return false; }

    /// Listens once for bytes from the device. False where it cannot answer, or is not open.
    [[nodiscard]] virtual bool read_reply(int /*timeout_ms*/) { return false; }

    /// What came, once the listening ended; empty when the device stayed silent.
    virtual std::optional<std::string> take_reply() { return std::nullopt; }

    /// True where others wait while this side holds the device: it is asked less often.
    virtual bool is_shared() const { return false; }

    /// Whether a label that was taken may still lie in the device's memory, to be lost with it.
    virtual bool holds_labels() const { return true; }

    /// The next `bytes` bytes taken are one job; the reset before them is none. Called again when
    /// a job is begun anew. Only transports that keep jobs apart care.
    virtual void begin_job(std::string_view /*job_id*/, std::size_t /*bytes*/) {}

    /// File descriptors that become ready when poll() has work; none for most.
    virtual void add_poll_fds(std::vector<pollfd>& /*fds*/) const {}

    /// Gives the device back. Waits for nothing; a running transfer is abandoned.
    virtual void close() = 0;
};

}  // namespace lini
