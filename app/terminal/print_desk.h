// Label jobs between the durable queue of the ledger and the printer: label to bytes, each state
// on the disk before the first byte that may print. UI thread only.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "app/identity/worker.h"
#include "app/labels/label_preview.h"
#include "app/labels/template.h"
#include "app/terminal/floor.h"
#include "drivers/devices.h"

namespace lini {

class PrintDesk {
public:
    /// All outlive the desk.
    PrintDesk(Floor& floor, Devices& devices, Worker& worker, const SiteConfig& config,
              std::filesystem::path assets, Floor::Post post);

    /// Configures the printers of the site. `data_folder` is where virtual printers lie.
    void start(const std::filesystem::path& data_folder);

    /// Jobs that the ledger has not told of before.
    void take(const std::vector<LabelJob>& jobs);
    /// Everything that the devices thread has said. True when something changed.
    bool take_events();

    void print_test_label();
    /// Draws the label that the open batch would get next, or the last one printed.
    void refresh_preview();

    const DrawnLabel* preview() const { return preview_ ? &*preview_ : nullptr; }
    std::vector<DeviceView> printers() const;

    /// Empty when nothing is under way; a held job is at rest.
    bool under_way() const;

private:
    struct Known {
        LabelJob job;
        JobState state = JobState::queued;
    };

    using KnownJobs = std::map<std::string, Known>;  // By job id as the devices know it.

    void take(const PrinterJobEvent& event);
    void settle(KnownJobs::iterator found, LabelJobState state, const std::string& detail);
    void refused(KnownJobs::iterator found, JobReason reason);
    void offer(const LabelJob& job, const OrderState& order);
    void hold(const LabelJob& job, const Error& error);
    void store(Known& known, LabelJobState state, const std::string& detail);
    Result<void> send(const std::string& job_id, const Label& label);
    Result<Label> label_of(const LabelJob& job, const OrderState& order);
    Result<const LabelTemplate*> layout(const std::string& name);

    Floor& floor_;
    Devices& devices_;
    Worker& worker_;
    const SiteConfig& config_;
    const std::filesystem::path assets_;
    const Floor::Post post_;
    std::map<std::string, LabelTemplate> layouts_;
    KnownJobs known_;
    std::deque<LabelJob> turned_away_;  // The printer's queue was full; bounded by the ledger's.
    PortCondition condition_ = PortCondition::unknown;
    std::string usb_name_;
    std::optional<LabelPreview> drawer_;  // On the worker once it is open.
    std::optional<DrawnLabel> preview_;
    std::string preview_key_;
    int tests_printed_ = 0;
};

}  // namespace lini
