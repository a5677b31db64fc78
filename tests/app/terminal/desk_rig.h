// The desks of a terminal without a window: a floor on a real ledger's thread, a worker, and the
// test in the place of the frame loop. One thread but for those that the parts start.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <variant>

#include <catch2/catch_test_macros.hpp>

#include "app/base/bounded_queue.h"
#include "app/terminal/scan_desk.h"
#include "db/credential_store.h"
#include "tests/db/ledger_fixture.h"

namespace lini::test {

/// Turned by hand, also while other threads look at it.
class HandClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return wall_us; }
    std::int64_t monotonic_us() const override { return steady_us; }
    std::atomic<std::int64_t> wall_us = testing::TestClock().now_us;
    std::atomic<std::int64_t> steady_us = 0;
};

inline SiteConfig site_config() {
    SiteConfig config;
    config.terminal = TerminalId("L2");
    config.terminal_code = "L2";
    config.printers.front().folder = "printed";
    return config;
}

class DeskRig {
public:
    using Item = std::variant<LedgerMessage, std::function<void()>>;

    /// `vfs` is the disk under the database; empty: the machine's.
    explicit DeskRig(const std::string& vfs = {}) {
        ledger = std::make_unique<LedgerThread>(
            testing::ready_ledger(ledger_options(vfs)), clock,
            [this](LedgerMessage message) { static_cast<void>(inbox.push(std::move(message))); });
        floor.connect(*ledger);
        until([this] { return !floor.site().users.empty() && !floor.summaries.empty(); });
    }
    ~DeskRig() {
        inbox.close();
        worker.reset();
        ledger->stop();
    }
    DeskRig(const DeskRig&) = delete;
    DeskRig& operator=(const DeskRig&) = delete;

    /// Takes what comes until `holds`; fails when it does not within a minute.
    void until(const std::function<bool()>& holds) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        while (!holds()) {
            REQUIRE(std::chrono::steady_clock::now() < deadline);
            auto item = inbox.pop_for(std::chrono::milliseconds(20));
            if (each_turn) each_turn();
            if (item) take(std::move(*item));
        }
    }
    /// Until the ledger owes no answer.
    void rest() {
        until([this] { return !floor.waiting() && inbox.size() == 0; });
    }

    /// Runs on the ledger's thread and returns when it has run.
    void on_ledger(const std::function<void()>& run) {
        std::promise<void> done;
        REQUIRE(ledger->request(CallRequest{[&](Ledger&) {
            run();
            done.set_value();
        }}));
        done.get_future().wait();
    }

    /// Keeps the ledger's thread busy and its queue full until open_gate().
    void shut_gate() {
        auto opened = gate_.get_future().share();
        auto entered = std::make_shared<std::promise<void>>();
        REQUIRE(ledger->request(CallRequest{[opened, entered](Ledger&) {
            entered->set_value();
            opened.wait();
        }}));
        entered->get_future().wait();
        while (ledger->request(NamesRequest{})) {
        }
    }
    void open_gate() { gate_.set_value(); }

    /// Gives a user of the fixture an ID card and a PIN.
    void enrol(const char* user, const std::string& card_token, const std::string& pin) {
        const auto hash = hash_pin(pin, UserId(user), pepper, pin_cost_least());
        REQUIRE(hash);
        Credential credential;
        credential.user = UserId(user);
        credential.card_hash = card_hash_hex(card_token, pepper);
        credential.pin_hash = *hash;
        bool stored = false;
        REQUIRE(floor.credential(
            [credential](CredentialStore& store) -> Result<std::optional<Credential>> {
                if (const auto put = store.put(credential); !put) return pass_on(put);
                return std::optional<Credential>();
            },
            [&](const Result<std::optional<Credential>>& answer) {
                REQUIRE(answer);
                stored = true;
            }));
        until([&] { return stored; });
    }

    const OrderState& order() {
        bool here = false;
        floor.with_order(OrderNo("PO-1"), [&](const OrderState&) { here = true; });
        until([&] { return here; });
        return *floor.order(OrderNo("PO-1"));
    }

    const testing::TempFolder folder;
    HandClock clock;
    SiteConfig config = site_config();
    BoundedQueue<Item> inbox{4096};
    const Floor::Post post = [this](std::function<void()> then) {
        static_cast<void>(inbox.push(std::move(then)));
    };
    Floor floor{config, clock, post};
    Sound sound{false};
    RecordDesk record_desk{floor, sound, config};
    const Pepper pepper{Secret(std::string(kPepperBytes, 'p'))};
    std::unique_ptr<Worker> worker = std::make_unique<Worker>();
    SignDesk sign_desk{floor, record_desk, *worker, clock, pepper, post};
    ScanDesk scan_desk{floor, sign_desk, record_desk, pepper};
    std::unique_ptr<LedgerThread> ledger;
    std::function<void(const std::vector<LabelJob>&)> jobs_to_print;
    std::function<void()> each_turn;

private:
    LedgerOptions ledger_options(const std::string& vfs) const {
        LedgerOptions options = testing::options_for(folder.path(), clock);
        options.sqlite_vfs = vfs;
        options.begin_beside_damaged = !vfs.empty();  // The folder never has that database.
        return options;
    }

    void take(Item item) {
        if (auto* then = std::get_if<std::function<void()>>(&item)) return (*then)();
        auto& message = std::get<LedgerMessage>(item);
        if (const auto* jobs = std::get_if<JobsToPrint>(&message)) {
            if (jobs_to_print) jobs_to_print(jobs->jobs);
        } else if (!std::holds_alternative<DeliveriesDue>(message)) {
            floor.take(std::move(message));
        }
    }

    std::promise<void> gate_;
};

}  // namespace lini::test
