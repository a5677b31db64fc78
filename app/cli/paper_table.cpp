#include "app/cli/paper_table.h"

#include <string>
#include <vector>

#include "app/cli/phrases_json.h"
#include "app/screens/phrase_words.h"

namespace lini {
namespace {

using nlohmann::json;

std::string cell_words(const ui::Locale& locale, const json& cell) {
    if (cell.contains("text")) return cell.at("text").get<std::string>();
    if (cell.contains("date")) {
        const auto date = parse_iso_date(cell.at("date").get<std::string>());
        return date ? date_words(*date) : std::string();
    }
    const auto phrases = phrases_from_json(cell.at("words"));
    return phrases ? phrases_words(locale, *phrases) : std::string();
}

std::vector<LabelledText> facts_of(const ui::Locale& locale, const json& facts) {
    std::vector<LabelledText> lines;
    for (const json& fact : facts) {
        lines.push_back(
            {cell_words(locale, fact.at("what")), cell_words(locale, fact.at("value"))});
    }
    return lines;
}

TableDocument table_of(const ui::Locale& locale, const json& paper, const SiteCompany& company) {
    TableDocument table;
    table.portrait = true;
    table.letterhead = {company.name, company.address};
    if (!company.tax_id.empty()) {
        table.letterhead.push_back(locale.tr("paper.tax_id", {{"no", company.tax_id}}));
    }
    table.title = cell_words(locale, paper.at("title"));
    table.subtitle = paper.at("number").get<std::string>();
    table.facts = facts_of(locale, paper.at("facts"));
    for (const json& column : paper.at("columns")) {
        table.heads.push_back(cell_words(locale, column.at("head")));
        table.widths.push_back(column.at("width").get<float>());
        table.figures.push_back(column.at("figures").get<bool>());
    }
    for (const json& row : paper.at("rows")) {
        std::vector<std::string> cells;
        for (const json& cell : row) cells.push_back(cell_words(locale, cell));
        table.rows.push_back(std::move(cells));
    }
    table.totals = facts_of(locale, paper.at("totals"));
    if (paper.contains("stamp")) table.stamp = cell_words(locale, paper.at("stamp"));
    if (paper.at("pay").get<bool>()) {
        table.notes.push_back(locale.tr("paper.pay_to", {{"bank", company.bank},
                                                         {"account", company.account_no},
                                                         {"holder", company.account_holder}}));
    }
    for (const json& signer : paper.at("signers")) {
        table.signers.push_back(cell_words(locale, signer));
    }
    return table;
}

bool is_complete(const SiteCompany& company, bool pay) {
    const bool bank = !company.bank.empty() && !company.account_no.empty() &&
                      !company.account_holder.empty();
    return !company.name.empty() && (bank || !pay);
}

}  // namespace

Result<TableDocument> paper_table(const ui::Locale& locale, const json& paper,
                                  const SiteCompany& company) {
    if (!is_complete(company, paper.at("pay").get<bool>())) return fail("company_missing");
    return table_of(locale, paper, company);
}

}  // namespace lini
