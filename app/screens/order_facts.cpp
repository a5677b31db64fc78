#include "app/screens/order_facts.h"

#include <algorithm>

#include "app/domain/bill.h"
#include "app/domain/cases.h"
#include "app/domain/contract.h"
#include "app/domain/quantity.h"
#include "app/domain/shipments.h"
#include "app/domain/stages.h"
#include "app/screens/measured.h"
#include "app/screens/order_plan.h"
#include "app/screens/parts.h"
#include "app/screens/phrase_words.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

void add_standing(const ui::Ui& ui, const View& view, const OrderState& order,
                  std::vector<OrderFact>& facts) {
    if (order.ending) {
        const bool majeure = order.ending->record.ending == OrderEnding::force_majeure;
        facts.push_back({ui::State::bad,
                         ui.tr(majeure ? "fact.force_majeure" : "fact.cancelled"),
                         day_and_time(view, order.ending->at_utc_us),
                         order.ending->record.reason + " · " + order.ending->record.reference});
    }
    for (const PauseState& pause : order.pauses) {
        const bool lasts = pause.to_utc_us == 0;
        facts.push_back({lasts ? ui::State::hold : ui::State::neutral, ui.tr("fact.pause"),
                         day_and_time(view, pause.from_utc_us) + " – " +
                             (lasts ? ui.tr("fact.still") : day_and_time(view, pause.to_utc_us)),
                         pause.record.reason + " · " + pause.record.reference});
    }
}

void add_deviations(const ui::Ui& ui, const View& view, const OrderState& order,
                    std::vector<OrderFact>& facts) {
    for (const Breach& breach : breaches(*order.order)) {
        const auto words = breach_words(*order.order, breach);
        const auto unit = figure_unit(order.order->playbook, breach.rule->sum_of.front());
        const bool hidden = unit == FigureUnit::rupiah && !view.money_visible;
        const Deviation* deviation = find_deviation(*order.order, breach.rule->code);
        OrderFact fact{ui::State::hold, wording(ui, breach.rule->label),
                       hidden ? std::string("–")
                              : ui.tr("fact.unusual", args_of(ui, view, words)),
                       {}};
        if (deviation != nullptr) {
            const UserId signer = signer_of(order, *deviation);
            if (signer.empty()) fact.state = ui::State::bad;
            fact.more = deviation->reason + " · " + (signer.empty()
                                                         ? ui.tr("fact.unsigned")
                                                         : person_name(ui, view, signer));
        }
        facts.push_back(std::move(fact));
    }
}

/// Results that are further from the approved sample's than the contract allows.
void add_differences(const ui::Ui& ui, const View& view, const OrderState& order,
                     std::vector<OrderFact>& facts) {
    for (const auto& [batch_no, batch] : order.batches) {
        for (const TestResult& result : batch.tests) {
            if (result.reversed) continue;
            const TestRecorded& test = result.record;
            const auto found = difference_words(ui, view, order, test.test, test.value);
            if (!found || !found->beyond) continue;
            facts.push_back({ui::State::hold, batch_no.str() + " · " + test.test,
                             value_with_unit(ui, test.value, test.unit), found->words});
        }
    }
}

/// Kept for its client; an order of the same again is one to look at twice.
void add_exclusive(const ui::Ui& ui, const View& view, const OrderState& order,
                   std::vector<OrderFact>& facts) {
    for (const OrderLine& line : order.order->lines) {
        const ProductReserved* kept =
            reserved_for(view.site, line.product, order.order->client, false);
        if (kept == nullptr) continue;
        const bool again = kept->order_no != order.order_no;
        facts.push_back({again ? ui::State::hold : ui::State::neutral, ui.tr("fact.exclusive"),
                         product_name(view, line.product),
                         again ? ui.tr("fact.exclusive_again", {{"order", kept->order_no.str()}})
                               : ui.tr("fact.exclusive_text")});
    }
}

/// Units that went to another order of the client, or came from one.
void add_allocations(const ui::Ui& ui, const View& view, const OrderState& order,
                     std::vector<OrderFact>& facts) {
    for (const AllocationState& each : order.allocations) {
        if (each.reversed) continue;
        const UnitsAllocated& record = each.record;
        const BatchState* batch = find_batch(order, record.batch);
        const bool came = batch != nullptr && !batch->received_from.empty();
        const std::string line = ui.count(record.line);
        std::string where = ui.tr("fact.to_line", {{"line", line}});
        if (!record.to_order.empty()) {
            where = ui.tr("fact.to_order", {{"order", record.to_order.str()}, {"line", line}});
        } else if (came) {
            where = ui.tr("fact.from_order",
                          {{"order", batch->received_from.str()}, {"line", line}});
        }
        const std::string units = ui.tr("fact.units", {{"units", ui.count(record.quantity)}});
        facts.push_back({ui::State::neutral,
                         ui.tr("fact.allocation", {{"batch", record.batch.str()}}),
                         units + " · " + where,
                         day_and_time(view, each.at_utc_us) + " · " +
                             person_name(ui, view, record.signer)});
    }
}

void add_quantity(const ui::Ui& ui, const View& view, const OrderState& order,
                  std::vector<OrderFact>& facts) {
    if (order.order->lines.size() > 1) {
        int line = 0;
        for (const LineProgress& each : line_progress(order)) {
            const std::string name = ui.tr("allocate.line", {{"line", ui.count(++line)}});
            facts.push_back({ui::State::neutral,
                             name + " · " + product_name(view, each.line.product),
                             ui.tr("fact.line", {{"good", ui.count(each.good)},
                                                 {"ordered", ui.count(each.line.quantity)}}),
                             each.allocated == 0
                                 ? std::string()
                                 : ui.tr("fact.allocated", {{"units", ui.count(each.allocated)}})});
        }
    }
    if (!order.closing) return;
    const QuantityClosed& closed = order.closing->record;
    std::string value = ui.tr("fact.line", {{"good", ui.count(closed.good)},
                                            {"ordered", ui.count(closed.ordered)}});
    if (view.money_visible && closed.adjustment.value != 0) {
        value += " · " + ui.rupiah(closed.adjustment.value);
    }
    std::string more = person_name(ui, view, closed.signer);
    if (!closed.reference.empty()) more += " · " + closed.reference;
    facts.push_back({ui::State::good, ui.tr("fact.quantity_closed"), value, more});
}

/// Delivery notes, the last first.
void add_shipments(const ui::Ui& ui, const View& view, const OrderState& order,
                   std::vector<OrderFact>& facts) {
    for (auto each = order.shipments.rbegin(); each != order.shipments.rend(); ++each) {
        if (each->reversed) continue;
        const ShipmentRecorded& note = each->record;
        std::string what = ui.tr("fact.shipment");
        if (const SampleKind* kind = find_sample_kind(order, note.sample)) {
            what = ui.tr("fact.samples", {{"kind", wording(ui, kind->label)}});
        }
        std::string value = ui.tr("fact.units", {{"units", ui.count(units_on(note))}});
        for (const std::string* more : {&note.vehicle, &note.driver, &note.received_by}) {
            if (!more->empty()) value += " · " + *more;
        }
        facts.push_back({ui::State::neutral, what + " · " + note.shipment, value,
                         day_and_time(view, each->at_utc_us) + " · " +
                             person_name(ui, view, each->actor)});
    }
}

void add_revisions(const ui::Ui& ui, const View& view, const OrderState& order,
                   std::vector<OrderFact>& facts) {
    for (const RevisionState& revision : order.revisions) {
        const RevisionStage* stage = find_stage(order, revision.asked.stage);
        std::string what = stage == nullptr ? revision.asked.stage : wording(ui, stage->label);
        if (revision.agreed && revision.agreed->number > 0) {
            what += " · " + ui.tr("fact.revision_no", {{"no", ui.count(revision.agreed->number)}});
        }
        std::string value = ui.tr(revision.done     ? "fact.revision_done"
                                  : revision.agreed ? "fact.revision_agreed"
                                                    : "fact.revision_asked");
        if (revision.asked.cause == RevisionCause::maker) {
            value += " · " + ui.tr("fact.revision_maker");
        } else if (revision.agreed && view.money_visible) {
            const Rupiah fee = revision.agreed->fee;
            value += " · " + (fee.value > 0 ? ui.rupiah(fee.value) : ui.tr("fact.revision_free"));
        }
        facts.push_back({revision.done ? ui::State::neutral : ui::State::hold, what, value,
                         revision.asked.description + " · " + revision.asked.reference});
    }
}

void add_cases(const ui::Ui& ui, const View& view, const OrderState& order,
               std::vector<OrderFact>& facts) {
    for (const CaseState& each : order.cases) {
        const CaseKind* kind = find_case_kind(order, each.opened.kind);
        OrderFact fact;
        fact.what = (kind == nullptr ? each.opened.kind : wording(ui, kind->label)) + " · " +
                    each.opened.case_no;
        fact.more = each.opened.description + " · " + each.opened.reference;
        if (each.closed) {
            const Fault fault = each.closed->fault;
            fact.value = ui.tr(fault == Fault::maker    ? "case.closed_maker"
                               : fault == Fault::client ? "case.closed_client"
                                                        : "case.closed");
            fact.more = each.closed->note;
            if (!each.closed->replacement.empty()) {
                fact.more += " · " + each.closed->replacement.str();
            }
        } else {
            fact.state = ui::State::hold;
            fact.value = ui.tr("case.open");
            if (kind != nullptr && !each.step.empty()) {
                for (const CaseStep& step : kind->path) {
                    if (step.code == each.step) fact.value = wording(ui, step.label);
                }
            }
            if (const auto due = case_due_utc_us(order, each)) {
                const bool late = *due < view.stamp.at_utc_us;
                if (late) fact.state = ui::State::bad;
                fact.value += " · " + ui.tr(late ? "case.overdue" : "case.due",
                                            {{"time", day_and_time(view, *due)}});
            }
        }
        facts.push_back(std::move(fact));
    }
}

void add_damages(const ui::Ui& ui, const View& view, const OrderState& order,
                 std::vector<OrderFact>& facts) {
    if (!order.order->playbook.damages) return;
    const DamagesDue due = damages_due(order, holidays_of(view.site), view.stamp.business_date);
    const auto charge = order.charges.find(kDamagesCharge);
    OrderFact fact{ui::State::neutral, ui.tr("fact.damages"), ui.tr("fact.damages_none"), {}};
    if (due.days > 0) {
        fact.state = ui::State::bad;
        fact.value = ui.tr(due.over ? "fact.damages_due" : "fact.damages_running",
                           {{"days", ui.count(due.days)}});
        if (view.money_visible) fact.value += " · " + ui.rupiah(due.amount.value);
    }
    if (charge != order.charges.end()) {
        fact.state = ui::State::neutral;
        fact.value = ui.tr("fact.damages_credited");
        if (view.money_visible) {
            fact.value += " · " + ui.rupiah(-charge->second.claim.amount.value);
        }
        fact.more = person_name(ui, view, charge->second.actor);
    } else if (due.left_out_days > 0) {
        fact.more = ui.tr("fact.damages_left_out", {{"days", ui.count(due.left_out_days)}});
    }
    facts.push_back(std::move(fact));
}

void add_extras(const ui::Ui& ui, const View& view, const OrderState& order,
                std::vector<OrderFact>& facts) {
    for (const ExtraAmount& each : extras_of(*order.order)) {
        const auto charge = order.charges.find(extra_charge(*each.extra));
        const bool billed = charge != order.charges.end();
        const Term* with = find_term(order, billed ? charge->second.claim.bill_with
                                                   : each.extra->with);
        OrderFact fact{ui::State::neutral, wording(ui, each.extra->label),
                       ui.tr(billed ? "fact.extra_billed" : "fact.extra"), {}};
        if (view.money_visible) {
            fact.value = ui.rupiah(each.amount.value) + " · " + fact.value;
        }
        if (with != nullptr) {
            fact.more = ui.tr("fact.extra_with", {{"term", wording(ui, with->label)}});
        }
        facts.push_back(std::move(fact));
    }
    for (const PlaybookTax& tax : order.order->playbook.taxes) {
        const TaxRate* rate = tax_rate(view.site, tax.code, view.stamp.business_date);
        OrderFact fact{rate == nullptr ? ui::State::hold : ui::State::neutral,
                       wording(ui, tax.label), ui.tr("fact.tax_missing"), {}};
        if (rate != nullptr) {
            fact.value = ui.tr(rate->base_num == rate->base_den ? "fact.tax" : "fact.tax_base",
                               {{"rate", ui.percent(rate->basis_points)},
                                {"part", std::to_string(rate->base_num) + "/" +
                                             std::to_string(rate->base_den)}});
            fact.more = ui.tr("fact.tax_source", {{"day", date_words(rate->from)},
                                                  {"source", rate->source}});
        }
        facts.push_back(std::move(fact));
    }
}

void add_contract(const ui::Ui& ui, const View& view, const OrderState& order,
                  std::vector<OrderFact>& facts) {
    for (const Warranty& warranty : order.order->playbook.warranties) {
        const auto until = warranty_until(order, warranty);
        facts.push_back({ui::State::neutral, wording(ui, warranty.label),
                         until ? ui.tr("fact.warranty_until", {{"day", date_words(*until)}})
                               : ui.tr("fact.warranty_months",
                                       {{"months", ui.count(warranty.months)}}),
                         {}});
    }
    for (const ContractField& field : order.order->playbook.fields) {
        const auto found = order.order->fields.find(field.code);
        if (found == order.order->fields.end()) continue;
        std::string value = found->second;
        if (field.kind == FieldKind::date) {
            if (const auto date = parse_iso_date(value)) value = date_words(*date);
        } else if (field.kind == FieldKind::rupiah) {
            if (!view.money_visible) continue;
            value = ui.rupiah(std::stoll(value));
        } else if (field.kind == FieldKind::integer) {
            value = ui.count(std::stoll(value));
        } else if (field.kind == FieldKind::reference_tolerance) {
            value = ui.percent(std::stoll(value) * 100);
        }
        facts.push_back({ui::State::neutral, wording(ui, field.label), value, {}});
    }
}

}  // namespace

std::vector<OrderFact> order_facts(const ui::Ui& ui, const View& view, const OrderState& order) {
    std::vector<OrderFact> facts;
    add_standing(ui, view, order, facts);
    add_deviations(ui, view, order, facts);
    add_cases(ui, view, order, facts);
    add_differences(ui, view, order, facts);
    add_exclusive(ui, view, order, facts);
    add_quantity(ui, view, order, facts);
    add_allocations(ui, view, order, facts);
    add_shipments(ui, view, order, facts);
    add_revisions(ui, view, order, facts);
    add_damages(ui, view, order, facts);
    add_extras(ui, view, order, facts);
    add_contract(ui, view, order, facts);
    return facts;
}

void draw_facts(const ui::Ui& ui, Rect room, const std::vector<OrderFact>& facts, int& page) {
    if (facts.empty()) {
        empty_room(ui, room, {ui::icon::kCheckCircle, ui.tr("fact.none_title"),
                              ui.tr("fact.none_text")});
        return;
    }
    const float high = ui.px(88);
    const ui::PageRows rows =
        ui::page_rows(ui, room, "order.facts", page, static_cast<int>(facts.size()), high);
    for (int i = rows.from; i < rows.to; ++i) {
        const OrderFact& fact = facts[static_cast<std::size_t>(i)];
        Rect row = ui::list_row(ui, room.cut_top(high), {fact.state, false, true});
        const Rect what = row.part(0, 0.36F);
        const Rect value = row.part(0.38F, 1);
        ui::text(ui, what, fact.what, type::kStrong.wrapped());
        if (fact.more.empty()) {
            ui::text(ui, value, fact.value, type::kBody);
            continue;
        }
        ui::text(ui, value.row(0, 2), fact.value, type::kBody.bottom());
        ui::text(ui, value.row(1, 2), fact.more, type::kSmall.top());
    }
}

}  // namespace lini
