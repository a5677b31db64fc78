#include "app/screens/run_panel.h"

#include <array>

#include "app/screens/label_picture.h"
#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/progress_bar.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::array<Reason, 4> kReasons{{{"unreadable", ui::icon::kQrCodeScanner},
                                          {"wrong_text", ui::icon::kEdit},
                                          {"misplaced", ui::icon::kStraighten},
                                          {"damaged", ui::icon::kBrokenImage}}};

/// What the run is doing, in one sentence.
Said run_state(const ui::Ui& ui, const RunView& view) {
    const PrintRun& run = view.run;
    if (run.paused) return {ui::State::hold, ui.tr("run.paused"), ui::icon::kPauseCircle};
    if (run.is_to_be_checked()) {
        return {ui::State::info, ui.tr("run.checking"), ui::icon::kQrCodeScanner};
    }
    if (!view.trouble_key.empty()) {
        return {ui::State::bad, ui.tr(view.trouble_key), ui::icon::kPrintDisabled};
    }
    return {ui::State::neutral, ui.tr("run.printing"), ui::icon::kPrint};
}

/// "(01) (17)": the identifiers that are still to be read.
std::string identifiers(const std::vector<std::string>& missing) {
    std::string words;
    for (const std::string& ai : missing) words += (words.empty() ? "(" : " (") + ai + ")";
    return words;
}

}  // namespace

const RunView* run_of(const View& view, const BatchNo& batch) {
    for (const RunView& run : view.runs) {
        if (run.run.batch == batch && !run.run.is_over()) return &run;
    }
    return nullptr;
}

std::string run_words(const ui::Ui& ui, const PrintRun& run) {
    return ui.tr("run.progress", {{"count", ui.count(run.printed())},
                                  {"total", ui.count(run.total() - run.voided)}});
}

RunPanel::RunPanel() : reason_("run", kReasons) {}

bool RunPanel::draw(const ui::Ui& ui, const Rect& content, const View& view, const RunView& run,
                    Intents& intents) {
    Rect left = content;
    const Rect column = action_column(ui, left);
    Rect room = ui::card(ui, left);
    heading(ui, room, run.run.batch.str(), run_words(ui, run.run));
    const bool may_be_bad = run.run.is_to_be_checked();
    if (ask_ == Ask::bad && !may_be_bad) ask_ = Ask::nothing;
    if (ask_ == Ask::bad) {
        draw_bad(ui, room, column, view, run, intents);
        return true;
    }
    draw_progress(ui, room, run);
    draw_state(ui, room, run);
    label_picture(ui, room, view.preview);
    if (ask_ == Ask::cancel) {
        draw_cancel(ui, column, view, run, intents);
        return true;
    }
    return draw_actions(ui, column, view, run, intents);
}

void RunPanel::draw_progress(const ui::Ui& ui, Rect& room, const RunView& view) const {
    const PrintRun& run = view.run;
    const std::int64_t all = std::max<std::int64_t>(1, run.total() - run.voided);
    ui::progress_bar(ui, room.cut_top(ui.px(36), ui.px(14)), {run.printed() * 10'000 / all, 0, 0});
    std::string facts = ui.tr("run.at_printer", {{"printer", view.printer}});
    if (run.uncertain > 0) {
        facts += " · " + ui.tr("run.uncertain", {{"count", ui.count(run.uncertain)}});
    }
    if (run.voided > 0) facts += " · " + ui.tr("run.voided", {{"count", ui.count(run.voided)}});
    ui::text(ui, room.cut_top(ui.px(40), ui.px(12)), facts, type::kBody.in(ui::Token::ink2));
}

void RunPanel::draw_state(const ui::Ui& ui, Rect& room, const RunView& view) const {
    const Said said = run_state(ui, view);
    if (said.state == ui::State::neutral) {
        ui::text(ui, room.cut_top(ui.px(48), ui.px(16)), said.word, type::kStrong);
        return;
    }
    Rect sentence = room.cut_top(ui.px(92), ui.px(16));
    notice(ui, sentence, said.state, said.word);
}

bool RunPanel::draw_actions(const ui::Ui& ui, Rect column, const View& view, const RunView& one,
                            Intents& intents) {
    const PrintRun& run = one.run;
    const bool checking = run.is_to_be_checked() && !run.paused;
    if (run.paused) {
        if (primary(ui, column, view, {"run.continue", ui.tr("run.continue"),
                                       ui::icon::kPlayArrow, ui::ButtonKind::primary})) {
            intents.push_back(ContinueRun{run.run_id});
        }
    } else if (checking) {
        if (primary(ui, column, view, {"run.bad", ui.tr("run.bad"), nullptr})) {
            ask_ = Ask::bad;
            reason_.clear();
        }
    } else if (primary(ui, column, view, {"run.pause", ui.tr("run.pause"),
                                          ui::icon::kPauseCircle, ui::ButtonKind::primary})) {
        intents.push_back(PauseRun{run.run_id});
    }
    const ui::Args rest{{"count", ui.count(run.waiting)}};
    if (run.waiting > 0 && secondary(ui, column, "run.cancel", ui.tr("run.cancel", rest))) {
        ask_ = Ask::cancel;
    }
    const bool stays = !secondary(ui, column, "run.back", ui.tr("common.back"),
                                  ui::icon::kArrowBack);
    if (checking) {
        const std::string left = identifiers(one.missing);
        empty_room(ui, column,
                   {ui::icon::kQrCodeScanner,
                    ui.tr("run.scan_title", {{"carton", ui.count(run.first.carton_no)}}),
                    one.missing.empty() ? ui.tr("run.scan_text")
                                        : ui.tr("run.scan_rest", {{"fields", left}})});
        return stays;
    }
    small_heading(ui, column, ui.tr("run.left"));
    ui::number(ui, column.cut_top(ui.px(110), ui.px(8)), ui.count(run.waiting + run.sending),
               ui.tr("run.labels"));
    return stays;
}

void RunPanel::draw_cancel(const ui::Ui& ui, Rect column, const View& view, const RunView& one,
                           Intents& intents) {
    const PrintRun& run = one.run;
    const ui::Args rest{{"count", ui.count(run.waiting)}};
    const ui::Button button{"run.cancel_confirm", ui.tr("run.cancel_confirm", rest), nullptr,
                            ui::ButtonKind::primary, run.waiting > 0};
    if (primary(ui, column, view, button)) {
        intents.push_back(CancelRun{run.run_id});
        ask_ = Ask::nothing;
    }
    if (secondary(ui, column, "run.keep", ui.tr("run.keep"), ui::icon::kArrowBack)) {
        ask_ = Ask::nothing;
    }
    empty_room(ui, column, {ui::icon::kLabelOff, ui.tr("run.cancel_title", rest),
                            ui.tr("run.cancel_text")});
}

void RunPanel::draw_bad(const ui::Ui& ui, Rect room, Rect column, const View& view,
                        const RunView& run, Intents& intents) {
    ui::text(ui, room.cut_top(ui.px(72), ui.px(16)), ui.tr("run.bad_text"),
             type::kBody.in(ui::Token::ink2).wrapped());
    reason_.draw(ui, room, {});
    if (primary(ui, column, view, {"run.bad_confirm", ui.tr("run.bad_confirm"), nullptr,
                                   ui::ButtonKind::primary, reason_.chosen()})) {
        intents.push_back(RejectFirstLabel{run.run.run_id, reason_.reason()});
        ask_ = Ask::nothing;
    }
    if (secondary(ui, column, "run.bad_back", ui.tr("common.back"), ui::icon::kArrowBack)) {
        ask_ = Ask::nothing;
    }
    small_heading(ui, column, ui.tr("devices.preview"));
    label_picture(ui, column, view.preview);
}

}  // namespace lini
