// Which scanners this terminal has: those of site.toml and those that were enrolled here, which
// take the place of those of the same name; and which of them must not be used because they read
// the test symbol wrong. UI thread, or a command line's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/import/device_bindings.h"
#include "app/import/site_config.h"
#include "drivers/scanners.h"

namespace lini {

struct BookedScanner {
    ScannerConfig config;
    std::string where;      // "05e0:1300/S1234"; of site.toml as written there.
    bool enrolled = false;  // Here, so that it can be forgotten here.
};

class ScannerBook {
public:
    /// Both outlive the book.
    ScannerBook(const SiteConfig& config, DeviceBindings& bindings)
        : config_(config), bindings_(bindings) {}

    /// In the order of the files: the site's, then those enrolled.
    std::vector<BookedScanner> scanners() const;
    std::optional<BookedScanner> find(const std::string& name) const;

    /// Enters a device that read the test symbol with `fault`, under a name that no other has;
    /// gives the name. A device that is entered already keeps its name; `is_twin`: another with
    /// its serial number is entered, so that only its port tells it apart.
    std::string enrol(const ScannerCandidate& device, const std::string& fault,
                      bool is_twin = false);
    /// That scanner is the device in this place, and nothing else about it changes.
    void bind(const std::string& name, const ScannerCandidate& device);
    /// The scanner that was enrolled as `device`, by what is stored; empty: none.
    std::string entered_as(const ScannerCandidate& device) const;
    /// `device` is the scanner of that name from now on; it must show that it reads right.
    void replace(const std::string& name, const ScannerCandidate& device);
    /// False for a scanner that was not enrolled here.
    bool forget(const std::string& name);

    /// Not to be asked about again.
    void decline(const ScannerCandidate& device);
    bool declined(const ScannerCandidate& device) const;

    /// Empty for a scanner that may be used. Kept over a restart for those enrolled here.
    std::string fault(const std::string& name) const;
    void set_fault(const std::string& name, const std::string& fault);

private:
    DeviceBinding* entry(const std::string& name);
    std::string free_name(const ScannerCandidate& device) const;

    const SiteConfig& config_;
    DeviceBindings& bindings_;
    std::map<std::string, std::string> other_faults_;  // Of scanners that were not enrolled here.
};

}  // namespace lini
