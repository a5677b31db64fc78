// Every piece of paper that came out of a printer is used, spoiled, given back or told as open.
#include "app/domain/label_account.h"

#include <catch2/catch_test_macros.hpp>

#include "app/domain/first_label.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

/// A batch that counts by carton with labels A to E issued and printed.
struct Printed : TestFloor {
    Printed() {
        run("office", import_of(1000));
        run("siti", StartBatch{kBatch, CountMode::carton});
        run("siti", RecordOutput{kBatch, kSealing, 500, Entry::scanned, {}});
        std::vector<Serial> serials;
        for (const char* name : {"A", "B", "C", "D", "E"}) serials.emplace_back(name);
        REQUIRE(run("siti", IssueLabels{kBatch, "carton", 24, 5, serials}).empty());
        for (const Serial& serial : serials) print(serial, 0, LabelJobState::sent);
    }

    void print(const Serial& serial, int copy, LabelJobState state, std::string detail = {}) {
        LabelJob job;
        job.job_id = static_cast<std::int64_t>(jobs.size()) + 1;
        job.serial = serial;
        job.batch = kBatch;
        job.copy = copy;
        job.state = state;
        job.detail = std::move(detail);
        jobs.push_back(job);
    }
    LabelAccount account() const {
        const LabelAccount all = label_account(order, kBatch, jobs);
        CHECK(all.printed() == all.used + all.spoiled + all.returned + all.open());
        CHECK(all.open() == static_cast<std::int64_t>(all.open_serials.size()));
        return all;
    }
    void set(const char* serial, LabelJobState state, std::string detail = {}) {
        for (LabelJob& job : jobs) {
            if (job.serial != Serial(serial)) continue;
            job.state = state;
            job.detail = detail;
        }
    }
    void count(const char* serial) {
        REQUIRE(run("siti", CountCarton{Serial(serial), kBatch, kPacking, {}}).empty());
    }
    void take_away(const char* serial, const std::string& reason) {
        REQUIRE(run("siti", VoidLabel{Serial(serial), reason}).empty());
    }

    std::vector<LabelJob> jobs;
};

}  // namespace

TEST_CASE("labels that were printed are used, spoiled or returned, and the rest is told") {
    Printed floor;
    CHECK(floor.account().open() == 5);
    floor.count("A");
    floor.take_away("B", "damaged");
    floor.set("B", LabelJobState::voided, "sent");
    floor.take_away("C", std::string(kVoidReturned));
    floor.set("C", LabelJobState::voided, "sent");
    const LabelAccount account = floor.account();
    CHECK(account.issued == 5);
    CHECK(account.used == 1);
    CHECK(account.spoiled == 1);
    CHECK(account.returned == 1);
    CHECK(account.open() == 2);
    CHECK_FALSE(account.balances());
}

TEST_CASE("a reprint is a piece of paper of its own, and spoils the one that it replaces") {
    Printed floor;
    REQUIRE(floor.run("siti", ReprintLabel{Serial("A"), "damaged"}).empty());
    floor.print(Serial("A"), 1, LabelJobState::queued);
    CHECK(floor.account().spoiled == 1);
    CHECK(floor.account().waiting == 1);
    CHECK(floor.account().open() == 4);
    floor.jobs.back().state = LabelJobState::sent;
    floor.count("A");
    const LabelAccount account = floor.account();
    CHECK(account.reprints == 1);
    CHECK(account.printed() == 6);  // Whoever forgets the reprint says 5.
    CHECK(account.used == 1);
    CHECK(account.spoiled == 1);
}

TEST_CASE("what never came out is cancelled, and what may have is told apart") {
    Printed floor;
    floor.set("A", LabelJobState::uncertain);
    floor.set("B", LabelJobState::held);
    floor.take_away("C", std::string(kVoidCancelled));
    floor.set("C", LabelJobState::voided, "queued");
    floor.take_away("D", std::string(kVoidNotPrinted));
    floor.set("D", LabelJobState::voided, "uncertain");
    floor.take_away("E", "damaged");
    floor.set("E", LabelJobState::voided, "uncertain");
    const LabelAccount account = floor.account();
    CHECK(account.uncertain == 1);
    CHECK(account.waiting == 1);
    CHECK(account.cancelled == 2);
    CHECK(account.printed() == 1);
    CHECK(account.spoiled == 1);
    CHECK_FALSE(account.balances());
}

TEST_CASE("a label of another terminal counts by what its events say") {
    Printed floor;
    floor.jobs.clear();
    floor.count("A");
    floor.take_away("B", std::string(kVoidNotPrinted));
    const LabelAccount account = floor.account();
    CHECK(account.printed() == 4);
    CHECK(account.used == 1);
    CHECK(account.cancelled == 1);
}

TEST_CASE("a run's labels are cancelled all or none, and what was scanned cannot be") {
    Printed floor;
    const VoidLabels all{{Serial("A"), Serial("B")}, std::string(kVoidCancelled)};
    REQUIRE(floor.run("siti", ConfirmLabel{Serial("B")}).empty());
    CHECK(floor.run("siti", all) == "label_counted");
    CHECK(floor.order.labels.at(Serial("A")).status == LabelStatus::issued);
    const VoidLabels rest{{Serial("A"), Serial("C")}, std::string(kVoidCancelled)};
    REQUIRE(floor.run("siti", rest).empty());
    CHECK(floor.order.labels.at(Serial("C")).void_reason == kVoidCancelled);
    CHECK(floor.run("siti", VoidLabels{{Serial("X")}, "cancelled"}) == "label_unknown");
    CHECK(floor.run("siti", VoidLabels{{Serial("D")}, ""}) == "reason_missing");
    CHECK(floor.run("ratna", VoidLabels{{Serial("D")}, "cancelled"}) == "not_allowed");
}

TEST_CASE("the first label of a run is right when every bar code reads as it was encoded") {
    const FirstLabel::Elements article{{"01", "18991234567010"}, {"17", "281130"}};
    const FirstLabel::Elements lot{{"10", "GLW-1"}, {"21", "L1A1"}};
    FirstLabel::Elements whole = article;
    whole.insert(whole.end(), lot.begin(), lot.end());
    FirstLabel label({article, lot, whole});
    CHECK_FALSE(label.is_begun());
    CHECK_FALSE(label.take(lot));
    CHECK(label.missing() == std::vector<std::string>{"01", "17"});
    for (std::size_t i = 0; i < whole.size(); ++i) {
        FirstLabel::Elements wrong = whole;
        wrong[i].value.back() ^= 1;
        const auto refusal = label.take(wrong);
        REQUIRE(refusal);
        CHECK(refusal->key == "first_label_differs");
        CHECK_FALSE(label.is_complete());
    }
    CHECK(label.take({{"10", "GLW-1"}})->key == "first_label_other_symbol");
    CHECK_FALSE(label.take(article));
    CHECK(label.is_complete());
}
