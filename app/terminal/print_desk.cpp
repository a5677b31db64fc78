#include "app/terminal/print_desk.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/base/log.h"
#include "app/domain/progress.h"
#include "app/terminal/device_setup.h"

namespace lini {

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

Result<Label> PrintDesk::label_of(const LabelJob& job, const OrderState& order,
                                  std::int64_t content_units) {
    const auto found = layout(job.template_name);
    if (!found) return pass_on(found);
    const BatchState* batch = find_batch(order, job.batch);
    if (batch == nullptr) return fail("label_batch_unknown", job.batch.str());
    const auto product = floor_.site().products.find(batch->plan.product);
    if (product == floor_.site().products.end()) {
        return fail("label_product_unknown", batch->plan.product.str());
    }
    if (content_units == 0) return build_label(**found, order, product->second, job);
    ProductDefined part = product->second;  // A label that is not issued holds a full carton.
    part.units_per_carton = static_cast<int>(content_units);
    return build_label(**found, order, part, job);
}

void PrintDesk::take(const std::vector<LabelJob>& jobs) {
    for (const LabelJob& job : jobs) {
        const auto known = known_.find(std::to_string(job.job_id));
        const bool waits_here = known != known_.end() && (known->second.at_printer ||
                                                          known->second.state == JobState::queued);
        if (waits_here) continue;  // Told again by a ledger that had stopped.
        known_[std::to_string(job.job_id)] = Known{job, JobState::queued};
        floor_.with_order(
            job.order_no, [this, job](const OrderState& order) { offer(job, order); },
            [this, job](const Error& error) { hold(job, error); });
    }
}

void PrintDesk::offer(const LabelJob& job, const OrderState& order) {
    const std::string job_id = std::to_string(job.job_id);
    if (voided(job)) return forget(known_.find(job_id));
    const auto label = label_of(job, order);
    const auto sent = label ? send(job_id, *label) : pass_on(label);
    if (!sent) return hold(job, sent.error());
    known_[job_id].at_printer = true;
}

// Held where it is seen, and offered again at the next start.
void PrintDesk::hold(const LabelJob& job, const Error& error) {
    known_[std::to_string(job.job_id)] = Known{job, JobState::held};
    store(job.job_id, LabelJobState::held, error.code);
    floor_.show_error(error);
}

Result<void> PrintDesk::send(const std::string& job_id, const Label& label) {
    if (config_.printers.empty()) return fail("no_printer");
    const SitePrinter& printer = config_.printers.front();
    const LabelLanguage* language = language_named(printer.language);
    if (language == nullptr) return fail("printer_language_unknown", printer.language);
    auto bytes = language->encode(label, printer_resolution(printer));
    if (!bytes) return pass_on(bytes);
    if (devices_.request(PrintRequest{printer.name, PrintJob{job_id, std::move(*bytes)}}))
        return {};
    return fail("devices_busy", "job " + job_id);
}

bool PrintDesk::try_store(std::int64_t job_id, LabelJobState state, const std::string& detail) {
    const auto then = [this, job_id, state, detail](const Result<void>& stored) {
        if (!stored) return not_stored(job_id, state, detail, stored.error());
        // The first byte may leave only now that `sending` is on the disk.
        if (state != LabelJobState::sending) return;
        const std::string& printer = config_.printers.front().name;
        if (!devices_.request(ProceedRequest{printer, std::to_string(job_id)})) {
            floor_.show_error({"devices_busy", "proceed " + std::to_string(job_id)});
        }
    };
    return floor_.update_job(job_id, state, detail, then);
}

// A ledger that stopped takes the state once it goes on. A label whose `sending` is not on the disk
// must not leave, and the printer waits for no other answer.
void PrintDesk::not_stored(std::int64_t job_id, LabelJobState state, const std::string& detail,
                           const Error& error) {
    const bool settled = error.code == "job_settled";
    if (!settled) floor_.show_error(error);
    if (state == LabelJobState::sending) {
        const auto known = known_.find(std::to_string(job_id));
        if (known == known_.end()) return;
        const std::string& printer = config_.printers.front().name;
        const bool asked = devices_.request(CancelRequest{printer, known->first});
        known->second.cancelled = settled && asked;
    } else if (error.code != "job_unknown") {
        unstored_.try_emplace(job_id, Unstored{state, detail});
    }
}

void PrintDesk::store(std::int64_t job_id, LabelJobState state, const std::string& detail) {
    const bool waits = unstored_.count(job_id) > 0;
    if (!waits && try_store(job_id, state, detail)) return;
    if (!waits) log::warn("label job {}: the ledger is busy, its state waits", job_id);
    unstored_.insert_or_assign(job_id, Unstored{state, detail});
}

bool PrintDesk::store_again() {
    if (!floor_.status.stopped_by.empty()) return false;
    bool any = false;
    while (!unstored_.empty()) {
        const auto first = unstored_.begin();
        if (!try_store(first->first, first->second.state, first->second.detail)) break;
        unstored_.erase(first);
        any = true;
    }
    return any;
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

void PrintDesk::cancel_voided() {
    std::vector<std::string> never_sent;
    for (auto& [job_id, known] : known_) {
        if (known.cancelled || !voided(known.job)) continue;
        if (!known.at_printer) {
            never_sent.push_back(job_id);
            continue;
        }
        const std::string& printer = config_.printers.front().name;
        known.cancelled = devices_.request(CancelRequest{printer, job_id});
    }
    for (const std::string& job_id : never_sent) forget(known_.find(job_id));
}

void PrintDesk::take(const PrinterJobEvent& event) {
    if (event.job.state == JobState::confirmed) return confirm(event.job.job_id);
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
        case JobState::sending: store(known.job.job_id, LabelJobState::sending, {}); break;
        case JobState::held: store(known.job.job_id, LabelJobState::held, reason); break;
        case JobState::sent: settle(found, LabelJobState::sent, {}); break;
        case JobState::confirmed: break;
        case JobState::uncertain: settle(found, LabelJobState::uncertain, reason); break;
        case JobState::cancelled:
            // Nothing printed. A voided one is done with; any other goes back into the durable
            // queue, which offers it again.
            if (known.cancelled) return forget(found);
            settle(found, LabelJobState::queued, reason);
            break;
        case JobState::refused: refused(found, event.job.reason); break;
    }
}

/// The printer's own count says that it is out. It was forgotten here when it was sent.
void PrintDesk::confirm(const std::string& job_id) {
    std::int64_t id = 0;
    const char* end = job_id.data() + job_id.size();
    const auto [at, error] = std::from_chars(job_id.data(), end, id);
    if (error != std::errc() || at != end) return;  // A test label.
    store(id, LabelJobState::confirmed, {});
}

void PrintDesk::settle(KnownJobs::iterator found, LabelJobState state, const std::string& detail) {
    store(found->second.job.job_id, state, detail);
    forget(found);
}

void PrintDesk::forget(KnownJobs::iterator found) {
    if (found != known_.end()) known_.erase(found);
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
    bool changed = store_again();
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

void PrintDesk::refresh() {
    cancel_voided();
    refresh_preview();
}

bool PrintDesk::under_way() const {
    if (!unstored_.empty()) return true;
    for (const auto& [id, known] : known_) {
        if (known.state == JobState::queued || known.state == JobState::sending) {
            if (may_print(condition_)) return true;
        }
    }
    return false;
}

}  // namespace lini
