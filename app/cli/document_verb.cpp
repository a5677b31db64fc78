#include <iostream>

#include "app/cli/phrases_json.h"
#include "app/cli/serve.h"
#include "app/cli/text_file.h"
#include "app/cli/verbs.h"
#include "app/documents/table_document.h"
#include "app/import/site_config.h"
#include "app/screens/phrase_words.h"

namespace lini {
namespace {

using nlohmann::json;

struct Options {
    std::string order_no;
    std::string key;
    std::string file;
};

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

// An invoice that does not say where to pay is worse than none.
bool is_complete(const SiteCompany& company, bool pay) {
    const bool bank = !company.bank.empty() && !company.account_no.empty() &&
                      !company.account_holder.empty();
    return !company.name.empty() && (bank || !pay);
}

void write_document(Verbs& verbs, const char* kind, const Options& options) {
    if (!options.file.ends_with(".pdf")) {
        return verbs.fail_with(reply_error({"document_file_unknown", options.file}));
    }
    const auto reply = verbs.ask({{"verb", "document"},
                                  {"kind", kind},
                                  {"order_no", options.order_no},
                                  {"key", options.key}},
                                 Access::reading);
    if (reply.is_null()) return;
    const json& paper = reply.at("paper");
    const SiteCompany company = load_site_config(verbs.data / kSiteFile).config.company;
    if (!is_complete(company, paper.at("pay").get<bool>())) {
        return verbs.fail_with(reply_error({"company_missing", {}}));
    }
    const ui::Locale& locale = verbs.context.locale;
    const auto bytes = to_pdf(table_of(locale, paper, company));
    const auto written = bytes ? write_whole(*bytes, options.file) : pass_on(bytes);
    if (!written) return verbs.fail_with(written.error());
    std::cout << locale.tr("cli.document_written", {{"file", options.file}}) << "\n";
}

}  // namespace

void add_document_verb(Verbs& verbs) {
    auto* all = verbs.add("document", "Write a paper of an order as PDF", {});
    all->require_subcommand(1);
    const auto add = [&](const char* kind, const char* help, const char* key, const char* what) {
        auto& options = verbs.keep<Options>();
        auto* verb = verbs.add_below(*all, kind, help, [&verbs, &options, kind] {
            write_document(verbs, kind, options);
        });
        verb->add_option("order", options.order_no, "Its number")->required();
        if (key != nullptr) verb->add_option(key, options.key, what)->required();
        verb->add_option("-o", options.file, "FILE.pdf")->required();
    };
    add("invoice", "The invoice of a term that was billed, with its amounts", "term",
        "\"dp\", \"termin:2\" ...");
    add("delivery-note", "Surat jalan of goods or samples", "shipment", "Its number");
    add("handover", "BAST", nullptr, nullptr);
}

}  // namespace lini
