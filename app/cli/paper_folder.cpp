#include "app/cli/paper_folder.h"

#include <system_error>
#include <utility>

#include "app/cli/paper_table.h"
#include "app/cli/report_folder.h"
#include "app/cli/report_table.h"
#include "app/cli/text_file.h"
#include "app/documents/table_document.h"
#include "app/identity/digest.h"

namespace lini {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

Error error_of(const json& reply) {
    return {reply.value("error", std::string("request_unknown")),
            reply.value("detail", std::string())};
}

/// Numbers of orders, terms and notes may hold a slash.
std::string plain(std::string name) {
    for (char& c : name) {
        if (c == '/' || c == ':') c = '-';
    }
    return name;
}

std::string name_of(const SavePaper& wanted) {
    if (wanted.kind == "report") return report_file_stem(wanted.client) + ".pdf";
    const std::string key = wanted.key.empty() ? std::string() : "-" + wanted.key;
    // "PO-1/2" and "PO-1-2" are two orders.
    const std::string whole = wanted.order_no.str() + "-" + wanted.kind + key;
    const std::string name = plain(whole);
    return (name == whole ? name : name + "-" + sha256_hex(whole).substr(0, 8)) + ".pdf";
}

}  // namespace

PaperFolder::PaperFolder(fs::path data, SiteCompany company, ServeVerb serve,
                         const ui::Locale& locale)
    : data_(std::move(data)),
      company_(std::move(company)),
      serve_(std::move(serve)),
      locale_(&locale) {}

Result<std::string> PaperFolder::bytes_of(const SavePaper& wanted) const {
    if (wanted.kind == "report") {
        const json reply = serve_({{"verb", "report"}, {"client", wanted.client}});
        if (!reply.value("ok", false)) return tl::unexpected(error_of(reply));
        return to_pdf(report_table(*locale_, reply, wanted.client));
    }
    const json reply = serve_({{"verb", "document"},
                               {"kind", wanted.kind},
                               {"order_no", wanted.order_no.str()},
                               {"key", wanted.key}});
    if (!reply.value("ok", false)) return tl::unexpected(error_of(reply));
    const auto table = paper_table(*locale_, reply.at("paper"), company_);
    return table ? to_pdf(*table) : pass_on(table);
}

Result<std::string> PaperFolder::save(const SavePaper& wanted) const {
    const auto bytes = bytes_of(wanted);
    if (!bytes) return pass_on(bytes);
    const fs::path file = fs::path(kName) / name_of(wanted);
    std::error_code error;
    fs::create_directories(data_ / kName, error);
    const auto written = write_whole(*bytes, (data_ / file).string());
    if (!written) return pass_on(written);
    return file.string();
}

}  // namespace lini
