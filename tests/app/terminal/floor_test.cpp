// Orders come to the floor whatever stands in between, and leave it again.
#include "app/terminal/floor.h"

#include <chrono>
#include <future>

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

constexpr int kMoreThanTheTail = 120;  // Records behind which damage is not seen at the start.

/// A floor over a real ledger's thread; its messages are taken when the test says so.
class FloorAtWork {
public:
    explicit FloorAtWork(int orders) {
        auto ledger = value_of(Ledger::open(options_for(folder_.path(), clock_)));
        commit_all(*ledger, site_commands());
        for (int i = 1; i <= orders; ++i) {
            commit_all(*ledger, order_commands("PO-" + std::to_string(100 + i)));
        }
    }
    ~FloorAtWork() {
        if (thread_) thread_->stop();
    }

    void begin() {
        thread_ = std::make_unique<LedgerThread>(
            value_of(Ledger::open(options_for(folder_.path(), clock_))), clock_,
            [this](LedgerMessage message) { static_cast<void>(inbox_.push(std::move(message))); });
        floor_.connect(*thread_);
    }

    /// Takes messages until `done`; false when they end before.
    bool until(const std::function<bool()>& done) {
        while (!done()) {
            auto message = inbox_.pop_for(std::chrono::seconds(60));
            if (!message) return false;
            floor_.take(std::move(*message));
        }
        return true;
    }

    /// Takes what is there already.
    void settle() {
        std::promise<void> reached;
        REQUIRE(thread_->request(CallRequest{[&](Ledger&) { reached.set_value(); }}));
        reached.get_future().wait();
        while (auto message = inbox_.try_pop()) floor_.take(std::move(*message));
    }

    void damage(const std::string& order_no) {
        {
            auto ledger = value_of(Ledger::open(options_for(folder_.path(), clock_)));
            std::vector<Command> later;
            for (int i = 0; i < kMoreThanTheTail; ++i) {
                later.push_back(output_command("later-" + std::to_string(i), "PO-102", 1));
            }
            commit_all(*ledger, later);
        }
        sqlite3* database = nullptr;
        REQUIRE(sqlite3_open(folder_.file("lini.db").c_str(), &database) == SQLITE_OK);
        const std::string sql = "UPDATE event SET body = x'7b' WHERE kind = 'batch_started'"
                                " AND order_no = '" + order_no + "'";
        REQUIRE(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(database);
    }

    Floor& floor() { return floor_; }
    LedgerThread& thread() { return *thread_; }

private:
    TempFolder folder_;
    TestClock clock_;
    SiteConfig config_;
    BoundedQueue<LedgerMessage> inbox_{4096};
    std::unique_ptr<LedgerThread> thread_;
    Floor floor_{config_, clock_, [](std::function<void()>) {}};
};

}  // namespace

TEST_CASE("the running orders load by themselves, and a user's order does not wait for them all") {
    FloorAtWork shift(8);
    shift.begin();
    REQUIRE(shift.until([&] { return !shift.floor().summaries.empty(); }));
    std::size_t loaded_before = 99;
    shift.floor().with_order(OrderNo("PO-108"), [&](const OrderState&) {
        loaded_before = shift.floor().orders.size();
    });
    REQUIRE(shift.until([&] { return loaded_before != 99; }));
    // Its own, and at most the one that was under way.
    CHECK(loaded_before <= 2);
    CHECK(shift.until([&] { return shift.floor().orders.size() == 8; }));
    CHECK(shift.until([&] { return !shift.floor().waiting(); }));
}

TEST_CASE("who waits for an order gets it although the ledger's queue was full") {
    FloorAtWork shift(2);
    shift.begin();
    REQUIRE(shift.until([&] { return shift.floor().orders.size() == 2; }));
    shift.settle();
    // Both leave the board, and with it the memory.
    shift.floor().take(SummariesPublished{});
    CHECK(shift.floor().orders.empty());
    shift.settle();
    std::promise<void> go_on;
    REQUIRE(shift.thread().request(
        CallRequest{[held = go_on.get_future().share()](Ledger&) { held.wait(); }}));
    while (shift.thread().request(NamesRequest{})) {
    }
    bool answered = false;
    shift.floor().with_order(OrderNo("PO-101"), [&](const OrderState& order) {
        answered = order.order_no == OrderNo("PO-101");
    });
    CHECK_FALSE(answered);
    CHECK(shift.floor().waiting());
    go_on.set_value();
    CHECK(shift.until([&] { return answered; }));
}

TEST_CASE("who waits for an order that cannot be read is told") {
    FloorAtWork shift(3);
    shift.damage("PO-101");
    shift.begin();
    REQUIRE(shift.until([&] { return shift.floor().orders.size() == 2; }));
    std::string told;
    shift.floor().with_order(
        OrderNo("PO-101"), [&](const OrderState&) { told = "read"; },
        [&](const Error& error) { told = error.code; });
    REQUIRE(shift.until([&] { return !told.empty(); }));
    CHECK(told == "body_damaged");
    CHECK_FALSE(shift.floor().answer);
    shift.floor().with_order(OrderNo("PO-101"), [](const OrderState&) {});
    REQUIRE(shift.until([&] { return shift.floor().answer.has_value(); }));
    CHECK(shift.floor().answer->text_key == "error.body_damaged");
    CHECK_FALSE(shift.floor().waiting());
}

TEST_CASE("orders that are neither open nor on the board are let go, and come again when asked") {
    FloorAtWork shift(3);
    shift.begin();
    REQUIRE(shift.until([&] { return shift.floor().orders.size() == 3; }));
    shift.settle();
    shift.floor().open_order = OrderNo("PO-102");
    SummariesPublished board;
    board.rows.push_back(shift.floor().summaries.front());
    const OrderNo on_board = board.rows.front().order_no;
    const OrderNo gone = on_board == OrderNo("PO-101") ? OrderNo("PO-103") : OrderNo("PO-101");
    auto on_its_way = std::make_unique<const OrderState>(*shift.floor().order(gone));
    shift.floor().take(std::move(board));
    CHECK(shift.floor().orders.count(OrderNo("PO-102")) == 1);
    CHECK(shift.floor().orders.count(on_board) == 1);
    CHECK(shift.floor().orders.size() == (on_board == OrderNo("PO-102") ? 1 : 2));
    CHECK(shift.floor().order(gone) == nullptr);
    // What the ledger told before it heard of that would never be told to have changed.
    shift.floor().take(OrderPublished{std::move(on_its_way)});
    CHECK(shift.floor().order(gone) == nullptr);
    bool again = false;
    shift.floor().with_order(gone, [&](const OrderState&) { again = true; });
    CHECK(shift.until([&] { return again; }));
}
