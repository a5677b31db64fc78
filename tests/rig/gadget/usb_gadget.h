// A USB device that the kernel plays on one of dummy_hcd's ports, made through configfs
// (Linux, Documentation/usb/gadget_configfs.rst). Needs root. One thread at a time, but for
// unplug(), which any thread may call.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lini::rig {

struct GadgetIdentity {
    int index = 0;  // Which of dummy_hcd's ports.
    std::uint16_t vendor_id = 0;
    std::uint16_t product_id = 0;
    std::string serial;  // Empty: it has none.
    std::string product;
    std::string speed = "high-speed";  // Or "full-speed": packets of 64 bytes.
};

class UsbGadget {
public:
    /// Makes the device, unplugged, or takes over what a killed process left.
    explicit UsbGadget(GadgetIdentity identity);

    struct Attribute {
        std::string name;
        std::string value;
    };

    /// Adds a function, for example "ffs.p0", with its attributes; gives its configfs folder.
    std::string add_function(const std::string& name,
                             const std::vector<Attribute>& attributes = {}) const;

    /// At dummy_hcd's controller of that number; nothing while it is plugged in.
    void plug(int controller) const;
    void unplug() const;

    const GadgetIdentity& identity() const { return identity_; }
    std::size_t packet_bytes() const { return identity_.speed == "high-speed" ? 512 : 64; }

private:
    bool set_controller(const std::string& name) const;
    std::string path(const std::string& name) const;

    GadgetIdentity identity_;
};

/// Writes a file of the kernel's; a word on stderr when it refuses.
void write_file(const std::string& path, const std::string& text);

}  // namespace lini::rig
