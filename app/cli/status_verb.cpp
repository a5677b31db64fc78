#include <iostream>

#include "app/cli/verbs.h"

namespace lini {
namespace {

struct Options {
    bool json = false;
};

/// One line an order, one for the ledger, one for the labels.
void print_lines(const nlohmann::json& status, const ui::Locale& locale) {
    const auto count = [&](const nlohmann::json& from, const char* key) {
        return ui::count_text(locale.language(), from.value(key, std::int64_t{0}));
    };
    for (const auto& [order_no, order] : status["orders"].items()) {
        std::string charges;
        for (const auto& [id, charge] : order["charges"].items()) {
            charges += "  " + id + " " + charge.value("state", std::string()) + " " +
                       charge.value("document_no", std::string());
        }
        std::cout << order_no << "  " << order.value("client", std::string()) << "  "
                  << count(order, "good") << " / " << count(order, "ordered") << "  "
                  << ui::percent_text(locale.language(),
                                      order.value("progress_basis_points", std::int64_t{0}))
                  << "  " << order.value("milestone", std::string()) << charges << "\n";
    }
    const auto& ledger = status["ledger"];
    std::cout << locale.tr("cli.status_ledger",
                           {{"terminal", ledger.value("terminal", std::string())},
                            {"seq", count(ledger["head"], "seq")},
                            {"hash", ledger["head"].value("hash", std::string()).substr(0, 16)},
                            {"unsynced", count(ledger, "unsynced")}})
              << "\n";
    std::cout << locale.tr("cli.status_labels");
    for (const auto& [state, number] : status["label_jobs"].items()) {
        if (number != 0) std::cout << "  " << state << " " << number;
    }
    std::cout << "\n";
}

void show_status(Verbs& verbs, const Options& options) {
    const auto reply = verbs.ask({{"verb", "status"}}, Access::reading);
    if (reply.is_null()) return;
    constexpr int kIndent = 2;
    if (options.json) std::cout << reply["status"].dump(kIndent) << "\n";
    else print_lines(reply["status"], verbs.context.locale);
}

}  // namespace

void add_status_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("status", "Orders, ledger and labels of the data folder",
                           [&verbs, &options] { show_status(verbs, options); });
    verb->add_flag("--json", options.json, "As JSON with stable keys (app/cli/README.md)");
}

}  // namespace lini
