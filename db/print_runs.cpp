// Runs of labels, and what a batch's labels came to. The statements name the numbers of
// LabelJobState, which print_queue.cpp holds to their meaning.
#include "db/print_queue.h"
#include "db/print_rows.h"

namespace lini {

void PrintQueue::begin_run(std::int64_t labels, bool check_first) {
    store_
        .query("INSERT INTO print_run (run_id, last_job_id, check_wanted)"
               " SELECT max(job_id) - ? + 1, max(job_id), ? FROM print_queue")
        .bind(labels)
        .bind(check_first ? 1 : 0)
        .run();
}

bool PrintQueue::update_run(std::int64_t run_id, bool paused, bool check_wanted) {
    return store_.query("UPDATE print_run SET paused = ?, check_wanted = ? WHERE run_id = ?")
               .bind(paused ? 1 : 0)
               .bind(check_wanted ? 1 : 0)
               .bind(run_id)
               .run() != 0;
}

std::vector<PrintRun> PrintQueue::runs() {
    // From the few open jobs to their runs: the runs that are over are never read.
    Query row = store_.query(
        "SELECT run_id, last_job_id, paused, check_wanted FROM print_run WHERE run_id IN"
        " (SELECT (SELECT max(run_id) FROM print_run WHERE run_id <= job_id)"
        " FROM print_queue WHERE state IN (0, 1, 4))"
        " OR run_id = (SELECT max(run_id) FROM print_run) ORDER BY run_id");
    std::vector<PrintRun> runs;
    while (row.next()) {
        PrintRun run;
        run.run_id = row.integer(0);
        run.last_job_id = row.integer(1);
        run.paused = row.integer(2) != 0;
        run.check_wanted = row.integer(3) != 0;
        runs.push_back(std::move(run));
    }
    for (PrintRun& run : runs) count(run);
    return runs;
}

void PrintQueue::count(PrintRun& run) {
    Query row = store_.query("SELECT state, count(*) FROM print_queue"
                             " WHERE job_id BETWEEN ? AND ? GROUP BY state");
    row.bind(run.run_id);
    row.bind(run.last_job_id);
    while (row.next()) {
        const std::int64_t jobs = row.integer(1);
        switch (static_cast<LabelJobState>(row.integer(0))) {
            case LabelJobState::queued:
            case LabelJobState::held: run.waiting += jobs; break;
            case LabelJobState::sending: run.sending += jobs; break;
            case LabelJobState::sent: run.sent += jobs; break;
            case LabelJobState::confirmed: run.confirmed += jobs; break;
            case LabelJobState::uncertain: run.uncertain += jobs; break;
            case LabelJobState::voided: run.voided += jobs; break;
        }
    }
    const LabelJob any = first_of(run);
    run.order_no = any.order_no;
    run.batch = any.batch;
    run.template_name = any.template_name;
    if (any.state != LabelJobState::voided) run.first = any;
}

/// The first one that is not voided; a voided one where all are.
LabelJob PrintQueue::first_of(const PrintRun& run) {
    Query row = store_.query("SELECT " LINI_JOB_COLUMNS
                             " FROM print_queue WHERE job_id BETWEEN ? AND ?"
                             " ORDER BY state = 6, job_id LIMIT 1");
    row.bind(run.run_id);
    row.bind(run.last_job_id);
    const std::vector<LabelJob> found = read_job_rows(row);
    return found.empty() ? LabelJob{} : found.front();
}

std::vector<LabelJob> PrintQueue::of_batch(const OrderNo& order_no, const BatchNo& batch) {
    Query row = store_.query("SELECT " LINI_JOB_COLUMNS
                             " FROM print_queue WHERE order_no = ? AND batch_no = ?"
                             " ORDER BY job_id");
    row.bind(order_no.str());
    row.bind(batch.str());
    return read_job_rows(row);
}

std::vector<std::pair<OrderNo, BatchNo>> PrintQueue::last_batches(int max) {
    // Among the newest jobs only: the queue holds years.
    Query row = store_.query("SELECT order_no, batch_no FROM"
                             " (SELECT * FROM print_queue ORDER BY job_id DESC LIMIT 50000)"
                             " GROUP BY order_no, batch_no ORDER BY max(job_id) DESC LIMIT ?");
    row.bind(max);
    std::vector<std::pair<OrderNo, BatchNo>> batches;
    while (row.next()) batches.emplace_back(OrderNo(row.text(0)), BatchNo(row.text(1)));
    return batches;
}

}  // namespace lini
