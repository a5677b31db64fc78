#include <algorithm>

#include "app/import/item_readers.h"

namespace lini {
namespace {

using nlohmann::json;

std::vector<Role> read_roles(JsonReader& reader) {
    std::vector<Role> roles;
    const json& names = reader.array("roles", 1, kRoles.size());
    for (const json& name : names) {
        const auto role =
            name.is_string() ? role_from_name(name.get_ref<const std::string&>()) : std::nullopt;
        if (!role) {
            reader.wrong("roles", "role_unknown",
                         {{"value", name.is_string() ? name.get<std::string>() : name.dump()}});
        } else if (std::ranges::count(roles, *role) > 0) {
            reader.wrong("roles", "item_twice", {{"value", name.get<std::string>()}});
        } else {
            roles.push_back(*role);
        }
    }
    return roles;
}

bool only(std::string_view text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

/// The problems never quote the token or the PIN: they end on screens and in logs.
std::optional<ImportedCard> read_card(JsonReader& reader, const UserId& user) {
    const bool token_given = reader.has("card_token");
    const bool pin_given = reader.has("initial_pin");
    if (!token_given && !pin_given) return std::nullopt;
    if (token_given != pin_given) {
        reader.wrong(nullptr, "card_without_pin");
        if (token_given) reader.text("card_token");
        if (pin_given) reader.text("initial_pin");
        return std::nullopt;
    }
    ImportedCard card{user, reader.text("card_token", 64), reader.text("initial_pin", 16)};
    if (card.token.size() != 32 || !only(card.token, "0123456789abcdef")) {
        reader.wrong("card_token", "card_token_invalid");
    }
    if (card.initial_pin.size() != 6 || !only(card.initial_pin, "0123456789")) {
        reader.wrong("initial_pin", "pin_invalid");
    }
    return card;
}

}  // namespace

ReadUser read_user(const json& item, const std::string& pointer, const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ReadUser read;
    read.user.user = UserId{reader.id_text("user")};
    read.user.revision = static_cast<int>(reader.integer("revision", {1, kRevisionMax}));
    read.name = reader.text("name", 80);
    read.user.roles = read_roles(reader);
    read.user.active = !reader.has("active") || reader.boolean("active");
    read.card = read_card(reader, read.user.user);
    if (read.user.user == kSystemActor) {
        reader.wrong("user", "user_reserved", {{"value", read.user.user.str()}});
    }
    reader.refuse_unknown_keys();
    // A hash in an event is there for ever: of a name or a PIN it would be a way to guess them.
    read.user.content_sha256_hex =
        content_hash(item, {"name", "card_token", "initial_pin"}, context.sha256_hex);
    return read;
}

}  // namespace lini
