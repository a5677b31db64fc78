// Runs of labels in the ledger: one transaction issues them, and pause and check outlive a restart.
#include <catch2/catch_test_macros.hpp>

#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

struct Shop {
    Shop() {
        open();
        commit_all(*ledger, site_commands());
        commit_all(*ledger, order_commands("PO-1"));
    }

    void open() {
        ledger.reset();
        ledger = value_of(Ledger::open(options_for(folder.path(), clock)));
    }
    void issue(const std::string& id, int count, bool check) {
        Command command = labels_command(id, "PO-1", count);
        std::get<IssueLabels>(command.action).check_first = check;
        commit_all(*ledger, {command});
    }
    std::vector<PrintRun> runs() { return value_of(ledger->print_runs()); }
    void set(std::int64_t job_id, LabelJobState state) {
        REQUIRE(ledger->update_job(job_id, state, {}));
    }

    TempFolder folder;
    TestClock clock;
    std::unique_ptr<Ledger> ledger;
};

}  // namespace

TEST_CASE("labels that are issued together are a run, and a single one is none") {
    Shop shop;
    shop.issue("one", 1, true);
    CHECK(shop.runs().empty());
    shop.issue("many", 500, true);
    REQUIRE(shop.runs().size() == 1);
    const PrintRun run = shop.runs().front();
    CHECK(run.total() == 500);
    CHECK(run.waiting == 500);
    CHECK(run.check_wanted);
    CHECK(run.first.job_id == run.run_id);
    CHECK(run.batch == BatchNo("PO-1-B1"));
    CHECK_FALSE(run.holds(run.run_id - 1));
}

TEST_CASE("a run is paused, checked and counted over a restart") {
    Shop shop;
    shop.issue("many", 5, true);
    const std::int64_t id = shop.runs().front().run_id;
    REQUIRE(shop.ledger->update_run(id, true, true));
    shop.set(id, LabelJobState::sending);
    shop.set(id, LabelJobState::sent);
    shop.set(id + 1, LabelJobState::sending);
    shop.open();
    const PrintRun run = shop.runs().front();
    CHECK(run.paused);
    CHECK(run.check_wanted);
    CHECK(run.is_to_be_checked());
    CHECK(run.sent == 1);
    CHECK(run.uncertain == 1);  // Nobody knows how far it came.
    CHECK(run.waiting == 3);
    CHECK_FALSE(shop.ledger->update_run(id + 1, false, false));
}

TEST_CASE("a run is over when nothing of it waits, and its first label is one that stands") {
    Shop shop;
    shop.issue("many", 3, true);
    const PrintRun begun = shop.runs().front();
    commit_all(*shop.ledger, {command("bad", "op1", "PO-1", VoidLabel{begun.first.serial, "x"})});
    const PrintRun run = shop.runs().front();
    CHECK(run.first.job_id == begun.run_id + 1);
    CHECK(run.voided == 1);
    for (const std::int64_t job : {begun.run_id + 1, begun.run_id + 2}) {
        shop.set(job, LabelJobState::sent);
    }
    REQUIRE(shop.runs().size() == 1);  // The newest stays to be looked at.
    CHECK(shop.runs().front().is_over());
    shop.issue("next", 2, false);
    REQUIRE(shop.runs().size() == 1);
    CHECK_FALSE(shop.runs().front().check_wanted);
}

TEST_CASE("the ledger says where the labels of a batch went") {
    Shop shop;
    shop.issue("many", 3, false);
    const std::int64_t id = shop.runs().front().run_id;
    shop.set(id, LabelJobState::sent);
    const Serial first = shop.runs().front().first.serial;
    commit_all(*shop.ledger, {command("back", "op1", "PO-1",
                                      VoidLabels{{first}, std::string(kVoidReturned)})});
    const LabelAccount account = value_of(
        shop.ledger->label_account_of(OrderNo("PO-1"), BatchNo("PO-1-B1")));
    CHECK(account.issued == 3);
    CHECK(account.sent == 1);
    CHECK(account.returned == 1);
    CHECK(account.waiting == 2);
    const auto batches = value_of(shop.ledger->last_label_batches(10));
    REQUIRE(batches.size() == 1);
    CHECK(batches.front().second == BatchNo("PO-1-B1"));
}
