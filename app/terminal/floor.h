// What the terminal knows and has open, and its way to the ledger: commands go out with a
// continuation, messages come in and become the newest snapshots.
// UI thread only.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/base/clock.h"
#include "app/domain/command.h"
#include "app/import/site_config.h"
#include "app/screens/view.h"
#include "app/terminal/guest.h"
#include "db/ledger_thread.h"

namespace lini {

class Floor {
public:
    using OnCommit = std::function<void(const Result<CommitAnswer>&)>;
    using OnCredential = std::function<void(const Result<std::optional<Credential>>&)>;
    /// What the ledger knows of a lot: where it is, or why it is none.
    struct FoundLot {
        std::vector<BatchPlace> places;
        std::optional<Refusal> refusal;
    };
    using OnLot = std::function<void(const Result<FoundLot>&)>;
    using OnSerial = std::function<void(const Result<std::optional<SerialPlace>>&)>;
    using OnUpdate = std::function<void(const Result<void>&)>;
    using OnAccount = std::function<void(const Result<LabelAccount>&)>;
    using OnOrder = std::function<void(const OrderState&)>;
    using OnNoOrder = std::function<void(const Error&)>;

    /// Runs a continuation on the UI thread's next turn; called from any thread.
    using Post = std::function<void(std::function<void()>)>;

    /// `config` and `clock` outlive the floor.
    Floor(const SiteConfig& config, const Clock& clock, Post post);

    /// The latest time that the ledger has seen: a clock before it stepped back.
    void start_time(std::int64_t latest_utc_us) { latest_utc_us_ = latest_utc_us; }

    /// The ledger that commands go to; set before the first frame. It outlives the floor's use.
    void connect(LedgerThread& ledger) { ledger_ = &ledger; }

    // ---- Out ----

    /// The stamp of now, by the site's zone and shifts.
    Stamp stamp_now() const;

    /// A command of `actor` with the stamp of now and a fresh id.
    Command command(const UserId& actor, const OrderNo& order_no, Action action,
                    std::optional<Proof> proof = std::nullopt);

    /// False when the ledger's queue is full: nothing was sent, and the user is told.
    bool commit(Command command, OnCommit then);
    bool find_lot(const BatchNo& lot, OnLot then);
    bool find_serial(const Serial& serial, OnSerial then);
    bool credential(std::function<Result<std::optional<Credential>>(CredentialStore&)> run,
                    OnCredential then);
    /// False without a word when the ledger's queue is full: nobody asked for it.
    bool update_job(std::int64_t job_id, LabelJobState state, const std::string& detail,
                    OnUpdate then);
    bool update_delivery(const Delivery& delivery);
    /// False without a word when the ledger's queue is full.
    bool update_run(const PrintRun& run, OnUpdate then);
    /// What became of a batch's labels; one question at a time. False when it was not asked.
    bool account_labels(const OrderNo& order_no, const BatchNo& batch, OnAccount then);

    /// What finished orders add to the figures, told in `kpi_rows`; one question at a time.
    void ask_for_kpis();

    /// Asks a ledger that stopped to look whether its disk works again; once at a time. Its status
    /// says what came of it.
    void resume();
    bool resuming() const { return resuming_; }

    /// Calls `then` with the order's state: at once when it is here, else when it arrives, however
    /// full the ledger's queue is now. One that cannot be read goes to `otherwise`, which shows the
    /// error where nothing is given.
    void with_order(const OrderNo& order_no, OnOrder then, OnNoOrder otherwise = {});

    /// Loads what a room shows unasked: one order after the other, each when nobody waits for
    /// another.
    void load_when_idle(const OrderNo& order_no);

    /// Answers of the ledger that have not come yet.
    bool waiting() const;

    // ---- In ----

    /// Takes a message of the ledger. JobsToPrint and DeliveriesDue are the desks' and not taken.
    void take(LedgerMessage message);

    const OrderState* order(const OrderNo& order_no) const;
    const SiteState& site() const { return *site_; }
    /// The person behind a user id; nothing when unknown or no longer active.
    std::optional<Person> person(const UserId& user) const;
    /// May the one who is logged in do this, in the open order?
    bool session_may(Right right) const;

    /// Shows an answer: the accepted band and the covering ones go by themselves.
    void show(Answer answer);
    void show_refusal(const Refusal& refusal);
    void show_error(const Error& error);

    /// Ends what has run out: answers, idle sessions, shifts. True when something changed.
    bool expire();
    void log_in(Person person);
    void log_out();
    /// Nobody is logged in, and only this client's orders are shown, until an ID card is scanned.
    void begin_guest(const std::string& client);
    /// What was being asked of a person is off the screen.
    void drop_questions();
    void touched() { last_touch_us_ = clock_.monotonic_us(); }

    // Newest snapshots.
    std::map<OrderNo, std::unique_ptr<const OrderState>> orders;
    std::vector<OrderSummary> summaries;
    std::vector<KpiRow> kpi_rows;  // As they were when somebody last asked.
    std::vector<LabelJob> label_jobs;
    std::vector<PrintRun> print_runs;
    std::optional<LabelAccount> label_account;  // Of the open batch, once it was asked for.
    std::uint64_t label_news = 0;  // Counts the publications of both.
    std::vector<Delivery> deliveries;
    std::map<UserId, std::string> names;
    LedgerStatus status;
    std::int64_t last_delivery_at_utc_us = 0;

    // What is open.
    Room room = Room::scan;
    OrderNo open_order;
    BatchNo open_batch;
    Entry open_entry = Entry::scanned;
    std::optional<Person> session;
    std::optional<Guest> guest;
    std::optional<Signing> signing;
    std::optional<Answer> answer;
    std::optional<Refusal> over_carton;  // A scanned carton that needs a supervisor.
    std::optional<Reprint> reprint;      // The next label that is scanned is the one.
    std::optional<LastScan> last_scan;
    int refused_imports = 0;  // Files in the watched folder's refused/.
    int recording = 0;  // Commands of a person that the ledger has not answered.

    /// Seconds until expire() has something to do; at most `longest`.
    double seconds_to_next_change(double longest) const;

private:
    static constexpr std::size_t kRunningOrdersMax = 12;

    /// Who waits for an order. Nobody, where it is only to be shown.
    struct Awaiting {
        OnOrder then;
        OnNoOrder otherwise;
    };
    struct Awaited {
        bool sent = false;
        std::vector<Awaiting> by;
    };

    void open_running();
    bool open(const OrderNo& order_no);
    void ask_for_orders();
    void release_orders();
    std::uint64_t next_token() { return ++token_; }
    std::string new_command_id();
    template <typename Request>
    bool send(Request request);

    void take_one(LedgerMessage& message);
    void take(CommitDone& message);
    void take(OrderPublished& message);
    void take(OrderUnreadable& message);

    const SiteConfig& config_;
    const Clock& clock_;
    const Post post_;
    bool resuming_ = false;
    bool accounting_ = false;
    bool asking_kpis_ = false;
    int calls_under_way_ = 0;
    LedgerThread* ledger_ = nullptr;
    std::unique_ptr<const SiteState> site_;
    std::uint64_t token_ = 0;
    std::map<std::uint64_t, OnCommit> commits_;
    std::map<std::uint64_t, OnSerial> serials_;
    std::map<std::uint64_t, OnCredential> credentials_;
    std::map<std::uint64_t, OnUpdate> updates_;
    std::map<OrderNo, Awaited> orders_awaited_;
    std::deque<OrderNo> to_load_;    // By load_when_idle().
    std::set<OrderNo> watched_;      // The ledger publishes their changes.
    std::set<OrderNo> unreadable_;   // Not loaded unasked again.
    std::int64_t latest_utc_us_ = 0;  // For clock_state: a step back is told in every event.
    std::int64_t answer_until_us_ = 0;
    std::int64_t last_touch_us_ = 0;
    int session_shift_ = 0;
    Date session_date_{};
};

}  // namespace lini
