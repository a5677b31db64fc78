#include "app/cli/phrases_json.h"
#include "app/cli/serve.h"
#include "app/documents/order_paper.h"

namespace lini {
namespace {

using nlohmann::json;

struct CellJson {
    json operator()(const std::string& text) const { return {{"text", text}}; }
    json operator()(const Phrase& phrase) const { return {{"words", phrases_json(only(phrase))}}; }
    json operator()(const Figure& figure) const {
        return {{"words", phrases_json(figure_phrase(figure))}};
    }
    json operator()(const Date& date) const { return {{"date", iso_date(date)}}; }
};

json cell_json(const PaperCell& cell) { return std::visit(CellJson{}, cell); }

json facts_json(const std::vector<PaperFact>& facts) {
    json list = json::array();
    for (const PaperFact& fact : facts) {
        list.push_back({{"what", cell_json(fact.what)}, {"value", cell_json(fact.value)}});
    }
    return list;
}

json paper_json(const Paper& paper) {
    json columns = json::array();
    for (const PaperColumn& column : paper.columns) {
        columns.push_back({{"head", cell_json(column.head)},
                           {"width", column.width},
                           {"figures", column.figures}});
    }
    json rows = json::array();
    for (const std::vector<PaperCell>& cells : paper.rows) {
        json row = json::array();
        for (const PaperCell& cell : cells) row.push_back(cell_json(cell));
        rows.push_back(std::move(row));
    }
    json signers = json::array();
    for (const Phrase& signer : paper.signers) signers.push_back(cell_json(signer));
    json object{{"title", cell_json(paper.title)},
                {"number", paper.number},
                {"facts", facts_json(paper.facts)},
                {"columns", std::move(columns)},
                {"rows", std::move(rows)},
                {"totals", facts_json(paper.totals)},
                {"pay", paper.is_paid_to_bank},
                {"signers", std::move(signers)}};
    if (paper.stamp) object["stamp"] = cell_json(*paper.stamp);
    return object;
}

Result<Paper> paper_of(Ledger& ledger, const OrderNo& order_no, const std::string& kind,
                       const std::string& key) {
    const auto order = ledger.order(order_no);
    if (!order) return pass_on(order);
    if (!(*order)->order) return fail("order_unknown", order_no.str());
    if (kind == "invoice") return invoice_paper(**order, ledger.site(), TermId(key));
    if (kind == "delivery-note") return delivery_note_paper(**order, ledger.site(), key);
    if (kind == "handover") return handover_paper(**order, ledger.site());
    return fail("document_unknown", kind);
}

}  // namespace

json serve_document(const json& request, const VerbContext& context) {
    const OrderNo order_no(request.at("order_no").get<std::string>());
    const std::string kind = request.at("kind").get<std::string>();
    const std::string key = request.value("key", std::string());
    Result<Paper> paper = fail("document_unknown", kind);
    const auto called = context.reading()(
        [&](Ledger& ledger) { paper = paper_of(ledger, order_no, kind, key); });
    if (!called) return reply_error(called.error());
    if (!paper) return reply_error(paper.error());
    return {{"ok", true}, {"paper", paper_json(*paper)}};
}

}  // namespace lini
