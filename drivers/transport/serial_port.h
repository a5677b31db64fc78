// A scanner on USB serial (CDC-ACM), through libserialport: 9600 baud, 8N1, which CDC-ACM ignores
// and adapters need. Held alone (TIOCEXCL). One thread: the devices thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "drivers/scanner/serial_decoder.h"
#include "drivers/transport/scanner_port.h"

struct sp_port;

namespace lini {

struct SerialDevice {
    std::string path;  // "/dev/ttyACM0"
    UsbIdentity identity;
};

/// Every serial port on USB.
std::vector<SerialDevice> list_serial_ports();

class SerialPort final : public ScannerPort {
public:
    /// `clock` outlives the port.
    SerialPort(std::string name, Wanted wanted, const Clock& clock)
        : wanted_(std::move(wanted)), decoder_(std::move(name), clock) {}
    ~SerialPort() override { SerialPort::close(); }

    void poll(std::int64_t now_us) override;
    PortCondition condition() const override { return condition_; }
    const UsbIdentity& identity() const override { return identity_; }
    std::optional<ScanOutput> next() override { return decoder_.next(); }
    void add_poll_fds(std::vector<pollfd>& fds) const override;
    void close() override;

private:
    struct Free {
        void operator()(sp_port* port) const;
    };

    void look_for_device();
    bool open(const SerialDevice& device);
    void read_bytes();
    void lose();

    const Wanted wanted_;
    SerialDecoder decoder_;
    UsbIdentity identity_;
    PortCondition condition_ = PortCondition::unplugged;
    std::unique_ptr<sp_port, Free> port_;
    int fd_ = -1;
    std::int64_t now_us_ = 0;
    std::int64_t look_at_us_ = 0;
};

}  // namespace lini
