#include "app/terminal/terminal.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <utility>

#include "app/base/check.h"
#include "app/base/log.h"
#include "app/base/stop_signal.h"
#include "app/identity/digest.h"
#include "app/import/playbook_file.h"
#include "app/screens/fault_screen.h"
#include "app/terminal/keyboard.h"
#include "imgui.h"

namespace lini {
namespace {

constexpr double kLongestWaitS = 1.0;
constexpr std::int64_t kAnswerWaitUs = 30'000;  // Two frames: longer than that, the screen says so.

WedgeConfig wedge_config_of(const SiteScanner& scanner) {
    WedgeConfig config;
    config.device = kWedgeDevice;
    config.prefix = scanner.prefix;
    config.suffix = scanner.suffix == "tab" ? WedgeSuffix::tab : WedgeSuffix::enter;
    return config;
}

// What the playbooks call the step of this terminal; its code where none knows it.
Wording label_of_step(const Playbooks& books, const StepCode& step) {
    for (const auto& [name, book] : books) {
        for (const Step& each : book.playbook.steps) {
            if (each.code == step) return each.label;
        }
    }
    return {step.str(), step.str()};
}

// Those of all playbooks, each code once: the maker is measured over all its contracts.
std::vector<Kpi> kpis_of(const Playbooks& books) {
    std::vector<Kpi> kpis;
    for (const auto& [name, book] : books) {
        for (const Kpi& kpi : book.playbook.kpis) {
            const bool known = std::any_of(kpis.begin(), kpis.end(), [&](const Kpi& each) {
                return each.code == kpi.code;
            });
            if (!known) kpis.push_back(kpi);
        }
    }
    return kpis;
}

}  // namespace

Terminal::Terminal(TerminalSetup options)
    : options_(std::move(options)),
      clock_(*options_.clock),
      wedge_config_(wedge_config_of(options_.config.scanner)),
      wedge_(wedge_config_, clock_),
      inbox_(kInboxMax,
             [this] {
                 if (window_) window_->wake();
             }),
      dark_(options_.config.theme == Theme::dark),
      language_(options_.config.language == "en" ? ui::Language::en : ui::Language::id),
      sound_(options_.sound),
      post_([this](std::function<void()> then) {
          static_cast<void>(inbox_.push(std::move(then)));
      }),
      floor_(options_.config, clock_, post_),
      record_desk_(floor_, sound_, options_.config) {}

Terminal::~Terminal() {
    // Nobody may wait for the inbox while the threads behind it end.
    inbox_.close();
    if (bill_desk_) bill_desk_->stop();
    if (devices_) devices_->stop();
    // A label that arrived while stopping is stored as sent, and not doubted at the next start.
    if (print_desk_ && ledger_) print_desk_->take_events();
    worker_.reset();
    if (ledger_) ledger_->stop();
    item_probe_.reset();
}

Result<std::unique_ptr<Terminal>> Terminal::open(TerminalSetup options) {
    CHECK(options.clock != nullptr);
    std::unique_ptr<Terminal> terminal(new Terminal(std::move(options)));
    if (const auto opened = terminal->open_window(); !opened) return pass_on(opened);
    if (const auto parts = terminal->open_parts(); !parts) {
        log::error("start: {}: {}", parts.error().code, log::printable(parts.error().detail));
        terminal->fault_ = parts.error();
    } else {
        terminal->connect();
    }
    return terminal;
}

Result<void> Terminal::open_window() {
    auto window = Window::open(options_.window, this);
    if (!window) return pass_on(window);
    window_ = std::move(*window);
    const auto fonts = ui::Fonts::load();
    if (!fonts) return pass_on(fonts);
    fonts_ = *fonts;
    auto indonesian = ui::Locale::load(LINI_LOCALE_DIR, ui::Language::id);
    if (!indonesian) return pass_on(indonesian);
    indonesian_.emplace(std::move(*indonesian));
    auto english = ui::Locale::load(LINI_LOCALE_DIR, ui::Language::en);
    if (!english) return pass_on(english);
    english_.emplace(std::move(*english));
    item_probe_ = std::make_unique<ui::ItemProbe>();
    return {};
}

Result<void> Terminal::open_parts() {
    const auto playbooks_of = [](const std::string& folder) {
        return std::filesystem::path(folder) / "playbooks";
    };
    const auto books = read_playbooks(playbooks_of(options_.assets_folder), &sha256_hex,
                                      playbooks_of(options_.data_folder));
    step_label_ = label_of_step(books ? *books : Playbooks{}, options_.config.step);
    if (books) kpis_ = kpis_of(*books);
    auto pepper = open_pepper(options_.data_folder, system_random);
    if (!pepper) return pass_on(pepper);
    pepper_ = std::move(*pepper);
    auto ledger = Ledger::open(options_.ledger);
    if (!ledger) return pass_on(ledger);
    const auto last_seen = (*ledger)->credentials().last_seen_utc_us();
    if (!last_seen) return pass_on(last_seen);
    floor_.start_time((*ledger)->latest_at_utc_us());

    worker_ = std::make_unique<Worker>();
    sign_desk_ = std::make_unique<SignDesk>(floor_, record_desk_, *worker_, clock_, pepper_, post_);
    sign_desk_->start_time(*last_seen);
    scan_desk_ = std::make_unique<ScanDesk>(floor_, *sign_desk_, record_desk_, pepper_);
    devices_ = std::make_unique<Devices>(
        machine_, DevicesOptions{options_.usb, !options_.usb, options_.video},
        [this] { window_->wake(); });
    device_store_ =
        std::make_unique<DeviceStore>(floor_, *worker_, options_.data_folder, post_);
    scanner_desk_ = std::make_unique<ScannerDesk>(floor_, *scan_desk_, *devices_, *device_store_,
                                                  options_.config, options_.data_folder);
    camera_desk_ = std::make_unique<CameraDesk>(*devices_, options_.config);
    print_desk_ = std::make_unique<PrintDesk>(floor_, record_desk_, *devices_, *worker_,
                                              *device_store_, options_.config,
                                              options_.assets_folder, post_);
    scan_desk_->set_first_label_check([this](const Serial& serial, const std::string& data) {
        return print_desk_->check_first_label(serial, data);
    });
    bill_desk_ = std::make_unique<BillDesk>(floor_, options_.config, clock_, options_.data_folder,
                                            post_);
    ledger_ = std::make_unique<LedgerThread>(std::move(*ledger), clock_, [this](LedgerMessage m) {
        static_cast<void>(inbox_.push(std::move(m)));
    });
    return {};
}

void Terminal::connect() {
    floor_.connect(*ledger_);
    devices_->start();
    print_desk_->start(options_.data_folder);
    scanner_desk_->start();
}

void Terminal::set_agent(Agent* agent) { agent_ = agent; }

Result<DeviceViews> Terminal::devices_shown() {
    constexpr std::chrono::seconds kTurnMax{5};
    const auto answer = std::make_shared<std::promise<DeviceViews>>();
    auto shown = answer->get_future();
    post_([this, answer] {
        answer->set_value({scanner_desk_->scanners(), print_desk_->printers()});
    });
    if (shown.wait_for(kTurnMax) != std::future_status::ready) return fail("peer_silent");
    return shown.get();
}

int Terminal::run() {
    while (!stopping_ && !window_->close_requested() && !stop_signalled()) turn(kLongestWaitS);
    if (stop_signalled()) log::info("stopped by a signal");
    return fault_ ? 1 : 0;
}

void Terminal::turn(double longest_wait_s) {
    if (const double wait = wait_s(longest_wait_s); wait > 0) {
        window_->wait_events(wait);
    } else {
        window_->poll_events();
    }
    if (drain()) change();
    if (floor_.expire()) change();
    if (minute_passed()) change();
    if ((changed_ || window_->wants_frame()) && wait_s(longest_wait_s) <= 0) draw();
    if (agent_ != nullptr && agent_->poll(*this)) change();
}

void Terminal::change() {
    if (!changed_) draw_by_us_ = machine_.monotonic_us() + kAnswerWaitUs;
    changed_ = true;
}

// Nothing where a frame is due now. The ledger answers sooner than a frame is drawn, so a frame
// begun at once would only keep the one that shows the answer waiting.
double Terminal::wait_s(double longest_wait_s) const {
    if (!changed_ && !window_->wants_frame()) {
        return floor_.seconds_to_next_change(longest_wait_s);
    }
    if (!floor_.waiting()) return 0;
    return static_cast<double>(draw_by_us_ - machine_.monotonic_us()) / 1e6;
}

bool Terminal::drain() {
    bool any = false;
    // Bounded, so that a burst of messages cannot keep a frame from being drawn.
    for (std::size_t i = 0; i < kInboxMax; ++i) {
        auto item = inbox_.try_pop();
        if (!item) break;
        take(std::move(*item));
        any = true;
    }
    if (scanner_desk_ && scanner_desk_->take_scans()) any = true;
    if (camera_desk_ && camera_desk_->take_pictures()) any = true;
    if (print_desk_ && print_desk_->take_events()) any = true;
    if (bill_desk_ && bill_desk_->settle()) any = true;
    if (print_desk_ && any) print_desk_->refresh();
    return any;
}

void Terminal::take(Inbox item) {
    if (auto* then = std::get_if<std::function<void()>>(&item)) return (*then)();
    auto& message = std::get<LedgerMessage>(item);
    if (const auto* jobs = std::get_if<JobsToPrint>(&message)) {
        print_desk_->take(jobs->jobs);
    } else if (const auto* due = std::get_if<DeliveriesDue>(&message)) {
        bill_desk_->take(due->deliveries);
    } else {
        floor_.take(std::move(message));
    }
}

bool Terminal::minute_passed() {
    const auto local = local_time(clock_.now_utc_us(), options_.config.zone);
    if (!local || local->minute_of_day == shown_minute_) return false;
    shown_minute_ = local->minute_of_day;
    return true;
}

void Terminal::draw() {
    changed_ = false;
    window_->begin_frame();
    const ui::Theme& theme = dark_ ? ui::dark_theme() : ui::light_theme();
    const ImU32 ground = theme.colour(ui::Token::ground);
    if (agent_ != nullptr) {
        draw_probe_.begin_frame(window_->width_px(), window_->height_px(), ground);
        item_probe_->begin_frame();
    }
    const ui::Ui ui{theme, fonts_,
                    language_ == ui::Language::en ? *english_ : *indonesian_,
                    ui::Scale::of(window_->width_px(), window_->height_px(), window_->dpi()),
                    agent_ != nullptr ? &draw_probe_ : nullptr};
    Intents intents;
    if (fault_) {
        draw_fault(ui, fault_->code, FaultRetry::none);
    } else if (!floor_.status.stopped_by.empty()) {
        const bool running = floor_.resuming();
        const FaultRetry retry = running ? FaultRetry::running : FaultRetry::possible;
        if (draw_fault(ui, floor_.status.stopped_by, retry)) floor_.resume();
    } else {
        camera_desk_->watch(floor_.room == Room::scan);
        screens_.draw(ui, view(), intents);
    }
    if (agent_ != nullptr) {
        draw_probe_.end_frame();
        item_probe_->end_frame();
    }
    window_->end_frame(ground);
    ++frames_;
    wedge_.text_input_wanted(ImGui::GetIO().WantTextInput);
    obey(intents);
    wipe_pins(intents);
}

/// A scanner's first: without one nothing else can be answered by scanning.
std::optional<DeviceQuestion> Terminal::device_question() const {
    auto question = scanner_desk_->question();
    return question ? question : print_desk_->question();
}

View Terminal::view() const {
    const Stamp stamp = floor_.stamp_now();
    const Guest* guest = floor_.guest ? &*floor_.guest : nullptr;
    return View{
        .line_name = options_.config.line_name,
        .step = options_.config.step,
        .step_label = step_label_,
        .session = floor_.session,
        .names = guest != nullptr ? guest->names : floor_.names,
        .now = local_time(stamp.at_utc_us, stamp.zone).value_or(LocalTime{}),
        .zone = options_.config.zone,
        .stamp = stamp,
        .money_visible = floor_.session_may(Right::see_money),
        .site = floor_.site(),
        .orders = guest != nullptr ? guest->orders : floor_.orders,
        .summaries = guest != nullptr ? guest->summaries : floor_.summaries,
        .label_jobs = guest != nullptr ? guest->label_jobs : floor_.label_jobs,
        .deliveries = guest != nullptr ? guest->deliveries : floor_.deliveries,
        .ledger = floor_.status,
        .last_delivery_at_utc_us = floor_.last_delivery_at_utc_us,
        .room = floor_.room,
        .open_order = floor_.open_order,
        .open_batch = floor_.open_batch,
        .open_entry = floor_.open_entry,
        .signing = floor_.signing,
        .answer = floor_.answer,
        .over_carton = floor_.over_carton,
        .reprint = floor_.reprint,
        .busy = floor_.recording > 0,
        .scanners = scanner_desk_->scanners(),
        .printers = print_desk_->printers(),
        .last_scan = floor_.last_scan,
        .enrolment = scanner_desk_->enrolment(),
        .question = device_question(),
        .camera = camera_desk_->view(),
        .preview = print_desk_->preview(),
        .runs = print_desk_->runs(),
        .label_account = floor_.label_account,
        .refused_imports = floor_.refused_imports,
        .kpis = &kpis_,
        .kpi_rows = &floor_.kpi_rows,
        .guest_client = guest != nullptr ? guest->client : std::string(),
    };
}

}  // namespace lini
