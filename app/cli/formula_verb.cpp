#include <fstream>
#include <iostream>
#include <iterator>

#include "app/cli/serve.h"
#include "app/cli/verbs.h"

namespace lini {
namespace {

using nlohmann::json;

struct Options {
    std::string number;
    std::string file;
};

void put(Verbs& verbs, const Options& options) {
    std::ifstream in(options.file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) return verbs.fail_with(reply_error({"file_unreadable", options.file}));
    const auto reply = verbs.ask({{"verb", "formula"},
                                  {"act", "put"},
                                  {"number", options.number},
                                  {"text", text}},
                                 Access::writing);
    if (reply.is_null()) return;
    std::cout << verbs.context.locale.tr("cli.formula_put", {{"number", options.number}}) << "\n";
}

void show(Verbs& verbs, const Options& options) {
    const auto reply = verbs.ask(
        {{"verb", "formula"}, {"act", "show"}, {"number", options.number}}, Access::writing);
    if (!reply.is_null()) std::cout << reply.value("text", std::string());
}

void destroy(Verbs& verbs, const Options& options) {
    const auto reply = verbs.ask(
        {{"verb", "formula"}, {"act", "destroy"}, {"number", options.number}}, Access::writing);
    if (reply.is_null()) return;
    std::cout << verbs.context.locale.tr("cli.formula_destroyed", {{"number", options.number}})
              << "\n";
}

}  // namespace

void add_formula_verb(Verbs& verbs) {
    auto* all = verbs.add("formula", "Formulas in the vault: encrypted, by number", {});
    all->require_subcommand(1);
    auto& options = verbs.keep<Options>();
    auto* putting = verbs.add_below(*all, "put", "Lock the text of a file away under its number",
                                    [&verbs, &options] { put(verbs, options); });
    putting->add_option("number", options.number, "As contracts name it")->required();
    putting->add_option("file", options.file, "FILE, UTF-8, at most 64 KiB")->required();
    verbs
        .add_below(*all, "show", "Print one; the log notes that it was shown",
                   [&verbs, &options] { show(verbs, options); })
        ->add_option("number", options.number, "As contracts name it")
        ->required();
    verbs
        .add_below(*all, "destroy", "Erase one for good",
                   [&verbs, &options] { destroy(verbs, options); })
        ->add_option("number", options.number, "As contracts name it")
        ->required();
}

}  // namespace lini
