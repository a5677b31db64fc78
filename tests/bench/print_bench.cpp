// What printing costs: a run of 500 carton labels from the command to bytes that wait behind a
// durable queue, and the way of a label to its printer, be it one that answers or one that is mute.
// bench_print [--rounds N]
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fcntl.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <cstdio>

#include "app/base/check.h"
#include "app/labels/template.h"
#include "db/ledger.h"
#include "drivers/devices.h"
#include "drivers/printer/zpl.h"
#include "tests/bench/bare_rows.h"
#include "tests/bench/ratio.h"
#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::bench;
using namespace lini::testing;

namespace {

constexpr int kLabels = 500;
constexpr std::size_t kWalFrameBytes = 4096 + 24;

double milliseconds_since(std::int64_t from_ns) {
    return static_cast<double>(now_ns() - from_ns) / 1e6;
}

// ---- 500 labels ----

class Run {
public:
    Run(const std::string& folder, const Clock& clock)
        : ledger_(value_of(Ledger::open(options_for(folder, clock)))),
          layout_(value_of(load_template(std::string(LINI_ASSETS_DIR) + "/labels/carton.toml"))),
          wal_(folder + "/lini.db-wal") {
        commit_all(*ledger_, site_commands());
        commit_all(*ledger_, order_commands("PO-1", 1'000'000));
    }

    /// Milliseconds from the command to 500 labels as bytes, issued and queued on the disk.
    double operator()() {
        Command command = labels_command("run-" + std::to_string(++runs_), "PO-1", kLabels);
        const std::int64_t from = now_ns();
        const auto answer = value_of(ledger_->commit({command}));
        CHECK(answer.stored);
        const auto order = value_of(ledger_->order(OrderNo("PO-1")));
        const ProductDefined& product = ledger_->site().products.begin()->second;
        std::size_t bytes = 0;
        for (const Event& event : answer.outcomes.front().events) {
            const auto& issued = std::get<LabelIssued>(event.body);
            LabelJob job;
            job.order_no = OrderNo("PO-1");
            job.batch = issued.batch;
            job.serial = issued.serial;
            job.template_name = issued.template_name;
            job.carton_no = issued.carton_no;
            const Label label = value_of(build_label(layout_, *order, product, job));
            bytes += value_of(kZpl.encode(label, Resolution{8.0})).size();
        }
        const double took = milliseconds_since(from);
        label_bytes_ = bytes;
        return took;
    }

    void tidy() { CHECK(ledger_->checkpoint()); }
    std::size_t label_bytes() const { return label_bytes_; }
    std::size_t wal_bytes() const { return std::filesystem::file_size(wal_); }

private:
    std::unique_ptr<Ledger> ledger_;
    const LabelTemplate layout_;
    const std::string wal_;
    std::size_t label_bytes_ = 0;
    int runs_ = 0;
};

class RawFile {
public:
    RawFile(const std::string& file, std::size_t size)
        : bytes_(size, 'x'), file_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        CHECK(file_ >= 0);
        (*this)();
    }
    ~RawFile() { ::close(file_); }
    double operator()() {
        const std::int64_t from = now_ns();
        CHECK(::pwrite(file_, bytes_.data(), bytes_.size(), 0) ==
              static_cast<ssize_t>(bytes_.size()));
        CHECK(::fdatasync(file_) == 0);
        return milliseconds_since(from);
    }
    /// The same bytes, each label's share on the disk before the next, as a spooler does it.
    double one_by_one() {
        const std::int64_t from = now_ns();
        const std::size_t share = bytes_.size() / kLabels;
        for (std::size_t i = 0; i < kLabels; ++i) {
            CHECK(::pwrite(file_, bytes_.data(), share, static_cast<off_t>(i * share)) ==
                  static_cast<ssize_t>(share));
            CHECK(::fdatasync(file_) == 0);
        }
        return milliseconds_since(from);
    }

private:
    const std::string bytes_;
    const int file_;
};

void bench_run(int rounds) {
    const TempFolder folder;
    const SystemClock clock;
    Run run(folder.file("data"), clock);
    run();
    run.tidy();
    const std::size_t before = run.wal_bytes();
    run();
    // The log is written over from its beginning: what one run takes is what it grew to.
    const std::size_t bytes = std::max(run.wal_bytes(), before) / kWalFrameBytes * kWalFrameBytes;
    RawFile raw(folder.file("raw"), std::max(bytes, run.label_bytes()));
    BareRows rows(folder.file("bare.db"), kLabels);
    std::vector<double> ours, together, each, bare;
    for (int i = 0; i < rounds; ++i) {
        run.tidy();
        ours.push_back(run());
        together.push_back(raw());
        each.push_back(raw.one_by_one());
        bare.push_back(rows());
    }
    std::printf("# %zu bytes of labels, %zu bytes of log; the rows and hashes alone %.2f ms\n",
                run.label_bytes(), bytes, median(bare));
    print({"500 carton labels encoded and queued durably", median(ours), median(each), "ms",
           "write + fdatasync of the same bytes, label by label", 2.0});
    print({"500 carton labels encoded and queued durably", median(ours), median(together), "ms",
           "one write + fdatasync of the same bytes", 2.0});
}

// ---- A printer on a socket ----

class FakePrinter {
public:
    explicit FakePrinter(bool talks) : talks_(talks) {
        listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in where{};
        where.sin_family = AF_INET;
        where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof where;
        CHECK(::bind(listening_, reinterpret_cast<sockaddr*>(&where), size) == 0);
        CHECK(::listen(listening_, 4) == 0);
        CHECK(::getsockname(listening_, reinterpret_cast<sockaddr*>(&where), &size) == 0);
        port_ = ntohs(where.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~FakePrinter() {
        stop_ = true;
        ::shutdown(listening_, SHUT_RDWR);
        const int open = connection_;
        if (open >= 0) ::shutdown(open, SHUT_RDWR);
        thread_.join();
        ::close(listening_);
    }

    TcpAddress address() const { return {"127.0.0.1", port_}; }
    /// When the first byte of the job since the last call came; 0: not yet.
    std::int64_t take_first_byte() { return first_byte_ns_.exchange(0); }
    int asked() const { return asked_; }

private:
    void serve() {
        while (!stop_) {
            const int fd = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0) return;
            connection_ = fd;
            std::string bytes(65536, '\0');
            while (true) {
                const ssize_t got = ::read(fd, bytes.data(), bytes.size());
                if (got <= 0) break;
                take(fd, std::string_view(bytes).substr(0, static_cast<std::size_t>(got)));
            }
            connection_ = -1;
            ::close(fd);
        }
    }

    void take(int fd, std::string_view bytes) {
        const std::int64_t now = now_ns();
        const bool request = bytes.starts_with("~HS");
        if (bytes.find("~JX") != std::string_view::npos && first_byte_ns_ == 0) {
            first_byte_ns_ = now;
        }
        if (!request) return;
        ++asked_;
        if (!talks_) return;
        const std::string reply =
            "\x02" "030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n"
            "\x02" "000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n"
            "\x02" "1234,0\x03\r\n";
        CHECK(::write(fd, reply.data(), reply.size()) == static_cast<ssize_t>(reply.size()));
    }

    const bool talks_;
    int listening_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> connection_ = -1;
    std::atomic<std::int64_t> first_byte_ns_ = 0;
    std::atomic<int> asked_ = 0;
    std::atomic<bool> stop_ = false;
    std::thread thread_;
};

class Owner {
public:
    Owner() { devices.start(); }

    /// Milliseconds from the submitting to the first byte at the printer; until it is sent.
    double print(const std::string& printer, FakePrinter& fake) {
        const std::string id = std::to_string(++jobs_);
        fake.take_first_byte();
        const std::int64_t from = now_ns();
        CHECK(devices.request(PrintRequest{printer, {id, "^XA^FDlabel^FS^XZ"}}));
        while (true) {
            const auto event = next();
            const auto* job = std::get_if<PrinterJobEvent>(&event);
            if (job == nullptr || job->job.job_id != id) continue;
            if (job->job.state == JobState::sending) {
                CHECK(devices.request(ProceedRequest{printer, id}));
            }
            if (job->job.state == JobState::sent) break;
        }
        return static_cast<double>(fake.take_first_byte() - from) / 1e6;
    }

    void wait_for(const std::string& printer) {
        while (true) {
            const auto event = next();
            const auto* told = std::get_if<PrinterConditionEvent>(&event);
            if (told == nullptr || told->printer != printer) continue;
            if (may_print(told->condition)) return;
        }
    }

    const SystemClock clock;
    Devices devices{clock, DevicesOptions{false}, [this] { woken_.notify_one(); }};

private:
    DeviceEvent next() {
        std::unique_lock lock(mutex_);
        while (true) {
            if (auto event = devices.next_event()) return *std::move(event);
            woken_.wait_for(lock, std::chrono::milliseconds(5));
        }
    }

    std::mutex mutex_;
    std::condition_variable woken_;
    int jobs_ = 0;
};

void bench_first_byte(int rounds) {
    FakePrinter mute(false);
    FakePrinter talking(true);
    Owner owner;
    CHECK(owner.devices.request(PrinterConfig{"mute", "zpl", mute.address()}));
    owner.wait_for("mute");
    CHECK(owner.devices.request(PrinterConfig{"talking", "zpl", talking.address()}));
    owner.wait_for("talking");
    std::vector<double> silent, answered;
    for (int i = 0; i < rounds; ++i) {
        // Each after the same rest, and by turns the first: whoever is second finds all awake.
        for (const bool turn : {i % 2 == 0, i % 2 != 0}) {
            // Of a time that is no multiple of the asking's, so that requests fall anywhere.
            std::this_thread::sleep_for(std::chrono::milliseconds(37));
            if (turn) silent.push_back(owner.print("mute", mute));
            else answered.push_back(owner.print("talking", talking));
        }
    }
    std::printf("# asked %d times without an answer, %d times with one\n", mute.asked(),
                talking.asked());
    print({"job submitted to first byte, mute printer", median(silent), median(answered), "ms",
           "talking printer", 1.1});
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = std::stoi(option(argc, argv, "rounds", "60"));
    bench_run(rounds);
    bench_first_byte(rounds * 5);
    return 0;
}
