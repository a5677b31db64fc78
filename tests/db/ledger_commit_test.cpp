#include <algorithm>
#include <map>

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include "app/domain/progress.h"
#include "db/charge_claims.h"
#include "db/ledger.h"
#include "db/vault.h"
#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

// Another program's hand on the database file: the ledger must be closed.
void run_sql(const std::string& file, const std::string& sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

std::int64_t good_of(Ledger& ledger) {
    return deliverable_good(*value_of(ledger.order(OrderNo("PO-1"))));
}

// 700 of 1,000 made and signed for by the supervisor.
void sign_threshold(Ledger& ledger) {
    commit_all(ledger, {output_command("out-1", "PO-1", 700)});
    const OrderState state = *value_of(ledger.order(OrderNo("PO-1")));
    commit_all(ledger, {sign_command("sign-1", state)});
}

}  // namespace

TEST_CASE("a record is there after the ledger was closed and opened") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    {
        auto ledger = ready_ledger(options);
        commit_all(*ledger, {output_command("out-1", "PO-1", 250)});
        CHECK(good_of(*ledger) == 250);
    }
    auto ledger = value_of(Ledger::open(options));
    CHECK(good_of(*ledger) == 250);
    const auto board = value_of(ledger->summaries(10));
    REQUIRE(board.size() == 1);
    CHECK(board[0].good == 250);
    CHECK(board[0].product == "Serum 30 ml");
    CHECK(board[0].progress_basis_points == 2500);
}

TEST_CASE("a command asked again gives its first answer and adds nothing") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    const auto first = value_of(ledger->commit({output_command("out-1", "PO-1", 250)}));
    const std::int64_t seq = ledger->status().seq;
    SECTION("at once") {}
    SECTION("after a restart") {
        ledger.reset();
        ledger = value_of(Ledger::open(options));
    }
    const auto second = value_of(ledger->commit({output_command("out-1", "PO-1", 250)}));
    CHECK(second.stored);
    CHECK(second.outcomes[0].repeated);
    REQUIRE(second.outcomes[0].events.size() == 1);
    CHECK(second.outcomes[0].events[0].id == first.outcomes[0].events[0].id);
    CHECK(ledger->status().seq == seq);
    CHECK(good_of(*ledger) == 250);
    // Without the id to know it by, the same hand movement counts twice: what the id prevents.
    commit_all(*ledger, {output_command("out-2", "PO-1", 250)});
    CHECK(good_of(*ledger) == 500);
}

TEST_CASE("an acceptance that changed nothing is remembered as well") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    Command again = site_commands()[0];
    again.id = CommandId("site-1-again");
    const auto first = value_of(ledger->commit({again}));
    CHECK(first.outcomes[0].accepted);
    CHECK_FALSE(first.outcomes[0].repeated);
    CHECK(first.outcomes[0].events.empty());
    CHECK(value_of(ledger->commit({again})).outcomes[0].repeated);
}

TEST_CASE("a refusal in the middle takes the whole list back, and is not remembered") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    const LedgerStatus before = ledger->status();
    const std::vector<Command> list = {output_command("a", "PO-1", 100),
                                       output_command("b", "PO-1", 0),
                                       output_command("c", "PO-1", 100)};
    const auto answer = value_of(ledger->commit(list));
    CHECK_FALSE(answer.stored);
    CHECK_FALSE(answer.outcomes[0].accepted);
    CHECK(answer.outcomes[0].events.empty());
    REQUIRE(answer.outcomes[1].refusal);
    CHECK(answer.outcomes[1].refusal->key == "quantity_too_small");
    CHECK(ledger->status().seq == before.seq);
    CHECK(ledger->status().head_hash_hex == before.head_hash_hex);
    CHECK(good_of(*ledger) == 0);
    const auto retried = value_of(ledger->commit({output_command("b", "PO-1", 5)}));
    CHECK(retried.stored);
    CHECK(good_of(*ledger) == 5);
    CHECK(value_of(ledger->verify()).sound);
}

TEST_CASE("users and names that came with a refused list are not stored") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    UserDefined user;
    user.user = UserId("op9");
    user.roles = {Role::operator_};
    SideWrites side;
    side.names = {{UserId("op9"), "Budi"}};
    const Command define = command("user-9", "system", "", DefineUser{user});
    CHECK_FALSE(value_of(ledger->commit({define, output_command("b", "PO-1", 0)}, side)).stored);
    CHECK(active_user(ledger->site(), UserId("op9")) == nullptr);
    CHECK(value_of(ledger->vault().people()).empty());
    CHECK(value_of(ledger->commit({define}, side)).stored);
    CHECK(active_user(ledger->site(), UserId("op9")) != nullptr);
    CHECK(value_of(ledger->vault().people()).at(UserId("op9")) == "Budi");
}

TEST_CASE("a list of more orders than memory holds leaves the rows that a replay makes") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    std::vector<Command> commands;
    for (int i = 0; i < 200; ++i) {
        const std::string order = "PO-L" + std::to_string(i);
        for (Command& one : order_commands(order)) commands.push_back(std::move(one));
    }
    // Far from the rest of their orders, and after those left memory.
    for (const int i : {0, 199, 7, 0}) {
        const std::string order = "PO-L" + std::to_string(i);
        commands.push_back(output_command("late-" + std::to_string(commands.size()), order, 9));
    }
    commit_all(*ledger, commands);
    std::map<std::string, std::int64_t> good;
    for (const OrderSummary& row : value_of(ledger->all_summaries())) {
        good[row.order_no.str()] = row.good;
    }
    CHECK(good.size() == 201);
    CHECK(good["PO-L0"] == 18);
    CHECK(good["PO-L7"] == 9);
    CHECK(good["PO-L199"] == 9);
    CHECK(good["PO-L100"] == 0);
    CHECK(value_of(ledger->replay()).corrected == 0);
    CHECK(value_of(ledger->verify()).sound);
}

TEST_CASE("labels get fresh serials and one queued job each") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    commit_all(*ledger, {labels_command("l-1", "PO-1", 2)});
    // A refused request uses no serial up.
    CHECK_FALSE(value_of(ledger->commit({labels_command("l-2", "PO-9", 2)})).stored);
    ledger.reset();
    ledger = value_of(Ledger::open(options));
    commit_all(*ledger, {labels_command("l-3", "PO-1", 1)});
    const auto jobs = value_of(ledger->open_label_jobs(10));
    REQUIRE(jobs.size() == 3);
    CHECK(jobs[0].serial.str() == "L2-1-0000001");
    CHECK(jobs[1].serial.str() == "L2-1-0000002");
    CHECK(jobs[2].serial.str() == "L2-1-0000003");
    CHECK(jobs[2].state == LabelJobState::queued);
    CHECK(value_of(ledger->find_serial(jobs[2].serial))->order_no == OrderNo("PO-1"));
    CHECK_FALSE(value_of(ledger->find_serial(Serial("L2-1-0000009"))));
}

TEST_CASE("a job that was being sent at a restart is in doubt, and no machine resends it") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    commit_all(*ledger, {labels_command("l-1", "PO-1", 2)});
    const auto jobs = value_of(ledger->open_label_jobs(10));
    CHECK(ledger->update_job(jobs[0].job_id, LabelJobState::sending, ""));
    ledger.reset();
    ledger = value_of(Ledger::open(options));
    const auto open = value_of(ledger->open_label_jobs(10));
    REQUIRE(open.size() == 1);
    CHECK(open[0].job_id == jobs[1].job_id);
    CHECK(ledger->update_job(jobs[0].job_id, LabelJobState::queued, ""));
    auto all = value_of(ledger->label_jobs(10));
    CHECK(all.back().state == LabelJobState::uncertain);
    CHECK(all.back().detail == "restart");
    commit_all(*ledger, {command("v", "op1", "PO-1", VoidLabel{jobs[0].serial, "no label"})});
    all = value_of(ledger->label_jobs(10));
    CHECK(all.back().state == LabelJobState::voided);
    CHECK(ledger->update_job(99, LabelJobState::sent, "").error().code == "job_unknown");
}

TEST_CASE("a signature becomes one charge with its deliveries, however often it is claimed") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    sign_threshold(*ledger);
    CHECK(value_of(ledger->open_claims()).size() == 1);
    SECTION("at once") {}
    SECTION("after a power cut between signature and claim") {
        ledger.reset();
        ledger = value_of(Ledger::open(options));
    }
    for (int round = 0; round < 3; ++round) {
        LocalChargeClaims claims(*ledger);
        CHECK(settle_open_claims(*ledger, claims));
    }
    CHECK(value_of(ledger->open_claims()).empty());
    const OrderState* order = value_of(ledger->order(OrderNo("PO-1")));
    REQUIRE(order->charges.size() == 1);
    const ChargeState& charge = order->charges.at(ChargeId("termin:2"));
    CHECK(charge.claim.amount.value == 400'000);
    CHECK(charge.claim.key == "PO-1/termin:2");
    const auto& heads = order->signatures.at(TermId("termin:2")).record.evidence.heads;
    REQUIRE(heads.size() == 1);
    CHECK(heads[0].hash_hex.size() == 64);
    const auto due = value_of(ledger->due_deliveries(clock.now_us, 10));
    REQUIRE(due.size() == 2);
    CHECK(due[0].delivery.destination == "folder");
    CHECK(due[1].delivery.destination == "webhook");
    CHECK(due[0].body.find("\"amount_rupiah\":400000") != std::string::npos);
    CHECK(due[0].body.find("\"signed_by\":\"sup1\"") != std::string::npos);
    CHECK(ledger->status().unsynced == 2);
}

TEST_CASE("a claim that was judged by an older state is refused") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    sign_threshold(*ledger);
    const OrderState* order = value_of(ledger->order(OrderNo("PO-1")));
    const SignatureState signature = order->signatures.at(TermId("termin:2"));
    LocalChargeClaims claims(*ledger);
    const ClaimEvidence evidence{TermId("termin:2"), signature.id, 700, true};
    const auto answer =
        value_of(claims.claim(OrderNo("PO-1"), ChargeId("termin:2"), order->version - 1, evidence));
    REQUIRE(answer.refusal);
    CHECK(answer.refusal->key == "version_moved");
    CHECK_FALSE(answer.charged);
}

TEST_CASE("a recount counts what the signed heads had seen and nothing later") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    sign_threshold(*ledger);
    commit_all(*ledger, {output_command("out-2", "PO-1", 50)});
    const OrderState* order = value_of(ledger->order(OrderNo("PO-1")));
    auto heads = order->signatures.at(TermId("termin:2")).record.evidence.heads;
    const auto recount = value_of(ledger->recount(OrderNo("PO-1"), heads));
    CHECK(recount.complete);
    CHECK(deliverable_good(recount.state) == 700);
    heads[0].seq += 1000;
    CHECK_FALSE(value_of(ledger->recount(OrderNo("PO-1"), heads)).complete);
    heads[0].seq -= 1000;
    heads[0].hash_hex = std::string(64, '0');
    CHECK_FALSE(value_of(ledger->recount(OrderNo("PO-1"), heads)).complete);
}

TEST_CASE("the charge's primary key holds where memory of it was lost") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    // A charge row without the event that explains it: no rule can know of it.
    ledger.reset();
    run_sql(folder.file("lini.db"),
            "INSERT INTO charge VALUES ('PO-1','termin:2','PO-1/termin:2',1,'L9',1,1)");
    ledger = value_of(Ledger::open(options));
    sign_threshold(*ledger);
    LocalChargeClaims claims(*ledger);
    const std::int64_t seq = ledger->status().seq;
    CHECK(value_of(settle_open_claims(*ledger, claims)).empty());
    CHECK(value_of(ledger->open_claims()).size() == 1);
    CHECK(ledger->status().seq == seq);
    CHECK(value_of(ledger->due_deliveries(clock.now_us, 10)).empty());
    // Control: with the row gone nothing else stands in the way of a charge.
    ledger.reset();
    run_sql(folder.file("lini.db"), "DELETE FROM charge");
    ledger = value_of(Ledger::open(options));
    LocalChargeClaims free_claims(*ledger);
    CHECK(settle_open_claims(*ledger, free_claims));
    CHECK(value_of(ledger->due_deliveries(clock.now_us, 10)).size() == 2);
}

TEST_CASE("a delivery that was under way at a restart waits again; an accepted one stays") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    sign_threshold(*ledger);
    LocalChargeClaims claims(*ledger);
    CHECK(settle_open_claims(*ledger, claims));
    auto due = value_of(ledger->due_deliveries(clock.now_us, 10));
    Delivery sending = due.at(0).delivery;
    sending.state = DeliveryState::sending;
    CHECK(ledger->update_delivery(sending));
    Delivery done = due.at(1).delivery;
    done.state = DeliveryState::accepted;
    done.document_no = "INV-1";
    CHECK(ledger->update_delivery(done));
    CHECK(value_of(ledger->due_deliveries(clock.now_us, 10)).empty());
    ledger.reset();
    ledger = value_of(Ledger::open(options));
    due = value_of(ledger->due_deliveries(clock.now_us, 10));
    REQUIRE(due.size() == 1);
    CHECK(due[0].delivery.id == sending.id);
    done.state = DeliveryState::waiting;
    CHECK(ledger->update_delivery(done));
    CHECK(value_of(ledger->deliveries(10)).back().state == DeliveryState::accepted);
}

TEST_CASE("a batch is found by its number in any case, an unknown one is not") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    CHECK(value_of(ledger->find_batch("po-1-b1")).size() == 1);
    CHECK(value_of(ledger->find_batch("'); DROP TABLE event; --")).empty());
    CHECK(value_of(ledger->find_batch("")).empty());
    CHECK(value_of(ledger->find_batch("PO-1-B")).empty());
}

TEST_CASE("a time that a wrong clock wrote holds no charge back after a restart") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    sign_threshold(*ledger);
    LocalChargeClaims claims(*ledger);
    CHECK(settle_open_claims(*ledger, claims));
    Delivery late = value_of(ledger->due_deliveries(clock.now_us, 10)).at(0).delivery;
    late.attempts = 1;
    late.next_attempt_at_utc_us = clock.now_us + 400LL * 86'400'000'000;
    CHECK(ledger->update_delivery(late));
    CHECK(value_of(ledger->due_deliveries(clock.now_us, 10)).size() == 1);
    ledger.reset();
    ledger = value_of(Ledger::open(options));
    CHECK(value_of(ledger->due_deliveries(clock.now_us, 10)).size() == 2);
}

TEST_CASE("after a restart with a clock turned back a record says so, and so does the next one") {
    const TempFolder folder;
    TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    Command first = output_command("out-1", "PO-1", 1);
    first.stamp.at_utc_us = clock.now_us;
    commit_all(*ledger, {first});
    for (const char* id : {"out-2", "out-3"}) {
        ledger.reset();
        ledger = value_of(Ledger::open(options));
        Command late = output_command(id, "PO-1", 1);
        late.stamp.at_utc_us = clock.now_us - 86'400'000'000 + (id[4] - '0') * 1'000'000;
        const auto stored = commit_all(*ledger, {late});
        REQUIRE(stored.size() == 1);
        CHECK(stored[0].stamp.clock_state == ClockState::stepped_back);
    }
    Command caught_up = output_command("out-4", "PO-1", 1);
    caught_up.stamp.at_utc_us = clock.now_us + 1;
    CHECK(commit_all(*ledger, {caught_up})[0].stamp.clock_state == ClockState::synced);
}
