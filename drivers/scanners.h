// The scanners that are bound as devices: each by its kind and identity, each with its own port.
// A scan of theirs can reach nothing but next(). One thread: the devices thread.
#pragma once

#include <poll.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/base/clock.h"
#include "drivers/scanner/camera_preview.h"
#include "drivers/scanner/key_decoder.h"
#include "drivers/scanner_trial.h"
#include "drivers/transport/camera_port.h"
#include "drivers/transport/played_scanner.h"
#include "drivers/transport/scanner_port.h"
#include "drivers/usb/identity.h"

namespace lini {

/// A scanner as configured. The same name again replaces the scanner of that name.
struct ScannerConfig {
    std::string name;  // The owner's name for it: ScanPayload::device.
    ScannerKind kind = ScannerKind::keyboard;
    UsbMatch match = {};
    KeySuffix suffix = KeySuffix::enter;  // For keyboards.
    CameraSettings camera = {};           // For cameras, which take `match` from here.
};
struct RemoveScanner {
    std::string name;
};

struct ScannerConditionEvent {
    std::string scanner;
    PortCondition condition = PortCondition::unplugged;
    UsbIdentity identity;  // Of the device that is open.
};

/// Looks for the scanner that a person is about to scan with: every candidate that no configured
/// scanner is for is listened to, until EndTrial.
struct BeginTrial {};
struct EndTrial {};

/// The candidates that no configured scanner is for. Told when they change, during a
/// trial and while a configured scanner is missing.
struct CandidatesEvent {
    std::vector<ScannerCandidate> candidates;
};

/// Several devices may be the scanner, so none is opened until it is told by its port which one it
/// is. Told when it changes; empty: there is no choice any more.
struct ScannerChoice {
    std::string scanner;
    std::vector<ScannerCandidate> devices;
};

using ScannerEvent = std::variant<ScanPayload, RefusedScan, ScannerConditionEvent, TrialScan,
                                  TrialState, CandidatesEvent, ScannerChoice>;

/// What all cameras share: where they ask the kernel, and who sees their pictures. Any thread.
struct CameraLinks {
    std::function<std::unique_ptr<VideoCalls>()> video;  // Null: the system.
    CameraPreview* preview = nullptr;                    // Outlives the cameras.
};

class Scanners {
public:
    /// `clock` outlives this. Without `usb` HID POS scanners stay unplugged; `played`: there are
    /// none but those of played().
    Scanners(const Clock& clock, bool usb, bool played = false, CameraLinks cameras = {});
    Scanners(const Scanners&) = delete;
    Scanners& operator=(const Scanners&) = delete;

    /// Null where the machine's own scanners are used.
    PlayedScanners* played() { return played_ ? &*played_ : nullptr; }

    /// Gives interfaces that a killed program left without a driver back to the kernel.
    void give_back_orphans() const;

    void configure(ScannerConfig config);
    void remove(const std::string& name);
    void begin_trial();
    void end_trial() { trial_.end(); }

    /// Reads everything that has arrived. `now_us` is the monotonic clock.
    void poll(std::int64_t now_us);

    std::optional<ScannerEvent> next();
    void add_poll_fds(std::vector<pollfd>& fds) const;

    /// Gives every device back; waits for the cameras' threads.
    void close();

private:
    struct Scanner {
        ScannerKind kind = ScannerKind::keyboard;
        UsbMatch match;
        std::unique_ptr<ScannerPort> port;
        std::optional<PortCondition> told;
        std::vector<ScannerCandidate> choice;
        std::vector<ScannerCandidate> told_choice;
        std::int64_t chosen_at_us = 0;  // When `choice` was found.
    };

    void collect(const std::string& name, Scanner& scanner);
    std::vector<ScannerCandidate> plugged_in() const;
    std::unique_ptr<ScannerPort> make_port(ScannerKind kind, const std::string& name,
                                           ScannerPort::Wanted wanted, KeySuffix suffix);
    bool is_the_one(const std::string& name, const UsbIdentity& device);
    std::vector<UsbClaim> claims_beside(const std::string& name) const;
    void tell_choice(const std::string& name, Scanner& scanner);
    void look_about(std::int64_t now_us);
    bool configured(const ScannerCandidate& candidate) const;
    bool one_is_missing() const;
    std::unique_ptr<ScannerPort> camera(const ScannerConfig& config) const;

    const Clock& clock_;
    const bool usb_;
    const CameraLinks cameras_;
    std::optional<PlayedScanners> played_;
    std::map<std::string, Scanner> scanners_;
    std::vector<std::unique_ptr<ScannerPort>> leaving_;  // Closed; their threads are still at it.
    ScannerTrial trial_;
    std::int64_t now_us_ = 0;
    std::int64_t look_at_us_ = 0;
    std::vector<ScannerCandidate> candidates_;  // As told.
    std::deque<ScannerEvent> events_;
};

}  // namespace lini
