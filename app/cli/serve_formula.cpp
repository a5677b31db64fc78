#include <string>
#include <utility>

#include "app/base/log.h"
#include "app/base/utf8.h"
#include "app/cli/serve.h"
#include "app/domain/ids.h"
#include "db/vault.h"

namespace lini {
namespace {

using nlohmann::json;

constexpr std::size_t kFormulaBytesMax = 64 * 1024;

/// What is asked for; the text where it is shown.
Result<std::string> act_on(Vault& vault, const std::string& act, const std::string& number,
                           const std::string& text) {
    const std::string name = "formula:" + number;
    const auto known = vault.get(name);
    if (!known) return pass_on(known);
    if (act != "put" && !*known) return fail("formula_unknown", number);
    if (act == "show") return **known;
    const Result<void> done = act == "put" ? vault.put(name, text) : vault.erase(name);
    if (!done) return pass_on(done);
    return std::string();
}

}  // namespace

// Of a formula only its number is ever logged, and no event, label, report or export has more.
json serve_formula(const json& request, const VerbContext& context) {
    const std::string act = request.at("act").get<std::string>();
    const std::string number = request.at("number").get<std::string>();
    const std::string text = request.value("text", std::string());
    const bool known_act = act == "put" || act == "show" || act == "destroy";
    if (!known_act) return reply_error({"request_unknown", {}});
    if (!is_id_text(number)) return reply_error({"formula_number_invalid", number});
    const bool sound = !text.empty() && text.size() <= kFormulaBytesMax && is_valid_utf8(text);
    if (act == "put" && !sound) return reply_error({"formula_text_invalid", number});
    Result<std::string> shown;
    const auto called = context.ledger(
        [&](Ledger& ledger) { shown = act_on(ledger.vault(), act, number, text); });
    if (!called) return reply_error(called.error());
    if (!shown) return reply_error(shown.error());
    log::info("formula {}: {}", number, act);
    json reply{{"ok", true}};
    if (act == "show") reply["text"] = *shown;
    return reply;
}

}  // namespace lini
