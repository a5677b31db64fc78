// The papers of an order: what stands on an invoice, a delivery note, a handover. Words come as
// phrases, figures as figures: the caller writes them in its language. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/base/result.h"
#include "app/domain/calendar.h"
#include "app/domain/order_state.h"
#include "app/domain/phrase.h"
#include "app/domain/site_state.h"

namespace lini {

using PaperCell = std::variant<std::string, Phrase, Figure, Date>;

struct PaperFact {
    Phrase what;
    PaperCell value;
};

struct PaperColumn {
    Phrase head;
    float width = 0;  // Share of the page.
    bool figures = false;
};

struct Paper {
    Phrase title;
    std::string number;
    std::vector<PaperFact> facts;
    std::vector<PaperColumn> columns;
    std::vector<std::vector<PaperCell>> rows;
    std::vector<PaperFact> totals;
    std::optional<Phrase> stamp;
    bool is_paid_to_bank = false;  // Where to pay belongs on it.
    std::vector<Phrase> signers;
};

/// The invoice of a term with its adjustment, what rides on it, its taxes and what was paid;
/// stamped when it is settled. Errors "term_unknown", "term_not_billed".
Result<Paper> invoice_paper(const OrderState& state, const SiteState& site, const TermId& term);

/// Errors "shipment_unknown".
Result<Paper> delivery_note_paper(const OrderState& state, const SiteState& site,
                                  const std::string& shipment);

/// Final delivery (BAST), once the checkpoint of the playbook that ships has passed; no money.
/// Error "not_handed_over".
Result<Paper> handover_paper(const OrderState& state, const SiteState& site);

}  // namespace lini
