// Which device each printer is, and how it is: swapped and told apart without a restart.
#include <utility>

#include "app/base/log.h"
#include "app/terminal/device_setup.h"
#include "app/terminal/print_desk.h"

namespace lini {

/// Again under the same name: what the old device had not begun comes back and waits for the new.
void PrintDesk::configure(const SitePrinter& printer) {
    auto configured = printer_config(printer, data_folder_);
    if (!configured) return floor_.show_error(configured.error());
    PrinterConfig bound = ports_.bound(std::move(*configured));
    Line& line = lines_[printer.name];
    line.language = language_named(bound.language);
    line.product.clear();
    line.refuses = false;
    tell(std::move(bound));
    read_ahead(line);
}

void PrintDesk::take(const PrinterConditionEvent& event) {
    ports_.take(event);
    log::info("printer {}: {}", event.printer, to_string(event.condition));
    Line* line = line_of(event.printer);
    if (line == nullptr) return;
    line->condition = event.condition;
    line->refuses = false;
    line->event_key = trouble_key(event.condition);
    line->event_at_utc_us = floor_.stamp_now().at_utc_us;
}

/// A test label stands for nothing that is counted, so nothing of it has to be on the disk before
/// it leaves.
void PrintDesk::take_test(const PrinterJobEvent& event) {
    if (!event.job.job_id.starts_with(kTestJob)) return;
    log::info("test label at {}: {} {}", log::printable(event.printer),
              to_string(event.job.state), to_string(event.job.reason));
    if (event.job.state != JobState::sending) return;
    tell(ProceedRequest{event.printer, event.job.job_id});
}

void PrintDesk::answer(const DeviceQuestion& asked, std::optional<std::size_t> choice) {
    if (!may_manage_devices(floor_)) return;
    const std::vector<std::string> changed = ports_.answer(asked, choice);
    for (const std::string& name : changed) {
        log::info("printer {} is another device now", log::printable(name));
        if (const Line* line = line_of(name)) configure(*line->printer);
    }
    store_.store();
}

void PrintDesk::forget_device(const std::string& printer) {
    if (!may_manage_devices(floor_)) return;
    for (const std::string& name : ports_.release(printer)) {
        log::info("printer {}: its device is forgotten", log::printable(name));
        if (const Line* line = line_of(name)) configure(*line->printer);
    }
    store_.store();
}

/// One printer is called by what it is; of several each by the name that the site gave it, since
/// two may be of one model.
std::string PrintDesk::shown_name(const SitePrinter& printer) const {
    const auto line = lines_.find(printer.name);
    const bool alone = config_.printers.size() == 1;
    if (!alone || line == lines_.end() || line->second.product.empty()) return printer.name;
    return line->second.product;
}

}  // namespace lini
