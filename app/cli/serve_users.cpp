#include <string>
#include <utility>

#include "app/cli/serve.h"
#include "app/domain/roles.h"
#include "app/identity/card.h"
#include "app/identity/pin.h"
#include "db/credential_store.h"
#include "db/vault.h"

namespace lini {
namespace {

using nlohmann::json;

Result<json> users_json(Ledger& ledger) {
    const auto names = ledger.vault().people();
    if (!names) return pass_on(names);
    json list = json::array();
    for (const auto& [id, user] : ledger.site().users) {
        const auto credential = ledger.credentials().by_user(id);
        if (!credential) return pass_on(credential);
        json roles = json::array();
        for (const Role role : user.roles) roles.push_back(role_name(role));
        const auto name = names->find(id);
        list.push_back({{"user", id.str()},
                        {"name", name == names->end() ? std::string() : name->second},
                        {"roles", roles},
                        {"active", user.active},
                        {"has_card", *credential && !(*credential)->card_hash.empty()},
                        {"has_pin", *credential && !(*credential)->pin_hash.empty()}});
    }
    return list;
}

Result<void> store_secrets(Ledger& ledger, const UserId& user, const std::string& card_hash,
                           const std::string& pin_hash) {
    if (active_user(ledger.site(), user) == nullptr) return fail("user_unknown", user.str());
    auto& credentials = ledger.credentials();
    const auto known = credentials.by_user(user);
    if (!known) return pass_on(known);
    if (*known) return credentials.set_secrets(user, card_hash, pin_hash);
    Credential fresh;
    fresh.user = user;
    fresh.card_hash = card_hash;
    fresh.pin_hash = pin_hash;
    return credentials.put(fresh);
}

}  // namespace

json serve_users(const json&, const VerbContext& context) {
    Result<json> users;
    const auto called = context.ledger([&](Ledger& ledger) { users = users_json(ledger); });
    if (!called) return reply_error(called.error());
    if (!users) return reply_error(users.error());
    return {{"ok", true}, {"users", *users}};
}

/// "card": make a new one, whose barcode is in the reply and nowhere else. "pin": the new PIN.
json serve_enrol(const json& request, const VerbContext& context) {
    const UserId user(request.at("user").get<std::string>());
    const auto pepper = open_pepper(context.data, context.random);
    if (!pepper) return reply_error(pepper.error());

    json reply{{"ok", true}};
    std::string card_hash;
    if (request.value("card", false)) {
        const Secret token = new_card_token(context.random);
        card_hash = card_hash_hex(token.view(), *pepper);
        reply["card"] = std::string(card_barcode(token.view()).view());
    }
    std::string pin_hash;
    if (request.contains("pin")) {
        const Secret pin(request.at("pin").get<std::string>());
        if (const auto refused = refuse_new_pin(pin.view())) return reply_refusal(*refused);
        auto hash = hash_pin(pin.view(), user, *pepper, pin_cost_interactive());
        if (!hash) return reply_error(hash.error());
        pin_hash = std::move(*hash);
    }
    Result<void> stored;
    const auto called = context.ledger(
        [&](Ledger& ledger) { stored = store_secrets(ledger, user, card_hash, pin_hash); });
    if (!called) return reply_error(called.error());
    if (!stored) return reply_error(stored.error());
    return reply;
}

}  // namespace lini
