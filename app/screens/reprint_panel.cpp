#include "app/screens/reprint_panel.h"

#include <algorithm>
#include <array>
#include <set>

#include "app/domain/progress.h"
#include "app/screens/parts.h"
#include "app/screens/preview.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::array<Reason, 4> kReasons{{{"damaged", ui::icon::kBrokenImage},
                                          {"unreadable", ui::icon::kQrCodeScanner},
                                          {"lost", ui::icon::kSearch},
                                          {"other", ui::icon::kMoreHoriz}}};

/// Labels that came out, each once, newest first. What is doubted is settled before it is printed
/// again, and what waits will come out by itself.
std::vector<const LabelJob*> printed_labels(const View& view, const BatchNo& only) {
    std::vector<const LabelJob*> jobs;
    std::set<Serial> seen;
    for (const LabelJob& job : view.label_jobs) {
        const bool wanted = !job.serial.empty() && (only.empty() || job.batch == only);
        if (!wanted || !seen.insert(job.serial).second) continue;
        if (job.state == LabelJobState::sent || job.state == LabelJobState::confirmed) {
            jobs.push_back(&job);
        }
    }
    return jobs;
}

const LabelState* label_of(const View& view, const Reprint& reprint) {
    const auto order = view.orders.find(reprint.order_no);
    if (order == view.orders.end()) return nullptr;
    const auto label = order->second->labels.find(reprint.serial);
    return label == order->second->labels.end() ? nullptr : &label->second;
}

void fact(const ui::Ui& ui, Rect& column, const char* what, std::string_view value) {
    ui::text(ui, column.cut_top(ui.px(32)), ui.tr(what), type::kSmall);
    ui::text(ui, column.cut_top(ui.px(38), ui.px(14)), value, type::kStrong.whole());
}

}  // namespace

ReprintPanel::ReprintPanel() : reason_("reprint", kReasons) {}

void ReprintPanel::forget() {
    serial_ = Serial();
    reason_.clear();
    page_ = 0;
}

void ReprintPanel::draw(const ui::Ui& ui, Rect content, const View& view, const BatchNo& only,
                        Intents& intents) {
    if (serial_ != view.reprint->serial) reason_.clear();
    serial_ = view.reprint->serial;
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    const LabelState* label = label_of(view, *view.reprint);
    if (label == nullptr) {
        draw_list(ui, room, view, only, intents);
        primary(ui, column, view, {"reprint.confirm", ui.tr("reprint.choose"), nullptr,
                                   ui::ButtonKind::primary, false});
        if (secondary(ui, column, "reprint.back", ui.tr("common.back"), ui::icon::kArrowBack)) {
            intents.push_back(CancelReprint{});
        }
        empty_room(ui, column, {ui::icon::kQrCodeScanner, ui.tr("reprint.scan_title"),
                                ui.tr("reprint.scan_text")});
        return;
    }
    heading(ui, room, ui.tr("reprint.text"),
            ui.tr("reprint.title", {{"carton", ui.count(label->label.carton_no)}}));
    reason_.draw(ui, room, ui.tr("reject.note_hint"));
    const OrderState& order = *view.orders.at(view.reprint->order_no);
    const ReprintLabel wanted{serial_, reason_.reason()};
    const auto refusal = refusal_in(preview(view, order, wanted));
    const ui::Args copy{{"copy", ui.count(label->copies + 1)}};
    if (primary(ui, column, view, {"reprint.confirm", ui.tr("reprint.confirm", copy),
                                   ui::icon::kPrint, ui::ButtonKind::primary, !refusal})) {
        intents.push_back(Submit{order.order_no, wanted});
        intents.push_back(CancelReprint{});
    }
    if (secondary(ui, column, "reprint.back", ui.tr("common.back"), ui::icon::kArrowBack)) {
        if (reason_.writing()) reason_.clear();
        else intents.push_back(BeginReprint{});
    }
    if (refusal) reason_notice(ui, column, view, *refusal, reason_.chosen());
    const BatchState* batch = find_batch(order, label->label.batch);
    draw_label(ui, column, *label,
               batch == nullptr ? std::string() : product_name(view, batch->plan.product));
}

void ReprintPanel::draw_label(const ui::Ui& ui, Rect& column, const LabelState& label,
                              const std::string& product) const {
    fact(ui, column, "term.batch", label.label.batch.str());
    if (column.height() > ui.px(84 * 4)) {
        ui::text(ui, column.cut_top(ui.px(38), ui.px(14)), product);
    }
    fact(ui, column, "reprint.serial", label.label.serial.str());
    fact(ui, column, "print.content",
         ui.count(label.label.content_units) + " " + ui.tr("common.unit"));
    if (label.copies > 0) {
        fact(ui, column, "reprint.copies", ui.count(label.copies));
    }
}

void ReprintPanel::draw_list(const ui::Ui& ui, Rect room, const View& view, const BatchNo& only,
                             Intents& intents) {
    heading(ui, room, only.empty() ? ui.tr("devices.queue") : only.str(),
            ui.tr("reprint.which"));
    const auto jobs = printed_labels(view, only);
    if (jobs.empty()) {
        ui::text(ui, room, ui.tr("reprint.none"),
                 type::kBody.in(ui::Token::ink2).wrapped().top());
        return;
    }
    const float high = std::max(ui.px(78), ui.scale.mm(ui::kTouchMinMm));
    const int total = static_cast<int>(jobs.size());
    const ui::PageRows rows = ui::page_rows(ui, room, "reprint.list", page_, total, high);
    for (int i = rows.from; i < rows.to; ++i) {
        const LabelJob& job = *jobs[static_cast<std::size_t>(i)];
        const std::string name = label_job_name(ui, job);
        const ui::RowTouch touch = ui::list_row(ui, room.cut_top(high),
                                                "reprint.label." + std::to_string(i), name);
        if (touch.clicked) intents.push_back(BeginReprint{job.order_no, job.serial});
        Rect row = touch.room;
        const Said said = label_job_tag(ui, job.state);
        const ui::Tag tag = said.tag();
        ui::tag(ui, row.cut_right(ui::tag_width(ui, tag), ui.px(12)), tag);
        if (only.empty() && row.width() > ui.px(620)) {
            ui::text(ui, row.cut_right(row.width() * 0.4F, ui.px(12)), job.batch.str(),
                     type::kBody.in(ui::Token::ink2).whole());
        }
        ui::text(ui, row, name, type::kBody.whole());
    }
}

}  // namespace lini
