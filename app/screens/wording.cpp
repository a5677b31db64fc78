#include "app/screens/wording.h"

#include "app/domain/progress.h"
#include "app/screens/phrase_words.h"
#include "app/ui/icons.h"

namespace lini {
namespace {

ui::Moment shown_time(const LocalTime& time) {
    return {static_cast<int>(time.date.year()), static_cast<int>(unsigned(time.date.month())),
            static_cast<int>(unsigned(time.date.day())), time.minute_of_day / 60,
            time.minute_of_day % 60};
}

/// What the open batch's product calls this test; its code where another batch is meant.
std::string test_called(const ui::Ui& ui, const View& view, const std::string& code) {
    const OrderState* order = view.order();
    const BatchState* batch = order == nullptr ? nullptr : find_batch(*order, view.open_batch);
    if (batch == nullptr) return code;
    const auto product = view.site.products.find(batch->plan.product);
    if (product == view.site.products.end()) return code;
    for (const TestLimit& limit : product->second.tests) {
        if (limit.code == code) return wording(ui, limit.label);
    }
    return code;
}

bool names_a_user(std::string_view name) {
    return name == "user" || name == "signer" || name == "actor" || name == "by";
}

}  // namespace

std::string wording(const ui::Ui& ui, const Wording& words) {
    return wording(ui.locale, words);
}

std::string person_name(const ui::Ui& ui, const View& view, const UserId& user) {
    if (!view.guest_client.empty()) return ui.tr("guest.somebody");
    if (user == kSystemActor) return ui.tr("common.system");
    const auto found = view.names.find(user);
    return found == view.names.end() ? user.str() : found->second;
}

std::string person_with_role(const ui::Ui& ui, const Person& person) {
    if (person.roles.empty()) return person.name;
    const std::string role = ui.tr("role." + std::string(role_name(person.roles.front())));
    return ui.tr("bar.person", {{"name", person.name}, {"role", role}});
}

std::string time_of_day(const View& view, std::int64_t at_utc_us) {
    const auto local = local_time(at_utc_us, view.zone);
    return local ? ui::clock_text(shown_time(*local)) : std::string("–");
}

std::string day_and_time(const View& view, std::int64_t at_utc_us) {
    const auto local = local_time(at_utc_us, view.zone);
    if (!local) return "–";
    const bool today = local->date == view.now.date;
    return today ? ui::clock_text(shown_time(*local)) : ui::day_time_text(shown_time(*local));
}

std::string clock_now(const View& view) { return ui::clock_text(shown_time(view.now)); }

std::string age(const ui::Ui& ui, const View& view, std::int64_t since_utc_us) {
    constexpr std::int64_t kMinuteUs = 60'000'000;
    const std::int64_t minutes =
        std::max<std::int64_t>(0, view.stamp.at_utc_us - since_utc_us) / kMinuteUs;
    if (minutes >= 48 * 60) {
        return ui.tr("common.days_ago", {{"count", ui.count(minutes / (24 * 60))}});
    }
    if (minutes >= 60) return ui.tr("common.hours_ago", {{"count", ui.count(minutes / 60)}});
    return ui.tr("common.minutes_ago", {{"count", ui.count(minutes)}});
}

namespace {

/// A code by the name that people know it by.
std::string named(const ui::Ui& ui, const View& view, std::string_view what,
                  const std::string& code) {
    if (names_a_user(what)) return person_name(ui, view, UserId(code));
    if (what == "test") return test_called(ui, view, code);
    const OrderState* order = view.order();
    if (what == "step" && order != nullptr) return step_name(ui, *order, StepCode(code));
    return code;
}

}  // namespace
std::string wait_text(const ui::Ui& ui, std::int64_t seconds) {
    if (seconds < 120) return ui.tr("common.seconds", {{"count", ui.count(seconds)}});
    return ui.tr("common.minutes", {{"count", ui.count((seconds + 59) / 60)}});
}

std::string job_trouble(const ui::Ui& ui, const std::string& detail) {
    if (detail.empty()) return {};
    if (ui.locale.has("device." + detail)) return ui.tr("device." + detail);
    return ui.tr(ui.locale.has("error." + detail) ? "error." + detail : "device.unknown");
}

std::string label_job_name(const ui::Ui& ui, const LabelJob& job) {
    if (job.serial.empty()) return ui.tr("devices.job_test");
    const ui::Args args{{"carton", ui.count(job.carton_no)}, {"copy", ui.count(job.copy)}};
    return ui.tr(job.copy > 0 ? "devices.job_copy" : "devices.job", args);
}

ui::Args args_of(const ui::Ui& ui, const View& view,
                 const std::vector<std::pair<std::string, RefusalArg>>& args) {
    ui::Args out;
    for (const auto& [name, value] : args) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            const bool moment = name.ends_with("at_utc_us");
            out.push_back({name, moment ? day_and_time(view, *number) : ui.count(*number)});
        } else if (const auto* phrases = std::get_if<Phrases>(&value)) {
            out.push_back({name, phrases_words(ui.locale, *phrases)});
        } else {
            out.push_back({name, named(ui, view, name, std::get<std::string>(value))});
        }
    }
    return out;
}

std::string refusal_text(const ui::Ui& ui, const View& view, const Refusal& refusal) {
    return ui.tr("refusal." + refusal.key, args_of(ui, view, refusal.args));
}

std::string value_text(const ui::Ui& ui, const Decimal& value) {
    return ui.decimal(value.scaled, value.decimals);
}

std::string with_unit(std::string text, const std::string& unit) {
    if (unit.empty()) return text;
    return std::move(text) + (unit == "%" ? "" : " ") + unit;
}

std::string value_with_unit(const ui::Ui& ui, const Decimal& value, const std::string& unit) {
    return with_unit(value_text(ui, value), unit);
}

std::string limits_text(const ui::Ui& ui, const std::optional<Decimal>& lower,
                        const std::optional<Decimal>& upper) {
    if (lower && upper) {
        return ui.tr("qc.between",
                     {{"lower", value_text(ui, *lower)}, {"upper", value_text(ui, *upper)}});
    }
    if (lower) return ui.tr("qc.at_least", {{"lower", value_text(ui, *lower)}});
    if (upper) return ui.tr("qc.at_most", {{"upper", value_text(ui, *upper)}});
    return ui.tr("qc.no_limits");
}

Said batch_status(const ui::Ui& ui, BatchStatus status) {
    switch (status) {
        case BatchStatus::in_process:
            return {ui::State::neutral, ui.tr("status.in_process"), ui::icon::kPlayArrow};
        case BatchStatus::quarantine:
            return {ui::State::hold, ui.tr("status.quarantine"), ui::icon::kHourglassEmpty};
        case BatchStatus::released:
            return {ui::State::good, ui.tr("status.released"), ui::icon::kCheck};
        case BatchStatus::rejected:
            return {ui::State::bad, ui.tr("status.rejected"), ui::icon::kClose};
        case BatchStatus::on_hold:
            return {ui::State::hold, ui.tr("status.on_hold"), ui::icon::kLock};
    }
    return {};
}

Said milestone_tag(const ui::Ui& ui, MilestoneStatus status) {
    const std::string word = ui.tr("milestone.tag." + std::string(milestone_status_name(status)));
    switch (status) {
        case MilestoneStatus::not_reached: return {ui::State::neutral, word, ui::icon::kPlayArrow};
        case MilestoneStatus::awaiting_signature: return {ui::State::hold, word, ui::icon::kDraw};
        case MilestoneStatus::alarm: return {ui::State::bad, word, ui::icon::kPriorityHigh};
        case MilestoneStatus::signed_: return {ui::State::info, word, ui::icon::kDraw};
        case MilestoneStatus::awaiting_evidence:
            return {ui::State::hold, word, ui::icon::kHourglassEmpty};
        case MilestoneStatus::lapsed: return {ui::State::bad, word, ui::icon::kReplay};
        case MilestoneStatus::charged: return {ui::State::info, word, ui::icon::kReceiptLong};
        case MilestoneStatus::sent: return {ui::State::info, word, ui::icon::kCloudUpload};
        case MilestoneStatus::accepted: return {ui::State::good, word, ui::icon::kCheck};
        case MilestoneStatus::refused: return {ui::State::bad, word, ui::icon::kClose};
        case MilestoneStatus::needs_review: return {ui::State::bad, word, ui::icon::kWarning};
    }
    return {};
}

Said label_job_tag(const ui::Ui& ui, LabelJobState state) {
    const std::string word = ui.tr("job." + std::string(label_job_state_name(state)));
    switch (state) {
        case LabelJobState::queued:
        case LabelJobState::sending: return {ui::State::info, word, ui::icon::kHourglassEmpty};
        case LabelJobState::sent:
        case LabelJobState::confirmed: return {ui::State::good, word, ui::icon::kCheck};
        case LabelJobState::held: return {ui::State::hold, word, ui::icon::kPauseCircle};
        case LabelJobState::uncertain: return {ui::State::bad, word, ui::icon::kHelp};
        case LabelJobState::voided: return {ui::State::neutral, word, ui::icon::kBlock};
    }
    return {};
}

std::string device_name(const ui::Ui& ui, const DeviceView& device) {
    const std::string key = "device.name." + device.name;
    return ui.locale.has(key) ? ui.tr(key) : device.name;
}

std::string product_name(const View& view, const ProductCode& product) {
    return product_name(view.site, product);
}

std::string order_product(const View& view, const OrderState& order) {
    if (!order.order || order.order->lines.empty()) return {};
    return product_name(view, order.order->lines.front().product);
}

std::string step_name(const ui::Ui& ui, const OrderState& order, const StepCode& step) {
    const Step* found = find_step(order, step);
    return found == nullptr ? step.str() : wording(ui, found->label);
}

}  // namespace lini
