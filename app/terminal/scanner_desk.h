// The scanners of this terminal: hands on what they read, in the order it was read; knows which is
// there; enrols a new one by the test symbol, keeps one that reads wrong from being used, and asks
// once whether a new device replaces a missing one. UI thread only.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/identity/worker.h"
#include "app/import/site_config.h"
#include "app/screens/view.h"
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
    /// All outlive the desk. The devices that were enrolled are read from the data folder.
    ScannerDesk(Floor& floor, ScanDesk& scan_desk, Devices& devices, Worker& worker,
                const SiteConfig& config, const std::filesystem::path& data_folder,
                Floor::Post post);

    /// Asks the drivers for every scanner.
    void start();

    /// Hands on what was read since the last call; true when there was anything.
    bool take_scans();
    /// A scan of any scanner, also of the one that types into the window.
    void take(const ScanPayload& payload);
    void take(const RefusedScan& refused);

    /// For those who may manage devices; others are told.
    void begin_enrolment();
    void end_enrolment();
    void forget(const std::string& name);
    /// Whether the device of the question replaces the scanner of the question.
    void answer_replacement(bool replaces);

    /// Every scanner, and last the one that types into the window.
    std::vector<DeviceView> scanners() const;
    const std::optional<EnrolmentView>& enrolment() const { return enrolment_; }
    std::optional<ReplacementView> replacement() const;

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
    bool judged(const ScanPayload& payload);
    void tell_enrolment(const std::string& device, EnrolmentFault fault);
    bool may_manage();
    void ask(DeviceRequest request);
    void find_replacement();
    void store();

    Floor& floor_;
    ScanDesk& scan_desk_;
    Devices& devices_;
    Worker& worker_;
    const std::filesystem::path file_;
    const Floor::Post post_;
    ScanLog log_;
    ScannerBook book_;
    std::map<std::string, Heard> heard_;
    std::vector<ScannerCandidate> candidates_;
    std::optional<Replacement> replacement_;
    std::optional<EnrolmentView> enrolment_;
    DrawnLabel symbol_;
    bool to_store_ = false;  // The worker had no room; tried again each turn.
};

}  // namespace lini
