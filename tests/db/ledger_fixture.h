// What the tests of the ledger share: a folder, a clock, and the house's smallest order.
// One thread a fixture.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/base/clock.h"
#include "app/domain/command.h"
#include "db/ledger.h"

namespace lini::testing {

/// A folder of its own, removed with all in it.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    std::string file(const std::string& name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

class TestClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return now_us; }
    std::int64_t monotonic_us() const override { return now_us; }
    std::int64_t now_us = 1'795'000'000'000'000;  // 2026-11-18
};

LedgerOptions options_for(const std::string& folder, const Clock& clock,
                          const std::string& terminal = "L2");

/// The value of a result that must be there; else the test program ends with the error.
template <typename T>
T value_of(Result<T> result, const char* what = "result");

// Commands by index get ids that sort by it.
Command command(const std::string& id, const std::string& actor, const std::string& order_no,
                Action action);

/// Users "op1" (operator), "sup1" (supervisor), "qc1", "office1", and one product.
std::vector<Command> site_commands();
/// An order of `quantity` units in one batch "<order_no>-B1", threshold 70 %, and its start.
std::vector<Command> order_commands(const std::string& order_no, std::int64_t quantity = 1000);
Command output_command(const std::string& id, const std::string& order_no, std::int64_t quantity);
/// A supervisor's signature under what `state` holds now.
Command sign_command(const std::string& id, const OrderState& state);
Command labels_command(const std::string& id, const std::string& order_no, int count);

/// An open ledger with the site and one order "PO-1" in it.
std::unique_ptr<Ledger> ready_ledger(const LedgerOptions& options, std::int64_t quantity = 1000);

/// Commits what must be accepted.
std::vector<Event> commit_all(Ledger& ledger, const std::vector<Command>& commands);

std::vector<StoredEvent> all_events(Ledger& ledger);

[[noreturn]] void give_up(const std::string& what, const Error& error);

template <typename T>
T value_of(Result<T> result, const char* what) {
    if (!result) give_up(what, result.error());
    return *std::move(result);
}

}  // namespace lini::testing
