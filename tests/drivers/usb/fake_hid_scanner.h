// A HID POS scanner in a umockdev test bed. It sends the reports it is told to, and can be pulled
// out. Needs the umockdev preload library (umockdev-wrapper). Any thread.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "tests/drivers/usb/fake_usb_device.h"

namespace lini::test {

class FakeHidScanner final : public FakeUsbDevice {
public:
    /// Plugged in from the start, with this HID report descriptor.
    explicit FakeHidScanner(std::string report_descriptor);
    ~FakeHidScanner() override { unplug(); }

    /// Reports it sends from here on, one a transfer; an empty one is a transfer without bytes.
    void send(std::string report);
    void scan(std::string_view data, std::string_view aim_id);
    bool all_sent() const;

private:
    void serve(Urb& urb) override;

    const std::string report_descriptor_;
    std::deque<std::string> reports_;
};

}  // namespace lini::test
