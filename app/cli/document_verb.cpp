#include <iostream>

#include "app/cli/paper_table.h"
#include "app/cli/serve.h"
#include "app/cli/text_file.h"
#include "app/cli/verbs.h"

namespace lini {
namespace {

using nlohmann::json;

struct Options {
    std::string order_no;
    std::string key;
    std::string file;
};

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
    const ui::Locale& locale = verbs.context.locale;
    const auto table = paper_table(locale, paper, company);
    const auto bytes = table ? to_pdf(*table) : pass_on(table);
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
