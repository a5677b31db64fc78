#include <iostream>

#include "app/cli/report_table.h"
#include "app/cli/serve.h"
#include "app/cli/text_file.h"
#include "app/cli/verbs.h"

namespace lini {
namespace {

struct Options {
    std::string client;
    std::string file;
};

void report(Verbs& verbs, const Options& options) {
    const bool pdf = options.file.ends_with(".pdf");
    if (!pdf && !options.file.ends_with(".csv")) {
        return verbs.fail_with(reply_error({"report_file_unknown", options.file}));
    }
    const auto reply =
        verbs.ask({{"verb", "report"}, {"client", options.client}}, Access::reading);
    if (reply.is_null()) return;
    const ui::Locale& locale = verbs.context.locale;
    const TableDocument table = report_table(locale, reply, options.client);
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
