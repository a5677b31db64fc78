#include "app/terminal/print_desk.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/base/log.h"
#include "app/domain/progress.h"
#include "app/terminal/device_setup.h"

namespace lini {

PrintDesk::PrintDesk(Floor& floor, RecordDesk& record_desk, Devices& devices, Worker& worker,
                     DeviceStore& store, const SiteConfig& config, std::filesystem::path assets,
                     Floor::Post post)
    : floor_(floor),
      devices_(devices),
      worker_(worker),
      config_(config),
      post_(std::move(post)),
      store_(store),
      ports_(config, store.bindings()),
      shelf_(assets / "labels", worker, post_,
             [this](const Error& error) { floor_.show_error(error); }),
      runs_(
          floor, record_desk, [this](const LabelJob& job) { return label_here(job); },
          [this] { pump_all(); }) {}

void PrintDesk::start(const std::filesystem::path& data_folder) {
    data_folder_ = data_folder;
    for (const SitePrinter& printer : config_.printers) {
        lines_[printer.name].printer = &printer;
        configure(printer);
    }
}

PrintDesk::Line* PrintDesk::line_of(const std::string& printer) {
    const auto found = lines_.find(printer);
    return found == lines_.end() ? nullptr : &found->second;
}

void PrintDesk::take(const std::vector<LabelJob>& jobs) {
    runs_.refresh();
    for (const LabelJob& job : jobs) {
        const std::string job_id = std::to_string(job.job_id);
        const auto known = known_.find(job_id);
        // Told again by a ledger that had stopped, or that took it back from a printer.
        if (known != known_.end() && known->second.place != Place::resting) continue;
        const SitePrinter* printer = printer_for(config_, job.template_name);
        if (printer == nullptr) {
            hold(job, {"no_printer", "label job " + job_id});
            continue;
        }
        known_[job_id] = Known{job, printer->name, JobState::queued, Place::waiting, false};
        lines_[printer->name].waiting.insert(job.job_id);
    }
    pump_all();
}

void PrintDesk::pump_all() {
    for (auto& [name, line] : lines_) pump(line);
}

/// Gives a printer what it may have now. Offering may end at once and come back here.
void PrintDesk::pump(Line& line) {
    const bool able = line.language != nullptr && !line.refuses;
    if (!able || !floor_.status.stopped_by.empty()) return;
    std::vector<LabelJob> chosen;
    for (auto id = line.waiting.begin(); id != line.waiting.end() && line.handed < kHandedMax;) {
        Known& known = known_.at(std::to_string(*id));
        if (!runs_.may_print(known.job)) {
            ++id;
            continue;
        }
        id = line.waiting.erase(id);
        known.place = Place::offering;
        ++line.handed;
        chosen.push_back(known.job);
    }
    for (const LabelJob& job : chosen) lay_out(job);
}

void PrintDesk::offer(const LabelJob& job, const OrderState& order) {
    const auto found = known_.find(std::to_string(job.job_id));
    if (found == known_.end()) return;
    if (voided(job)) return forget(found);
    if (!runs_.may_print(job)) return leave(found->second, Place::waiting);
    const Line& line = lines_.at(found->second.printer);
    const auto label = label_of(job, order);
    const auto sent = label ? send(line, found->first, *label) : pass_on(label);
    if (!sent) return hold(job, sent.error());
    found->second.place = Place::at_printer;
    found->second.asked_back = false;
}

/// It is with its printer no longer, or not yet again.
void PrintDesk::leave(Known& known, Place place) {
    Line* line = line_of(known.printer);
    const bool handed = known.place == Place::offering || known.place == Place::at_printer;
    if (line != nullptr && handed) --line->handed;
    known.place = place;
    if (line != nullptr && place == Place::waiting) line->waiting.insert(known.job.job_id);
    if (line != nullptr && place != Place::waiting) line->waiting.erase(known.job.job_id);
}

// Held where it is seen, and offered again at the next start.
void PrintDesk::hold(const LabelJob& job, const Error& error) {
    Known& known = known_[std::to_string(job.job_id)];
    known.job = job;
    known.state = JobState::held;
    leave(known, Place::resting);
    store(job.job_id, LabelJobState::held, error.code);
    floor_.show_error(error);
    if (Line* line = line_of(known.printer)) pump(*line);
}

Result<void> PrintDesk::send(const Line& line, const std::string& job_id, const Label& label) {
    if (line.language == nullptr) return fail("printer_language_unknown", line.printer->name);
    auto bytes = line.language->encode(label, printer_resolution(*line.printer));
    if (!bytes) return pass_on(bytes);
    if (devices_.request(PrintRequest{line.printer->name, PrintJob{job_id, std::move(*bytes)}}))
        return {};
    return fail("devices_busy", "job " + job_id);
}

bool PrintDesk::voided(const LabelJob& job) const {
    const OrderState* order = floor_.order(job.order_no);
    if (order == nullptr) {
        // The order was let go: the list of jobs still tells.
        return std::any_of(floor_.label_jobs.begin(), floor_.label_jobs.end(),
                           [&](const LabelJob& known) {
                               return known.job_id == job.job_id &&
                                      known.state == LabelJobState::voided;
                           });
    }
    const auto label = order->labels.find(job.serial);
    return label != order->labels.end() && label->second.status == LabelStatus::voided;
}

void PrintDesk::ask_back(KnownJobs::iterator found) {
    found->second.asked_back = true;
    tell(CancelRequest{found->second.printer, found->first});
}

void PrintDesk::cancel_voided() {
    std::vector<std::string> never_sent;
    for (auto known = known_.begin(); known != known_.end(); ++known) {
        if (known->second.asked_back || !voided(known->second.job)) continue;
        if (known->second.place == Place::at_printer) {
            ask_back(known);
        } else if (known->second.place != Place::offering) {
            never_sent.push_back(known->first);
        }
    }
    for (const std::string& job_id : never_sent) forget(known_.find(job_id));
}

void PrintDesk::pause_run(std::int64_t run_id) {
    runs_.pause(run_id);
    // What the printer has not begun comes back.
    for (auto known = known_.begin(); known != known_.end(); ++known) {
        const bool begun = known->second.state == JobState::sending;
        const bool its = known->second.place == Place::at_printer && !begun &&
                         !runs_.may_print(known->second.job);
        if (its && !known->second.asked_back) ask_back(known);
    }
}

void PrintDesk::cancel_run(std::int64_t run_id) {
    std::vector<Serial> waiting;
    for (const PrintRun& run : runs_.runs()) {
        if (run.run_id != run_id) continue;
        for (const auto& [job_id, known] : known_) {
            const bool begun = known.state == JobState::sending;
            if (run.holds(known.job.job_id) && !begun) waiting.push_back(known.job.serial);
        }
    }
    runs_.cancel(run_id, std::move(waiting));
}

void PrintDesk::reject_first_label(std::int64_t run_id, const std::string& reason) {
    runs_.reject_first(run_id, reason);
}

void PrintDesk::take(const PrinterJobEvent& event) {
    const auto found = known_.find(event.job.job_id);
    if (event.job.state == JobState::confirmed || found == known_.end()) return take_later(event);
    Known& known = found->second;
    known.state = event.job.state;
    const std::string reason(to_string(event.job.reason));
    if (event.job.state != JobState::queued && event.job.state != JobState::sending) {
        log::info("label {} {}: {} {}", known.job.serial.str(), to_string(event.job.state), reason,
                  event.job.detail);
    }
    switch (event.job.state) {
        case JobState::queued: break;
        case JobState::sending: store(known.job.job_id, LabelJobState::sending, {}); break;
        case JobState::held: store(known.job.job_id, LabelJobState::held, reason); break;
        case JobState::sent: settle(found, LabelJobState::sent, {}); break;
        case JobState::confirmed: break;
        case JobState::uncertain: settle(found, LabelJobState::uncertain, reason); break;
        case JobState::cancelled:
            take_back(found, reason);
            break;
        case JobState::refused: refused(found, event.job.reason); break;
    }
}

/// Nothing printed. A voided one is done with; any other waits in its line again.
void PrintDesk::take_back(KnownJobs::iterator found, const std::string& reason) {
    if (voided(found->second.job)) return forget(found);
    Known& known = found->second;
    known.state = JobState::queued;
    known.asked_back = false;
    leave(known, Place::waiting);
    store(known.job.job_id, LabelJobState::queued, reason);
    pump(lines_.at(known.printer));
}

void PrintDesk::forget(KnownJobs::iterator found) {
    if (found == known_.end()) return;
    leave(found->second, Place::resting);
    const std::string printer = found->second.printer;
    known_.erase(found);
    // A place came free at the printer.
    if (Line* line = line_of(printer)) pump(*line);
}

void PrintDesk::take(const PrinterIdentified& event) {
    Line* line = line_of(event.printer);
    if (line == nullptr) return;
    ports_.take(event);
    line->product = event.identity.product;
    line->language = language_named(event.language);
    line->refuses = false;
    log::info("printer {}: {}, {}", event.printer, log::printable(line->product), event.language);
    read_ahead(*line);
    pump(*line);
}

void PrintDesk::take(const DeviceEvent& event) {
    if (const auto* job = std::get_if<PrinterJobEvent>(&event)) {
        take(*job);
    } else if (const auto* condition = std::get_if<PrinterConditionEvent>(&event)) {
        take(*condition);
    } else if (const auto* identified = std::get_if<PrinterIdentified>(&event)) {
        take(*identified);
    } else if (const auto* appeared = std::get_if<UsbPrinterAppeared>(&event)) {
        log::info("usb printer {}", log::printable(appeared->identity.product));
        ports_.take(*appeared);
    } else if (const auto* gone = std::get_if<UsbPrinterGone>(&event)) {
        ports_.take(*gone);
    } else if (const auto* choice = std::get_if<PrinterChoice>(&event)) {
        ports_.take(*choice);
    } else if (const auto* failed = std::get_if<RequestFailed>(&event)) {
        take(*failed);
    }
}

// A printer that is something else now takes no jobs until it is known what it speaks; what it was
// offered meanwhile waits in its line again.
void PrintDesk::take(const RequestFailed& event) {
    Line* line = line_of(event.printer);
    if (line != nullptr && event.error.code == "printer_language_unknown") line->language = nullptr;
    const auto known = known_.find(event.job_id);
    if (event.not_taken && line != nullptr) line->refuses = true;
    if (event.not_taken && known != known_.end()) leave(known->second, Place::waiting);
    floor_.show_error(event.error);
}

// The devices thread takes it as soon as it has room.
void PrintDesk::tell(DeviceRequest request) {
    if (untold_.empty() && devices_.request(request)) return;
    untold_.push_back(std::move(request));
}

bool PrintDesk::tell_again() {
    bool any = false;
    while (!untold_.empty() && devices_.request(untold_.front())) {
        untold_.pop_front();
        any = true;
    }
    return any;
}

bool PrintDesk::take_events() {
    bool changed = store_again();
    changed = tell_again() || changed;
    while (auto event = devices_.next_event()) {
        changed = true;
        take(*event);
    }
    return changed;
}

void PrintDesk::refresh() {
    runs_.refresh();
    offer_mended();
    pump_all();
    cancel_voided();
    refresh_preview();
    refresh_account();
}

bool PrintDesk::under_way() const {
    if (!unstored_.empty()) return true;
    for (const auto& [id, known] : known_) {
        const bool moves = known.state == JobState::queued || known.state == JobState::sending;
        const auto line = lines_.find(known.printer);
        if (!moves || line == lines_.end() || !may_print(line->second.condition)) continue;
        if (known.place == Place::at_printer || known.place == Place::offering) return true;
        const bool goes = known.place == Place::waiting && line->second.language != nullptr &&
                          !line->second.refuses;
        if (goes && runs_.may_print(known.job)) return true;
    }
    return false;
}

}  // namespace lini
