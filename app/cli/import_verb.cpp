#include <iostream>
#include <vector>

#include "app/base/utf8.h"
#include "app/cli/text_file.h"
#include "app/cli/verbs.h"

namespace lini {
namespace {

struct Options {
    std::vector<std::string> files;
    std::string actor;
};

Result<nlohmann::json> read_files(const std::vector<std::string>& names) {
    nlohmann::json files = nlohmann::json::array();
    for (const std::string& name : names) {
        auto text = read_import_file(name);
        if (!text) return pass_on(text);
        files.push_back({{"name", name}, {"text", *std::move(text)}});
    }
    return files;
}

void import_files(Verbs& verbs, const Options& options) {
    const auto files = read_files(options.files);
    if (!files) return verbs.fail_with(files.error());
    // On its way to the terminal the text is JSON, which could not carry these bytes as they are.
    for (const auto& file : *files) {
        if (is_valid_utf8(file["text"].get_ref<const std::string&>())) continue;
        return verbs.fail_with(not_utf8_reply(file["name"]));
    }
    nlohmann::json request{{"verb", "import"}, {"files", *files}};
    if (!options.actor.empty()) request["actor"] = options.actor;
    const auto reply = verbs.ask(request, Access::writing);
    if (reply.is_null()) return;
    const auto language = verbs.context.locale.language();
    std::cout << verbs.context.locale.tr(
                     "cli.imported",
                     {{"changed", ui::count_text(language, reply.value("changed", 0))},
                      {"unchanged", ui::count_text(language, reply.value("unchanged", 0))}})
              << "\n";
}

}  // namespace

void add_import_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("import", "Import orders, products, users and approvals "
                                     "(assets/schema); all files or none",
                           [&verbs, &options] { import_files(verbs, options); });
    verb->add_option("files", options.files, "JSON or CSV files")->required();
    verb->add_option("--as", options.actor, "User who answers for what names nobody itself "
                                             "(default: the system; approvals need one)");
}

}  // namespace lini
