// verify(): is the history whole and unchanged, and up to where is that certain. replay(): are the
// read models what the history says.
#include <map>

#include "db/ledger_parts.h"

namespace lini {
namespace {

struct SignedHead {
    EventId id;
    std::string hash;
    std::string public_key;
    std::string signature;
};

using ChainKey = std::pair<TerminalId, std::int64_t>;

std::map<ChainKey, std::vector<SignedHead>> read_signed_heads(Store& store) {
    std::map<ChainKey, std::vector<SignedHead>> heads;
    Query row = store.query("SELECT terminal_id, incarnation, seq, hash, public_key, signature"
                            " FROM signed_head ORDER BY terminal_id, incarnation, seq");
    while (row.next()) {
        SignedHead head;
        head.id = {TerminalId(row.text(0)), row.integer(1), row.integer(2)};
        head.hash = row.blob(3);
        head.public_key = row.blob(4);
        head.signature = row.blob(5);
        heads[{head.id.terminal, head.id.incarnation}].push_back(std::move(head));
    }
    return heads;
}

// Walks one chain after the other and notes the first thing that does not hold in each.
class ChainWalk {
public:
    ChainWalk(Store& store, std::string own_public_key)
        : own_public_key_(std::move(own_public_key)), heads_(read_signed_heads(store)) {}

    void step(const StoredEvent& event) {
        const ChainKey key{event.id.terminal, event.id.incarnation};
        if (chains_.empty() ||
            ChainKey{chains_.back().terminal, chains_.back().incarnation} != key) {
            begin(key);
        }
        ChainReport& chain = chains_.back();
        ++chain.events;
        if (!chain.problem.empty()) return;
        check(chain, event);
        seq_ = event.id.seq;
        hash_ = event.hash;
    }

    std::vector<ChainReport> finish() {
        end();
        for (const auto& [key, heads] : heads_) {  // Chains of which not one event is left.
            ChainReport chain;
            chain.terminal = key.first;
            chain.incarnation = key.second;
            chain.problem = "gap";
            chain.problem_seq = 1;
            chains_.push_back(std::move(chain));
        }
        return std::move(chains_);
    }

private:
    void begin(const ChainKey& key) {
        end();
        ChainReport chain;
        chain.terminal = key.first;
        chain.incarnation = key.second;
        chains_.push_back(std::move(chain));
        seq_ = 0;
        hash_ = Hash{};
        pending_.clear();
        next_head_ = 0;
        if (auto found = heads_.extract(key)) pending_ = std::move(found.mapped());
    }

    // A signed head beyond the last event: the end was cut off.
    void end() {
        if (chains_.empty() || !chains_.back().problem.empty()) return;
        if (next_head_ < pending_.size()) note("gap", seq_ + 1);
    }

    void check(const ChainReport&, const StoredEvent& event) {
        if (event.id.seq != seq_ + 1) return note("gap", seq_ + 1);
        if (event_hash(event) != event.hash) return note("hash", event.id.seq);
        if (event.prev_hash != hash_) return note("link", event.id.seq);
        if (next_head_ >= pending_.size() || pending_[next_head_].id.seq != event.id.seq) return;
        const SignedHead& head = pending_[next_head_++];
        if (head.hash != std::string(event.hash.begin(), event.hash.end())) {
            return note("head_hash", event.id.seq);
        }
        if (!head_signature_holds(head_message(head.id, event.hash), head.signature,
                                  head.public_key)) {
            return note("head_signature", event.id.seq);
        }
        // A head that another key signed proves nothing to this terminal.
        if (head.public_key == own_public_key_) chains_.back().certain_to_seq = event.id.seq;
    }

    void note(const char* problem, std::int64_t seq) {
        chains_.back().problem = problem;
        chains_.back().problem_seq = seq;
    }

    const std::string own_public_key_;
    std::map<ChainKey, std::vector<SignedHead>> heads_;
    std::vector<ChainReport> chains_;
    std::vector<SignedHead> pending_;
    std::size_t next_head_ = 0;
    std::int64_t seq_ = 0;
    Hash hash_{};
};

// A foreign chain may still be arriving: what is missing there is not damage.
bool still_arriving(Ledger::Parts& parts, const ChainReport& chain) {
    const bool own = chain.terminal == parts.options.terminal &&
                     chain.incarnation == parts.own.incarnation;
    return !own && chain.problem == "gap" &&
           chain.problem_seq > parts.whole_to_seq(chain.terminal, chain.incarnation);
}

}  // namespace

Result<VerifyReport> Ledger::verify() {
    Parts& p = *parts_;
    VerifyReport report;
    const auto problem = p.store->integrity_problem();
    if (!problem) return pass_on(problem);
    report.storage_problem = *problem;
    const auto done = p.store->read([&] {
        ChainWalk walk(*p.store, p.signer ? p.signer->public_key() : std::string());
        p.events.each([&](const StoredEvent& event) {
            walk.step(event);
            ++report.events;
            return true;
        });
        report.chains = walk.finish();
        for (ChainReport& chain : report.chains) {
            if (still_arriving(p, chain)) chain.problem.clear();
        }
    });
    if (!done) return pass_on(done);
    report.sound = report.storage_problem.empty();
    for (const ChainReport& chain : report.chains) {
        report.sound = report.sound && chain.problem.empty();
    }
    return report;
}

void Ledger::Parts::rebuild_read_models(ReplayReport& report) {
    const std::vector<std::string> numbers = order_rows.order_numbers();
    fold_site();
    kpi_rows.clear();
    places.clear();
    charges.clear_open_claims();
    orders.clear();
    for (const std::string& number : numbers) {
        OrderState state;
        state.order_no = OrderNo(number);
        events.each_of_order(number, [&](const Event& event) {
            apply(state, event);
            places.note(event);
            charges.note_claim(event, event.id.terminal == options.terminal);
        });
        ++report.orders;
        if (order_rows.write(state, true)) ++report.corrected;
        kpi_rows.write(state, site);
    }
    report.corrected += order_rows.remove_unknown();
    store->set_meta("projection_version", std::to_string(kProjectionVersion));
}

Result<ReplayReport> Ledger::replay() {
    ReplayReport report;
    const auto done = parts_->transact([&] {
        parts_->rebuild_read_models(report);
        return true;
    });
    if (!done) return pass_on(done);
    return report;
}

}  // namespace lini
