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
    for (Term& term : order.terms) term.due_days = 60;
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
