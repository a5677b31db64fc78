#include "app/screens/late_panel.h"

#include <algorithm>
#include <array>
#include <vector>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::size_t kTimeDigits = 4;
constexpr int kDayMinutes = 24 * 60;
constexpr std::int64_t kMinuteUs = 60'000'000;

constexpr std::array<Reason, 4> kReasons{{{"power_cut", ui::icon::kPowerOff},
                                          {"terminal_down", ui::icon::kSettings},
                                          {"forgotten", ui::icon::kHistory},
                                          {"other", ui::icon::kMoreHoriz}}};

std::string clock_words(const std::string& digits) {
    if (digits.size() < 3) return digits;
    return digits.substr(0, 2) + ":" + digits.substr(2);
}

}  // namespace

std::optional<std::int64_t> last_moment_at(const std::string& digits, const Stamp& now) {
    if (digits.size() != kTimeDigits) return std::nullopt;
    const int hour = (digits[0] - '0') * 10 + digits[1] - '0';
    const int minute = (digits[2] - '0') * 10 + digits[3] - '0';
    const auto local = local_time(now.at_utc_us, now.zone);
    if (hour > 23 || minute > 59 || !local) return std::nullopt;
    const int ago =
        (local->minute_of_day - hour * 60 - minute + kDayMinutes) % kDayMinutes;
    const std::int64_t this_minute = now.at_utc_us - now.at_utc_us % kMinuteUs;
    return this_minute - ago * kMinuteUs;
}

LatePanel::LatePanel() : reason_("late", kReasons) {}

EnterLate LatePanel::wanted(const View& view) const {
    const std::int64_t quantity = typed_number(quantity_);
    EnterLate late;
    late.counted = RecordOutput{view.open_batch, view.step, quantity, Entry::manual, {}};
    if (!reject_.empty()) {
        late.counted =
            RecordReject{view.open_batch, view.step, quantity, reject_, {}, Entry::manual};
    }
    late.happened_utc_us = last_moment_at(time_, view.stamp).value_or(0);
    late.reason = reason_.reason();
    return late;
}

bool LatePanel::draw(const ui::Ui& ui, const Rect& content, const View& view,
                     const OpenBatchFacts& facts, Intents& intents) {
    Rect left = content;
    Rect column = action_column(ui, left);
    draw_left(ui, ui::card(ui, left), view, facts);
    if (part_ != Part::signature) return draw_digits(ui, column, view, facts, intents);
    running_ = running_ || view.signing.has_value();
    if (running_ && !view.signing) return false;  // Signed, or given up by the terminal.
    SigningPanel::Ask ask;
    ask.id = "late.sign";
    ask.label = ui.tr(reject_.empty() ? "late.sign" : "late.sign_reject",
                      {{"count", ui.count(typed_number(quantity_))}});
    ask.scan_words = ui.tr("signing.scan_card_supervisor");
    ask.order = facts.order->order_no;
    ask.action = wanted(view);
    ask.ready = !reason_.reason().empty();
    return !signing_.draw(ui, column, view, ask, intents);
}

bool LatePanel::draw_digits(const ui::Ui& ui, Rect& column, const View& view,
                            const OpenBatchFacts& facts, Intents& intents) {
    const bool at_time = part_ == Part::time;
    std::string& typed = at_time ? time_ : quantity_;
    const bool full = at_time ? last_moment_at(time_, view.stamp).has_value()
                              : typed_number(quantity_) > 0 && !reason_.reason().empty();
    const char* words = at_time ? "late.next" : "late.ask";
    if (primary(ui, column, view,
                {"late.next", ui.tr(words), nullptr, ui::ButtonKind::primary, full})) {
        if (!at_time) {
            intents.push_back(BeginSigning{"late_entry", facts.order->order_no, wanted(view)});
        }
        part_ = at_time ? Part::quantity : Part::signature;
        return true;
    }
    const ui::KeyPress press =
        ui::keypad(ui, ui::cut_keypad(ui, column), {"late.back", ui.tr("common.back")});
    if (press.kind == ui::KeyPress::Kind::corner) {
        if (at_time) return false;
        part_ = Part::time;
        return true;
    }
    // A time begins with a nought in the morning.
    if (at_time && press.kind == ui::KeyPress::Kind::digit) {
        if (time_.size() < kTimeDigits) time_ += press.digit;
    } else {
        press.apply(typed, at_time ? kTimeDigits : kQuantityDigitsMax);
    }
    const std::string shown = at_time              ? clock_words(time_)
                              : quantity_.empty() ? std::string()
                                                   : ui.count(typed_number(quantity_));
    ui::value_field(ui, column.cut_bottom(std::min(column.height(), ui.px(104))), shown,
                    at_time ? ui.tr("late.clock") : ui.tr("common.unit"),
                    at_time ? "00:00" : "0");
    return true;
}

// Good, or rejected for one of the playbook's reasons; one that is to be written down is entered at
// the time or not at all.
void LatePanel::draw_what(const ui::Ui& ui, Rect room, const OpenBatchFacts& facts) {
    std::vector<std::string> codes = {{}};
    std::vector<Choice> list = {{"late.good", ui.tr("late.good"), ui::icon::kCheckCircle}};
    for (const RejectReason& reason : facts.order->order->playbook.reject_reasons) {
        if (reason.code == kOtherReason) continue;
        codes.push_back(reason.code);
        list.push_back({"late.reject." + reason.code, wording(ui, reason.label), nullptr});
    }
    const auto chosen = std::find(codes.begin(), codes.end(), reject_) - codes.begin();
    const int touched = choices(ui, room, list, static_cast<int>(chosen));
    if (touched >= 0) reject_ = codes[static_cast<std::size_t>(touched)];
}

void LatePanel::draw_left(const ui::Ui& ui, Rect room, const View& view,
                          const OpenBatchFacts& facts) {
    heading(ui, room, view.open_batch.str(), ui.tr("late.title"));
    const std::string sentence = ui.tr("late.text");
    const ui::TextStyle style = type::kBody.in(ui::Token::ink2).wrapped().top();
    ui::text(ui, room.cut_top(ui::wrapped_height(ui, sentence, style, room.width()), ui.px(24)),
             sentence, style);
    if (const auto happened = last_moment_at(time_, view.stamp)) {
        small_heading(ui, room, ui.tr("late.happened"));
        ui::text(ui, room.cut_top(ui.px(56), ui.px(18)), day_and_time(view, *happened),
                 type::kSubtitle);
    }
    if (part_ == Part::time) {
        small_heading(ui, room, ui.tr("late.what"));
        draw_what(ui, room, facts);
        return;
    }
    if (!reason_.writing()) small_heading(ui, room, ui.tr("late.reason"));
    reason_.draw_with_way_back(ui, room, ui.tr("late.reason"));
}

}  // namespace lini
