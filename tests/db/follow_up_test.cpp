#include <chrono>

#include <catch2/catch_test_macros.hpp>

#include "app/domain/progress.h"
#include "db/ledger_thread.h"
#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

const BatchNo kBatch{"PO-1-B1"};

std::int64_t good_of(Ledger& ledger, const char* order_no) {
    return deliverable_good(*value_of(ledger.order(OrderNo(order_no))));
}

Command signed_command(const std::string& id, const std::string& signer, const char* meaning,
                       Action action) {
    Command made = command(id, signer, "PO-1", std::move(action));
    made.proof = Proof{UserId(signer), meaning, made.stamp.at_utc_us};
    return made;
}

UserDefined qa() {
    UserDefined user;
    user.user = UserId("qa1");
    user.content_sha256_hex = std::string(64, 'b');
    user.roles = {Role::qa};
    return user;
}

/// PO-1 has 900 released units, PO-2 of the same client wants 400.
std::unique_ptr<Ledger> two_orders(const LedgerOptions& options) {
    auto ledger = ready_ledger(options);
    commit_all(*ledger, order_commands("PO-2", 400));
    commit_all(*ledger, {command("site-6", "system", "", DefineUser{qa()}),
                         output_command("out-1", "PO-1", 900),
                         command("close-1", "op1", "PO-1", CloseBatch{kBatch, ""}),
                         signed_command("release-1", "qa1", "release",
                                        ChangeBatchStatus{kBatch, BatchStatus::released, ""})});
    return ledger;
}

Command give(const std::string& id, std::int64_t quantity) {
    return signed_command(id, "sup1", "allocation",
                          AllocateUnits{kBatch, quantity, 1, OrderNo("PO-2")});
}

}  // namespace

TEST_CASE("units that go to another order leave the one and reach the other in one transaction") {
    const TempFolder folder;
    const TestClock clock;
    const LedgerOptions options = options_for(folder.path(), clock);
    {
        auto ledger = two_orders(options);
        commit_all(*ledger, {give("give-1", 300)});
        CHECK(good_of(*ledger, "PO-1") == 600);
        CHECK(good_of(*ledger, "PO-2") == 300);
        const std::size_t facts = all_events(*ledger).size();
        const CommitAnswer again = value_of(ledger->commit({give("give-1", 300)}));
        CHECK(again.outcomes[0].repeated);
        CHECK(all_events(*ledger).size() == facts);
    }
    auto ledger = value_of(Ledger::open(options));
    CHECK(good_of(*ledger, "PO-2") == 300);
    for (const OrderSummary& row : value_of(ledger->summaries(10))) {
        CHECK(row.good == (row.order_no == OrderNo("PO-2") ? 300 : 600));
    }
    CHECK(ledger->verify().has_value());
}

TEST_CASE("whoever looks at the other order is told of what came to it") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = two_orders(options_for(folder.path(), clock));
    BoundedQueue<LedgerMessage> inbox(4096);
    LedgerThread thread(std::move(ledger), clock, [&](LedgerMessage message) {
        static_cast<void>(inbox.push(std::move(message)));
    });
    const auto shown = [&] {
        for (;;) {
            auto message = inbox.pop_for(std::chrono::seconds(60));
            REQUIRE(message);
            if (auto* order = std::get_if<OrderPublished>(&*message)) {
                return deliverable_good(*order->order);
            }
        }
    };
    REQUIRE(thread.request(OpenOrderRequest{OrderNo("PO-2")}));
    CHECK(shown() == 0);
    REQUIRE(thread.request(CommitRequest{1, {give("give-1", 300)}, {}}));
    CHECK(shown() == 300);
    thread.stop();
}

TEST_CASE("what the other order refuses is refused whole, and nothing of it is stored") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = two_orders(options_for(folder.path(), clock));
    const std::size_t facts = all_events(*ledger).size();
    const CommitAnswer answer = value_of(ledger->commit({give("give-1", 401)}));
    CHECK_FALSE(answer.stored);
    REQUIRE(answer.outcomes[0].refusal);
    CHECK(answer.outcomes[0].refusal->key == "order_full");
    CHECK(all_events(*ledger).size() == facts);
    CHECK(good_of(*ledger, "PO-1") == 900);
    CHECK(good_of(*ledger, "PO-2") == 0);
    // And a later one is judged on what is there, not on what was tried.
    commit_all(*ledger, {give("give-2", 400)});
    CHECK(good_of(*ledger, "PO-2") == 400);
}

TEST_CASE("a batch that is rejected where it was made is rejected wherever its units went") {
    const TempFolder folder;
    const TestClock clock;
    auto ledger = two_orders(options_for(folder.path(), clock));
    commit_all(*ledger, {give("give-1", 300)});
    commit_all(*ledger, {signed_command("reject-1", "qa1", "release",
                                        ChangeBatchStatus{kBatch, BatchStatus::rejected, "uji"})});
    CHECK(good_of(*ledger, "PO-1") == 0);
    CHECK(good_of(*ledger, "PO-2") == 0);
    const OrderState other = *value_of(ledger->order(OrderNo("PO-2")));
    CHECK(find_batch(other, kBatch)->status == BatchStatus::rejected);
}
