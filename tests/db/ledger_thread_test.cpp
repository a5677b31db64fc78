#include "db/ledger_thread.h"

#include <chrono>
#include <future>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "app/domain/progress.h"
#include "tests/db/ledger_fixture.h"
#include "tests/db/memory_disk.h"

using namespace lini;
using namespace lini::testing;

namespace {

// A terminal's inbox, and what its frames would have kept.
class Desk {
public:
    explicit Desk(std::unique_ptr<Ledger> ledger)
        : thread_(std::make_unique<LedgerThread>(
              std::move(ledger), clock_,
              [this](LedgerMessage message) {
                  static_cast<void>(inbox_.push(std::move(message)));
              })) {}

    ~Desk() { thread_->stop(); }

    LedgerThread& thread() { return *thread_; }

    /// The next message of type T; what comes before it goes to `passed`.
    template <typename T>
    T next() {
        for (;;) {
            auto message = inbox_.pop_for(std::chrono::seconds(60));
            REQUIRE(message);
            passed.push_back(message->index());
            if (auto* wanted = std::get_if<T>(&*message)) return std::move(*wanted);
        }
    }

    CommitAnswer commit(std::uint64_t token, std::vector<Command> commands) {
        REQUIRE(thread_->request(CommitRequest{token, std::move(commands), {}}));
        CommitDone done = next<CommitDone>();
        REQUIRE(done.token == token);
        return value_of(std::move(done.answer));
    }

    std::vector<std::size_t> passed;

private:
    TestClock clock_;
    BoundedQueue<LedgerMessage> inbox_{4096};
    std::unique_ptr<LedgerThread> thread_;
};

}  // namespace

TEST_CASE("the state that a record made comes before its green, once somebody looks at it") {
    const TempFolder folder;
    const TestClock clock;
    Desk desk(ready_ledger(options_for(folder.path(), clock)));
    CHECK(desk.next<SitePublished>().site->users.size() == 4);
    CHECK(desk.next<SummariesPublished>().rows.size() == 1);
    REQUIRE(desk.thread().request(OpenOrderRequest{OrderNo("PO-1")}));
    CHECK(deliverable_good(*desk.next<OrderPublished>().order) == 0);
    REQUIRE(desk.thread().request(CommitRequest{7, {output_command("a", "PO-1", 250)}, {}}));
    CHECK(deliverable_good(*desk.next<OrderPublished>().order) == 250);
    const CommitDone done = desk.next<CommitDone>();
    CHECK(done.token == 7);
    CHECK(done.answer->stored);
    CHECK(desk.next<SummariesPublished>().rows.at(0).good == 250);
    CHECK(desk.next<StatusPublished>().status.writable);
}

TEST_CASE("a signature is charged and its deliveries are told, each due time once") {
    const TempFolder folder;
    const TestClock clock;
    Desk desk(ready_ledger(options_for(folder.path(), clock)));
    REQUIRE(desk.thread().request(OpenOrderRequest{OrderNo("PO-1")}));
    desk.commit(1, {output_command("a", "PO-1", 700)});
    REQUIRE(desk.thread().request(OpenOrderRequest{OrderNo("PO-1")}));
    const auto state = desk.next<OrderPublished>();
    desk.commit(2, {sign_command("s", *state.order)});
    const auto charged = desk.next<OrderPublished>();
    CHECK(charged.order->charges.size() == 1);
    const auto due = desk.next<DeliveriesDue>();
    REQUIRE(due.deliveries.size() == 2);
    Delivery retry = due.deliveries[0].delivery;
    retry.attempts = 1;
    retry.next_attempt_at_utc_us = 5;
    REQUIRE(desk.thread().request(UpdateDeliveryRequest{9, retry}));
    CHECK(desk.next<UpdateDone>().answer);
    const auto again = desk.next<DeliveriesDue>();
    REQUIRE(again.deliveries.size() == 1);
    CHECK(again.deliveries[0].delivery.attempts == 1);
}

TEST_CASE("labels are offered to the printer once, and again when it gives one back") {
    const TempFolder folder;
    const TestClock clock;
    Desk desk(ready_ledger(options_for(folder.path(), clock)));
    REQUIRE(desk.thread().request(CommitRequest{1, {labels_command("l", "PO-1", 2)}, {}}));
    const auto jobs = desk.next<JobsToPrint>().jobs;
    REQUIRE(jobs.size() == 2);
    const auto update = [&](LabelJobState state) {
        REQUIRE(desk.thread().request(UpdateJobRequest{2, jobs[0].job_id, state, ""}));
        CHECK(desk.next<UpdateDone>().answer);
    };
    update(LabelJobState::sending);
    update(LabelJobState::held);  // Still with the printer.
    update(LabelJobState::queued);
    const auto offered = desk.next<JobsToPrint>().jobs;
    REQUIRE(offered.size() == 1);
    CHECK(offered[0].job_id == jobs[0].job_id);
}

TEST_CASE("names, cards, batches and serials are found on request") {
    const TempFolder folder;
    const TestClock clock;
    Desk desk(ready_ledger(options_for(folder.path(), clock)));
    CHECK(desk.next<NamesPublished>().names.empty());
    UserDefined user;
    user.user = UserId("op9");
    user.roles = {Role::operator_};
    CommitRequest request{1, {command("u", "system", "", DefineUser{user})}, {}};
    request.side.names = {{UserId("op9"), "Budi"}};
    request.side.cards = {{UserId("op9"), "card-hash", "pin-hash"}};
    REQUIRE(desk.thread().request(std::move(request)));
    CHECK(desk.next<NamesPublished>().names.at(UserId("op9")) == "Budi");
    REQUIRE(desk.thread().request(CredentialRequest{
        2, [](CredentialStore& store) { return store.by_card("card-hash"); }}));
    CHECK(desk.next<CredentialAnswer>().answer->value().user == UserId("op9"));
    REQUIRE(desk.thread().request(FindSerialRequest{4, Serial("L2-1-0000001")}));
    CHECK_FALSE(*desk.next<SerialFound>().place);
    REQUIRE(desk.thread().request(StatusRequest{7}));
    CHECK(desk.next<StatusDone>().orders.size() == 1);
}

TEST_CASE("a full queue refuses and the request is still the caller's") {
    const TempFolder folder;
    const TestClock clock;
    Desk desk(ready_ledger(options_for(folder.path(), clock)));
    std::promise<void> gate;
    std::promise<void> entered;
    const std::shared_future<void> open = gate.get_future().share();
    REQUIRE(desk.thread().request(CallRequest{[&entered, open](Ledger&) {
        entered.set_value();
        open.wait();
    }}));
    entered.get_future().wait();
    std::size_t taken = 0;
    while (desk.thread().request(NamesRequest{})) ++taken;
    CHECK(taken == LedgerThread::kRequestsMax);
    gate.set_value();
}

TEST_CASE("what was queued before the stop is done, what comes after it is refused") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    {
        Desk desk(ready_ledger(options));
        for (int i = 0; i < 20; ++i) {
            const std::string id = "out-" + std::to_string(i);
            REQUIRE(desk.thread().request(CommitRequest{1, {output_command(id, "PO-1", 1)}, {}}));
        }
        desk.thread().stop();
        CHECK_FALSE(desk.thread().request(NamesRequest{}));
    }
    auto ledger = value_of(Ledger::open(options));
    CHECK(deliverable_good(*value_of(ledger->order(OrderNo("PO-1")))) == 20);
}

TEST_CASE("a ledger that a full disk stopped goes on when somebody asks, once there is room") {
    const TempFolder folder;
    const TestClock clock;
    MemoryDisk disk("lini-memory-disk");
    LedgerOptions options = options_for(folder.path(), clock);
    options.sqlite_vfs = disk.vfs();
    options.begin_beside_damaged = true;  // The database is in memory: the folder never has it.
    Desk desk(ready_ledger(options));
    // The disk belongs to the ledger's thread.
    const auto full = [&](bool on) {
        REQUIRE(desk.thread().request(CallRequest{
            [&disk, on](Ledger&) { disk.fail_at(on ? 1 : 0, on ? SQLITE_FULL : 0, on); }}));
    };
    const auto ask = [&](std::uint64_t token) {
        REQUIRE(desk.thread().request(ResumeRequest{token}));
        const UpdateDone done = desk.next<UpdateDone>();
        REQUIRE(done.token == token);
        return done.answer;
    };
    full(true);
    REQUIRE(desk.thread().request(CommitRequest{1, {output_command("a", "PO-1", 5)}, {}}));
    CHECK(desk.next<CommitDone>().answer.error().code == "disk_full");
    CHECK(ask(2).error().code == "disk_full");
    full(false);
    CHECK(ask(3));
    CHECK(desk.commit(4, {output_command("a", "PO-1", 5)}).stored);
    REQUIRE(desk.thread().request(StatusRequest{5}));
    CHECK(desk.next<StatusDone>().status.writable);
}
