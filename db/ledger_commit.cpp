// commit(): the one way in which this terminal adds facts. Everything between BEGIN and COMMIT is
// here or called from here; whatever memory learnt on the way is taken back with a rollback.
#include <algorithm>
#include <iterator>

#include "app/base/check.h"
#include "app/base/log.h"
#include "app/domain/decide.h"
#include "app/domain/follow_ups.h"
#include "db/ledger_parts.h"

namespace lini {
namespace {

class CommitWork {
public:
    explicit CommitWork(Ledger::Parts& parts) : p_(parts) {}

    /// False when the command is refused.
    bool run(const Command& given, Outcome& outcome) {
        if (remembered(given.id, outcome)) return true;
        OrderState& order = p_.orders.load(given.order_no);
        const Command command = completed(given, order);
        Decision decision = decide(p_.site, order, command);
        if (auto* refusal = std::get_if<Refusal>(&decision)) {
            outcome.refusal = std::move(*refusal);
            return false;
        }
        auto& bodies = std::get<Accepted>(decision).events;
        outcome.events.reserve(bodies.size());
        for (Body& body : bodies) {
            outcome.events.push_back(p_.append(command, std::move(body)));
        }
        if (const auto* labels = std::get_if<IssueLabels>(&command.action)) {
            if (labels->count > 1) {
                p_.print_queue.begin_run(labels->count, labels->check_first);
            }
        }
        // Also where the label was confirmed before: a reprint of it may still be in doubt.
        if (const auto* scan = std::get_if<ConfirmLabel>(&command.action)) {
            p_.print_queue.scanned(scan->serial, command.stamp.at_utc_us);
        }
        if (const auto* wanted = std::get_if<ResendCharge>(&command.action)) {
            if (!send_again(command, wanted->charge, outcome)) return false;
        }
        if (!outcome.events.empty() && !run_follow_ups(command, outcome)) return false;
        if (outcome.events.empty()) remember_empty(command.id);
        outcome.accepted = true;
        return true;
    }

private:
    // What other orders have to say to it is the answer to the command itself.
    bool run_follow_ups(const Command& command, Outcome& outcome) {
        for (const Command& next : follow_ups(p_.orders.load(command.order_no), command)) {
            Outcome followed;
            if (!run(next, followed)) {
                outcome.refusal = std::move(followed.refusal);
                return false;
            }
            for (std::vector<Event>* each : {&followed.events, &followed.followed}) {
                std::move(each->begin(), each->end(), std::back_inserter(outcome.followed));
            }
            if (p_.touched.count(next.order_no) != 0) p_.write_order_rows({next.order_no});
        }
        return true;
    }

    bool send_again(const Command& command, const ChargeId& charge, Outcome& outcome) {
        if (p_.outbox.send_again(command.order_no, charge, p_.options.clock->now_utc_us())) {
            return true;
        }
        outcome.refusal = Refusal{"charge_under_way", {{"charge", charge.str()}}};
        return false;
    }

    bool remembered(const CommandId& id, Outcome& outcome) {
        outcome.events = p_.events.by_command(id);
        const bool known = !outcome.events.empty() ||
                           p_.store->query("SELECT 1 FROM empty_acceptance WHERE command_id = ?")
                               .bind(id.str())
                               .next();
        outcome.accepted = known;
        outcome.repeated = known;
        return known;
    }

    void remember_empty(const CommandId& id) {
        p_.store->query("INSERT OR IGNORE INTO empty_acceptance (command_id) VALUES (?)")
            .bind(id.str())
            .run();
    }

    Command completed(Command command, const OrderState& order) {
        if (auto* labels = std::get_if<IssueLabels>(&command.action)) {
            labels->serials = fresh_serials(labels->count);
        } else if (auto* signing = std::get_if<SignMilestone>(&command.action)) {
            signing->seen.heads = heads_of(order);
        }
        return command;
    }

    std::vector<Serial> fresh_serials(int count) {
        if (p_.serial_counter < 0) p_.serial_counter = p_.places.last_counter(p_.prefix());
        std::vector<Serial> serials;
        for (int i = 0; i < std::min(count, kSerialsAtOnceMax); ++i) {
            if (p_.serial_counter >= kSerialCounterMax) throw StoreFailure{{"serials_used_up", {}}};
            serials.push_back(make_serial(p_.prefix(), ++p_.serial_counter));
        }
        return serials;
    }

    std::vector<Head> heads_of(const OrderState& order) {
        std::vector<Head> heads;
        for (const auto& [terminal, last] : order.heads) {
            const EventId id{terminal, last.first, last.second};
            const auto event = p_.events.find(id);
            if (!event) throw StoreFailure{{"data_damaged", to_string(id) + " is missing"}};
            heads.push_back({terminal, last.first, last.second, to_hex(event->hash)});
        }
        return heads;
    }

    // More than any rule allows at once, so the rule and not this bound answers.
    static constexpr int kSerialsAtOnceMax = 10'000;

    Ledger::Parts& p_;
};

void write_side(Ledger::Parts& p, const SideWrites& side) {
    for (const auto& name : side.names) must(p.vault.put_person(name.user, name.name));
    for (const auto& card : side.cards) {
        must(p.credentials.set_secrets(card.user, card.card_hash, card.pin_hash));
    }
}

void log_resent(const std::vector<Command>& commands) {
    for (const Command& command : commands) {
        const auto* wanted = std::get_if<ResendCharge>(&command.action);
        if (wanted == nullptr) continue;
        log::info("charge {}/{}: to be sent again, asked by {}",
                  log::printable(command.order_no.str()), log::printable(wanted->charge.str()),
                  log::printable(command.actor.str()));
    }
}

// Nothing of a list stands when one of it is refused: the others were neither accepted nor refused.
void withdraw(CommitAnswer& answer) {
    for (Outcome& outcome : answer.outcomes) {
        if (outcome.refusal) continue;
        outcome = Outcome{};
    }
}

}  // namespace

Result<CommitAnswer> Ledger::commit(const std::vector<Command>& commands, const SideWrites& side) {
    Parts& p = *parts_;
    for (const Command& command : commands) {
        if (!is_id_text(command.id.str())) return fail("command_id_invalid");
    }
    CommitAnswer answer;
    answer.outcomes.resize(commands.size());
    const auto done = p.transact([&] {
        CommitWork work(p);
        for (std::size_t i = 0; i < commands.size(); ++i) {
            if (!work.run(commands[i], answer.outcomes[i])) return false;
            // While its state is at hand: a long list names more orders than the cache holds, and
            // each would be folded once more at the end.
            const OrderNo& order_no = commands[i].order_no;
            const bool goes_on =
                i + 1 < commands.size() && commands[i + 1].order_no == order_no;
            if (!goes_on && p.touched.count(order_no) != 0) p.write_order_rows({order_no});
        }
        write_side(p, side);
        return true;
    });
    if (!done) return pass_on(done);
    answer.stored = *done;
    if (answer.stored) {
        log_resent(commands);
    } else {
        withdraw(answer);
    }
    if (p.store->log_pages() > kLogPagesMax) {
        if (auto moved = p.store->checkpoint(); !moved) {
            log::error("ledger: log not moved: {}", moved.error().code);
        }
    }
    return answer;
}

}  // namespace lini
