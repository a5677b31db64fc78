#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include "db/ledger.h"
#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

constexpr int kRecords = 250;

// A history long enough for signed heads, closed; then `tampering` by another program.
VerifyReport verify_after(const std::string& tampering) {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    {
        auto ledger = ready_ledger(options, 100'000);
        for (int i = 0; i < kRecords; ++i) {
            commit_all(*ledger, {output_command("out-" + std::to_string(i), "PO-1", 1)});
        }
    }
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(folder.file("lini.db").c_str(), &database) == SQLITE_OK);
    char* message = nullptr;
    sqlite3_exec(database, tampering.c_str(), nullptr, nullptr, &message);
    const std::string trouble = message == nullptr ? "" : message;
    sqlite3_free(message);
    REQUIRE(trouble.empty());
    sqlite3_close(database);
    auto ledger = value_of(Ledger::open_reading(options));
    return value_of(ledger->verify());
}

}  // namespace

TEST_CASE("an untouched history is sound and certain to its signed end") {
    const VerifyReport report = verify_after("SELECT 1");
    CHECK(report.sound);
    REQUIRE(report.chains.size() == 1);
    CHECK(report.chains[0].events == report.events);
    CHECK(report.chains[0].certain_to_seq == report.events);
    CHECK(report.events > kRecords);
}

TEST_CASE("without signed heads the history promises protection against accident only") {
    const VerifyReport report = verify_after("DELETE FROM signed_head");
    CHECK(report.sound);
    CHECK(report.chains.at(0).certain_to_seq == 0);
}

TEST_CASE("a flipped bit is found") {
    const VerifyReport report = verify_after(
        "UPDATE event SET body = CAST(replace(body, '\"quantity\":1', '\"quantity\":9') AS BLOB)"
        " WHERE seq = 60");
    CHECK_FALSE(report.sound);
    CHECK(report.chains.at(0).problem == "hash");
    CHECK(report.chains.at(0).problem_seq == 60);
    CHECK(report.chains.at(0).certain_to_seq == 0);
}

TEST_CASE("a deleted row is found, and what was signed before it stays certain") {
    const VerifyReport report = verify_after("DELETE FROM event WHERE seq = 150");
    CHECK_FALSE(report.sound);
    CHECK(report.chains.at(0).problem == "gap");
    CHECK(report.chains.at(0).problem_seq == 150);
    CHECK(report.chains.at(0).certain_to_seq == 100);
}

TEST_CASE("two rows that changed places are found") {
    const VerifyReport report = verify_after(
        "UPDATE event SET seq = -1 WHERE seq = 60; UPDATE event SET seq = 60 WHERE seq = 61;"
        "UPDATE event SET seq = 61 WHERE seq = -1");
    CHECK_FALSE(report.sound);
    CHECK(report.chains.at(0).problem == "hash");
    CHECK(report.chains.at(0).problem_seq == 60);
}

TEST_CASE("an end that was cut off is found by the head that was signed for it") {
    const VerifyReport report = verify_after("DELETE FROM event WHERE seq > 220");
    CHECK_FALSE(report.sound);
    CHECK(report.chains.at(0).problem == "gap");
    CHECK(report.chains.at(0).problem_seq == 221);
    CHECK(report.chains.at(0).certain_to_seq == 200);
}

TEST_CASE("a forged signature is found") {
    const VerifyReport report = verify_after(
        "UPDATE signed_head SET signature = zeroblob(64) WHERE seq = 200");
    CHECK_FALSE(report.sound);
    CHECK(report.chains.at(0).problem == "head_signature");
    CHECK(report.chains.at(0).certain_to_seq == 100);
}

TEST_CASE("a changed read model is put right by replay, deliveries and label jobs stay") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    {
        auto ledger = ready_ledger(options);
        commit_all(*ledger, {output_command("a", "PO-1", 100), labels_command("l", "PO-1", 2)});
    }
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(folder.file("lini.db").c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database,
                         "UPDATE order_summary SET good = 7; DELETE FROM batch;"
                         "INSERT INTO order_summary SELECT 'PO-GHOST', version, urgency, last_day,"
                         " client, product_code, ordered, good, reject, progress_basis_points,"
                         " threshold_percent, milestone, threshold_reached_at_utc_us, document_no,"
                         " last_at_utc_us, locked_by_unknown FROM order_summary;"
                         "UPDATE print_queue SET state = 2 WHERE job_id = 1",
                         nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
    auto ledger = value_of(Ledger::open(options));
    CHECK(value_of(ledger->find_batch("PO-1-B1")).empty());
    const ReplayReport report = value_of(ledger->replay());
    CHECK(report.orders == 1);
    CHECK(report.corrected == 2);
    CHECK(value_of(ledger->summaries(5)).size() == 1);
    CHECK(value_of(ledger->summaries(5)).at(0).good == 100);
    CHECK(value_of(ledger->find_batch("PO-1-B1")).size() == 1);
    const auto jobs = value_of(ledger->label_jobs(5));
    REQUIRE(jobs.size() == 2);
    CHECK(jobs[1].state == LabelJobState::sent);
}
