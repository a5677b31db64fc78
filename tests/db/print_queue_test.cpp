// A reprint keeps its label's serial, so a scan must not settle a copy that no printer had yet.
#include "db/print_queue.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

/// A ledger whose only batch counts by carton, with one label printed and counted.
class Line {
public:
    Line() : ledger_(value_of(Ledger::open(options_for(folder_.path(), clock_)))) {
        commit_all(*ledger_, site_commands());
        auto order = order_commands("PO-1");
        std::get<StartBatch>(order.back().action).count_mode = CountMode::carton;
        commit_all(*ledger_, order);
        const auto issued = commit_all(*ledger_, {labels_command("label", "PO-1", 1)});
        serial_ = std::get<LabelIssued>(issued.at(0).body).serial;
        set_state(0, LabelJobState::sent);
        commit_all(*ledger_, {command("count", "op1", "PO-1",
                                      CountCarton{serial_, BatchNo("PO-1-B1"),
                                                  StepCode("packing"), {}})});
        CHECK(state(0) == LabelJobState::confirmed);
        commit_all(*ledger_, {command("reprint", "op1", "PO-1",
                                      ReprintLabel{serial_, "sobek"})});
    }

    LabelJob job(int copy) {
        for (const LabelJob& each : value_of(ledger_->label_jobs(10))) {
            if (each.copy == copy) return each;
        }
        throw std::runtime_error("no such copy");
    }
    LabelJobState state(int copy) { return job(copy).state; }
    void set_state(int copy, LabelJobState state) {
        REQUIRE(ledger_->update_job(job(copy).job_id, state, {}));
    }
    /// The events that scanning the label to confirm it leaves.
    std::size_t scan(const std::string& id) {
        return commit_all(*ledger_, {command(id, "op1", "PO-1", ConfirmLabel{serial_})}).size();
    }

private:
    TempFolder folder_;
    TestClock clock_;
    std::unique_ptr<Ledger> ledger_;
    Serial serial_;
};

}  // namespace

TEST_CASE("a scan of the first print leaves a reprint that is not sent yet in the queue") {
    Line line;
    for (const LabelJobState waiting :
         {LabelJobState::queued, LabelJobState::held, LabelJobState::sending}) {
        line.set_state(1, waiting);
        line.scan("scan-" + std::string(label_job_state_name(waiting)));
        CHECK(line.state(1) == waiting);
    }
    line.set_state(1, LabelJobState::sent);
    line.scan("scan-after");
    CHECK(line.state(1) == LabelJobState::confirmed);
}

TEST_CASE("a reprint in doubt is settled by a scan, although its label was counted long ago") {
    Line line;
    line.set_state(1, LabelJobState::sending);
    line.set_state(1, LabelJobState::uncertain);
    CHECK(line.scan("scan") == 0);
    CHECK(line.state(1) == LabelJobState::confirmed);
}

TEST_CASE("a label in doubt stays in the list, however many were printed since") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    commit_all(*ledger, {labels_command("first", "PO-1", 1)});
    const std::int64_t doubted = value_of(ledger->label_jobs(1)).at(0).job_id;
    REQUIRE(ledger->update_job(doubted, LabelJobState::uncertain, "unplugged"));
    commit_all(*ledger, {labels_command("more", "PO-1", 30)});
    const auto jobs = value_of(ledger->label_jobs(10));
    CHECK(jobs.size() == 11);
    CHECK(jobs.back().job_id == doubted);
}

TEST_CASE("a label that was voided a moment ago does not begin to be sent") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = ready_ledger(options_for(folder.path(), clock));
    const auto issued = commit_all(*ledger, {labels_command("label", "PO-1", 1)});
    const Serial serial = std::get<LabelIssued>(issued.at(0).body).serial;
    const std::int64_t job = value_of(ledger->label_jobs(1)).at(0).job_id;
    commit_all(*ledger, {command("void", "op1", "PO-1", VoidLabel{serial, "sobek"})});
    const auto sending = ledger->update_job(job, LabelJobState::sending, {});
    REQUIRE_FALSE(sending);
    CHECK(sending.error().code == "job_settled");
    CHECK(ledger->update_job(job, LabelJobState::sent, {}));
    CHECK(value_of(ledger->label_jobs(1)).at(0).state == LabelJobState::voided);
}
