// A USB printer in a umockdev test bed. It can stop taking bytes, stall, answer, report paper out
// and vanish. Needs the umockdev preload library (umockdev-wrapper). Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/drivers/usb/fake_usb_device.h"

namespace lini::test {

enum class AfterBytes { go_on, take_nothing, stall, vanish };

class FakePrinter final : public FakeUsbDevice {
public:
    /// Plugged in from the start. The vendor decides which quirks apply; Zebra by default.
    explicit FakePrinter(std::uint16_t vendor_id = 0x0a5f);
    ~FakePrinter() override { unplug(); }

    /// From the first byte on: takes `bytes`, then does `what`.
    void after(std::size_t bytes, AfterBytes what);

    /// The bits of GET_PORT_STATUS.
    void report(std::uint8_t status);

    /// What it sends when it is listened to.
    void say(std::string reply);

    std::string received() const;

private:
    void serve(Urb& urb) override;
    void serve_control(Urb& urb);
    void serve_out(Urb& urb);
    void serve_in(Urb& urb);

    std::string received_;
    std::string reply_;
    std::size_t limit_ = SIZE_MAX;
    AfterBytes then_ = AfterBytes::go_on;
    std::uint8_t status_ = 0x18;
};

}  // namespace lini::test
