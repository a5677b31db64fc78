#include "app/screens/devices_screen.h"

#include <algorithm>
#include <array>

#include "app/screens/device_tiles.h"
#include "app/screens/label_picture.h"
#include "app/screens/parts.h"
#include "app/screens/preview.h"
#include "app/screens/scanner_panel.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::array<Reason, 3> kReasons{{{"not_printed", ui::icon::kPrintDisabled},
                                          {"damaged", ui::icon::kBrokenImage},
                                          {"lost", ui::icon::kSearch}}};

/// Doubts first, then what waits, then the rest as it came: newest first.
std::vector<const LabelJob*> sorted_jobs(const View& view) {
    std::vector<const LabelJob*> jobs;
    for (const LabelJob& job : view.label_jobs) jobs.push_back(&job);
    const auto rank = [](const LabelJob* job) {
        if (job->state == LabelJobState::uncertain) return 0;
        return job->state == LabelJobState::held ? 1 : 2;
    };
    std::stable_sort(jobs.begin(), jobs.end(), [&](const LabelJob* a, const LabelJob* b) {
        return rank(a) < rank(b);
    });
    return jobs;
}

/// Only a person can settle a doubt, or take back what has not left yet.
bool can_be_settled(LabelJobState state) {
    return state == LabelJobState::uncertain || state == LabelJobState::held ||
           state == LabelJobState::queued;
}

const LabelJob* find_job(const View& view, std::int64_t job_id) {
    for (const LabelJob& job : view.label_jobs) {
        if (job.job_id == job_id && can_be_settled(job.state)) return &job;
    }
    return nullptr;
}

}  // namespace

DevicesScreen::DevicesScreen() : reason_("void", kReasons) {}

void DevicesScreen::forget() {
    settled_.reset();
    reason_.clear();
    reprint_.forget();
    scanner_.clear();
    printer_.clear();
    asking_ = false;
}

bool DevicesScreen::draw_question(const ui::Ui& ui, const Rect& content, const View& view,
                                  Intents& intents) {
    if (view.enrolment) {
        draw_enrolment(ui, content, view, intents);
        return true;
    }
    asking_ = asking_ && view.question;
    if (asking_) {
        if (draw_device_question(ui, content, view, intents)) asking_ = false;
        return true;
    }
    for (const DeviceView& printer : view.printers) {
        if (printer_.empty() || printer.id != printer_) continue;
        if (draw_printer(ui, content, view, printer, intents)) printer_.clear();
        return true;
    }
    printer_.clear();
    for (const DeviceView& scanner : view.scanners) {
        if (scanner_.empty() || scanner.id != scanner_) continue;
        if (draw_scanner(ui, content, view, scanner, intents)) scanner_.clear();
        return true;
    }
    scanner_.clear();  // Forgotten meanwhile.
    return false;
}

void DevicesScreen::draw_scanner_card(const ui::Ui& ui, Rect room, const View& view,
                                      Intents& intents) {
    if (view.session && secondary(ui, room, "devices.enrol", ui.tr("devices.enrol"))) {
        intents.push_back(BeginEnrolment{});
    }
    if (draw_question_tile(ui, room, view)) asking_ = true;
    const int touched = draw_scanners(ui, room, view, scanner_page_);
    if (touched >= 0) scanner_ = view.scanners[static_cast<std::size_t>(touched)].id;
    if (room.height() >= ui.px(220)) draw_last_scan(ui, room, view);
}

void DevicesScreen::draw(const ui::Ui& ui, const Rect& content, const View& view,
                         Intents& intents) {
    if (view.reprint) return reprint_.draw(ui, content, view, {}, intents);
    if (draw_question(ui, content, view, intents)) return;
    if (settled_) {
        if (const LabelJob* job = find_job(view, *settled_)) {
            draw_doubt(ui, content, view, *job, intents);
            return;
        }
        settled_.reset();  // Scanned meanwhile, or printed.
    }
    Rect left = content;
    const Rect column = action_column(ui, left, 500);
    draw_preview(ui, column, view, intents);
    const float gap = ui.px(24);
    draw_scanner_card(ui, ui::card(ui, left.column(0, 2, gap)), view, intents);
    Rect printers = ui::card(ui, left.column(1, 2, gap));
    const int touched = draw_printers(ui, printers, view);
    if (touched >= 0) printer_ = view.printers[static_cast<std::size_t>(touched)].id;
    draw_queue(ui, printers, view);
}

void DevicesScreen::draw_queue(const ui::Ui& ui, Rect room, const View& view) {
    small_heading(ui, room, ui.tr("devices.queue"));
    const auto jobs = sorted_jobs(view);
    if (jobs.empty()) {
        ui::text(ui, room, ui.tr("devices.queue_none"),
                 type::kBody.in(ui::Token::ink2).wrapped().top());
        return;
    }
    const float high = std::max(ui.px(78), ui.scale.mm(ui::kTouchMinMm));
    const int total = static_cast<int>(jobs.size());
    const ui::PageRows rows = ui::page_rows(ui, room, "devices.queue", page_, total, high);
    for (int i = rows.from; i < rows.to; ++i) {
        const LabelJob& job = *jobs[static_cast<std::size_t>(i)];
        const Rect place = room.cut_top(high);
        const std::string name = label_job_name(ui, job);
        Rect row;
        if (can_be_settled(job.state)) {
            const std::string id = "job." + std::to_string(job.job_id);
            const ui::RowTouch touch = ui::list_row(ui, place, id, name);
            if (touch.clicked) settle(job);
            row = touch.room;
        } else {
            row = ui::list_row(ui, place);
        }
        ui::Tag tag;
        const Said said = label_job_tag(ui, job.state);
        tag = said.tag();
        if (row.width() < ui.px(360)) tag.icon = nullptr;
        ui::tag(ui, row.cut_right(ui::tag_width(ui, tag), ui.px(12)), tag);
        ui::text(ui, row, name, type::kBody.whole());
    }
}

void DevicesScreen::draw_preview(const ui::Ui& ui, Rect column, const View& view,
                                 Intents& intents) {
    const auto jobs = sorted_jobs(view);
    const LabelJob* doubt =
        !jobs.empty() && jobs.front()->state == LabelJobState::uncertain ? jobs.front() : nullptr;
    // What waits for a person is the primary; otherwise the label that proves the printer.
    if (doubt != nullptr) {
        if (primary(ui, column, view, {"devices.verify", ui.tr("devices.verify"), nullptr})) {
            settle(*doubt);
        }
        if (secondary(ui, column, "devices.print_test", ui.tr("devices.print_test"))) {
            intents.push_back(PrintTestLabel{});
        }
    } else if (primary(ui, column, view,
                       {"devices.print_test", ui.tr("devices.print_test"), nullptr})) {
        intents.push_back(PrintTestLabel{});
    }
    if (view.session && secondary(ui, column, "devices.reprint", ui.tr("reprint.begin"))) {
        intents.push_back(BeginReprint{});
    }
    small_heading(ui, column, ui.tr("devices.preview"));
    label_picture(ui, column, view.preview);
}

void DevicesScreen::settle(const LabelJob& job) {
    settled_ = job.job_id;
    reason_.clear();
}

void DevicesScreen::draw_doubt(const ui::Ui& ui, Rect content, const View& view,
                               const LabelJob& job, Intents& intents) {
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    const bool doubt = job.state == LabelJobState::uncertain;
    const std::string why = job_trouble(ui, job.detail);
    const ui::Args carton{{"carton", ui.count(job.carton_no)}};
    heading(ui, room, ui.tr(doubt ? "devices.resolve_text" : "devices.waits_text"),
            ui.tr(doubt ? "devices.resolve_title" : "devices.waits_title", carton));
    if (doubt) {
        Rect scan = room.cut_top(ui.px(100), ui.px(20));
        notice(ui, scan, ui::State::info, ui.tr("devices.resolve_scan"));
    }
    const std::string absent = ui.tr(doubt ? "devices.resolve_absent" : "devices.waits_void");
    const float high = ui::wrapped_height(ui, absent, type::kBody.wrapped(), room.width());
    ui::text(ui, room.cut_top(high, ui.px(20)), absent, type::kBody.wrapped().top());
    reason_.draw(ui, room, {});

    const auto order = view.orders.find(job.order_no);
    const VoidLabel wanted{job.serial, reason_.reason()};
    std::optional<Refusal> refusal;
    if (order != view.orders.end()) {
        refusal = refusal_in(preview(view, *order->second, wanted));
    }
    const bool ready = reason_.chosen() && view.session && !refusal;
    const std::string words = ui.tr(doubt ? "devices.absent_confirm" : "devices.void_confirm");
    if (primary(ui, column, view,
                {"devices.absent", words, nullptr, ui::ButtonKind::primary, ready})) {
        intents.push_back(Submit{job.order_no, wanted});
        settled_.reset();
    }
    if (secondary(ui, column, "devices.back", ui.tr("common.back"))) settled_.reset();
    if (refusal && (reason_.chosen() || !view.session)) {
        notice(ui, column, ui::State::hold, refusal_text(ui, view, *refusal));
    } else if (!why.empty()) {
        notice(ui, column, ui::State::hold, why);
    }
    small_heading(ui, column, ui.tr("devices.preview"));
    const bool same = view.preview != nullptr && view.preview->serial == job.serial;
    if (same) {
        label_picture(ui, column, view.preview);
    } else {
        empty_room(ui, column, {ui::icon::kQrCodeScanner, job.serial.str(), job.batch.str()});
    }
}

}  // namespace lini
