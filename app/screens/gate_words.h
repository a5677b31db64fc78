// How gates, what they wait for and the terms of a contract are said. Pure; UI thread.
#pragma once

#include <string>

#include "app/domain/gates.h"
#include "app/screens/wording.h"

namespace lini {

/// "DP lunas", "Line clearance", "70% tercapai".
std::string condition_words(const ui::Ui& ui, const OrderState& order, const Condition& condition);

/// What is still missing: "DP lunas · Line clearance atau surat klien". Empty where nothing is.
std::string missing_words(const ui::Ui& ui, const OrderState& order, const GateStatus& status);

Said gate_tag(const ui::Ui& ui, const GateStatus& status);

/// Where a term's money stands, as one sentence with an edge's state.
struct TermWords {
    ui::State state = ui::State::neutral;
    std::string words;
};
TermWords term_words(const ui::Ui& ui, const View& view, const OrderState& order,
                     const Term& term);

/// "Mulai batch", "Catat Pengemasan", "Pelulusan batch".
std::string gated_act_words(const ui::Ui& ui, const OrderState& order, const GatedAct& act);

/// "DP", "Survei lokasi", "biaya REV-3": what a charge of this order is for.
std::string charge_name(const ui::Ui& ui, const OrderState& order, const ChargeId& charge);

/// "Bukti transfer", "Bukti potong PPh" …
std::string payment_words(const ui::Ui& ui, PaymentKind kind);

}  // namespace lini
