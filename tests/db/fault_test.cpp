// The disk refuses its n-th operation, or loses power at it, for every n: what was acknowledged is
// there afterwards, what was not is there whole or not at all.
#include <random>
#include <set>

#include <catch2/catch_test_macros.hpp>

#include "db/charge_claims.h"
#include "db/ledger.h"
#include "db/store.h"
#include "tests/db/ledger_fixture.h"
#include "tests/db/memory_disk.h"

using namespace lini;
using namespace lini::testing;

namespace {

constexpr int kOutputs = 6;

// Sanitizers look at memory, which every fourth operation shows as well.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kEvery = 4;
#else
constexpr int kEvery = 1;
#endif

LedgerOptions on_disk(const TempFolder& folder, const Clock& clock, const MemoryDisk& disk) {
    LedgerOptions options = options_for(folder.path(), clock);
    options.sqlite_vfs = disk.vfs();
    options.begin_beside_damaged = true;  // The database is in memory: the folder never has it.
    return options;
}

struct Load {
    std::set<std::string> acknowledged;
    std::set<std::string> stopped_by;  // Error codes seen.
};

// One list at a time; a list of two is acknowledged as both.
bool commit_one(Ledger& ledger, const std::vector<Command>& commands, Load& load) {
    const auto answer = ledger.commit(commands);
    if (!answer) {
        load.stopped_by.insert(answer.error().code);
        return false;
    }
    for (const Command& one : commands) load.acknowledged.insert(one.id.str());
    return true;
}

// A little shift. Ends at the first error, as the terminal does.
void work(const LedgerOptions& options, Load& load) {
    auto opened = Ledger::open(options);
    if (!opened) {
        load.stopped_by.insert(opened.error().code);
        return;
    }
    Ledger& ledger = **opened;
    if (!commit_one(ledger, site_commands(), load)) return;
    if (!commit_one(ledger, order_commands("PO-1"), load)) return;
    for (int i = 0; i < kOutputs; ++i) {
        const std::string id = "out-" + std::to_string(i);
        if (!commit_one(ledger,
                        {output_command(id, "PO-1", 120), labels_command(id + "l", "PO-1", 1)},
                        load)) {
            const LedgerStatus status = ledger.status();
            CHECK_FALSE(status.writable);
            // It stays stopped: nothing later slips in behind a hole.
            CHECK_FALSE(ledger.commit({output_command("late", "PO-1", 1)}));
            return;
        }
    }
    const auto state = ledger.order(OrderNo("PO-1"));
    if (!state) return;
    if (!commit_one(ledger, {sign_command("sign", **state)}, load)) return;
    LocalChargeClaims claims(ledger);
    if (!settle_open_claims(ledger, claims)) return;
    if (auto moved = ledger.checkpoint(); !moved) return;
}

// After the trouble: opens, looks, and works on.
void judge(const LedgerOptions& options, const Load& load) {
    auto ledger = value_of(Ledger::open(options), "open after the trouble");
    std::set<std::string> found;
    std::set<std::string> records;
    for (const StoredEvent& event : all_events(*ledger)) {
        found.insert(event.command_id);
        if (event.kind == "output_recorded") {
            const bool first_time = records.insert(event.command_id).second;
            CHECK(first_time);
        }
    }
    for (const std::string& id : load.acknowledged) {
        INFO("acknowledged " << id);
        CHECK(found.count(id) == 1);
    }
    // Two commands of one list: both or neither.
    for (int i = 0; i < kOutputs; ++i) {
        const std::string id = "out-" + std::to_string(i);
        CHECK(found.count(id) == found.count(id + "l"));
    }
    CHECK(value_of(ledger->verify()).sound);
    CHECK(value_of(ledger->replay()).corrected == 0);
    LocalChargeClaims claims(*ledger);
    CHECK(settle_open_claims(*ledger, claims));
    const OrderState* order = value_of(ledger->order(OrderNo("PO-1")));
    CHECK(order->charges.size() == (found.count("sign") != 0 ? 1U : 0U));
    const auto due = value_of(ledger->deliveries(10));
    CHECK(due.size() == 2 * order->charges.size());
}

// Runs the load with trouble at the n-th operation for n = 1, 2 … until it no longer comes.
template <typename MakeTrouble, typename Recover>
int for_every_operation(MakeTrouble make_trouble, Recover recover) {
    int n = 1;
    for (;; n += kEvery) {
        const TempFolder folder;
        const TestClock clock;
        MemoryDisk disk("lini-memory-disk");
        const LedgerOptions options = on_disk(folder, clock, disk);
        Load load;
        make_trouble(disk, n);
        work(options, load);
        const bool failed = disk.failed();
        recover(disk);
        INFO("operation " << n);
        judge(options, load);
        if (!failed) return n;
    }
}

}  // namespace

TEST_CASE("the disk refuses any one operation: nothing half-stored, nothing acknowledged lost",
          "[slow]") {
    const auto mend = [](MemoryDisk& disk) { disk.fail_at(0, 0, false); };
    SECTION("an I/O error, once") {
        const int operations = for_every_operation(
            [](MemoryDisk& disk, int n) { disk.fail_at(n, SQLITE_IOERR_WRITE, false); }, mend);
        CHECK(operations > 50);
    }
    SECTION("a full disk, from then on") {
        for_every_operation([](MemoryDisk& disk, int n) { disk.fail_at(n, SQLITE_FULL, true); },
                            mend);
    }
    SECTION("a read-only disk, from then on") {
        for_every_operation(
            [](MemoryDisk& disk, int n) { disk.fail_at(n, SQLITE_READONLY, true); }, mend);
    }
}

TEST_CASE("a stopped ledger says why") {
    const TempFolder folder;
    const TestClock clock;
    const auto stopped_by = [&](int code) {
        MemoryDisk disk("lini-memory-disk");
        auto ledger = ready_ledger(on_disk(folder, clock, disk));
        disk.fail_at(1, code, true);
        CHECK_FALSE(ledger->commit({output_command("x", "PO-1", 1)}));
        // Reading goes on.
        CHECK(value_of(ledger->order(OrderNo("PO-1")))->batches.size() == 1);
        return ledger->status().stopped_by;
    };
    CHECK(stopped_by(SQLITE_FULL) == "disk_full");
    CHECK(stopped_by(SQLITE_READONLY) == "read_only");
    CHECK(stopped_by(SQLITE_IOERR_FSYNC) == "io_error");
    CHECK(stopped_by(SQLITE_CORRUPT) == "data_damaged");
}

TEST_CASE("after a full disk the ledger goes on where it stopped, once there is room again") {
    const TempFolder folder;
    const TestClock clock;
    MemoryDisk disk("lini-memory-disk");
    auto ledger = ready_ledger(on_disk(folder, clock, disk));
    commit_all(*ledger, {output_command("a", "PO-1", 1)});
    for (const int code : {SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_READONLY}) {
        const std::string id = "late-" + std::to_string(code);
        disk.fail_at(1, code, true);
        CHECK_FALSE(ledger->commit({output_command(id, "PO-1", 1)}));
        // Not yet: the disk is as it was.
        CHECK_FALSE(ledger->resume());
        CHECK_FALSE(ledger->status().writable);
        disk.fail_at(0, 0, false);
        CHECK(ledger->resume());
        CHECK(ledger->status().writable);
        const CommitAnswer answer = value_of(ledger->commit({output_command(id, "PO-1", 1)}));
        CHECK(answer.stored);
        CHECK_FALSE(answer.outcomes.at(0).repeated);
    }
    CHECK(value_of(ledger->verify()).sound);
    CHECK(value_of(ledger->replay()).corrected == 0);
    ledger.reset();
    ledger = value_of(Ledger::open(on_disk(folder, clock, disk)));
    CHECK(value_of(ledger->verify()).sound);
    CHECK(value_of(ledger->order(OrderNo("PO-1")))->records.size() == 5);
}

TEST_CASE("a damaged database is not gone on with") {
    const TempFolder folder;
    const TestClock clock;
    MemoryDisk disk("lini-memory-disk");
    auto ledger = ready_ledger(on_disk(folder, clock, disk));
    disk.fail_at(1, SQLITE_CORRUPT, false);
    CHECK_FALSE(ledger->commit({output_command("a", "PO-1", 1)}));
    CHECK(ledger->resume().error().code == "data_damaged");
    CHECK_FALSE(ledger->status().writable);
}

TEST_CASE("power fails at any operation: what was acknowledged is there after it", "[slow]") {
    std::mt19937 random(7);
    for (const bool powersafe : {true, false}) {
        for_every_operation(
            [&](MemoryDisk& disk, int n) {
                disk.set_powersafe(powersafe);
                disk.fail_at(n, SQLITE_IOERR, true);
            },
            [&](MemoryDisk& disk) { disk.cut_power(random); });
    }
}

TEST_CASE("control: with synchronous=OFF the same power cut loses acknowledged writes") {
    const auto lost_after_cut = [](const char* pragma) {
        MemoryDisk disk("lini-memory-disk");
        std::mt19937 random(11);
        int lost = 0;
        for (int round = 0; round < 20; ++round) {
            const std::string file = "/r" + std::to_string(round);
            {
                auto store = value_of(Store::open(file, disk.vfs()));
                store->database().exec(pragma);
                for (int i = 0; i < 10; ++i) {
                    REQUIRE(store->write([&] { store->set_meta(std::to_string(i), "here"); }));
                }
                disk.die();
            }
            disk.cut_power(random);
            auto store = Store::open(file, disk.vfs());
            for (int i = 0; i < 10; ++i) {
                std::string value;
                if (store) {
                    const auto read = (*store)->read([&] {
                        value = (*store)->meta(std::to_string(i));
                    });
                    if (!read) value.clear();
                }
                if (value != "here") ++lost;
            }
        }
        return lost;
    };
    CHECK(lost_after_cut("PRAGMA synchronous=OFF") > 0);
    CHECK(lost_after_cut("PRAGMA synchronous=FULL") == 0);
}

TEST_CASE("control: a disk that lies about syncs is caught by the same judge") {
    std::mt19937 random(3);
    int lost = 0;
    for (int round = 0; round < 10 && lost == 0; ++round) {
        const TempFolder folder;
        const TestClock clock;
        MemoryDisk disk("lini-memory-disk");
        const LedgerOptions options = on_disk(folder, clock, disk);
        Load load;
        disk.ignore_syncs(true);
        work(options, load);
        disk.cut_power(random);
        auto ledger = Ledger::open(options);
        std::set<std::string> found;
        if (!ledger) {
            // Found out by what the folder knows of it, or by the end of the chain.
            CHECK((ledger.error().code == "data_rolled_back" ||
                   ledger.error().code == "data_damaged"));
        } else {
            for (const StoredEvent& event : all_events(**ledger)) found.insert(event.command_id);
        }
        for (const std::string& id : load.acknowledged) lost += found.count(id) == 0 ? 1 : 0;
    }
    CHECK(lost > 0);
}
