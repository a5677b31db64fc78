#include "tests/db/ledger_fixture.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "app/domain/progress.h"

namespace lini::testing {
namespace {

Playbook playbook() {
    Playbook book;
    book.name = "maklon";
    book.sha256_hex = std::string(64, 'a');
    book.text = "[playbook]\n";
    book.title = {"Maklon", "Contract manufacturing"};
    book.steps = {{StepCode("packing"), {"Pengemasan", "Packing"}, "unit", true}};
    book.counting_step = StepCode("packing");
    book.reject_reasons = {{"torn", {"Sobek", "Torn"}, "x"}};
    return book;
}

Term term(const char* id, std::int64_t amount, int points, ConditionKind kind) {
    Term term;
    term.id = TermId(id);
    term.label = {id, id};
    term.basis_points = points;
    term.amount = Rupiah{amount};
    term.any_of = {kind};
    return term;
}

UserDefined user(const char* id, Role role) {
    UserDefined defined;
    defined.user = UserId(id);
    defined.content_sha256_hex = std::string(64, 'b');
    defined.roles = {role};
    return defined;
}

ProductDefined product() {
    ProductDefined defined;
    defined.code = ProductCode("SRM-30");
    defined.content_sha256_hex = std::string(64, 'c');
    defined.name = "Serum 30 ml";
    defined.gtin = "08991234567013";
    defined.carton_gtin = "18991234567010";
    defined.units_per_carton = 24;
    return defined;
}

}  // namespace

TempFolder::TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "lini-db-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = name;
}

TempFolder::~TempFolder() {
    std::error_code trouble;
    std::filesystem::remove_all(path_, trouble);
}

void give_up(const std::string& what, const Error& error) {
    throw std::runtime_error(what + ": " + error.code + ": " + error.detail);
}

LedgerOptions options_for(const std::string& folder, const Clock& clock,
                          const std::string& terminal) {
    LedgerOptions options;
    options.folder = folder;
    options.terminal = TerminalId(terminal);
    options.terminal_code = terminal;
    options.destinations = {"folder", "webhook"};
    options.clock = &clock;
    return options;
}

Command command(const std::string& id, const std::string& actor, const std::string& order_no,
                Action action) {
    static const TestClock kClock;
    Command made;
    made.id = CommandId(id);
    made.actor = UserId(actor);
    made.order_no = OrderNo(order_no);
    made.stamp = *stamp_at(kClock.now_us, ClockState::synced, "Asia/Jakarta", {{1, 7 * 60}});
    made.action = std::move(action);
    return made;
}

std::vector<Command> site_commands() {
    return {command("site-1", "system", "", DefineUser{user("op1", Role::operator_)}),
            command("site-2", "system", "", DefineUser{user("sup1", Role::supervisor)}),
            command("site-3", "system", "", DefineUser{user("qc1", Role::qc_analyst)}),
            command("site-4", "system", "", DefineUser{user("office1", Role::office)}),
            command("site-5", "system", "", DefineProduct{product()})};
}

std::vector<Command> order_commands(const std::string& order_no, std::int64_t quantity) {
    const std::int64_t value = quantity * 1000;
    ImportOrder import;
    import.order.content_sha256_hex = std::string(64, 'd');
    import.order.client = "CV Ayu";
    import.order.client_po = "PO/77";
    import.order.lines = {{ProductCode("SRM-30"), quantity, Rupiah{1000}}};
    import.order.value = Rupiah{value};
    import.order.terms = {term("dp", value * 3 / 10, 3000, ConditionKind::order_signed),
                          term("termin:2", value * 4 / 10, 4000, ConditionKind::threshold),
                          term("pelunasan", value - value * 3 / 10 - value * 4 / 10, 3000,
                               ConditionKind::quantity_closed)};
    import.order.playbook = playbook();
    using namespace std::chrono;
    BatchPlanned plan;
    plan.batch = BatchNo(order_no + "-B1");
    plan.product = ProductCode("SRM-30");
    plan.planned = quantity;
    plan.manufactured = 2026y / 11 / 1;
    plan.expires = 2028y / 11 / 1;
    import.batches = {plan};
    return {command(order_no + ":import", "system", order_no, import),
            command(order_no + ":start", "op1", order_no, StartBatch{plan.batch})};
}

Command output_command(const std::string& id, const std::string& order_no, std::int64_t quantity) {
    RecordOutput output;
    output.batch = BatchNo(order_no + "-B1");
    output.step = StepCode("packing");
    output.quantity = quantity;
    return command(id, "op1", order_no, output);
}

Command sign_command(const std::string& id, const OrderState& state) {
    SignMilestone action{TermId("termin:2"), evidence_now(state, ConditionKind::threshold)};
    Command made = command(id, "sup1", state.order_no.str(), std::move(action));
    made.proof = Proof{UserId("sup1"), "milestone", made.stamp.at_utc_us};
    return made;
}

Command labels_command(const std::string& id, const std::string& order_no, int count) {
    IssueLabels labels;
    labels.batch = BatchNo(order_no + "-B1");
    labels.template_name = "carton";
    labels.content_units = 24;
    labels.count = count;
    return command(id, "op1", order_no, labels);
}

std::vector<Event> commit_all(Ledger& ledger, const std::vector<Command>& commands) {
    const CommitAnswer answer = value_of(ledger.commit(commands), "commit");
    std::vector<Event> events;
    for (const Outcome& outcome : answer.outcomes) {
        if (outcome.refusal) throw std::runtime_error(to_string(*outcome.refusal));
        events.insert(events.end(), outcome.events.begin(), outcome.events.end());
    }
    return events;
}

std::unique_ptr<Ledger> ready_ledger(const LedgerOptions& options, std::int64_t quantity) {
    auto ledger = value_of(Ledger::open(options), "open");
    commit_all(*ledger, site_commands());
    commit_all(*ledger, order_commands("PO-1", quantity));
    return ledger;
}

std::vector<StoredEvent> all_events(Ledger& ledger) {
    std::vector<StoredEvent> events;
    for (const Head& head : value_of(ledger.heads(), "heads")) {
        EventId from{head.terminal, head.incarnation, 0};
        for (;;) {
            const auto page = value_of(ledger.events_after(from, 1000), "events");
            if (page.empty()) break;
            events.insert(events.end(), page.begin(), page.end());
            from = page.back().id;
        }
    }
    return events;
}

}  // namespace lini::testing
