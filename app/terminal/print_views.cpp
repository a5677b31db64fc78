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

void PrintDesk::refresh_preview() {
    const OrderState* order = floor_.order(floor_.open_order);
    const BatchState* batch = order == nullptr ? nullptr : find_batch(*order, floor_.open_batch);
    if (batch == nullptr || config_.printers.empty()) return;
    const std::int64_t carton_no = batch->last_carton_no + 1;
    const std::string key =
        fmt::format("{} {} {}", floor_.open_batch.str(), carton_no, preview_units_);
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
    const auto label = label_of(job, *order, preview_units_);
    if (!label) return;
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

std::vector<DeviceView> PrintDesk::printers() const {
    std::vector<DeviceView> views;
    for (const SitePrinter& printer : config_.printers) {
        const bool usb = printer.transport == PrinterTransport::usb;
        DeviceView view;
        view.name = usb && !usb_name_.empty() ? usb_name_ : printer.name;
        view.detail = printer_detail(printer);
        view.state = device_state(condition_);
        if (view.state != DeviceState::ready) view.trouble_key = trouble_key(condition_);
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace lini
