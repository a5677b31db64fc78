// What takes long is done beside the ledger's thread: a record is answered in the middle of it.
#include "app/cli/ledger_access.h"
#include "app/identity/digest.h"
#include "tests/db/ledger_fixture.h"

#include <atomic>
#include <chrono>
#include <future>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "app/base/bounded_queue.h"

namespace lini {
namespace {

using nlohmann::json;
using namespace lini::testing;

/// A running terminal's ledger, and verbs that come to its door.
class Floor {
public:
    /// `clock` outlives the floor and its options.
    Floor(const std::string& data, const Clock& clock)
        : clock_(clock), options_(options_for(data, clock_)),
          thread_(ready_ledger(options_, 1'000'000), clock_,
                  [this](LedgerMessage message) {
                      static_cast<void>(inbox_.push(std::move(message)));
                  }) {}
    ~Floor() {
        inbox_.close();
        thread_.stop();
    }
    Floor(const Floor&) = delete;
    Floor& operator=(const Floor&) = delete;

    bool record(const std::string& id) {
        return thread_.request(CommitRequest{++token_, {output_command(id, "PO-1", 1)}, {}});
    }
    /// Waits for the last record() to turn green; false where it does not.
    bool turns_green() {
        while (auto message = inbox_.pop_for(std::chrono::seconds(60))) {
            const auto* done = std::get_if<CommitDone>(&*message);
            if (done == nullptr || done->token != token_) continue;
            return done->answer && done->answer->stored;
        }
        return false;
    }
    bool is_green() {
        while (auto message = inbox_.try_pop()) {
            const auto* done = std::get_if<CommitDone>(&*message);
            if (done != nullptr && done->token == token_) return true;
        }
        return false;
    }

    VerbContext verbs() {
        return {options_.folder,  std::string(LINI_SOURCE_DIR) + "/assets", clock_, &system_random,
                through(thread_), reading_beside(options_)};
    }
    LedgerThread& thread() { return thread_; }
    const LedgerOptions& options() const { return options_; }

private:
    const Clock& clock_;
    const LedgerOptions options_;
    BoundedQueue<LedgerMessage> inbox_{4096};
    LedgerThread thread_;
    std::uint64_t token_ = 0;
};

json ask(const std::string& verb, const TempFolder& folder, const VerbContext& context) {
    return serve({{"verb", verb}, {"file", folder.file("copy.db")}}, context);
}

}  // namespace

TEST_CASE("a record turns green in the middle of a verify, a backup or an export") {
    for (const std::string verb : {"ledger.verify", "backup", "ledger.stats", "ledger.export"}) {
        INFO(verb);
        const TempFolder folder;
        const TestClock clock;
        Floor floor(folder.file("data"), clock);
        VerbContext context = floor.verbs();
        const LedgerCall beside = context.beside;
        int calls = 0;
        context.beside = [&](const std::function<void(Ledger&)>& run) {
            return beside([&](Ledger& ledger) {
                ++calls;
                const std::int64_t before = ledger.status().seq;
                REQUIRE(floor.record("amid"));
                REQUIRE(floor.turns_green());
                run(ledger);
                CHECK(ledger.status().seq == before);  // One instant, whatever is recorded.
            });
        };
        const json reply = ask(verb, folder, context);
        INFO(reply.dump());
        CHECK(reply["ok"] == true);
        CHECK(calls == 1);
        if (verb == "ledger.verify") CHECK(reply["report"]["sound"] == true);
    }
}

TEST_CASE("control: on the ledger's own thread the record waits until all is done") {
    const TempFolder folder;
    const TestClock clock;
    Floor floor(folder.file("data"), clock);
    VerbContext context = floor.verbs();
    const LedgerCall owner = context.ledger;
    bool green_amid = true;
    context.beside = [&](const std::function<void(Ledger&)>& run) {
        return owner([&](Ledger& ledger) {
            REQUIRE(floor.record("amid"));
            run(ledger);
            green_amid = floor.is_green();
        });
    };
    CHECK(ask("ledger.verify", folder, context)["ok"] == true);
    CHECK_FALSE(green_amid);
    REQUIRE(floor.turns_green());
}

TEST_CASE("a backup beside the ledger's thread is whole, certain to its end, and comes back") {
    const TempFolder folder;
    const TestClock clock;
    LedgerOptions options;
    {
        Floor floor(folder.file("data"), clock);
        options = floor.options();
        const VerbContext context = floor.verbs();
        std::atomic<bool> done = false;
        // Records all the while, on threads that ThreadSanitizer looks at.
        auto line = std::async(std::launch::async, [&] {
            int made = 0;
            bool all_green = true;
            while (all_green && (!done || made < 20)) {
                all_green = floor.record("r" + std::to_string(made++)) && floor.turns_green();
            }
            return all_green;
        });
        CHECK(ask("backup", folder, context)["ok"] == true);
        done = true;
        CHECK(line.get());
    }
    const auto ledger = value_of(restore(options, folder.file("copy.db")));
    const VerifyReport report = value_of(ledger->verify());
    CHECK(report.sound);
    REQUIRE(report.chains.size() == 2);
    CHECK(report.chains[0].certain_to_seq > 0);
    // Only what was recorded while the copy began may lie beyond the signed head.
    CHECK(report.chains[0].events >= report.chains[0].certain_to_seq);
}

TEST_CASE("a verify beside a ledger that stopped writing still tells what is there") {
    const TempFolder folder;
    const TestClock clock;
    Floor floor(folder.file("data"), clock);
    VerbContext context = floor.verbs();
    context.ledger = [](const std::function<void(Ledger&)>&) {
        return Result<void>(fail("ledger_busy"));
    };
    CHECK(ask("ledger.verify", folder, context)["ok"] == true);
    CHECK(ask("backup", folder, context)["error"] == "ledger_busy");  // Its head is to be signed.
}

TEST_CASE("an import reads, checks and hashes beside the ledger, and then asks it once") {
    const TempFolder folder;
    const TestClock clock;
    Floor floor(folder.file("data"), clock);
    VerbContext context = floor.verbs();
    const LedgerCall owner = context.ledger;
    int calls = 0;
    context.ledger = [&](const std::function<void(Ledger&)>& run) {
        // What was done before this call held nobody up, or this record would still wait.
        REQUIRE(floor.record("before-" + std::to_string(++calls)));
        REQUIRE(floor.turns_green());
        return owner(run);
    };
    const auto import = [&](const std::string& users) {
        return serve({{"verb", "import"},
                      {"files",
                       {{{"name", "users.json"},
                         {"text", R"({"kind":"users","items":[)" + users + "]}"}}}}},
                     context);
    };
    const std::string good =
        R"({"user":"u-7","revision":1,"name":"A","roles":["office"],"initial_pin":"271828",)"
        R"("card_token":"de300000000000000000000000001001"})";
    // A file at fault never comes to the ledger at all.
    CHECK(import(good + R"(,{"user":"u-8"})").contains("problems"));
    CHECK(calls == 0);
    CHECK(import(good)["ok"] == true);
    CHECK(calls == 2);  // Who has a card already; then, the PIN hashed, all in one commit.
}

}  // namespace lini
