#include "app/screens/qc_screen.h"

#include <algorithm>

#include "app/domain/gates.h"
#include "app/domain/progress.h"
#include "app/screens/measured.h"
#include "app/screens/parts.h"
#include "app/screens/reverse_panel.h"
#include "app/screens/status_panel.h"
#include "app/screens/wording.h"
#include "app/ui/chart.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
namespace type = ui::type;

constexpr std::size_t kLastMax = 20;
constexpr std::size_t kValueDigitsMax = 9;

std::size_t valid_results(const OpenBatchFacts& facts) {
    std::size_t count = 0;
    for (const TestLimit& test : facts.product->tests) {
        if (valid_test(*facts.batch, test.code) != nullptr) ++count;
    }
    return count;
}

ui::Tag verdict_tag(const ui::Ui& ui, Verdict verdict, std::string& word, bool whole) {
    const bool meets = verdict == Verdict::meets;
    word = whole ? ui.tr(meets ? "qc.meets" : "qc.fails")
                 : ui.tr(meets ? "term.meets" : "term.fails");
    return {meets ? ui::State::good : ui::State::bad, word,
            meets ? ui::icon::kCheck : ui::icon::kPriorityHigh};
}

std::optional<Verdict> verdict_in(const Decision& decision) {
    const auto* accepted = std::get_if<Accepted>(&decision);
    if (accepted == nullptr) return std::nullopt;
    for (const Body& body : accepted->events) {
        if (const auto* test = std::get_if<TestRecorded>(&body)) return test->verdict;
    }
    return std::nullopt;
}

ui::Limits scaled_limits(const TestLimit& test) {
    ui::Limits limits;
    if (test.lower) limits.low = scaled_value(*test.lower, test.decimals);
    if (test.upper) limits.high = scaled_value(*test.upper, test.decimals);
    return limits;
}

std::string limit_label(const ui::Ui& ui, const std::optional<Decimal>& limit) {
    return limit ? value_text(ui, *limit) : std::string();
}

char separator(const ui::Ui& ui) { return ui.locale.language() == ui::Language::id ? ',' : '.'; }

/// As typed, written as the language that is on now writes numbers: "9.000", "5,1".
std::string shown_typed(const ui::Ui& ui, const std::string& typed) {
    const std::size_t mark = typed.find_first_of(",.");
    const std::string whole = typed.substr(0, mark);
    if (whole.empty()) return {};
    const std::string fraction =
        mark == std::string::npos ? "" : separator(ui) + typed.substr(mark + 1);
    return ui.count(typed_number(whole)) + fraction;
}

/// Against the approved sample, where the contract names one.
void draw_difference(const ui::Ui& ui, Rect& room, const View& view, const OrderState& order,
                     const TestLimit& test, const Decimal& value) {
    const auto found = difference_words(ui, view, order, test.code, value);
    if (!found) return;
    const Token colour = found->beyond ? Token::hold : Token::ink2;
    const ui::TextStyle quiet = type::kSmall.in(colour).wrapped().top();
    const ui::TextStyle style = found->beyond ? quiet.medium() : quiet;
    const float high = ui::wrapped_height(ui, found->words, style, room.width());
    if (high > room.height()) return;
    ui::text(ui, room.cut_top(high, ui.px(14)), found->words, style);
}

/// What was stated of the batch under a number, its certificate above all; the playbook's last at
/// the bottom. Only as many as `kept`, the room of the tests, leaves.
void draw_certificates(const ui::Ui& ui, Rect& room, const OrderState& order, const BatchNo& batch,
                       float kept) {
    const float high = ui.px(40);
    const auto& all = order.order->playbook.checkpoints;
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        if (each->scope != CheckpointScope::batch || !each->needs_reference) continue;
        const CheckpointState* last = standing_checkpoint(order, each->code, batch);
        const bool passed = last != nullptr && last->record.outcome == CheckpointOutcome::passed;
        if (!passed || room.height() - high < kept) continue;
        ui::text(ui, room.cut_bottom(high), wording(ui, each->label) + " · " +
                                                last->record.reference,
                 type::kSmall.whole());
    }
}

}  // namespace

void QcScreen::draw(const ui::Ui& ui, const Rect& content, const View& view, Intents& intents) {
    const auto facts = open_batch_facts(view);
    if (!facts) {
        panel_.reset();
        empty_card(ui, content,
                   {ui::icon::kScience, ui.tr("qc.none_title"), ui.tr("qc.none_text")});
        return;
    }
    if (panel_) {
        if (!panel_->draw(ui, content, view, *facts, intents)) panel_.reset();
        return;
    }
    if (facts->product == nullptr || facts->product->tests.empty()) {
        draw_without_tests(ui, content, view, *facts);
        return;
    }
    settle(view, *facts);
    Rect left = content;
    const Rect column = action_column(ui, left, ui.scale.narrow() ? 500 : 518);
    if (ui.scale.narrow()) {
        const Rect value = left.cut_top(left.height() * 0.47F, ui.px(24));
        draw_value(ui, ui::card(ui, value), view, *facts);
    } else {
        const Rect value = left.cut_right(left.width() * 0.445F, ui.px(24));
        draw_value(ui, ui::card(ui, value), view, *facts);
    }
    draw_list(ui, ui::card(ui, left), view, *facts);
    draw_action(ui, column, view, *facts, intents);
}

void QcScreen::forget() {
    typed_.clear();
    panel_.reset();
}

void QcScreen::draw_without_tests(const ui::Ui& ui, Rect content, const View& view,
                                  const OpenBatchFacts& facts) {
    if (session_may(view, *facts.order, Right::release_batch)) {
        Rect column = action_column(ui, content, ui.scale.narrow() ? 500 : 518);
        offer_status(ui, column, view, facts);
    }
    empty_card(ui, content, {ui::icon::kScience, view.open_batch.str(), ui.tr("qc.no_tests")});
}

/// For whoever may release: what QA decides about the batch.
void QcScreen::offer_status(const ui::Ui& ui, Rect& column, const View& view,
                            const OpenBatchFacts& facts) {
    if (!session_may(view, *facts.order, Right::release_batch)) return;
    if (secondary(ui, column, "qc.status", ui.tr("status.title"), ui::icon::kFactCheck)) {
        panel_ = std::make_unique<StatusPanel>();
    }
}

void QcScreen::settle(const View& view, const OpenBatchFacts& facts) {
    const auto& tests = facts.product->tests;
    const auto first_open = [&] {
        for (std::size_t i = 0; i < tests.size(); ++i) {
            if (valid_test(*facts.batch, tests[i].code) == nullptr) return i;
        }
        return std::size_t{0};
    };
    const std::size_t results = valid_results(facts);
    if (batch_ != view.open_batch) {
        batch_ = view.open_batch;
        page_ = 0;
        test_ = first_open();
    } else if (results > results_) {
        typed_.clear();
        test_ = first_open();
    }
    results_ = results;
    test_ = std::min(test_, tests.size() - 1);
}

// The batch with its status, and for whoever may release it the way to change that.
void QcScreen::draw_list_head(const ui::Ui& ui, Rect& room, const View& view,
                              const OpenBatchFacts& facts) {
    const ui::Args args{{"batch", view.open_batch.str()},
                        {"product", product_name(view, facts.batch->plan.product)}};
    const Said status = batch_status(ui, facts.batch->status);
    const ui::Tag tag = status.tag();
    const bool decides = session_may(view, *facts.order, Right::release_batch);
    if (!ui.scale.narrow()) {
        if (decides) offer_status(ui, room, view, facts);
        const float top = room.y0;
        heading(ui, room, ui.tr("qc.heading", args), ui.tr("qc.title"));
        const Rect title{room.x0, top + ui::line_height(ui, type::kHeading), room.x1, room.y0};
        ui::tag(ui, title, tag, ui::Align::right);
        return;
    }
    if (!decides) {
        small_heading(ui, room, ui.tr("qc.heading", args));
        return;
    }
    Rect head = room.cut_top(ui.scale.touch(84), ui.px(12));
    const Rect button = head.cut_right(head.height(), ui.px(16));
    if (ui::big_button(ui, button, {"qc.status", "", ui::icon::kFactCheck})) {
        panel_ = std::make_unique<StatusPanel>();
    }
    ui::tag(ui, head.cut_right(ui::tag_width(ui, tag), ui.px(16)), tag);
    ui::text(ui, head, view.open_batch.str(), type::kStrong.whole());
}

void QcScreen::draw_list(const ui::Ui& ui, Rect room, const View& view,
                         const OpenBatchFacts& facts) {
    draw_list_head(ui, room, view, facts);
    const ui::Args spec{{"spec", facts.product->spec_no},
                        {"version", ui.count(facts.product->revision)}};
    Rect foot = room.cut_bottom(ui.px(40));
    const auto& tests = facts.product->tests;
    const float high = std::max(ui.px(66), ui.scale.mm(ui::kTouchMinMm));
    const float all = high * static_cast<float>(tests.size());
    if (all > room.height() + 1) {
        foot = room.cut_bottom(ui.scale.touch(84) - ui.px(40));
        foot.y1 += ui.px(40);
    }
    draw_certificates(ui, room, *facts.order, view.open_batch, all);
    const int rows = std::max(1, static_cast<int>((room.height() + 1) / high));
    const int pages = (static_cast<int>(tests.size()) + rows - 1) / rows;
    ui::pager(ui, foot, "qc.tests", page_, pages);
    if (pages > 1) foot.x1 -= ui.px(140) + ui.scale.touch(84) * 2;
    ui::text(ui, foot, ui.tr("qc.spec", spec), type::kSmall.wrapped());
    const auto from = static_cast<std::size_t>(page_ * rows);
    const std::size_t end = std::min(tests.size(), from + static_cast<std::size_t>(rows));
    for (std::size_t i = from; i < end; ++i) {
        Rect row = room.cut_top(high);
        draw_test_row(ui, row, facts, i);
    }
}

void QcScreen::draw_test_row(const ui::Ui& ui, const Rect& rect, const OpenBatchFacts& facts,
                             std::size_t index) {
    const TestLimit& test = facts.product->tests[index];
    const std::string name = wording(ui, test.label);
    const ui::RowTouch touch = ui::list_row(ui, rect, "qc.test." + test.code, name,
                                            {ui::State::neutral, index == test_, true});
    if (touch.clicked && index != test_) {
        test_ = index;
        typed_.clear();
    }
    Rect room = touch.room;
    std::string word;
    std::string shown = with_unit(limits_text(ui, test.lower, test.upper), test.unit);
    if (const TestResult* result = valid_test(*facts.batch, test.code)) {
        shown = with_unit(value_text(ui, result->record.value), test.unit);
        const ui::Tag tag = verdict_tag(ui, result->record.verdict, word, false);
        ui::tag(ui, room.cut_right(ui::tag_width(ui, tag), ui.px(12)), tag);
    }
    const ui::TextStyle style = index == test_ ? type::kStrong : type::kBody;
    ui::text(ui, room.cut_left(room.width() * 0.46F, ui.px(12)), name, style);
    ui::text(ui, room, shown, type::kBody.in(Token::ink2).whole());
}

void QcScreen::draw_value(const ui::Ui& ui, Rect room, const View& view,
                          const OpenBatchFacts& facts) const {
    const TestLimit& test = facts.product->tests[test_];
    const TestResult* result = valid_test(*facts.batch, test.code);
    const auto typed = typed_decimal(typed_);
    std::optional<Verdict> verdict;
    std::optional<Decimal> value;
    if (result != nullptr) {
        verdict = result->record.verdict;
        value = result->record.value;
    } else if (typed) {
        verdict = verdict_in(preview(view, *facts.order, wanted(view, facts)));
        value = typed;
    }
    Rect head = room.cut_top(ui.px(56), ui.px(12));
    std::string word;
    if (verdict) {
        ui::Tag tag = verdict_tag(ui, *verdict, word, true);
        // The whole verdict where there is room for it beside the name, else its short form.
        if (ui::tag_width(ui, tag) > head.width() * 0.68F)
            tag = verdict_tag(ui, *verdict, word, false);
        ui::tag(ui, head.cut_right(ui::tag_width(ui, tag), ui.px(16)), tag);
    }
    ui::text(ui, head, wording(ui, test.label), type::kSubtitle.whole());
    const bool low = ui.scale.narrow();
    const ui::TextStyle number = low ? type::kBigNumber : type::kHugeNumber;
    const Rect figure = room.cut_top(ui.px(low ? 110 : 156), ui.px(low ? 10 : 44));
    if (value) {
        ui::number(ui, figure, result != nullptr ? value_text(ui, *value) : shown_typed(ui, typed_),
                   test.unit, number);
    } else {
        ui::text(ui, figure, ui.tr("qc.open"), type::kLead);
    }
    ui::Gauge gauge;
    gauge.limits = scaled_limits(test);
    if (value && value->decimals <= test.decimals)
        gauge.value = scaled_value(*value, test.decimals);
    gauge.low_label = limit_label(ui, test.lower);
    gauge.high_label = limit_label(ui, test.upper);
    ui::limit_gauge(ui, room.cut_top(ui.px(100), ui.px(low ? 12 : 40)), gauge);
    if (value) draw_difference(ui, room, view, *facts.order, test, *value);
    const auto history = last_values(view, *facts.batch, test, kLastMax - 1);
    if (history.empty() || room.height() < ui.px(120)) return;
    std::vector<std::int64_t> values = history;
    if (gauge.value) values.push_back(*gauge.value);
    const auto count = static_cast<std::int64_t>(values.size());
    small_heading(ui, room, ui.tr("qc.last", {{"count", ui.count(count)}}));
    ui::line_chart(ui, room.cut_top(std::min(ui.px(170), room.height())), values, gauge.limits);
}

Action QcScreen::wanted(const View& view, const OpenBatchFacts& facts) const {
    return RecordTest{view.open_batch, facts.product->tests[test_].code,
                      typed_decimal(typed_).value_or(Decimal{}), view.open_entry};
}

void QcScreen::draw_action(const ui::Ui& ui, Rect column, const View& view,
                           const OpenBatchFacts& facts, Intents& intents) {
    if (!view.session) {
        login_room(ui, column);
        return;
    }
    const TestLimit& test = facts.product->tests[test_];
    if (const TestResult* result = valid_test(*facts.batch, test.code)) {
        draw_recorded(ui, column, view, facts, *result);
        return;
    }
    const auto typed = typed_decimal(typed_);
    const auto refusal = refusal_in(preview(view, *facts.order, wanted(view, facts)));
    const bool last = valid_results(facts) + 1 >= facts.product->tests.size();
    const std::string label = !typed ? ui.tr("qc.enter_value")
                                     : ui.tr(last ? "qc.save_last" : "qc.save_next");
    const ui::Button button{"qc.save", label, nullptr, ui::ButtonKind::primary, typed && !refusal};
    if (primary(ui, column, view, button)) {
        intents.push_back(Submit{facts.order->order_no, wanted(view, facts)});
    }
    const bool may_type = session_may(view, *facts.order, Right::record_test);
    const std::string mark(1, separator(ui));
    const ui::KeyPress press =
        ui::keypad(ui, ui::cut_keypad(ui, column), {"key.decimal", mark}, may_type);
    press.apply(typed_, kValueDigitsMax);
    const bool has_mark = typed_.find_first_of(",.") != std::string::npos;
    if (press.kind == ui::KeyPress::Kind::corner && !has_mark) {
        typed_ += typed_.empty() ? "0," : ",";
    }
    ui::value_field(ui, column.cut_bottom(std::min(column.height(), ui.px(104)), ui.px(16)),
                    shown_typed(ui, typed_), {});
    if (refusal && (typed || !may_type)) {
        notice(ui, column, ui::State::hold, refusal_text(ui, view, *refusal));
    }
}

void QcScreen::draw_recorded(const ui::Ui& ui, Rect column, const View& view,
                             const OpenBatchFacts& facts, const TestResult& result) {
    const bool all = valid_results(facts) == facts.product->tests.size();
    const auto& tests = facts.product->tests;
    const ui::Button button{"qc.next", ui.tr(all ? "qc.done" : "qc.go_next"), nullptr,
                            ui::ButtonKind::primary, !all};
    if (primary(ui, column, view, button)) {
        for (std::size_t i = 0; i < tests.size(); ++i) {
            const std::size_t next = (test_ + i) % tests.size();
            if (valid_test(*facts.batch, tests[next].code) == nullptr) {
                test_ = next;
                break;
            }
        }
        typed_.clear();
    }
    if (session_may(view, *facts.order, Right::record_test) &&
        secondary(ui, column, "qc.reverse", ui.tr("qc.reverse"), ui::icon::kUndo)) {
        panel_ = std::make_unique<ReversePanel>(result.id);
    }
    notice(ui, column, result.record.verdict == Verdict::meets ? ui::State::good : ui::State::bad,
           ui.tr("qc.saved", {{"value", value_text(ui, result.record.value)},
                              {"name", person_name(ui, view, result.actor)},
                              {"time", day_and_time(view, result.at_utc_us)}}));
}

}  // namespace lini
