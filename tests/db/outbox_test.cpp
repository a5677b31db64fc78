// What a delivery carries: made once, by the charge, and the same at every attempt.
#include "db/outbox.h"

#include <cstdlib>
#include <fstream>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include "db/charge_claims.h"
#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

void charge(Ledger& ledger) {
    commit_all(ledger, {output_command("out", "PO-1", 700)});
    const OrderState state = *value_of(ledger.order(OrderNo("PO-1")));
    commit_all(ledger, {sign_command("sign", state)});
    LocalChargeClaims claims(ledger);
    REQUIRE(value_of(settle_open_claims(ledger, claims)).at(0).charged);
}

Command amendment() {
    Command command = order_commands("PO-1").front();
    command.id = CommandId("amendment");
    auto& order = std::get<ImportOrder>(command.action).order;
    order.revision = 2;
    order.content_sha256_hex = std::string(64, 'e');
    order.client = "CV Ayu Baru";
    order.client_po = "PO/78";
    for (Term& term : order.terms) {
        if (term.id != TermId("termin:2")) term.due_days = 60;  // That one is billed.
    }
    return command;
}

std::vector<std::string> bodies(Ledger& ledger, std::int64_t now_us) {
    std::vector<std::string> found;
    for (const DueDelivery& due : value_of(ledger.due_deliveries(now_us, 10))) {
        found.push_back(due.body);
    }
    return found;
}

void run_sql(const std::string& file, const std::string& sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

/// Asks a validator that is not ours (python3-jsonschema); 0 when the document holds.
int validate(const std::string& file) {
    const std::string command =
        "python3 -c \"import json,sys,jsonschema;"
        "s=json.load(open(sys.argv[1]));d=json.load(open(sys.argv[2]));"
        "jsonschema.Draft7Validator.check_schema(s);"
        "e=[x.message for x in jsonschema.Draft7Validator(s).iter_errors(d)];"
        "print(*e,sep=chr(10));sys.exit(1 if e else 0)\" '" LINI_SOURCE_DIR
        "/assets/schema/charge.json' '" + file + "'";
    return std::system(command.c_str());
}

}  // namespace

TEST_CASE("a delivery tried again after an amendment carries the bytes of the first try") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    charge(*ledger);
    const auto first = bodies(*ledger, clock.now_us);
    REQUIRE(first.size() == 2);
    CHECK(nlohmann::json::parse(first[0])["data"]["client_po"] == "PO/77");
    commit_all(*ledger, {amendment()});
    CHECK(value_of(ledger->order(OrderNo("PO-1")))->order->client_po == "PO/78");
    CHECK(bodies(*ledger, clock.now_us) == first);
    ledger.reset();
    ledger = value_of(Ledger::open(options));
    CHECK(bodies(*ledger, clock.now_us) == first);
}

TEST_CASE("deliveries of a program that froze no bodies get theirs at the next start, once") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    charge(*ledger);
    const auto first = bodies(*ledger, clock.now_us);
    ledger.reset();
    run_sql(folder.file("lini.db"), "UPDATE outbox SET body = x''");
    ledger = value_of(Ledger::open(options));
    CHECK(bodies(*ledger, clock.now_us) == first);
    commit_all(*ledger, {amendment()});
    ledger.reset();
    ledger = value_of(Ledger::open(options));
    CHECK(bodies(*ledger, clock.now_us) == first);
}

TEST_CASE("a refused charge goes out again with its key and its bytes, and only that") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    charge(*ledger);
    const auto first = value_of(ledger->due_deliveries(clock.now_us, 10));
    REQUIRE(first.size() == 2);
    const auto resend = [&](const char* id, const char* who) {
        const Command wanted = command(id, who, "PO-1", ResendCharge{ChargeId("termin:2")});
        const CommitAnswer answer = value_of(ledger->commit({wanted}));
        const auto& refusal = answer.outcomes.at(0).refusal;
        return refusal ? refusal->key : std::string();
    };
    CHECK(resend("early", "system") == "charge_not_refused");
    const auto settle = [&](std::size_t at, bool accepted) {
        Delivery delivery = first[at].delivery;
        delivery.attempts += 1;
        delivery.state = accepted ? DeliveryState::accepted : DeliveryState::refused;
        delivery.last_error = accepted ? "" : "http_410";
        commit_all(*ledger,
                   {command("answer-" + std::to_string(at), "system", "PO-1",
                            AnswerCharge{delivery.charge, delivery.destination, accepted, "",
                                         delivery.last_error})});
        REQUIRE(ledger->update_delivery(delivery));
    };
    settle(0, true);   // The copy in the folder.
    CHECK(resend("copy", "system") == "charge_not_refused");
    settle(1, false);
    REQUIRE(value_of(ledger->due_deliveries(clock.now_us, 10)).empty());
    commit_all(*ledger, {amendment()});  // The bytes stay those of the charge.
    CHECK(resend("op", "op1") == "not_allowed");
    const std::int64_t events = ledger->status().events;
    CHECK(resend("again", "system").empty());
    CHECK(ledger->status().events == events);
    CHECK(resend("twice", "system") == "charge_under_way");
    ledger.reset();
    ledger = value_of(Ledger::open(options));
    const auto due = value_of(ledger->due_deliveries(clock.now_us, 10));
    REQUIRE(due.size() == 1);
    CHECK(due[0].delivery.id == first[1].delivery.id);
    CHECK(due[0].delivery.key == first[1].delivery.key);
    CHECK(due[0].delivery.attempts == 1);
    CHECK(due[0].body == first[1].body);
    CHECK(resend("again", "system").empty());  // The first answer again, and nothing else.
    Delivery settled = due[0].delivery;
    settled.state = DeliveryState::refused;
    REQUIRE(ledger->update_delivery(settled));
    CHECK(resend("again", "system").empty());
    CHECK(value_of(ledger->due_deliveries(clock.now_us, 10)).empty());
}

TEST_CASE("a charge that was really claimed is what the published schema says") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    charge(*ledger);
    const std::string body = bodies(*ledger, clock.now_us).at(0);
    const auto write = [&](const nlohmann::json& document) {
        std::ofstream(folder.file("event.json"), std::ios::trunc) << document.dump();
        return folder.file("event.json");
    };
    const auto event = nlohmann::json::parse(body);
    CHECK(validate(write(event)) == 0);
    // Control: the validator does say no.
    for (const char* pointer : {"/data/amount_rupiah", "/data/evidence/heads", "/id"}) {
        nlohmann::json broken = event;
        broken[nlohmann::json::json_pointer(pointer)] = nullptr;
        INFO(pointer);
        CHECK(validate(write(broken)) != 0);
    }
}
