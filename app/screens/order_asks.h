// What an order asks of a person with a signature: a deviation to stand for, a receipt to confirm,
// a revision to agree to, a term to bill, damages to credit. Pure; UI thread.
#pragma once

#include <optional>
#include <string>

#include "app/domain/command.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

struct OrderAsk {
    std::string meaning;  // Of the signature.
    std::string begin_id;
    std::string begin;  // On the primary button.
    const char* icon = nullptr;
    std::string sign_id;
    std::string sign;
    std::string scan_words;
    std::string statement;  // What the signer states; empty where the button says it.
    Action action;
};

/// The first of what waits, in this order; nothing for roles that see no money.
std::optional<OrderAsk> next_ask(const ui::Ui& ui, const View& view, const OrderState& order);

/// The one that is being signed now, or nothing.
std::optional<OrderAsk> ask_of(const ui::Ui& ui, const View& view, const OrderState& order,
                               const std::string& meaning);

}  // namespace lini
