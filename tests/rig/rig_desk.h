// The owner of a Devices as app/terminal is one, for tests: says yes to each job that asks, keeps
// the last state of each. Also what the kernel says of the rig's devices. One thread.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/base/clock.h"
#include "drivers/devices.h"

namespace lini::rig {

/// Far longer than anything takes, on a machine that builds something else meanwhile.
inline constexpr std::chrono::seconds kPatience{120};

bool within(std::chrono::seconds limit, const std::function<bool()>& reached);

/// The kernel driver that holds the first interface of the device with that serial number:
/// "usblp", "usbfs", "usbhid"; "" for none, "unplugged" without the device.
std::string driver_of(const std::string& serial);

/// The port that a device on dummy_hcd's controller of that number has: "3-1".
std::string port_of(int controller);

class RigDesk {
public:
    RigDesk();

    void add(const std::string& printer, const UsbMatch& match,
             const std::string& language = "zpl");
    void print(const std::string& printer, const std::string& job_id, const std::string& bytes);

    /// Whether that state is reached; `uncertain` and `cancelled` end the waiting.
    bool reaches(const std::string& job_id, JobState wanted);
    JobState state_of(const std::string& job_id);
    JobReason reason_of(const std::string& job_id) { return last_[job_id].reason; }

    /// Whether the printer comes to be in that condition.
    bool becomes(const std::string& printer, PortCondition wanted);

    /// Names of the printers that are plugged in, by port.
    const std::map<std::string, std::string>& present() const { return present_; }

    /// The devices that may be that printer, where more than one may be.
    const std::vector<UsbIdentity>& choice(const std::string& printer) {
        return choices_[printer];
    }

    Devices& devices() { return devices_; }
    void collect();

private:
    const SystemClock clock_;
    Devices devices_;
    std::map<std::string, JobEvent> last_;
    std::map<std::string, PortCondition> conditions_;
    std::map<std::string, std::string> present_;
    std::map<std::string, std::vector<UsbIdentity>> choices_;
};

}  // namespace lini::rig
