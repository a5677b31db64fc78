// What a Ledger is made of. For db/ledger*.cpp only; the ledger's thread.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "db/attachments.h"
#include "db/credential_store.h"
#include "db/data_folder.h"
#include "db/event_table.h"
#include "db/head_signer.h"
#include "db/ledger.h"
#include "db/order_cache.h"
#include "db/outbox.h"
#include "db/print_queue.h"
#include "db/projections/charges.h"
#include "db/projections/kpi_rows.h"
#include "db/projections/order_rows.h"
#include "db/projections/places.h"
#include "db/vault.h"

namespace lini {

/// The end of the chain that this terminal writes.
struct OwnHead {
    std::int64_t incarnation = 0;
    std::int64_t seq = 0;
    std::int64_t lamport = 0;    // The highest seen anywhere.
    std::int64_t at_utc_us = 0;  // The latest recorded: a clock before it stepped back.
    Hash hash{};
};

struct Ledger::Parts {
    Parts(LedgerOptions options, DataFolder& folder, std::unique_ptr<Store> store);

    /// Opens `file` within a held folder, without checking who else may begin there; or, within
    /// a folder that is only looked at, to read it.
    enum class Mode { writing, reading };
    static Result<std::unique_ptr<Parts>> open(const LedgerOptions& options, DataFolder& folder,
                                               const std::string& file, Mode mode = Mode::writing);

    // ---- Within a transaction: SQLite's exceptions and StoreFailure pass through ----

    /// Adds a fact of this terminal, with all that follows from it.
    Event append(const Command& command, Body body);
    /// Rows that a fact implies, whoever wrote it.
    void project(const Event& event, bool own);
    /// What the deliveries of this charge carry. Error "charge_unknown".
    Result<std::string> body_of(const OrderNo& order_no, const ChargeClaimed& claim);
    void fill_in_bodies();
    void write_order_rows(const std::set<OrderNo>& orders);
    void begin_incarnation(const std::string& cause);
    void sign_head();
    void fold_site();
    void load_own_head();
    void check_tail();  // Throws "data_damaged".
    void after_restart();
    void note_head();  // After its commit; see DataFolder::known_head().
    void rebuild_read_models(ReplayReport& report);

    /// Runs `body` in a transaction; whatever it gave to memory is taken back with it.
    Result<bool> transact(const std::function<bool()>& body);

    /// Up to where nothing is missing of a chain; 0 when it is unknown.
    std::int64_t whole_to_seq(const TerminalId& terminal, std::int64_t incarnation);

    Stamp stamp_now() const;
    std::string prefix() const { return serial_prefix(options.terminal_code, own.incarnation); }

    const LedgerOptions options;
    DataFolder& folder;
    std::unique_ptr<DataFolder> folder_owner;
    std::unique_ptr<Store> store;
    EventTable events;
    OrderCache orders;
    OrderRows order_rows;
    KpiRows kpi_rows;
    Places places;
    Charges charges;
    Outbox outbox;
    PrintQueue print_queue;
    CredentialStore credentials;
    Vault vault;
    Attachments attachments;
    std::unique_ptr<HeadSigner> signer;
    SiteState site;
    OwnHead own;
    std::int64_t signed_seq = 0;       // Of this incarnation.
    std::int64_t serial_counter = -1;  // Of this incarnation; -1: not read yet.
    std::int64_t foreign_events = 0;
    std::set<OrderNo> touched;         // Orders that the running transaction changed.
};

inline constexpr std::int64_t kSignEveryEvents = 100;
inline constexpr std::int64_t kProjectionVersion = 2;
inline constexpr int kLogPagesIdle = 500;    // checkpoint() moves a log longer than this.
inline constexpr int kLogPagesMax = 16'000;  // 64 MB: a commit moves it at last, idle or not.

}  // namespace lini
