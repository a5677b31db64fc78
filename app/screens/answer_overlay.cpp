#include "app/screens/answer_overlay.h"

#include "app/screens/wording.h"
#include "app/ui/banner.h"
#include "app/ui/icons.h"
#include "app/ui/layer.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;

ui::State state_of(AnswerKind kind) {
    switch (kind) {
        case AnswerKind::accepted: return ui::State::good;
        case AnswerKind::repeated: return ui::State::info;
        case AnswerKind::wrong_batch:
        case AnswerKind::refused: return ui::State::hold;
        case AnswerKind::unknown: return ui::State::bad;
    }
    return ui::State::info;
}

const char* icon_of(AnswerKind kind) {
    switch (kind) {
        case AnswerKind::accepted: return ui::icon::kCheckCircle;
        case AnswerKind::repeated: return ui::icon::kRepeat;
        case AnswerKind::wrong_batch: return ui::icon::kSwapHoriz;
        case AnswerKind::refused: return ui::icon::kBlock;
        case AnswerKind::unknown: return ui::icon::kHelp;
    }
    return ui::icon::kInfo;
}

std::string remedy_label(const ui::Ui& ui, const Answer& answer) {
    switch (answer.remedy) {
        case Remedy::open_other_batch:
            if (answer.other_batch.empty()) return {};
            return ui.tr("remedy.open_other_batch", {{"batch", answer.other_batch.str()}});
        case Remedy::update_terminal: return ui.tr("remedy.update_terminal");
        case Remedy::see_limits: return ui.tr("remedy.see_limits");
        case Remedy::see_gate: return ui.tr("remedy.see_gate");
        // These are done with the scanner or on the screen below: the sentence says so, and the
        // answer leaves by itself.
        case Remedy::scan_again:
        case Remedy::scan_id_card:
        case Remedy::ask_supervisor:
        case Remedy::choose_reason:
        case Remedy::none: break;
    }
    return {};
}

void act(const View& view, const Answer& answer, Intents& intents) {
    intents.push_back(DismissAnswer{});
    if (answer.remedy == Remedy::open_other_batch) {
        intents.push_back(OpenBatch{answer.other_batch, Entry::scanned});
    } else if (answer.remedy == Remedy::update_terminal) {
        intents.push_back(Navigate{Room::devices});
    } else if (answer.remedy == Remedy::see_limits) {
        intents.push_back(Navigate{Room::batch});
    } else if (answer.remedy == Remedy::see_gate) {
        intents.push_back(Navigate{Room::order, view.open_order});
    }
}

void draw_band(const ui::Ui& ui, const ui::Regions& regions, const View& view) {
    const Answer& answer = *view.answer;
    // The status bar and the margin below it: nothing that a hand works with is covered.
    const float margin = regions.content.y0 - regions.content_area.y0;
    const Rect bar{0, 0, ui.scale.width_px, regions.bar.y1 + margin * 0.75F};
    const ui::Layer layer(ui, "answer.band", bar, ui::Token::good_bg);
    const ui::Args args = args_of(ui, view, answer.args);
    ui::banner(ui, bar,
               {ui::State::good, ui::icon::kCheckCircle, ui.tr(answer.title_key, args),
                answer.text_key.empty() ? std::string() : ui.tr(answer.text_key, args)});
}

}  // namespace

bool answer_covers(const View& view) {
    return view.answer && view.answer->kind != AnswerKind::accepted;
}

void draw_answer(const ui::Ui& ui, const ui::Regions& regions, const View& view,
                 Intents& intents) {
    if (!view.answer) return;
    if (!answer_covers(view)) {
        draw_band(ui, regions, view);
        return;
    }
    const Answer& answer = *view.answer;
    const ui::Layer layer(ui, "answer.cover", regions.content_area, ui::Token::ground);
    const ui::Args args = args_of(ui, view, answer.args);
    ui::Answer shown;
    shown.state = state_of(answer.kind);
    shown.icon = icon_of(answer.kind);
    shown.title = ui.tr(answer.title_key, args);
    if (!answer.text_key.empty()) shown.detail = ui.tr(answer.text_key, args);
    const std::string label = remedy_label(ui, answer);
    if (!label.empty()) {
        shown.next = ui::Button{"answer.remedy", label, nullptr, ui::ButtonKind::primary};
    }
    if (ui::answer(ui, regions.content, shown)) act(view, answer, intents);
}

}  // namespace lini
