#include "app/screens/papers_panel.h"

#include "app/domain/bill.h"
#include "app/domain/payments.h"
#include "app/domain/progress.h"
#include "app/domain/shipments.h"
#include "app/screens/parts.h"
#include "app/screens/preview.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/list.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

struct PaperRow {
    std::string id;
    std::string name;
    std::string more;
    SavePaper save;
};

std::vector<PaperRow> papers_of(const ui::Ui& ui, const View& view, const OrderState& order) {
    std::vector<PaperRow> rows;
    const OrderNo& order_no = order.order_no;
    for (const Term& term : order.order->terms) {
        if (!view.money_visible || charge_of(order, term.id) == nullptr) continue;
        const bool named = !term.document.id.empty();
        rows.push_back({"papers.invoice." + term.id.str(),
                        named ? wording(ui, term.document) : ui.tr("paper.invoice"),
                        wording(ui, term.label) + " · " +
                            ui.rupiah(invoice_of(order, term.id).total().value),
                        {order_no, "invoice", term.id.str(), {}}});
    }
    for (const ShipmentState& each : order.shipments) {
        if (each.reversed) continue;
        const std::string& number = each.record.shipment;
        rows.push_back({"papers.note." + number, ui.tr("paper.delivery_note"),
                        number + " · " +
                            ui.tr("fact.units", {{"units", ui.count(units_on(each.record))}}),
                        {order_no, "delivery-note", number, {}}});
    }
    if (standing_handover(order) != nullptr) {
        rows.push_back({"papers.handover", ui.tr("paper.handover"), order_no.str(),
                        {order_no, "handover", {}, {}}});
    }
    const std::string& client = order.order->client;
    rows.push_back({"papers.report", ui.tr("papers.report"), client, {{}, "report", {}, client}});
    return rows;
}

}  // namespace

bool PapersPanel::offered(const View& view, const OrderState& order) {
    return order.order && view.session.has_value();
}

bool PapersPanel::draw(const ui::Ui& ui, Rect content, const View& view, const OrderState& order,
                       Intents& intents) {
    Rect column = action_column(ui, content);
    Rect room = ui::card(ui, content);
    heading(ui, room, order.order_no.str(), ui.tr("papers.title"));
    const std::vector<PaperRow> papers = papers_of(ui, view, order);
    const float high = ui.scale.touch(96);
    const ui::PageRows rows =
        ui::page_rows(ui, room, "papers", page_, static_cast<int>(papers.size()), high);
    for (int i = rows.from; i < rows.to; ++i) {
        const PaperRow& paper = papers[static_cast<std::size_t>(i)];
        const ui::RowTouch touch = ui::list_row(ui, room.cut_top(high), paper.id, paper.name,
                                                {ui::State::neutral, false, true});
        Rect row = touch.room;
        ui::draw_icon(ui, row.cut_left(ui.px(56), ui.px(14)), ui::icon::kReceiptLong, 40,
                      ui::Token::ink2);
        ui::text(ui, row.row(0, 2), paper.name, type::kStrong.bottom().whole());
        ui::text(ui, row.row(1, 2), paper.more, type::kSmall.top());
        if (touch.clicked) intents.push_back(paper.save);
    }
    ui::text(ui, column.cut_top(ui.px(160)), ui.tr("papers.text"),
             type::kBody.in(ui::Token::ink2).wrapped().top());
    return !secondary(ui, column, "papers.back", ui.tr("common.back"), ui::icon::kArrowBack);
}

}  // namespace lini
