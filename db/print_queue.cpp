#include "db/print_queue.h"

#include <algorithm>

#include "db/print_rows.h"

namespace lini {
namespace {

constexpr int kWaitingMax = 500;  // Held and in doubt, beside the newest.

constexpr std::int64_t code(LabelJobState state) { return static_cast<std::int64_t>(state); }

// The statements below name these numbers.
static_assert(code(LabelJobState::queued) == 0 && code(LabelJobState::sending) == 1 &&
              code(LabelJobState::sent) == 2 && code(LabelJobState::confirmed) == 3 &&
              code(LabelJobState::held) == 4 && code(LabelJobState::uncertain) == 5 &&
              code(LabelJobState::voided) == 6);

void add_first_print(Store& store, const Event& event, const LabelIssued& label) {
    store
        .query("INSERT INTO print_queue (order_no, batch_no, serial, template_name, carton_no,"
               " copy, state, changed_at_utc_us) VALUES (?, ?, ?, ?, ?, 0, 0, ?)")
        .bind(event.order_no.str())
        .bind(label.batch.str())
        .bind(label.serial.str())
        .bind(label.template_name)
        .bind(label.carton_no)
        .bind(event.stamp.at_utc_us)
        .run();
}

void add_reprint(Store& store, const Event& event, const LabelReprinted& reprint) {
    store
        .query("INSERT INTO print_queue (order_no, batch_no, serial, template_name, carton_no,"
               " copy, state, changed_at_utc_us) SELECT order_no, batch_no, serial,"
               " template_name, carton_no, ?, 0, ? FROM print_queue WHERE serial = ?"
               " ORDER BY copy LIMIT 1")
        .bind(reprint.copy)
        .bind(event.stamp.at_utc_us)
        .bind(reprint.serial.str())
        .run();
}

}  // namespace

std::vector<LabelJob> read_job_rows(Query& row) {
    std::vector<LabelJob> jobs;
    while (row.next()) {
        LabelJob job;
        job.job_id = row.integer(0);
        job.order_no = OrderNo(row.text(1));
        job.batch = BatchNo(row.text(2));
        job.serial = Serial(row.text(3));
        job.template_name = row.text(4);
        job.carton_no = row.integer(5);
        job.copy = static_cast<int>(row.integer(6));
        job.state = static_cast<LabelJobState>(row.integer(7));
        job.detail = row.text(8);
        job.changed_at_utc_us = row.integer(9);
        jobs.push_back(std::move(job));
    }
    return jobs;
}

bool PrintQueue::note(const Event& event, bool own) {
    const std::int64_t at = event.stamp.at_utc_us;
    if (const auto* label = std::get_if<LabelIssued>(&event.body)) {
        if (own) add_first_print(store_, event, *label);
        return own;
    }
    if (const auto* reprint = std::get_if<LabelReprinted>(&event.body)) {
        if (own) add_reprint(store_, event, *reprint);
        return own;
    }
    if (const auto* confirmed = std::get_if<LabelConfirmed>(&event.body)) {
        scanned(confirmed->serial, at);
        return true;
    }
    if (const auto* voided = std::get_if<LabelVoided>(&event.body)) {
        void_all(voided->serial, at);
        return true;
    }
    const auto* output = std::get_if<OutputRecorded>(&event.body);
    if (output == nullptr || output->serial.empty()) return false;
    scanned(output->serial, at);
    return true;
}

bool PrintQueue::scanned(const Serial& serial, std::int64_t at_utc_us) {
    // What was scanned may be the first print: it says nothing of a copy that no printer had yet.
    return store_
               .query("UPDATE print_queue SET state = 3, detail = '', changed_at_utc_us = ?"
                      " WHERE serial = ? AND state NOT IN (3, 6)"
                      " AND (copy = 0 OR state IN (2, 5))")
               .bind(at_utc_us)
               .bind(serial.str())
               .run() != 0;
}

void PrintQueue::void_all(const Serial& serial, std::int64_t at_utc_us) {
    store_
        .query("UPDATE print_queue SET detail = CASE state WHEN 0 THEN 'queued'"
               " WHEN 1 THEN 'sending' WHEN 2 THEN 'sent' WHEN 4 THEN 'held'"
               " ELSE 'uncertain' END, state = 6, changed_at_utc_us = ?"
               " WHERE serial = ? AND state NOT IN (3, 6)")
        .bind(at_utc_us)
        .bind(serial.str())
        .run();
}

void PrintQueue::doubt_after_restart(std::int64_t now_utc_us) {
    store_
        .query("UPDATE print_queue SET state = 5, detail = 'restart', changed_at_utc_us = ?"
               " WHERE state = 1")
        .bind(now_utc_us)
        .run();
}

void PrintQueue::doubt_after_restore(std::int64_t now_utc_us) {
    store_
        .query("UPDATE print_queue SET state = 5, detail = 'restore', changed_at_utc_us = ?"
               " WHERE state IN (0, 1, 4)")
        .bind(now_utc_us)
        .run();
}

std::optional<bool> PrintQueue::update(std::int64_t job_id, LabelJobState state,
                                       const std::string& detail,
                                       std::int64_t now_utc_us) {
    const bool by_person = state == LabelJobState::confirmed || state == LabelJobState::voided;
    const int changed =
        store_
            .query("UPDATE print_queue SET state = ?, detail = ?, changed_at_utc_us = ?"
                   " WHERE job_id = ? AND state NOT IN (3, 6) AND (state <> 5 OR ?)")
            .bind(code(state))
            .bind(detail)
            .bind(now_utc_us)
            .bind(job_id)
            .bind(by_person ? 1 : 0)
            .run();
    if (changed != 0) return true;
    const bool known =
        store_.query("SELECT 1 FROM print_queue WHERE job_id = ?").bind(job_id).next();
    return known ? std::optional<bool>(false) : std::nullopt;
}

std::vector<LabelJob> PrintQueue::newest(int max) {
    // What waits for a person never ages out of the list.
    Query row = store_.query(
        "SELECT " LINI_JOB_COLUMNS
        " FROM print_queue WHERE state IN (4, 5)"
        " OR job_id > (SELECT coalesce(max(job_id), 0) FROM print_queue) - ?"
        " ORDER BY job_id DESC LIMIT ?");
    row.bind(max);
    row.bind(max + kWaitingMax);
    return read_job_rows(row);
}

std::vector<LabelJob> PrintQueue::open(int max) {
    // One range of the index for each state, so the many settled jobs are never read.
    Query queued = store_.query("SELECT " LINI_JOB_COLUMNS
                                " FROM print_queue WHERE state = 0 ORDER BY job_id LIMIT ?");
    Query held = store_.query("SELECT " LINI_JOB_COLUMNS
                              " FROM print_queue WHERE state = 4 ORDER BY job_id LIMIT ?");
    std::vector<LabelJob> jobs = read_job_rows(held.bind(max));
    for (LabelJob& job : read_job_rows(queued.bind(max))) jobs.push_back(std::move(job));
    std::sort(jobs.begin(), jobs.end(),
              [](const LabelJob& a, const LabelJob& b) { return a.job_id < b.job_id; });
    if (jobs.size() > static_cast<std::size_t>(max)) jobs.resize(static_cast<std::size_t>(max));
    return jobs;
}

std::vector<std::pair<LabelJobState, std::int64_t>> PrintQueue::counts() {
    Query row = store_.query("SELECT state, count(*) FROM print_queue GROUP BY state");
    std::vector<std::pair<LabelJobState, std::int64_t>> counts;
    while (row.next()) {
        counts.emplace_back(static_cast<LabelJobState>(row.integer(0)), row.integer(1));
    }
    return counts;
}

}  // namespace lini
