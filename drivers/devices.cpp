#include "drivers/devices.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <utility>

#include "app/base/check.h"
#include "drivers/transport/usb_bulk.h"
#include "drivers/usb/printer_choice.h"
#include "drivers/usb/printer_list.h"

namespace lini {
namespace {

constexpr int kBusyTickMs = 50;   // Time-outs and the virtual printer's control file.
constexpr int kIdleTickMs = 500;  // Nothing waits but plugging.
constexpr std::int64_t kStopGraceUs = 2'000'000;

}  // namespace

/// What lives on the devices thread only, but for wake() and stop_wanted.
class Devices::Loop {
public:
    Loop(const Clock& clock, const DevicesOptions& options, CameraPreview& preview,
         BoundedQueue<DeviceRequest>& requests, BoundedQueue<DeviceEvent>& events,
         BoundedQueue<ScannerEvent>& scans)
        : clock_(clock),
          requests_(requests),
          events_(events),
          scans_(scans),
          wake_fd_(::eventfd(0, kFdFlags)),
          scanners_(clock, options.usb, options.played, {options.video, &preview}) {
        CHECK(wake_fd_ >= 0);
        if (options.usb) list_ = std::make_unique<PrinterList>();
    }
    ~Loop() { ::close(wake_fd_); }

    void wake() const {
        const std::uint64_t one = 1;
        // A full counter wakes just as well, so the answer does not matter.
        if (::write(wake_fd_, &one, sizeof one) < 0) return;
    }

    void run() {
        scanners_.give_back_orphans();
        while (!stopped()) {
            deliver();
            if (waiting_.empty()) turn();
            scan();
            deliver();
            wait();
        }
        scanners_.close();
        for (auto& [name, printer] : printers_) stop(name, printer);
        deliver();
        printers_.clear();
    }

    std::atomic<bool> stop_wanted = false;

private:
    static constexpr int kFdFlags = EFD_NONBLOCK | EFD_CLOEXEC;

    struct Printer {
        PrinterConfig config;
        std::unique_ptr<PrintWorker> worker;  // None while it is not known what it speaks.
        std::unique_ptr<UsbBulkPort> unknown;  // Its port until then.
        UsbBulkPort* usb = nullptr;            // The same, or the worker's port.
        FilePort* file = nullptr;  // The worker's port, if it is the virtual printer.
        std::string told_identity;
        std::optional<PortCondition> told;
        UsbChoice choice;
    };

    /// A label that is on its way gets a moment, so that stopping leaves no needless doubt.
    bool stopped() {
        if (!stop_wanted) return false;
        const std::int64_t now_us = clock_.monotonic_us();
        if (stop_seen_us_ == 0) stop_seen_us_ = now_us;
        const bool printing = std::any_of(printers_.begin(), printers_.end(), [](const auto& one) {
            return one.second.worker && one.second.worker->printing();
        });
        return !printing || now_us - stop_seen_us_ > kStopGraceUs;
    }

    void turn() {
        const std::int64_t now_us = clock_.monotonic_us();
        if (!stop_wanted) take_requests();
        if (list_) {
            for (PrinterListChange& change : list_->poll(now_us)) tell(std::move(change));
        }
        for (auto& [name, printer] : printers_) {
            if (printer.worker) printer.worker->poll(now_us);
            if (printer.unknown) printer.unknown->poll(now_us);
            if (printer.usb != nullptr) identify(name, printer);
            if (printer.usb != nullptr) tell_choice(name, printer);
            collect(name, printer);
        }
    }

    /// A printer that was opened, for the first time or in the place of another one.
    void identify(const std::string& name, Printer& printer) {
        if (!printer.usb->is_identified()) return;
        const UsbIdentity identity = printer.usb->identity();
        if (stable_name(identity) == printer.told_identity) return;
        const bool chosen = printer.config.language != kAutoLanguage;
        const LabelLanguage* language =
            chosen ? language_named(printer.config.language) : language_for(identity);
        printer.told_identity = stable_name(identity);
        if (language == nullptr) {
            stop(name, printer);
            wait_for_usb(printer);
            printer.told_identity = stable_name(identity);
            refuse(name, {}, "printer_language_unknown", identity.product);
            return;
        }
        if (printer.worker && &printer.worker->language() != language) {
            stop(name, printer);
            wait_for_usb(printer);
            return;
        }
        if (!printer.worker) {
            printer.worker = std::make_unique<PrintWorker>(
                *language, std::move(printer.unknown), PrintWorkerFaults{},
                printer.config.ask_status);
        }
        waiting_.push_back(PrinterIdentified{name, identity, std::string(language->name)});
    }

    std::unique_ptr<UsbBulkPort> usb_port(const PrinterConfig& config) {
        return std::make_unique<UsbBulkPort>([this, name = config.name](const UsbIdentity& usb) {
            std::vector<UsbClaim> others;
            for (const auto& [other, printer] : printers_) {
                if (other == name || printer.usb == nullptr) continue;
                const UsbIdentity& held = printer.usb->identity();
                others.push_back({std::get<UsbMatch>(printer.config.where),
                                  printer.usb->is_open() ? held.port_path : std::string()});
            }
            Printer& mine = printers_.at(name);
            return mine.choice.is_the_one(std::get<UsbMatch>(mine.config.where), others, usb,
                                          clock_.monotonic_us());
        });
    }

    void tell_choice(const std::string& name, Printer& printer) {
        auto news = printer.choice.news(printer.usb->is_open(), clock_.monotonic_us());
        if (news) waiting_.push_back(PrinterChoice{name, *std::move(news)});
    }

    void wait_for_usb(Printer& printer) {
        printer.unknown = usb_port(printer.config);
        printer.usb = printer.unknown.get();
        printer.told_identity.clear();
    }

    /// Its jobs end; the owner offers them again.
    void stop(const std::string& name, Printer& printer) {
        if (!printer.worker) return;
        printer.worker->stop();
        collect(name, printer);
        printer.worker.reset();
        printer.usb = nullptr;
    }

    void scan() {
        while (!waiting_scans_.empty() && scans_.try_push(waiting_scans_.front())) {
            waiting_scans_.pop_front();
        }
        if (!waiting_scans_.empty()) return;
        scanners_.poll(clock_.monotonic_us());
        while (std::optional<ScannerEvent> event = scanners_.next()) {
            if (!scans_.try_push(*event)) waiting_scans_.push_back(*std::move(event));
        }
    }

    void tell(PrinterListChange change) {
        if (change.appeared) {
            waiting_.push_back(UsbPrinterAppeared{std::move(change.identity)});
        } else {
            waiting_.push_back(UsbPrinterGone{stable_name(change.identity)});
        }
    }

    /// As many as there are events' places, so that what they cause can be told.
    void take_requests() {
        for (std::size_t i = 0; i < kRequestsMax; ++i) {
            std::optional<DeviceRequest> request = requests_.try_pop();
            if (!request) return;
            std::visit([this](auto& one) { take(one); }, *request);
        }
    }

    void take(PrinterConfig& config) {
        const LabelLanguage* language = language_named(config.language);
        const bool usb = std::holds_alternative<UsbMatch>(config.where);
        if (language == nullptr && !(usb && config.language == kAutoLanguage)) {
            refuse(config.name, {}, "printer_language_unknown", config.language);
            return;
        }
        remove(config.name);
        Printer printer;
        printer.config = config;
        if (language == nullptr) {
            wait_for_usb(printer);
        } else if (usb) {
            auto port = usb_port(config);
            printer.usb = port.get();
            printer.worker = std::make_unique<PrintWorker>(
                *language, std::move(port), PrintWorkerFaults{}, config.ask_status);
        } else if (const auto* folder = std::get_if<std::string>(&config.where)) {
            auto port = std::make_unique<FilePort>(*folder, std::string(language->name));
            printer.file = port.get();
            printer.worker = std::make_unique<PrintWorker>(*language, std::move(port));
        } else {
            printer.worker = std::make_unique<PrintWorker>(
                *language, port_to(config.where), PrintWorkerFaults{}, config.ask_status);
        }
        printers_[config.name] = std::move(printer);
    }

    static std::unique_ptr<PrinterPort> port_to(const decltype(PrinterConfig::where)& where) {
        if (const auto* address = std::get_if<TcpAddress>(&where)) return make_tcp_port(*address);
        return make_fifo_port(std::get<StreamFile>(where).path);
    }

    void take(RemovePrinter& request) { remove(request.name); }
    void take(ScannerConfig& config) { scanners_.configure(std::move(config)); }
    void take(RemoveScanner& request) { scanners_.remove(request.name); }
    void take(BeginTrial&) { scanners_.begin_trial(); }
    void take(EndTrial&) { scanners_.end_trial(); }
    void take(PlugRequest& request) {
        if (scanners_.played() != nullptr) scanners_.played()->plug(std::move(request.device));
    }
    void take(UnplugRequest& request) {
        if (scanners_.played() != nullptr) scanners_.played()->unplug(request.port);
    }
    void take(SendRequest& request) {
        if (scanners_.played() != nullptr) scanners_.played()->send(request.port, request.bytes);
    }

    void take(PrintRequest& request) {
        Printer* printer = find(request.printer, request.job.job_id, true);
        if (printer != nullptr) printer->worker->submit(std::move(request.job));
    }

    void take(ProceedRequest& request) {
        Printer* printer = find(request.printer, request.job_id);
        if (printer != nullptr) printer->worker->proceed(request.job_id);
    }

    void take(CancelRequest& request) {
        Printer* printer = find(request.printer, request.job_id);
        if (printer != nullptr) printer->worker->cancel(request.job_id);
    }

    void take(FilePortRequest& request) {
        Printer* printer = find(request.printer, {});
        if (printer == nullptr) return;
        if (printer->file == nullptr) {
            refuse(request.printer, {}, "printer_not_virtual", {});
        } else {
            printer->file->set_state(request.state);
        }
    }

    Printer* find(const std::string& name, const std::string& job_id, bool to_print = false) {
        const auto found = printers_.find(name);
        if (found != printers_.end() && found->second.worker) return &found->second;
        const bool known = found != printers_.end();
        refuse(name, job_id, known ? "printer_language_unknown" : "printer_unknown", name,
               to_print);
        return nullptr;
    }

    void refuse(const std::string& printer, const std::string& job_id, std::string code,
                std::string detail, bool not_taken = false) {
        waiting_.push_back(
            RequestFailed{printer, job_id, {std::move(code), std::move(detail)}, not_taken});
    }

    void remove(const std::string& name) {
        const auto found = printers_.find(name);
        if (found == printers_.end()) return;
        stop(name, found->second);
        printers_.erase(found);
    }

    void collect(const std::string& name, Printer& printer) {
        while (printer.worker) {
            std::optional<JobEvent> event = printer.worker->next_event();
            if (!event) break;
            waiting_.push_back(PrinterJobEvent{name, *std::move(event)});
        }
        const PortCondition condition =
            printer.worker ? printer.worker->condition() : printer.unknown->condition();
        if (printer.told == condition) return;
        printer.told = condition;
        waiting_.push_back(PrinterConditionEvent{name, condition});
    }

    void deliver() {
        while (!waiting_.empty() && events_.try_push(waiting_.front())) waiting_.pop_front();
    }

    void wait() {
        std::vector<pollfd> fds{{wake_fd_, POLLIN, 0}};
        bool busy = !waiting_.empty() || stop_wanted;
        for (const auto& [name, printer] : printers_) {
            if (printer.unknown) printer.unknown->add_poll_fds(fds);
            if (!printer.worker) continue;
            printer.worker->port().add_poll_fds(fds);
            busy = busy || printer.worker->jobs() > 0;
        }
        if (list_) list_->add_poll_fds(fds);
        if (waiting_scans_.empty()) scanners_.add_poll_fds(fds);
        ::poll(fds.data(), fds.size(), busy ? kBusyTickMs : kIdleTickMs);
        std::uint64_t count = 0;
        if (::read(wake_fd_, &count, sizeof count) < 0) return;  // Nobody called: a time-out.
    }

    const Clock& clock_;
    BoundedQueue<DeviceRequest>& requests_;
    BoundedQueue<DeviceEvent>& events_;
    BoundedQueue<ScannerEvent>& scans_;
    const int wake_fd_;
    Scanners scanners_;
    std::unique_ptr<PrinterList> list_;
    std::map<std::string, Printer> printers_;
    std::deque<DeviceEvent> waiting_;         // Events that found no place yet; printing pauses.
    std::deque<ScannerEvent> waiting_scans_;  // The same for scans; scanners are not read.
    std::int64_t stop_seen_us_ = 0;
};

Devices::Devices(const Clock& clock, DevicesOptions options, std::function<void()> wake)
    : requests_(kRequestsMax, [this] { loop_->wake(); }),
      events_(kEventsMax, wake),
      scans_(kEventsMax, wake),
      preview_(wake),
      loop_(std::make_unique<Loop>(clock, options, preview_, requests_, events_, scans_)) {}

Devices::~Devices() { stop(); }

void Devices::start() {
    CHECK(!thread_.joinable());
    thread_ = std::thread([this] { loop_->run(); });
}

void Devices::stop() {
    requests_.close();
    loop_->stop_wanted = true;
    loop_->wake();
    if (thread_.joinable()) thread_.join();
}

bool Devices::request(DeviceRequest request) { return requests_.try_push(request); }

std::optional<DeviceEvent> Devices::next_event() {
    std::optional<DeviceEvent> event = events_.try_pop();
    if (event && events_.size() + 1 == kEventsMax) loop_->wake();  // There is room again.
    return event;
}

std::optional<ScannerEvent> Devices::next_scan() {
    std::optional<ScannerEvent> event = scans_.try_pop();
    if (event && scans_.size() + 1 == kEventsMax) loop_->wake();
    return event;
}

}  // namespace lini
