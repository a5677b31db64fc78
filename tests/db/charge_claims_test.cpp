// What stands between a signature and its charge: other orders, and amendments.
#include "db/charge_claims.h"

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

const TermId kTermin2("termin:2");
constexpr int kMoreThanTheTail = 120;  // Records behind which damage is not seen at the start.

void fill_and_sign(Ledger& ledger, const std::string& order_no) {
    commit_all(ledger, {output_command(order_no + "-700", order_no, 700)});
    const OrderState state = *value_of(ledger.order(OrderNo(order_no)));
    commit_all(ledger, {sign_command(order_no + "-sign", state)});
}

std::vector<ClaimAnswer> settle(Ledger& ledger) {
    LocalChargeClaims claims(ledger);
    return value_of(settle_open_claims(ledger, claims));
}

/// Revision 2 of "PO-1" with a change, by the office.
Command amendment(void (*change)(OrderImported&)) {
    Command command = order_commands("PO-1").front();
    command.id = CommandId("amendment");
    auto& order = std::get<ImportOrder>(command.action).order;
    order.revision = 2;
    order.content_sha256_hex = std::string(64, 'e');
    change(order);
    return command;
}

void damage_body(const std::string& file, const std::string& order_no) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    const std::string sql = "UPDATE event SET body = x'7b' WHERE kind = 'output_recorded'"
                            " AND order_no = '" + order_no + "'";
    REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

}  // namespace

TEST_CASE("an order that cannot be read holds up no other order's charge") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    auto ledger = ready_ledger(options);
    commit_all(*ledger, order_commands("PO-2"));
    commit_all(*ledger, order_commands("PO-3", 10'000));
    fill_and_sign(*ledger, "PO-1");
    fill_and_sign(*ledger, "PO-2");
    std::vector<Command> later;
    for (int i = 0; i < kMoreThanTheTail; ++i) {
        later.push_back(output_command("later-" + std::to_string(i), "PO-3", 1));
    }
    commit_all(*ledger, later);
    ledger.reset();
    damage_body(folder.file("lini.db"), "PO-1");
    ledger = value_of(Ledger::open(options));
    CHECK(ledger->order(OrderNo("PO-1")).error().code == "body_damaged");

    const auto answers = settle(*ledger);
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].charged);
    CHECK(answers[0].order_no == OrderNo("PO-2"));
    CHECK(value_of(ledger->open_claims()).size() == 1);
    CHECK(ledger->status().writable);
}

TEST_CASE("an amendment between signature and claim lets the signature lapse, not bill") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    fill_and_sign(*ledger, "PO-1");
    const auto amended_and_settled = [&](void (*change)(OrderImported&)) {
        commit_all(*ledger, {amendment(change)});
        const auto answers = settle(*ledger);
        REQUIRE(answers.size() == 1);
        CHECK(value_of(ledger->open_claims()).empty());
        return answers[0];
    };
    const auto reason = [&] {
        return value_of(ledger->order(OrderNo("PO-1")))->signatures.at(kTermin2).lapsed_reason;
    };
    SECTION("a dearer term") {
        const auto answer = amended_and_settled([](OrderImported& order) {
            order.terms[1].amount.value += 1000;
            order.terms[2].amount.value -= 1000;
        });
        CHECK(answer.lapsed);
        CHECK(reason() == "term_changed");
    }
    SECTION("a dropped term") {
        const auto answer = amended_and_settled([](OrderImported& order) {
            order.terms[2].amount.value += order.terms[1].amount.value;
            order.terms[2].basis_points += order.terms[1].basis_points;
            order.terms.erase(order.terms.begin() + 1);
        });
        CHECK(answer.lapsed);
        CHECK(reason() == "term_changed");
    }
    SECTION("control: another PO number of the client changes nothing of the term") {
        const auto answer =
            amended_and_settled([](OrderImported& order) { order.client_po = "PO/78"; });
        CHECK(answer.charged);
    }
}
