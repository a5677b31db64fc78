// Which USB device each printer of the site is: as site.toml says it, or as a person said it here.
// Asks which of two that nothing but their ports tell apart, and whether a new device replaces a
// missing printer. UI thread only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/import/device_bindings.h"
#include "app/import/site_config.h"
#include "app/screens/view.h"
#include "drivers/devices.h"

namespace lini {

class PrinterBook {
public:
    /// Both outlive the book.
    PrinterBook(const SiteConfig& config, DeviceBindings& bindings)
        : config_(config), bindings_(bindings) {}

    /// `config` with the device that a person named, where one did.
    PrinterConfig bound(PrinterConfig config) const;
    bool is_bound(const std::string& printer) const;

    void take(const UsbPrinterAppeared& event);
    void take(const UsbPrinterGone& event);
    void take(const PrinterChoice& event) { choices_[event.printer] = event.devices; }
    void take(const PrinterConditionEvent& event);
    void take(const PrinterIdentified& event) { held_[event.printer] = event.identity; }

    /// The device that is open; null while there is none.
    const UsbIdentity* device(const std::string& printer) const;

    std::optional<DeviceQuestion> question() const;
    /// `choice` of the question's devices; none: no, and not to be asked again. Gives the printers
    /// that are to be configured anew.
    std::vector<std::string> answer(const DeviceQuestion& asked,
                                    std::optional<std::size_t> choice);
    /// The device that a person named is not the one, so neither are those that were told apart
    /// from it: all of that model are asked about again. Gives the printers that are to be
    /// configured anew; none where nobody had named a device.
    std::vector<std::string> release(const std::string& printer);

private:
    std::optional<UsbMatch> match(const SitePrinter& printer) const;
    const PrinterBinding* binding(const std::string& printer) const;
    void bind(const std::string& printer, const std::string& usb, bool other_model);
    void unbind(const std::string& printer);
    std::vector<UsbIdentity> unknown_devices() const;
    std::vector<std::string> tell_apart(const std::string& printer, const UsbIdentity& chosen);

    const SiteConfig& config_;
    DeviceBindings& bindings_;
    std::map<std::string, UsbIdentity> present_;  // By port.
    std::map<std::string, UsbIdentity> held_;     // By printer.
    std::map<std::string, PortCondition> conditions_;
    std::map<std::string, std::vector<UsbIdentity>> choices_;
};

}  // namespace lini
