// A USB printer that exists only in a umockdev test bed: libusb for real, the kernel's usbfs
// played by this class. It can stop taking bytes, stall, answer, report paper out and vanish.
// Needs the umockdev preload library (umockdev-wrapper). Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include <umockdev.h>

namespace lini::test {

enum class AfterBytes { go_on, take_nothing, stall, vanish };

class FakePrinter {
public:
    /// Plugged in from the start. The vendor decides which quirks apply; Zebra by default.
    explicit FakePrinter(std::uint16_t vendor_id = 0x0a5f);
    ~FakePrinter();
    FakePrinter(const FakePrinter&) = delete;
    FakePrinter& operator=(const FakePrinter&) = delete;

    /// From the first byte on: takes `bytes`, then does `what`.
    void after(std::size_t bytes, AfterBytes what);

    /// The bits of GET_PORT_STATUS.
    void report(std::uint8_t status);

    /// What it sends when it is listened to.
    void say(std::string reply);

    /// The next claims of its interface fail with this errno; 0: they work.
    void refuse_claims(int error);

    void unplug();
    void plug();

    std::string received() const;
    int halts_cleared() const;
    int claims() const;
    int releases() const;

private:
    struct Urb;

    static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, FakePrinter* self);
    gboolean handle(UMockdevIoctlClient* client);
    void submit(UMockdevIoctlClient* client);
    void reap(UMockdevIoctlClient* client);
    void discard(UMockdevIoctlClient* client);
    void serve(Urb& urb);
    void serve_control(Urb& urb);
    void serve_out(Urb& urb);
    void serve_in(Urb& urb);

    const std::uint16_t vendor_id_;
    mutable std::mutex mutex_;
    UMockdevTestbed* bed_ = nullptr;
    UMockdevIoctlBase* handler_ = nullptr;
    std::deque<Urb> urbs_;
    std::string received_;
    std::string reply_;
    std::size_t limit_ = SIZE_MAX;
    AfterBytes then_ = AfterBytes::go_on;
    std::uint8_t status_ = 0x18;
    int claim_error_ = 0;
    bool gone_ = false;
    bool plugged_ = false;
    bool halted_ = false;
    int halts_cleared_ = 0;
    int claims_ = 0;
    int releases_ = 0;
};

}  // namespace lini::test
