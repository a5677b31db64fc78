// How the screens say things: names, roles, times, refusals and measured values in the user's
// language. Pure; UI thread (it reads the View).
#pragma once

#include <cstdint>
#include <string>

#include "app/screens/view.h"
#include "app/ui/tag.h"
#include "app/ui/ui.h"

namespace lini {

/// The playbook's own text in the language that is on.
std::string wording(const ui::Ui& ui, const Wording& words);

/// The name of a user; the bare id where no name is known (vault destroyed, other site).
std::string person_name(const ui::Ui& ui, const View& view, const UserId& user);
/// "Siti Rahayu · Operator".
std::string person_with_role(const ui::Ui& ui, const Person& person);

/// "13:53" at the site.
std::string time_of_day(const View& view, std::int64_t at_utc_us);
/// "13:53" today, else "21-11 13:53".
std::string day_and_time(const View& view, std::int64_t at_utc_us);
std::string clock_now(const View& view);
/// "12 mnt": how long ago, in the largest unit that is not 0.
std::string age(const ui::Ui& ui, const View& view, std::int64_t since_utc_us);

/// Placeholders from refusal arguments: numbers in the user's writing; users, tests and steps by
/// name.
ui::Args args_of(const ui::Ui& ui, const View& view,
                 const std::vector<std::pair<std::string, RefusalArg>>& args);
std::string refusal_text(const ui::Ui& ui, const View& view, const Refusal& refusal);

/// A measured value with its unit: "5,12 pH", "9,4%".
std::string value_with_unit(const ui::Ui& ui, const Decimal& value, const std::string& unit);
/// `text` and a unit of measure; a percent sign stands without a space.
std::string with_unit(std::string text, const std::string& unit);

/// A measured value, and "4,50–5,50", "≤ 1.000", "≥ 95,0" or what stands for no limits.
std::string value_text(const ui::Ui& ui, const Decimal& value);
std::string limits_text(const ui::Ui& ui, const std::optional<Decimal>& lower,
                        const std::optional<Decimal>& upper);

/// State, word and icon of a batch's status.
struct Said {
    ui::State state = ui::State::neutral;
    std::string word;
    const char* icon = nullptr;

    ui::Tag tag() const { return {state, word, icon}; }
};
Said batch_status(const ui::Ui& ui, BatchStatus status);
Said milestone_tag(const ui::Ui& ui, MilestoneStatus status);
Said label_job_tag(const ui::Ui& ui, LabelJobState state);

/// "Karton 96", "Karton 96 · cetak ulang 1", "Label uji".
std::string label_job_name(const ui::Ui& ui, const LabelJob& job);

/// Why a job is held or doubted, from LabelJob::detail: a device's trouble or an error's code.
std::string job_trouble(const ui::Ui& ui, const std::string& detail);

/// How long to wait: "45 detik", from two minutes on "15 menit", rounded up.
std::string wait_text(const ui::Ui& ui, std::int64_t seconds);

/// What a device is called; one without a name of its own by what it is.
std::string device_name(const ui::Ui& ui, const DeviceView& device);

/// The name of the product in a batch, or of an order's first line.
std::string product_name(const View& view, const ProductCode& product);
std::string order_product(const View& view, const OrderState& order);

/// What a step is called; its code where the playbook does not know it.
std::string step_name(const ui::Ui& ui, const OrderState& order, const StepCode& step);

/// One line of the records list: "+250" and "reject · segel bocor".
struct RecordLine {
    std::string amount;
    std::string what;
};
RecordLine record_line(const ui::Ui& ui, const View& view, const OrderState& order,
                       const Record& record);

}  // namespace lini
