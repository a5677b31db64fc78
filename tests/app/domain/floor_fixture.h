// A small floor for tests of the rules: one order of 1,000 units in two batches, people of every
// role, and a way to run commands as the ledger does.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/domain/decide.h"
#include "app/domain/progress.h"

namespace lini::test {

inline const StepCode kSealing{"sealing"};
inline const StepCode kPacking{"packing"};
inline const BatchNo kBatch{"GLW-1"};
inline const BatchNo kOtherBatch{"GLW-2"};
inline const OrderNo kOrder{"PO-1"};
inline const TermId kTermin2{"termin:2"};

inline Playbook playbook() {
    Playbook book;
    book.name = "maklon";
    book.steps = {{StepCode("weighing"), {"Penimbangan", "Weighing"}, "kg", false},
                  {kSealing, {"Penyegelan", "Sealing"}, "unit", true},
                  {kPacking, {"Pengemasan", "Packing"}, "unit", true}};
    book.counting_step = kPacking;
    book.reject_reasons = {{"leak", {"Segel bocor", "Leaking seal"}, ""},
                           {"other", {"Alasan lain", "Other"}, ""}};
    book.threshold_alarm_percent = 80;
    book.contract_rules = {
        {"threshold", {"Ambang", "Threshold"}, {"threshold"}, 7000, 8000, {}, {}, true}};
    return book;
}

inline ImportOrder import_of(std::int64_t ordered = 1000, int threshold_percent = 70) {
    ImportOrder import;
    OrderImported& order = import.order;
    order.content_sha256_hex = "aa";
    order.client = "Glowria";
    order.lines = {{ProductCode("SERUM"), ordered, Rupiah{45'000}}};
    order.value = Rupiah{ordered * 45'000};
    const auto parts = split_by_basis_points(order.value, {4000, 3000, 3000});
    order.terms = {
        {TermId("dp"), {"DP", "DP"}, 4000, parts[0], {ConditionKind::order_signed}, 14},
        {kTermin2,
         {"Termin 2", "Term 2"},
         3000,
         parts[1],
         {ConditionKind::threshold, ConditionKind::client_approval},
         14},
        {TermId("pelunasan"), {"Pelunasan", "Final"}, 3000, parts[2],
         {ConditionKind::quantity_closed}, 14}};
    order.threshold_percent = threshold_percent;
    order.playbook = playbook();
    const Date made = *parse_iso_date("2026-11-21");
    const Date expires = *parse_iso_date("2028-11-30");
    import.batches = {{kBatch, ProductCode("SERUM"), ordered, made, expires},
                      {kOtherBatch, ProductCode("SERUM"), ordered, made, expires}};
    return import;
}

class TestFloor {
public:
    SiteState site;
    OrderState order;
    std::vector<Event> log;  // Of the order, in the order written.
    Date today = *parse_iso_date("2026-11-21");

    TestFloor() {
        order.order_no = kOrder;
        add_user("siti", {Role::operator_});
        add_user("dewi", {Role::operator_});
        add_user("ratna", {Role::qc_analyst});
        add_user("qa", {Role::qa});
        add_user("bambang", {Role::supervisor});
        add_user("office", {Role::office});
        ProductDefined product;
        product.code = ProductCode("SERUM");
        product.units_per_carton = 24;
        product.tests = {
            {"ph", {"pH", "pH"}, "pH", 2, Decimal{450, 2}, Decimal{550, 2}},
            {"alt", {"ALT", "TPC"}, "koloni/g", 0, std::nullopt, Decimal{1000, 0}}};
        site.products[product.code] = product;
    }

    void add_user(const std::string& id, std::vector<Role> roles) {
        UserDefined user;
        user.user = UserId(id);
        user.roles = std::move(roles);
        site.users[user.user] = user;
    }

    Command command(const std::string& actor, Action action) {
        Command made;
        made.id = CommandId("c" + std::to_string(++commands_));
        made.actor = UserId(actor);
        made.order_no = kOrder;
        // Nine in the morning at the site, and a second later with every command.
        made.stamp.at_utc_us =
            std::chrono::sys_days(today).time_since_epoch() / std::chrono::microseconds(1) +
            2 * 3'600'000'000 + 1'000'000 * commands_;
        made.stamp.business_date = today;
        made.action = std::move(action);
        return made;
    }

    /// Decides and, when accepted, folds: the key of the refusal, or empty.
    std::string run(const Command& wanted) {
        const Decision decision = decide(site, order, wanted);
        if (const auto* refusal = std::get_if<Refusal>(&decision)) return refusal->key;
        for (const Body& body : std::get<Accepted>(decision).events) {
            Event event;
            event.id = {TerminalId("L1"), 1, ++seq_};
            event.lamport = seq_;
            event.order_no = kOrder;
            event.stamp = wanted.stamp;
            event.actor = wanted.actor;
            event.command_id = wanted.id;
            event.body = body;
            apply(order, event);
            log.push_back(event);
        }
        return {};
    }

    std::string run(const std::string& actor, Action action) {
        return run(command(actor, std::move(action)));
    }

    std::string run_signed(const std::string& actor, const std::string& signer,
                           const std::string& meaning, Action action) {
        Command made = command(actor, std::move(action));
        made.proof = Proof{UserId(signer), meaning, made.stamp.at_utc_us};
        return run(made);
    }

    /// An imported order whose first batch is started and has `sealed` units before packing.
    void open(std::int64_t sealed = 2000, std::int64_t ordered = 1000) {
        run("office", import_of(ordered));
        run("siti", StartBatch{kBatch, CountMode::keypad});
        if (sealed > 0) run("siti", RecordOutput{kBatch, kSealing, sealed, Entry::scanned, {}});
    }

    std::string pack(std::int64_t good, const std::string& actor = "siti") {
        return run(actor, RecordOutput{kBatch, kPacking, good, Entry::scanned, {}});
    }

    std::string sign(const std::string& signer = "bambang") {
        return run_signed(signer, signer, "milestone",
                          SignMilestone{kTermin2, evidence_now(order, ConditionKind::threshold)});
    }

    /// Signs for a term and claims its charge: "not met" where nothing makes it due yet.
    std::string bill(const TermId& id, const std::string& signer = "bambang") {
        const Term& term = *find_term(order, id);
        const auto met = milestone_met(order, term);
        if (!met) return "not met";
        const std::string refused = run_signed(signer, signer, "milestone",
                                               SignMilestone{id, evidence_now(order, *met)});
        if (!refused.empty()) return refused;
        return run("system", ClaimCharge{id, order.signatures.at(id).id, order.version,
                                         deliverable_good(order), true, term});
    }

    EventId last_id() const { return log.back().id; }
    StepCounts packed() const { return step_counts(*find_batch(order, kBatch), kPacking); }

private:
    std::int64_t seq_ = 0;
    std::int64_t commands_ = 0;
};

}  // namespace lini::test
