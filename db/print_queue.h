// Label jobs, durable from the record that asked for them to the one that settles them. State and
// not a projection: replay never prints.
// The ledger's thread; SQLite's exceptions pass through to the Store's transaction.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/domain/events.h"
#include "app/domain/views.h"
#include "db/store.h"

namespace lini {

class PrintQueue {
public:
    explicit PrintQueue(Store& store) : store_(store) {}

    /// A job for each label issued or reprinted here; confirmed, counted and voided ones settle.
    /// True when a job was added or changed. A voided one keeps the name of the state that it was
    /// voided in as its detail.
    bool note(const Event& event, bool own);

    /// The newest `labels` jobs were issued together.
    void begin_run(std::int64_t labels, bool check_first);
    /// False when there is no such run.
    bool update_run(std::int64_t run_id, bool paused, bool check_wanted);
    /// Those that are not over, oldest first, and the newest one.
    std::vector<PrintRun> runs();

    /// A label was scanned, so it exists: its first print is confirmed, and those reprints that
    /// have left the queue. True when that changed anything.
    bool scanned(const Serial& serial, std::int64_t at_utc_us);

    /// A job that was being sent when the program ended may have printed: only a person knows.
    void doubt_after_restart(std::int64_t now_utc_us);
    /// After a restore nobody knows what the lost days printed.
    void doubt_after_restore(std::int64_t now_utc_us);

    /// Nothing when there is no such job, false where it was left as it is: confirmed or voided, or
    /// in doubt, which a machine never queues again.
    std::optional<bool> update(std::int64_t job_id, LabelJobState state, const std::string& detail,
                std::int64_t now_utc_us);

    /// The newest `max`, and whatever is held or in doubt (at most 500 more).
    std::vector<LabelJob> newest(int max);
    std::vector<LabelJob> open(int max);  // Queued or held, oldest first.
    std::vector<LabelJob> of_batch(const OrderNo& order_no, const BatchNo& batch);
    /// The batches that labels were last issued for, newest first.
    std::vector<std::pair<OrderNo, BatchNo>> last_batches(int max);
    std::vector<std::pair<LabelJobState, std::int64_t>> counts();

private:
    LabelJob first_of(const PrintRun& run);
    void count(PrintRun& run);
    void void_all(const Serial& serial, std::int64_t at_utc_us);

    Store& store_;
};

}  // namespace lini
