// The scanners of this terminal: hands on what they read, in the order it was read; knows which is
// there; enrols a new one by the test symbol, keeps one that reads wrong from being used, and asks
// once whether a new device replaces a missing one. UI thread only.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/import/site_config.h"
#include "app/screens/view.h"
#include "app/terminal/device_store.h"
#include "app/terminal/scan_desk.h"
#include "app/terminal/scan_log.h"
#include "app/terminal/scanner_book.h"
#include "drivers/devices.h"
#include "drivers/scanner/enrolment.h"

namespace lini {

/// The name under which what is typed into the window comes.
inline constexpr const char* kWedgeDevice = "scanner";

class ScannerDesk {
public:
    /// All outlive the desk. The log of scans goes to the data folder.
    ScannerDesk(Floor& floor, ScanDesk& scan_desk, Devices& devices, DeviceStore& store,
                const SiteConfig& config, const std::filesystem::path& data_folder);

    /// Asks the drivers for every scanner.
    void start();

    /// Hands on what was read since the last call; true when there was anything.
    bool take_scans();
    /// A scan of any scanner, also of the one that types into the window.
    void take(const ScanPayload& payload);
    void take(const RefusedScan& refused);
    /// What the devices thread told; take_scans() hears all of it.
    void hear(const ScannerEvent& event);

    /// For those who may manage devices; others are told.
    void begin_enrolment();
    void end_enrolment();
    void forget(const std::string& name);
    /// `choice` of the question's devices; none: no, and not to be asked again. A question that is
    /// no more is passed over.
    void answer(const DeviceQuestion& asked, std::optional<std::size_t> choice);

    /// Every scanner, and last the one that types into the window.
    std::vector<DeviceView> scanners() const;
    const std::optional<EnrolmentView>& enrolment() const { return enrolment_; }
    std::optional<DeviceQuestion> question() const;

private:
    struct Heard {
        PortCondition condition = PortCondition::unplugged;
        UsbIdentity identity;
        std::string shown;      // The last scan.
        std::string event_key;  // Locale key of what happened last.
        std::int64_t at_utc_us = 0;
    };
    struct Replacement {
        ScannerCandidate device;
        std::string name;
    };

    void take(const ScannerConditionEvent& told);
    void take(const TrialScan& scan);
    void take(const TrialState& state);
    void take(const CandidatesEvent& told);
    void take(const ScannerChoice& told) { choices_[told.scanner] = told.devices; }
    bool judged(const ScanPayload& payload);
    void tell_enrolment(const std::string& device, EnrolmentFault fault);
    void ask(DeviceRequest request);
    void find_replacement();
    bool split_twins(const ScannerCandidate& device);
    void tell_apart(const std::string& name, const ScannerCandidate& chosen);
    void replace(const Replacement& asked);

    Floor& floor_;
    ScanDesk& scan_desk_;
    Devices& devices_;
    DeviceStore& store_;
    ScanLog log_;
    ScannerBook book_;
    std::map<std::string, Heard> heard_;
    std::vector<ScannerCandidate> candidates_;
    std::map<std::string, std::vector<ScannerCandidate>> choices_;  // By scanner.
    std::optional<Replacement> replacement_;
    std::optional<EnrolmentView> enrolment_;
    DrawnLabel symbol_;
};

}  // namespace lini
