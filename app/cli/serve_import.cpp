#include <string>
#include <utility>
#include <vector>

#include "app/base/log.h"
#include "app/cli/serve.h"
#include "app/identity/card.h"
#include "app/identity/pin.h"
#include "app/import/document.h"
#include "db/credential_store.h"

namespace lini {
namespace {

using nlohmann::json;

constexpr std::size_t kFilesMax = 64;

/// All files as one list: it is stored whole or not at all.
Parsed<ImportBatch> read_all(const json& files, const Playbooks& playbooks) {
    ImportBatch all;
    for (const json& file : files) {
        auto batch = read_documents(file.at("name").get<std::string>(),
                                    file.at("text").get_ref<const std::string&>(), playbooks,
                                    &sha256_hex);
        if (!batch) return tl::unexpected(std::move(batch.error()));
        const auto take = [](auto& into, auto& from) {
            for (auto& item : from) into.push_back(std::move(item));
        };
        take(all.items, batch->items);
        take(all.names, batch->names);
        take(all.cards, batch->cards);
    }
    return all;
}

/// Users who have no card and no PIN yet: an import never replaces what a person chose since.
Result<std::vector<ImportedCard>> cards_still_missing(std::vector<ImportedCard> cards,
                                                      const VerbContext& context) {
    std::vector<ImportedCard> missing;
    Result<void> outcome;
    const auto called = context.ledger([&](Ledger& ledger) {
        for (ImportedCard& card : cards) {
            const auto known = ledger.credentials().by_user(card.user);
            if (!known) {
                outcome = pass_on(known);
                return;
            }
            if (!*known) missing.push_back(std::move(card));
        }
    });
    if (!called) return pass_on(called);
    if (!outcome) return pass_on(outcome);
    return missing;
}

/// Hashes here, not on the ledger's thread: each PIN takes about 100 ms.
Result<SideWrites> side_writes(ImportBatch batch, const VerbContext& context) {
    SideWrites side;
    for (ImportedName& name : batch.names) {
        side.names.push_back({name.user, std::move(name.name)});
    }
    auto missing = cards_still_missing(std::move(batch.cards), context);
    if (!missing) return pass_on(missing);
    if (missing->empty()) return side;
    const auto pepper = open_pepper(context.data, context.random);
    if (!pepper) return pass_on(pepper);
    for (ImportedCard& card : *missing) {
        const Secret pin(std::move(card.initial_pin));
        const auto pin_hash = hash_pin(pin.view(), card.user, *pepper, pin_cost_interactive());
        if (!pin_hash) return pass_on(pin_hash);
        side.cards.push_back({card.user, card_hash_hex(card.token, *pepper), *pin_hash});
        wipe(card.token);
    }
    return side;
}

std::vector<Command> commands_of(std::vector<ImportItem> items, const UserId& actor,
                                 const Ledger& ledger, const VerbContext& context) {
    std::vector<Command> commands;
    for (ImportItem& item : items) {
        const UserId& behind = item.actor.empty() ? actor : item.actor;
        commands.push_back(ledger.system_command(new_command_id(context.clock, context.random),
                                                 item.order_no, std::move(item.action)));
        if (!behind.empty()) commands.back().actor = behind;
    }
    return commands;
}

json reply_of(const CommitAnswer& answer) {
    int changed = 0;
    for (const Outcome& outcome : answer.outcomes) {
        if (!answer.stored && outcome.refusal) return reply_refusal(*outcome.refusal);
        if (!outcome.events.empty()) ++changed;
    }
    return {{"ok", true},
            {"changed", changed},
            {"unchanged", static_cast<int>(answer.outcomes.size()) - changed}};
}

}  // namespace

json serve_import(const json& request, const VerbContext& context) {
    const json& files = request.at("files");
    if (!files.is_array() || files.empty() || files.size() > kFilesMax) {
        return reply_error({"request_unknown", "files"});
    }
    const UserId actor(request.value("actor", std::string()));
    const auto playbooks = read_playbooks(context.assets / "playbooks", &sha256_hex,
                                          context.data / "playbooks");
    if (!playbooks) return reply_problems(playbooks.error());
    auto batch = read_all(files, *playbooks);
    if (!batch) return reply_problems(batch.error());
    auto items = std::move(batch->items);
    const auto side = side_writes(std::move(*batch), context);
    if (!side) return reply_error(side.error());

    Result<CommitAnswer> answer;
    const auto called = context.ledger([&](Ledger& ledger) {
        answer = ledger.commit(commands_of(std::move(items), actor, ledger, context), *side);
    });
    if (!called) return reply_error(called.error());
    if (!answer) return reply_error(answer.error());
    return reply_of(*answer);
}

}  // namespace lini
