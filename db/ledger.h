// The ledger of one terminal: the only writer of its database. Facts go in through commit() and
// ingest(), each in one transaction with every read model, outbox row and label job that follows
// from it, so a power cut leaves all of a command or nothing.
// One thread: whichever owns it (db/ledger_thread.h in the running terminal). No call but open(),
// verify(), replay() and backup() takes longer with more history.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/domain/command.h"
#include "app/domain/kpi.h"
#include "app/domain/label_account.h"
#include "app/domain/order_state.h"
#include "app/domain/site_state.h"
#include "app/domain/views.h"
#include "db/codec.h"

namespace lini {

class Attachments;
class CredentialStore;
class DataFolder;
class Vault;

struct LedgerOptions {
    std::string folder;          // Holds lini.db, lock and keys/; made when absent.
    TerminalId terminal;
    std::string terminal_code;   // Two to four of A-Z 0-9; begins every label serial.
    std::string zone = "Asia/Jakarta";
    std::vector<Shift> shifts = {{1, 7 * 60}};
    std::vector<std::string> destinations;  // Each charge claimed here gets one delivery to each.
    const Clock* clock = nullptr;           // Outlives the ledger.
    std::function<void(unsigned char*, std::size_t)> random;  // Empty: the system's own.
    std::string sqlite_vfs;                 // Tests only; empty is SQLite's default.
    /// A damaged database lies aside and the owner knows: begin an empty one beside it.
    bool begin_beside_damaged = false;
};

/// What became of one command of a list.
struct Outcome {
    bool accepted = false;
    bool repeated = false;           // Its command id was accepted before: the first answer again.
    std::vector<Event> events;       // Empty where nothing had to change.
    std::vector<Event> followed;     // What it made of other orders and of the site (follow_ups.h).
    std::optional<Refusal> refusal;  // Nothing when another command of the list was refused.
};

/// `stored` is false when one command was refused: then none of the list is stored.
struct CommitAnswer {
    bool stored = false;
    std::vector<Outcome> outcomes;  // One for each command, in order.
};

/// What belongs to a list of commands but may never be in an event. Written in its transaction.
struct SideWrites {
    struct Name {
        UserId user;
        std::string name;
    };
    struct Card {
        UserId user;
        std::string card_hash;  // Opaque here; empty leaves the card as it is.
        std::string pin_hash;   // Likewise.
    };
    std::vector<Name> names;
    std::vector<Card> cards;
};

/// Where a batch or a label belongs. More than one when two orders name the same batch.
struct BatchPlace {
    OrderNo order_no;
    BatchNo batch;
};
struct SerialPlace {
    OrderNo order_no;
    BatchNo batch;
    Serial serial;
};

struct IngestReport {
    std::int64_t added = 0;
    std::int64_t known = 0;               // Already here: ingesting is idempotent.
    std::vector<OrderNo> changed_orders;
};

/// The fold of an order at signed heads.
struct Recount {
    bool complete = false;  // Every event up to the heads is here, with the hashes they name.
    OrderState state;
};

struct ChainReport {
    TerminalId terminal;
    std::int64_t incarnation = 0;
    std::int64_t events = 0;
    std::int64_t certain_to_seq = 0;  // The last signed head that holds; 0: protected against
                                      // accident only.
    std::string problem;              // "gap", "hash", "link", "head_hash", "head_signature" or
                                      // empty.
    std::int64_t problem_seq = 0;
};
struct VerifyReport {
    bool sound = true;
    std::int64_t events = 0;
    std::string storage_problem;  // First line of SQLite's integrity check, or empty.
    std::vector<ChainReport> chains;
};

struct ReplayReport {
    std::int64_t orders = 0;
    std::int64_t corrected = 0;  // Orders whose stored read models differed.
};

/// A delivery whose time has come, with what it carries: the same bytes at every attempt.
struct DueDelivery {
    Delivery delivery;
    std::string body;  // A CloudEvents envelope, assets/schema/charge.json.
};

/// Errors of every call that writes: "disk_full", "read_only", "io_error", "data_damaged". After
/// one of them nothing of that call is stored and the ledger writes no more until it is opened
/// again or resume()d; reading goes on. (A commit that failed at its very last sync may be found
/// whole after the restart: then the same command id gives its answer.)
class Ledger {
public:
    /// Errors: "data_in_use" (another instance), "data_damaged" (kept aside, named in detail),
    /// "data_missing" (keys without a database), "data_newer" (schema of a newer program),
    /// "data_rolled_back" (an older copy, put there by hand: restore() takes it),
    /// "data_other_terminal", "keys_unreadable", "zone_unknown", and those of writing.
    static Result<std::unique_ptr<Ledger>> open(LedgerOptions options);

    /// Opens a ledger to read it, as it is at this instant, without the folder's lock: nothing in
    /// it is changed, and a terminal may run or start meanwhile. Everything that writes gives
    /// "read_only". Errors: "data_older" (whoever opens it to write lifts it first), "data_damaged"
    /// (left where it is), "data_newer", "data_other_terminal", "keys_unreadable".
    static Result<std::unique_ptr<Ledger>> open_reading(LedgerOptions options);

    /// Signs the head and folds the log file into the database; errors are only logged.
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    // ---- Writing ----

    /// All of the list in one transaction, with exactly one sync of the disk; nothing when one
    /// command is refused. When it returns, what is stored is on the disk.
    Result<CommitAnswer> commit(const std::vector<Command>& commands, const SideWrites& side = {});

    /// Events of other terminals, in any order. Error "event_hash" when one does not hold its own
    /// hash, "event_conflict" when another event of that identity is here: then none is taken.
    Result<IngestReport> ingest(const std::vector<StoredEvent>& events);

    /// Errors: "job_unknown".
    Result<void> update_job(std::int64_t job_id, LabelJobState state, const std::string& detail);

    /// Errors: "run_unknown".
    Result<void> update_run(std::int64_t run_id, bool paused, bool check_wanted);

    /// Stores `delivery`'s state, attempts, next attempt, error and document. An accepted or
    /// refused one stays so. Errors: "delivery_unknown".
    Result<void> update_delivery(const Delivery& delivery);

    /// Now, at the site.
    Stamp stamp_now() const;

    /// A commit's command with the stamp of now, for actions of the system itself.
    Command system_command(CommandId id, OrderNo order_no, Action action) const;

    /// Moves the log file into the database when it has grown; call when idle. Takes syncs.
    Result<void> checkpoint();

    /// Signs the present head when it is not signed yet.
    Result<void> sign_head();

    /// After an error of the disk stopped the writing: every page and the end of the chain are
    /// looked at anew and one write is tried, then writing goes on. Takes as long as the file is
    /// large. Errors: those of writing (it stays stopped). "data_damaged" needs a restart.
    Result<void> resume();

    // ---- Reading ----

    /// The order's state now; a fresh one for an unknown order. Valid until the next call.
    Result<const OrderState*> order(const OrderNo& order_no);
    const SiteState& site() const;

    Result<std::vector<BatchPlace>> find_batch(const std::string& text);
    Result<std::optional<SerialPlace>> find_serial(const Serial& serial);
    Result<std::vector<OrderSummary>> summaries(int max);  // What needs a person first.
    Result<std::vector<OrderSummary>> all_summaries();     // By order number, for `lini status`.
    Result<std::vector<KpiRow>> kpi_rows();                // Of finished orders, by order number.
    Result<std::vector<LabelJob>> label_jobs(int max);     // Newest first.
    Result<std::vector<LabelJob>> open_label_jobs(int max);  // Queued or held, oldest first.
    Result<std::vector<std::pair<LabelJobState, std::int64_t>>> label_job_counts();
    Result<std::vector<PrintRun>> print_runs();  // Those that are not over, and the newest.
    Result<std::vector<std::pair<OrderNo, BatchNo>>> last_label_batches(int max);
    /// An order or batch without labels has an account of nothing.
    Result<LabelAccount> label_account_of(const OrderNo& order_no, const BatchNo& batch);
    Result<std::vector<Delivery>> deliveries(int finished_max);  // Unfinished ones, then the last.
    Result<std::vector<DueDelivery>> due_deliveries(std::int64_t now_utc_us, int max);
    LedgerStatus status();
    /// The latest time of any fact of this terminal; 0 before the first.
    std::int64_t latest_at_utc_us() const;

    /// Orders that something was charged for.
    Result<std::set<OrderNo>> charged_orders();
    /// Terms whose signature waits for its claim.
    Result<std::vector<std::pair<OrderNo, TermId>>> open_claims();
    Result<Recount> recount(const OrderNo& order_no, const std::vector<Head>& heads);

    /// Own and foreign events from `after` (exclusive) of one chain, at most `max`, for export
    /// and upload.
    Result<std::vector<StoredEvent>> events_after(const EventId& after, int max);
    /// All chains that this ledger holds.
    Result<std::vector<Head>> heads();

    Result<VerifyReport> verify();
    Result<ReplayReport> replay();

    /// A checked copy of everything but the keys, renamed to `file` when it is whole. Of a ledger
    /// that was opened to read it is what that one sees, under the last head that was signed.
    Result<void> backup(const std::string& file);

    CredentialStore& credentials();
    Vault& vault();
    Attachments& attachments();

    struct Parts;  // db/ledger_parts.h

private:
    explicit Ledger(std::unique_ptr<Parts> parts);
    Result<void> make_ready();
    Result<void> make_readable();
    static Result<void> begin_restored(const LedgerOptions& options, DataFolder& folder,
                                       const std::string& file);
    friend Result<std::unique_ptr<Ledger>> restore(LedgerOptions options,
                                                   const std::string& backup_file);

    std::unique_ptr<Parts> parts_;
};

/// Puts a backup in place of `options.folder`'s database, which is kept aside, and begins a new
/// incarnation that names the old head. Errors as open(), and "backup_damaged".
Result<std::unique_ptr<Ledger>> restore(LedgerOptions options, const std::string& backup_file);

}  // namespace lini
