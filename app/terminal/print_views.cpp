// What the screens see of the printers: their state, and the label that comes next.
#include <fmt/format.h>

#include "app/base/log.h"
#include "app/domain/progress.h"
#include "app/terminal/print_desk.h"
#include "app/terminal/device_setup.h"

namespace lini {
namespace {

constexpr double kMmPerInch = 25.4;

}  // namespace

Resolution printer_resolution(const SitePrinter& printer) {
    // Printers count 8, 12 and 24 dots a millimetre and call them 203, 300 and 600 dpi.
    const int dots = static_cast<int>(printer.dpi / kMmPerInch + 0.5);
    return Resolution{static_cast<double>(dots)};
}

std::optional<LabelJob> PrintDesk::first_to_check() const {
    for (const PrintRun& run : runs_.runs()) {
        const bool here = run.order_no == floor_.open_order && run.batch == floor_.open_batch;
        if (here && run.is_to_be_checked()) return run.first;
    }
    return std::nullopt;
}

void PrintDesk::refresh_preview() {
    const OrderState* order = floor_.order(floor_.open_order);
    const BatchState* batch = order == nullptr ? nullptr : find_batch(*order, floor_.open_batch);
    if (batch == nullptr || config_.printers.empty()) return;
    // A layout that changed shows at once.
    shelf_.find(layout_key(config_.printers.front().label_template,
                           lines_.at(config_.printers.front().name)));
    const std::int64_t carton_no = batch->last_carton_no + 1;
    // Whoever is to scan the first label of a run sees what it should look like.
    const std::optional<LabelJob> first = first_to_check();
    const std::string key = fmt::format("{} {} {} {} {}", floor_.open_batch.str(), carton_no,
                                        preview_units_, first ? first->job_id : 0,
                                        shelf_.changes());
    if (key == preview_key_) return;
    preview_key_ = key;
    LabelJob job;
    job.order_no = order->order_no;
    job.batch = floor_.open_batch;
    job.template_name = config_.printers.front().label_template;
    job.carton_no = carton_no;
    job.serial = Serial(config_.terminal_code + "-0-0000000");
    for (const auto& [serial, label] : order->labels) {
        if (preview_units_ > 0) break;
        if (label.label.batch == job.batch && label.label.carton_no == batch->last_carton_no) {
            job.serial = serial;
            job.carton_no = label.label.carton_no;
        }
    }
    if (first) job = *first;
    const auto label = label_of(job, *order, first ? 0 : preview_units_);
    if (!label) return;  // Asked for again once its layout is read.
    const Resolution resolution = printer_resolution(config_.printers.front());
    const bool queued = worker_.submit(
        [this, label = *label, resolution]() -> Result<DotImage> {
            if (!drawer_) {
                auto opened = LabelPreview::open();
                if (!opened) return pass_on(opened);
                drawer_.emplace(std::move(*opened));
            }
            return drawer_->draw(label, resolution);
        },
        [this, serial = job.serial](const Result<DotImage>& image) {
            if (!image) {
                log::error("label preview: {}", image.error().detail);
                return;
            }
            post_([this, serial, drawn = *image] {
                preview_ = DrawnLabel{drawn.width_dots, drawn.height_dots, drawn.gray, serial};
            });
        });
    if (!queued) preview_key_.clear();
}

void PrintDesk::refresh_account() {
    if (floor_.open_batch.empty()) {
        floor_.label_account.reset();
        accounted_batch_.clear();
        return;
    }
    const std::string key = floor_.open_order.str() + "/" + floor_.open_batch.str();
    if (key == accounted_batch_ && accounted_news_ == floor_.label_news) return;
    const std::uint64_t news = floor_.label_news;
    const bool asked = floor_.account_labels(
        floor_.open_order, floor_.open_batch, [this, key](const Result<LabelAccount>& account) {
            const bool still = key == floor_.open_order.str() + "/" + floor_.open_batch.str();
            if (account && still) floor_.label_account = *account;
        });
    if (!asked) return;
    if (key != accounted_batch_) floor_.label_account.reset();
    accounted_batch_ = key;
    accounted_news_ = news;
}

std::vector<DeviceView> PrintDesk::printers() const {
    std::vector<DeviceView> views;
    for (const SitePrinter& printer : config_.printers) {
        const auto line = lines_.find(printer.name);
        if (line == lines_.end()) continue;
        const Line& now = line->second;
        DeviceView view;
        view.name = shown_name(printer);
        view.id = printer.name;
        view.detail = printer_detail(printer, now.language);
        view.state = device_state(now.condition);
        if (view.state != DeviceState::ready) view.trouble_key = trouble_key(now.condition);
        view.event_key = now.event_key;
        view.event_at_utc_us = now.event_at_utc_us;
        view.enrolled = ports_.is_bound(printer.name);
        if (const UsbIdentity* device = ports_.device(printer.name)) {
            view.identity = identity_view(*device);
            view.detail += " · port " + device->port_path;
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<RunView> PrintDesk::runs() const {
    std::vector<RunView> views;
    for (const PrintRun& run : runs_.runs()) {
        RunView view{run, {}, DeviceState::absent, {}, runs_.missing(run)};
        const SitePrinter* printer = printer_for(config_, run.template_name);
        const auto line = printer == nullptr ? lines_.end() : lines_.find(printer->name);
        if (line != lines_.end()) {
            view.printer = shown_name(*printer);
            view.printer_state = device_state(line->second.condition);
            const bool trouble = view.printer_state == DeviceState::trouble ||
                                 view.printer_state == DeviceState::absent;
            if (trouble) view.trouble_key = trouble_key(line->second.condition);
        }
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace lini
