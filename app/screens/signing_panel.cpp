#include "app/screens/signing_panel.h"

#include <algorithm>
#include <utility>

#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
namespace type = ui::type;

constexpr float kCardHeight = 96;
constexpr float kDotsHeight = 50;
constexpr float kGap = 14;
constexpr float kKeyLeast = 60;  // Design pixels; never under 15 mm.
constexpr float kKeyHeight = 96;
constexpr float kKeyGap = 14;  // As ui::keypad lays its keys out.

float keys_height(const ui::Ui& ui, float design_px) {
    return ui.scale.touch(design_px) * 4 + ui.px(kKeyGap) * 3;
}

std::string pin_refusal_text(const ui::Ui& ui, const Signing& signing) {
    if (signing.pin_refusal == "refusal.pin_locked") {
        return ui.tr("signing.locked", {{"time", wait_text(ui, signing.wait_s)}});
    }
    return ui.tr(signing.pin_refusal, {{"tries_left", ui.count(signing.tries_left)}});
}

}  // namespace

float SigningPanel::least_height(const ui::Ui& ui, bool with_card) {
    const float always = ui.scale.primary() + ui.px(18 + kCardHeight);
    if (!with_card) return always + ui.scale.touch(104) + ui.px(18);
    return always + keys_height(ui, kKeyLeast) + ui.px(kDotsHeight + kGap * 2);
}

void SigningPanel::forget() {
    std::fill(pin_.begin(), pin_.end(), '\0');
    pin_.clear();
}

void SigningPanel::draw_card(const ui::Ui& ui, const Rect& rect, const View& view,
                             const Ask& ask) const {
    ui::tile(ui, rect);
    Rect inside = rect.inset(ui.px(24), ui.px(14));
    const bool scanned = view.signing && view.signing->card;
    const bool refused = scanned && !view.signing->card_refusal.empty();
    const Token ink = refused ? Token::bad : (scanned ? Token::good : Token::ink2);
    ui::draw_icon(ui, inside.cut_left(ui.px(56), ui.px(20)), ui::icon::kBadge, 52, ink);
    if (!scanned) {
        ui::text(ui, inside, ask.scan_words, type::kItem.sized(26).wrapped());
        return;
    }
    if (!view.signing->pin_refusal.empty() && pin_.empty()) {
        // The name gives way until the next digit: the room above a keypad is small.
        ui::text(ui, inside, pin_refusal_text(ui, *view.signing),
                 type::kSmall.in(Token::bad).medium().wrapped());
        return;
    }
    const Rect above = inside.row(0, 2);
    const Rect below = inside.row(1, 2);
    ui::text(ui, above, ui.tr("signing.card_scanned"), type::kSmall);
    ui::text(ui, below, person_with_role(ui, *view.signing->card), type::kStrong.whole());
}

bool SigningPanel::draw_keys(const ui::Ui& ui, Rect& column, const Signing& signing) {
    const float room = column.height() - ui.px(kDotsHeight + kGap * 2 + kCardHeight);
    const float height = std::clamp(room, keys_height(ui, kKeyLeast), keys_height(ui, kKeyHeight));
    const Rect keys = column.cut_bottom(height, ui.px(kGap));
    const bool enabled = !signing.checking;
    const ui::KeyPress press =
        ui::keypad(ui, keys, {"signing.cancel", ui.tr("common.cancel")}, enabled);
    if (press.kind == ui::KeyPress::Kind::digit && pin_.size() < kPinDigits) pin_ += press.digit;
    if (press.kind == ui::KeyPress::Kind::erase && !pin_.empty()) {
        pin_.back() = '\0';
        pin_.pop_back();
    }
    ui::pin_dots(ui, column.cut_bottom(ui.px(kDotsHeight), ui.px(kGap)),
                 static_cast<int>(pin_.size()));
    return press.kind == ui::KeyPress::Kind::corner;
}

bool SigningPanel::draw(const ui::Ui& ui, Rect& column, const View& view, const Ask& ask,
                        Intents& intents) {
    std::optional<UserId> card;
    if (view.signing && view.signing->card) card = view.signing->card->user;
    if (card != card_) forget();  // Digits are of the person who typed them.
    card_ = std::move(card);
    const bool card_fits = view.signing && view.signing->card && view.signing->card_refusal.empty();
    const bool complete = card_fits && pin_.size() == kPinDigits && !view.signing->checking;
    std::string label =
        view.signing && view.signing->checking ? ui.tr("signing.checking") : ask.label;
    const ui::Button button{ask.id, std::move(label), ui::icon::kDraw, ui::ButtonKind::primary,
                            complete && ask.ready};
    if (primary(ui, column, view, button)) {
        intents.push_back(SubmitSigned{ask.order, ask.action, pin_});
        forget();
    }
    bool given_up = false;
    if (!card_fits) {
        given_up = secondary(ui, column, "signing.cancel", ui.tr("common.cancel"));
        if (view.signing && !view.signing->card_refusal.empty()) {
            notice(ui, column, ui::State::bad,
                   ui.tr(view.signing->card_refusal,
                         {{"user", view.signing->card ? view.signing->card->name : ""},
                          {"name", view.signing->card ? view.signing->card->name : ""}}));
        }
    } else {
        given_up = draw_keys(ui, column, *view.signing);
    }
    draw_card(ui, column.cut_bottom(std::min(ui.px(kCardHeight), column.height()), ui.px(18)), view,
              ask);
    if (given_up) {
        intents.push_back(CancelSigning{});
        forget();
    }
    return given_up;
}

}  // namespace lini
