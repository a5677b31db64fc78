// Rows that the stores publish for screens and `lini status`. They hold no rule: each figure was
// asked of progress.h when its event was committed. Values only; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/domain/events.h"
#include "app/domain/progress.h"

namespace lini {

/// One order on the board: what is known without folding it.
struct OrderSummary {
    OrderNo order_no;
    std::string client;
    std::string product;  // Name of the first line's product.
    std::int64_t ordered = 0;
    std::int64_t good = 0;
    std::int64_t reject = 0;
    std::int64_t progress_basis_points = 0;
    int threshold_percent = 0;
    MilestoneStatus milestone = MilestoneStatus::not_reached;
    std::optional<std::int64_t> threshold_reached_at_utc_us;
    std::string document_no;  // Invoice of the threshold term.
    std::int64_t last_at_utc_us = 0;
    bool locked_by_unknown = false;
};

/// Where a label job stands (design: Labels).
enum class LabelJobState { queued, sending, sent, confirmed, held, uncertain, voided };
std::string_view label_job_state_name(LabelJobState state);

struct LabelJob {
    std::int64_t job_id = 0;
    OrderNo order_no;
    BatchNo batch;
    Serial serial;
    std::string template_name;
    std::int64_t carton_no = 0;
    int copy = 0;  // 0 the first print, n for CETAK ULANG n.
    LabelJobState state = LabelJobState::queued;
    std::string detail;  // Code of what holds or doubts it: "out_of_paper", "restart" …
    std::int64_t changed_at_utc_us = 0;
};

/// Labels that were issued together. State of the print queue, not of the order.
struct PrintRun {
    std::int64_t run_id = 0;  // The job id of its first label; the others follow it.
    std::int64_t last_job_id = 0;
    OrderNo order_no;
    BatchNo batch;
    std::string template_name;
    bool paused = false;
    bool check_wanted = false;  // The rest waits until `first` was read back.
    std::int64_t waiting = 0;   // Queued or held.
    std::int64_t sending = 0;
    std::int64_t sent = 0;
    std::int64_t confirmed = 0;
    std::int64_t uncertain = 0;
    std::int64_t voided = 0;
    LabelJob first;             // The first one that is not voided; job id 0: all are.

    std::int64_t total() const { return last_job_id - run_id + 1; }
    std::int64_t printed() const { return sent + confirmed; }
    bool is_over() const { return waiting + sending == 0; }
    /// Its first label lies before a person, who is to scan it.
    bool is_to_be_checked() const {
        const bool out = first.state == LabelJobState::sent ||
                         first.state == LabelJobState::confirmed ||
                         first.state == LabelJobState::uncertain;
        return check_wanted && !is_over() && first.job_id != 0 && out;
    }
    bool holds(std::int64_t job_id) const { return job_id >= run_id && job_id <= last_job_id; }
};

enum class DeliveryState { waiting, sending, accepted, refused };
std::string_view delivery_state_name(DeliveryState state);

/// One charge on its way to one destination.
struct Delivery {
    std::int64_t id = 0;
    OrderNo order_no;
    ChargeId charge;
    std::string destination;
    std::string key;
    DeliveryState state = DeliveryState::waiting;
    int attempts = 0;
    std::int64_t next_attempt_at_utc_us = 0;
    std::string last_error;  // Code, e.g. "http_500", "timeout".
    std::string document_no;
};

/// The state of the ledger itself.
struct LedgerStatus {
    TerminalId terminal;
    std::int64_t incarnation = 0;
    std::int64_t seq = 0;
    std::string head_hash_hex;
    std::int64_t events = 0;
    std::int64_t unsynced = 0;  // Deliveries not yet accepted.
    bool writable = true;
    std::string stopped_by;     // Error code that stopped writing: "disk_full", "read_only" …
};

}  // namespace lini
