#include <iostream>

#include "app/cli/phrases_json.h"
#include "app/cli/serve.h"
#include "app/cli/text_file.h"
#include "app/cli/verbs.h"
#include "app/documents/table_document.h"
#include "app/screens/phrase_words.h"

namespace lini {
namespace {

using nlohmann::json;

struct Options {
    std::string client;
    std::string file;
};

std::string day_words(const json& row, const char* key) {
    const auto date = parse_iso_date(row.value(key, std::string()));
    return date ? date_words(*date) : "–";
}

std::string next_words(const ui::Locale& locale, const json& row) {
    if (row.value("done", false)) return locale.tr("report.done");
    if (!row.contains("next")) return "–";
    const auto phrases = phrases_from_json(row.at("next"));
    return phrases ? phrases_words(locale, *phrases) : std::string("–");
}

std::string batch_words(const ui::Locale& locale, const json& row) {
    std::string words;
    for (const json& batch : row.at("batches")) {
        if (!words.empty()) words += '\n';
        words += locale.tr("report.batch",
                           {{"batch", batch.at("batch").get<std::string>()},
                            {"status", locale.tr("status." +
                                                 batch.at("status").get<std::string>())},
                            {"good", ui::count_text(locale.language(),
                                                    batch.at("good").get<std::int64_t>())},
                            {"made", day_words(batch, "manufactured")},
                            {"expires", day_words(batch, "expires")}});
    }
    return words;
}

TableDocument table_of(const ui::Locale& locale, const json& reply, const std::string& client) {
    TableDocument table;
    table.title = locale.tr("report.title", {{"client", client}});
    table.subtitle = locale.tr("report.subtitle", {{"day", day_words(reply, "today")}});
    table.widths = {0.12F, 0.12F, 0.16F, 0.12F, 0.1F, 0.13F, 0.25F};
    for (const char* key : {"report.order", "report.client_po", "report.product", "report.good",
                            "report.promised", "report.next", "report.batches"}) {
        table.heads.push_back(locale.tr(key));
    }
    const auto count = [&](const json& row, const char* key) {
        return ui::count_text(locale.language(), row.value(key, std::int64_t{0}));
    };
    for (const json& row : reply.at("rows")) {
        table.rows.push_back(
            {row.at("order_no").get<std::string>(), row.at("client_po").get<std::string>(),
             row.at("product").get<std::string>(),
             locale.tr("report.of", {{"good", count(row, "good")},
                                     {"ordered", count(row, "ordered")}}),
             day_words(row, "promised") + "\n" + day_words(row, "expected"),
             next_words(locale, row), batch_words(locale, row)});
    }
    return table;
}

void report(Verbs& verbs, const Options& options) {
    const bool pdf = options.file.ends_with(".pdf");
    if (!pdf && !options.file.ends_with(".csv")) {
        return verbs.fail_with(reply_error({"report_file_unknown", options.file}));
    }
    const auto reply =
        verbs.ask({{"verb", "report"}, {"client", options.client}}, Access::reading);
    if (reply.is_null()) return;
    const ui::Locale& locale = verbs.context.locale;
    const TableDocument table = table_of(locale, reply, options.client);
    const auto bytes = pdf ? to_pdf(table) : Result<std::string>(to_csv(table));
    const auto written = bytes ? write_whole(*bytes, options.file) : pass_on(bytes);
    if (!written) return verbs.fail_with(written.error());
    std::cout << locale.tr("cli.report_written",
                           {{"file", options.file},
                            {"count", ui::count_text(locale.language(),
                                                     static_cast<std::int64_t>(
                                                         table.rows.size()))}})
              << "\n";
}

}  // namespace

void add_report_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("report", "Write what one client may read of its orders",
                           [&verbs, &options] { report(verbs, options); });
    verb->add_option("client", options.client, "As the orders name it")->required();
    verb->add_option("-o", options.file, "FILE.pdf or FILE.csv")->required();
}

}  // namespace lini
