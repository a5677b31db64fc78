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
