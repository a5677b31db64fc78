// The scanners that are bound as devices: hands their scans on in the order they were read, and
// knows which of them is there. UI thread only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/import/site_config.h"
#include "app/screens/view.h"
#include "app/terminal/scan_desk.h"
#include "drivers/devices.h"

namespace lini {

class ScannerDesk {
public:
    /// All outlive the desk.
    ScannerDesk(ScanDesk& scan_desk, Devices& devices, const SiteConfig& config)
        : scan_desk_(scan_desk), devices_(devices), config_(config) {}

    /// Asks the drivers for every scanner of the configuration.
    void start();

    /// Hands on what was read since the last call; true when there was anything.
    bool take_scans();

    /// The bound scanners, and last the one that types into the window.
    std::vector<DeviceView> scanners() const;

private:
    ScanDesk& scan_desk_;
    Devices& devices_;
    const SiteConfig& config_;
    std::map<std::string, PortCondition> conditions_;
};

}  // namespace lini
