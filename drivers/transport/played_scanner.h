// Scanners that are not there: a scenario plugs them in, scans with them and pulls them out, and
// everything above the wire is as with real ones. One thread: the devices thread.
#pragma once

#include <poll.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/scanner/serial_decoder.h"
#include "drivers/scanner_candidates.h"
#include "drivers/transport/scanner_port.h"

namespace lini {

class PlayedScanners {
public:
    /// Into the port that its identity names.
    void plug(ScannerCandidate device);
    void unplug(const std::string& port);
    /// Bytes as the device sends them. Whoever holds it hears them; without a holder they are lost.
    void send(const std::string& port, std::string_view bytes);

    std::vector<ScannerCandidate> plugged() const;

private:
    friend class PlayedScannerPort;
    struct Plugged {
        ScannerCandidate device;
        std::string unread;
        bool held = false;
    };
    std::map<std::string, Plugged> plugged_;  // By port.
};

class PlayedScannerPort final : public ScannerPort {
public:
    /// `bus` and `clock` outlive the port. A code ends with CR, whatever the kind.
    PlayedScannerPort(PlayedScanners& bus, ScannerKind kind, std::string name, Wanted wanted,
                      const Clock& clock);
    ~PlayedScannerPort() override { PlayedScannerPort::close(); }

    void poll(std::int64_t now_us) override;
    PortCondition condition() const override { return condition_; }
    const UsbIdentity& identity() const override { return identity_; }
    std::optional<ScanOutput> next() override { return decoder_.next(); }
    void add_poll_fds(std::vector<pollfd>&) const override {}
    void close() override;

private:
    PlayedScanners& bus_;
    const ScannerKind kind_;
    const Wanted wanted_;
    SerialDecoder decoder_;
    UsbIdentity identity_;
    PortCondition condition_ = PortCondition::unplugged;
};

}  // namespace lini
