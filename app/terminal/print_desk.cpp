#include "app/terminal/print_desk.h"

#include <utility>

#include <fmt/format.h>

#include "app/base/log.h"
#include "app/domain/progress.h"
#include "app/terminal/printer_setup.h"

namespace lini {
namespace {

constexpr double kMmPerInch = 25.4;

Resolution resolution_of(const SitePrinter& printer) {
    // Printers count 8, 12 and 24 dots a millimetre and call them 203, 300 and 600 dpi.
    const int dots = static_cast<int>(printer.dpi / kMmPerInch + 0.5);
    return Resolution{static_cast<double>(dots)};
}

std::string trouble_key(PortCondition condition) {
    return "device." + std::string(to_string(condition));
}

DeviceState state_of(PortCondition condition) {
    switch (condition) {
        case PortCondition::ready: return DeviceState::ready;
        case PortCondition::unknown: return DeviceState::waiting;
        case PortCondition::out_of_paper:
        case PortCondition::head_open:
        case PortCondition::fault:
        case PortCondition::no_access:
        case PortCondition::busy: return DeviceState::trouble;
        case PortCondition::unplugged: return DeviceState::absent;
    }
    return DeviceState::absent;
}

}  // namespace

PrintDesk::PrintDesk(Floor& floor, Devices& devices, Worker& worker, const SiteConfig& config,
                     std::filesystem::path assets, Floor::Post post)
    : floor_(floor),
      devices_(devices),
      worker_(worker),
      config_(config),
      assets_(std::move(assets)),
      post_(std::move(post)) {}

void PrintDesk::start(const std::filesystem::path& data_folder) {
    for (const SitePrinter& printer : config_.printers) {
        auto configured = printer_config(printer, data_folder);
        if (!configured) {
            floor_.show_error(configured.error());
        } else if (!devices_.request(std::move(*configured))) {
            floor_.show_error({"devices_busy", "printer " + printer.name});
        }
    }
}

Result<const LabelTemplate*> PrintDesk::layout(const std::string& name) {
    auto found = layouts_.find(name);
    if (found == layouts_.end()) {
        auto loaded = load_template(assets_ / "labels" / (name + ".toml"));
        if (!loaded) return pass_on(loaded);
        found = layouts_.emplace(name, std::move(*loaded)).first;
    }
    return &found->second;
}

Result<Label> PrintDesk::label_of(const LabelJob& job, const OrderState& order) {
    const auto found = layout(job.template_name);
    if (!found) return pass_on(found);
    const BatchState* batch = find_batch(order, job.batch);
    if (batch == nullptr) return fail("label_batch_unknown", job.batch.str());
    const auto product = floor_.site().products.find(batch->plan.product);
    if (product == floor_.site().products.end()) {
        return fail("label_product_unknown", batch->plan.product.str());
    }
    return build_label(**found, order, product->second, job);
}

void PrintDesk::take(const std::vector<LabelJob>& jobs) {
    for (const LabelJob& job : jobs) {
        known_[std::to_string(job.job_id)] = Known{job, JobState::queued};
        floor_.with_order(
            job.order_no, [this, job](const OrderState& order) { offer(job, order); },
            [this, job](const Error& error) { hold(job, error); });
    }
}

void PrintDesk::offer(const LabelJob& job, const OrderState& order) {
    const auto label = label_of(job, order);
    const auto sent = label ? send(std::to_string(job.job_id), *label) : pass_on(label);
    if (!sent) hold(job, sent.error());
}

// Held where it is seen, and offered again at the next start.
void PrintDesk::hold(const LabelJob& job, const Error& error) {
    Known& known = known_[std::to_string(job.job_id)];
    known = Known{job, JobState::held};
    store(known, LabelJobState::held, error.code);
    floor_.show_error(error);
}

Result<void> PrintDesk::send(const std::string& job_id, const Label& label) {
    if (config_.printers.empty()) return fail("no_printer");
    const SitePrinter& printer = config_.printers.front();
    const LabelLanguage* language = language_named(printer.language);
    if (language == nullptr) return fail("printer_language_unknown", printer.language);
    auto bytes = language->encode(label, resolution_of(printer));
    if (!bytes) return pass_on(bytes);
    if (devices_.request(PrintRequest{printer.name, PrintJob{job_id, std::move(*bytes)}}))
        return {};
    return fail("devices_busy", "job " + job_id);
}

void PrintDesk::store(Known& known, LabelJobState state, const std::string& detail) {
    const std::string job_id = std::to_string(known.job.job_id);
    const bool sent = floor_.update_job(
        known.job.job_id, state, detail, [this, job_id, state](const Result<void>& stored) {
            if (!stored) return floor_.show_error(stored.error());
            // The first byte may leave only now that `sending` is on the disk.
            if (state != LabelJobState::sending) return;
            const std::string& printer = config_.printers.front().name;
            if (!devices_.request(ProceedRequest{printer, job_id})) {
                floor_.show_error({"devices_busy", "proceed " + job_id});
            }
        });
    if (!sent) log::error("label job {}: state not stored, ledger busy", job_id);
}

void PrintDesk::take(const PrinterJobEvent& event) {
    const auto found = known_.find(event.job.job_id);
    if (found == known_.end()) return;  // A test label.
    Known& known = found->second;
    known.state = event.job.state;
    const std::string reason(to_string(event.job.reason));
    if (event.job.state != JobState::queued && event.job.state != JobState::sending) {
        log::info("label {} {}: {} {}", known.job.serial.str(), to_string(event.job.state), reason,
                  event.job.detail);
    }
    switch (event.job.state) {
        case JobState::queued: break;
        case JobState::sending: store(known, LabelJobState::sending, {}); break;
        case JobState::held: store(known, LabelJobState::held, reason); break;
        case JobState::sent: settle(found, LabelJobState::sent, {}); break;
        case JobState::uncertain: settle(found, LabelJobState::uncertain, reason); break;
        // Nothing printed: back into the durable queue, which offers it again.
        case JobState::cancelled: settle(found, LabelJobState::queued, reason); break;
        case JobState::refused: refused(found, event.job.reason); break;
    }
}

void PrintDesk::settle(KnownJobs::iterator found, LabelJobState state, const std::string& detail) {
    store(found->second, state, detail);
    known_.erase(found);
    if (turned_away_.empty()) return;
    // A place came free at the printer.
    const LabelJob next = turned_away_.front();
    turned_away_.pop_front();
    take({next});
}

void PrintDesk::refused(KnownJobs::iterator found, JobReason reason) {
    if (reason == JobReason::queue_full) {
        turned_away_.push_back(found->second.job);
        known_.erase(found);
        return;
    }
    // The printer has had this job, or never can: only a person knows what lies on the floor.
    const bool had_it = reason == JobReason::duplicate_id;
    settle(found, had_it ? LabelJobState::uncertain : LabelJobState::held,
           std::string(to_string(reason)));
}

bool PrintDesk::take_events() {
    bool changed = false;
    while (auto event = devices_.next_event()) {
        changed = true;
        if (const auto* job = std::get_if<PrinterJobEvent>(&*event)) {
            take(*job);
        } else if (const auto* condition = std::get_if<PrinterConditionEvent>(&*event)) {
            condition_ = condition->condition;
            log::info("printer {}: {}", condition->printer, to_string(condition->condition));
        } else if (const auto* appeared = std::get_if<UsbPrinterAppeared>(&*event)) {
            usb_name_ = appeared->identity.product;
            log::info("usb printer {}", log::printable(usb_name_));
        } else if (const auto* failed = std::get_if<RequestFailed>(&*event)) {
            floor_.show_error(failed->error);
        }
    }
    return changed;
}

void PrintDesk::print_test_label() {
    if (config_.printers.empty()) return floor_.show_error({"no_printer", "test label"});
    const auto found = layout("device_test");
    if (!found) return floor_.show_error(found.error());
    LabelData data;
    data.printer = config_.printers.front().name;
    const auto label = fill(**found, data);
    if (!label) return floor_.show_error(label.error());
    const auto sent =
        send(fmt::format("test-{}-{}", floor_.stamp_now().at_utc_us, ++tests_printed_), *label);
    if (!sent) floor_.show_error(sent.error());
}

void PrintDesk::refresh_preview() {
    const OrderState* order = floor_.order(floor_.open_order);
    const BatchState* batch = order == nullptr ? nullptr : find_batch(*order, floor_.open_batch);
    if (batch == nullptr || config_.printers.empty()) return;
    const std::int64_t carton_no = batch->last_carton_no + 1;
    const std::string key = fmt::format("{} {}", floor_.open_batch.str(), carton_no);
    if (key == preview_key_) return;
    preview_key_ = key;
    LabelJob job;
    job.order_no = order->order_no;
    job.batch = floor_.open_batch;
    job.template_name = config_.printers.front().label_template;
    job.carton_no = carton_no;
    job.serial = Serial(config_.terminal_code + "-0-0000000");
    for (const auto& [serial, label] : order->labels) {
        if (label.label.batch == job.batch && label.label.carton_no == batch->last_carton_no) {
            job.serial = serial;
            job.carton_no = label.label.carton_no;
        }
    }
    const auto label = label_of(job, *order);
    if (!label) return;
    const Resolution resolution = resolution_of(config_.printers.front());
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
        view.state = state_of(condition_);
        if (view.state != DeviceState::ready) view.trouble_key = trouble_key(condition_);
        views.push_back(std::move(view));
    }
    return views;
}

bool PrintDesk::under_way() const {
    for (const auto& [id, known] : known_) {
        if (known.state == JobState::queued || known.state == JobState::sending) {
            if (may_print(condition_)) return true;
        }
    }
    return false;
}

}  // namespace lini
