// Label jobs between the durable queue of the ledger and the printers, each with a line of its own
// that no other waits for: label to bytes, each state on the disk before the first byte that may
// print. UI thread only.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/identity/worker.h"
#include "app/labels/label_preview.h"
#include "app/terminal/device_store.h"
#include "app/terminal/floor.h"
#include "app/terminal/label_shelf.h"
#include "app/terminal/printer_book.h"
#include "app/terminal/run_desk.h"
#include "drivers/devices.h"

namespace lini {

/// Printers count 8, 12 and 24 dots a millimetre and call them 203, 300 and 600 dpi.
Resolution printer_resolution(const SitePrinter& printer);

class PrintDesk {
public:
    /// All outlive the desk.
    PrintDesk(Floor& floor, RecordDesk& record_desk, Devices& devices, Worker& worker,
              DeviceStore& store, const SiteConfig& config, std::filesystem::path assets,
              Floor::Post post);

    /// Configures the printers of the site. `data_folder` is where virtual printers lie.
    void start(const std::filesystem::path& data_folder);

    /// Jobs that the ledger has not told of before.
    void take(const std::vector<LabelJob>& jobs);
    /// Everything that the devices thread has said. True when something changed.
    bool take_events();

    /// On the printer of that name; empty: on the first.
    void print_test_label(const std::string& printer = {});
    /// What the newest snapshots ask for: a voided label leaves the printer's queue, the preview
    /// shows the label that the open batch would get next, or the last one printed.
    void refresh();
    /// The next carton of the open batch holds so many units; 0: show the last one printed again.
    void preview_content(std::int64_t units) { preview_units_ = units; }

    const DrawnLabel* preview() const { return preview_ ? &*preview_ : nullptr; }
    std::vector<DeviceView> printers() const;
    std::vector<RunView> runs() const;
    std::optional<DeviceQuestion> question() const { return ports_.question(); }
    /// As PrinterBook::answer(); the printers that it changes are swapped at once, and what waits
    /// for them goes on.
    void answer(const DeviceQuestion& asked, std::optional<std::size_t> choice);
    /// Which device the printer is will be asked again, where that is not clear.
    void forget_device(const std::string& printer);

    void pause_run(std::int64_t run_id);
    void continue_run(std::int64_t run_id) { runs_.go_on(run_id); }
    void cancel_run(std::int64_t run_id);
    void reject_first_label(std::int64_t run_id, const std::string& reason);
    /// As RunDesk::check().
    bool check_first_label(const Serial& serial, const std::string& data) {
        return runs_.check(serial, data);
    }

    /// Empty when nothing is under way; a held job is at rest.
    bool under_way() const;
    /// States that wait for room in the ledger's queue.
    std::size_t storing() const { return unstored_.size(); }

private:
    /// A printer takes few at once: what it was not given can be paused and cancelled.
    static constexpr int kHandedMax = 3;

    enum class Place {
        waiting,     // In its printer's line.
        offering,    // Its order is being read.
        at_printer,  // With the devices thread.
        resting,     // It cannot be printed; offered again at the next start, or once its layout
                     // is mended.
    };
    struct Known {
        LabelJob job;
        std::string printer;
        JobState state = JobState::queued;
        Place place = Place::waiting;
        bool asked_back = false;  // The printer was asked to give it back.
    };
    /// One printer as it is now, and what waits for it.
    struct Line {
        const SitePrinter* printer = nullptr;
        const LabelLanguage* language = nullptr;  // Null until an "auto" printer has told it.
        bool refuses = false;  // It took no job, and has told nothing since.
        PortCondition condition = PortCondition::unknown;
        std::string event_key;           // Of what happened last, and when.
        std::int64_t event_at_utc_us = 0;
        std::string product;             // As a USB printer names itself.
        std::set<std::int64_t> waiting;  // By job id: the oldest goes first.
        int handed = 0;
    };
    /// What the ledger had no room for: tried again each turn. The newest state of a job is the
    /// one that counts, so there are never more of these than jobs.
    struct Unstored {
        LabelJobState state;
        std::string detail;
    };

    using KnownJobs = std::map<std::string, Known>;  // By job id as the devices know it.

    void take(const DeviceEvent& event);
    void take(const PrinterConditionEvent& event);
    void configure(const SitePrinter& printer);
    std::string shown_name(const SitePrinter& printer) const;
    void take(const PrinterJobEvent& event);
    void take(const PrinterIdentified& event);
    void take(const RequestFailed& event);
    void tell(DeviceRequest request);
    bool tell_again();
    void take_test(const PrinterJobEvent& event);
    void take_back(KnownJobs::iterator found, const std::string& reason);
    void settle(KnownJobs::iterator found, LabelJobState state, const std::string& detail);
    void take_later(const PrinterJobEvent& event);
    void refused(KnownJobs::iterator found, JobReason reason);
    void pump(Line& line);
    void pump_all();
    void read_ahead(const Line& line);
    void lay_out(const LabelJob& job);
    void offer(const LabelJob& job, const OrderState& order);
    void offer_mended();
    void hold(const LabelJob& job, const Error& error);
    void leave(Known& known, Place place);
    void forget(KnownJobs::iterator found);
    void ask_back(KnownJobs::iterator found);
    void store(std::int64_t job_id, LabelJobState state, const std::string& detail);
    bool try_store(std::int64_t job_id, LabelJobState state, const std::string& detail);
    void not_stored(std::int64_t job_id, LabelJobState state, const std::string& detail,
                    const Error& error);
    bool store_again();
    bool voided(const LabelJob& job) const;
    void cancel_voided();
    std::optional<LabelJob> first_to_check() const;
    void refresh_preview();
    void refresh_account();
    Line* line_of(const std::string& printer);
    Result<void> send(const Line& line, const std::string& job_id, const Label& label);
    LayoutKey layout_key(const std::string& name, const Line& line) const;
    /// In the layout that is in force. `content_units` of a label that is not issued yet; 0: as
    /// issued, or a full carton. Also error "template_unreadable" while no layout is.
    Result<Label> label_of(const LabelJob& job, const OrderState& order,
                           std::int64_t content_units = 0);
    std::optional<Label> label_here(const LabelJob& job);
    void print_test_label(const std::string& printer, const LabelTemplate& layout);

    static constexpr std::string_view kTestJob = "test-";

    Floor& floor_;
    Devices& devices_;
    Worker& worker_;
    const SiteConfig& config_;
    const Floor::Post post_;
    std::filesystem::path data_folder_;
    DeviceStore& store_;
    PrinterBook ports_;
    LabelShelf shelf_;
    std::set<LayoutKey> lacking_;  // Layouts that jobs rest for.
    KnownJobs known_;
    std::map<std::int64_t, Unstored> unstored_;  // By job id of the ledger.
    /// Answers that its queue had no room for: at most one for each job that a printer has.
    std::deque<DeviceRequest> untold_;
    std::map<std::string, Line> lines_;  // By the printer's name.
    RunDesk runs_;
    std::uint64_t accounted_news_ = 0;
    std::string accounted_batch_;
    std::optional<LabelPreview> drawer_;  // On the worker once it is open.
    std::optional<DrawnLabel> preview_;
    std::string preview_key_;
    std::int64_t preview_units_ = 0;
    int tests_printed_ = 0;
};

}  // namespace lini
