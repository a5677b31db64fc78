#include "app/cli/report_table.h"

#include "app/cli/phrases_json.h"
#include "app/domain/calendar.h"
#include "app/screens/phrase_words.h"

namespace lini {
namespace {

using nlohmann::json;

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

}  // namespace

TableDocument report_table(const ui::Locale& locale, const json& reply,
                           const std::string& client) {
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

}  // namespace lini
