// Figures of the ledger, as ratios of medians of interleaved rounds: absolute times of a disk say
// little. ledger_bench [EVENTS [FOLDER]]: EVENTS in the large ledger (1,000,000), which is kept in
// FOLDER when given, so that a second run need not make it again.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "app/base/check.h"
#include "app/base/clock.h"
#include "db/ledger.h"
#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

constexpr int kRounds = 500;
constexpr int kOpenRounds = 21;
constexpr int kEventsAnOrder = 1000;
constexpr std::size_t kWalFrameBytes = 4096 + 24;

double microseconds(const std::function<void()>& work) {
    const auto from = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - from)
        .count();
}

double median(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

std::string order_name(std::int64_t index) { return "BENCH-" + std::to_string(index); }

// Orders of a thousand counted cartons each.
void fill(Ledger& ledger, std::int64_t events) {
    commit_all(ledger, site_commands());
    for (std::int64_t order = 0; ledger.status().events < events; ++order) {
        std::vector<Command> commands = order_commands(order_name(order), 1'000'000);
        for (int i = 0; i < kEventsAnOrder - 3; ++i) {
            commands.push_back(output_command(
                order_name(order) + ":" + std::to_string(i), order_name(order), 1));
        }
        commit_all(ledger, commands);
        CHECK(ledger.checkpoint());
    }
}

void make(LedgerOptions options, std::int64_t events) {
    if (std::filesystem::exists(options.folder + "/lini.db")) return;
    // The clock of the records' stamps: else each of them would say that it was turned back.
    const TestClock clock;
    options.clock = &clock;
    auto ledger = value_of(Ledger::open(options));
    fill(*ledger, events);
}

// One record each call, of the ledger's first order. A command id that came before would be
// answered without a record, so each recorder of a ledger has a name of its own.
class Recorder {
public:
    Recorder(Ledger& ledger, const std::string& name)
        : ledger_(ledger), prefix_(name + std::to_string(::getpid()) + "-") {}
    double operator()() {
        const std::vector<Command> commands = {
            output_command(prefix_ + std::to_string(++count_), order_name(0), 1)};
        return microseconds([&] { CHECK(value_of(ledger_.commit(commands)).stored); });
    }

private:
    Ledger& ledger_;
    const std::string prefix_;
    int count_ = 0;
};

// Writes over a file that has its size already, as SQLite's log does.
class RawWriter {
public:
    RawWriter(const std::string& file, std::size_t size)
        : bytes_(size, 'x'), file_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        CHECK(file_ >= 0);
        const std::string zeros(size * kRounds, '\0');
        CHECK(pwrite(file_, zeros.data(), zeros.size(), 0) == static_cast<ssize_t>(zeros.size()));
        CHECK(fsync(file_) == 0);
    }
    ~RawWriter() { close(file_); }
    double operator()() {
        return microseconds([&] {
            CHECK(pwrite(file_, bytes_.data(), bytes_.size(), offset_) ==
                  static_cast<ssize_t>(bytes_.size()));
            CHECK(fdatasync(file_) == 0);
            offset_ += static_cast<off_t>(bytes_.size());
        });
    }

private:
    const std::string bytes_;
    const int file_;
    off_t offset_ = 0;
};

std::size_t wal_size(const std::string& folder) {
    return static_cast<std::size_t>(std::filesystem::file_size(folder + "/lini.db-wal"));
}

void bench_record(const LedgerOptions& options) {
    auto ledger = value_of(Ledger::open(options));
    Recorder record(*ledger, "first");
    const std::size_t before = wal_size(options.folder);
    for (int i = 0; i < kRounds; ++i) record();
    const std::size_t after = wal_size(options.folder);
    const std::size_t bytes = (after - before) / kRounds;
    ledger.reset();
    ledger = value_of(Ledger::open(options));
    Recorder again(*ledger, "again");
    for (int i = 0; i < kRounds; ++i) again();
    CHECK(ledger->checkpoint());  // From here the log is written over, and so is the raw file.
    RawWriter raw(options.folder + "/raw", bytes);
    std::vector<double> records;
    std::vector<double> writes;
    for (int i = 0; i < kRounds; ++i) {
        records.push_back(again());
        writes.push_back(raw());
    }
    std::printf("one durable record: %.0f us, raw write + fdatasync of its %zu bytes (%zu pages): "
                "%.0f us, ratio %.2f (reach 1.50)\n",
                median(records), bytes, bytes / kWalFrameBytes, median(writes),
                median(records) / median(writes));
}

void bench_history(const LedgerOptions& small, const LedgerOptions& large) {
    auto few = value_of(Ledger::open(small));
    auto many = value_of(Ledger::open(large));
    Recorder record_few(*few, "few");
    Recorder record_many(*many, "many");
    for (int i = 0; i < 20; ++i) record_few(), record_many();
    std::vector<double> a;
    std::vector<double> b;
    for (int i = 0; i < kRounds; ++i) {
        a.push_back(record_few());
        b.push_back(record_many());
    }
    std::printf("one record with %lld events %.0f us, with %lld %.0f us, ratio %.2f "
                "(reach 1.10)\n",
                static_cast<long long>(few->status().events), median(a),
                static_cast<long long>(many->status().events), median(b), median(b) / median(a));
}

void bench_open(const LedgerOptions& small, const LedgerOptions& large) {
    const auto start = [](const LedgerOptions& options) {
        std::unique_ptr<Ledger> ledger;
        const double time = microseconds([&] {
            ledger = value_of(Ledger::open(options));
            value_of(ledger->summaries(200));
            value_of(ledger->label_jobs(100));
            value_of(ledger->deliveries(20));
            value_of(ledger->order(OrderNo(order_name(0))));
        });
        return time;
    };
    std::vector<double> few;
    std::vector<double> many;
    for (int i = 0; i < kOpenRounds; ++i) {
        few.push_back(start(small));
        many.push_back(start(large));
    }
    std::printf("open, board and one order: %.0f us and %.0f us, ratio %.2f (reach 1.50)\n",
                median(few), median(many), median(many) / median(few));
}

}  // namespace

int main(int argc, char** argv) {
    const std::int64_t events = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const TempFolder scratch;
    const SystemClock clock;
    const LedgerOptions alone = options_for(scratch.file("alone"), clock);
    const LedgerOptions small = options_for(scratch.file("small"), clock);
    const LedgerOptions large =
        options_for(argc > 2 ? std::string(argv[2]) : scratch.file("large"), clock);
    make(alone, 1000);
    make(small, 1000);
    const double made = microseconds([&] { make(large, events); });
    std::printf("large ledger made in %.0f s\n", made / 1e6);
    bench_record(alone);
    bench_history(small, large);
    bench_open(small, large);
    return 0;
}
