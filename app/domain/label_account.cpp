#include "app/domain/label_account.h"

#include <algorithm>
#include <map>

#include "app/domain/progress.h"

namespace lini {
namespace {

enum class Paper { waiting, cancelled, uncertain, sent, confirmed };

bool never_came_out(const LabelState& label) {
    return label.void_reason == kVoidCancelled || label.void_reason == kVoidNotPrinted;
}

/// What became of a job that was voided: `detail` is the state that it was voided in. Whoever
/// voided it has seen whether it is there.
Paper voided_paper(const LabelState& label, const std::string& detail) {
    const bool waited = detail == label_job_state_name(LabelJobState::queued) ||
                        detail == label_job_state_name(LabelJobState::held);
    return waited || never_came_out(label) ? Paper::cancelled : Paper::sent;
}

Paper paper_of(const LabelState& label, const LabelJob& job) {
    switch (job.state) {
        case LabelJobState::queued:
        case LabelJobState::held:
        case LabelJobState::sending: return Paper::waiting;
        case LabelJobState::sent: return Paper::sent;
        case LabelJobState::confirmed: return Paper::confirmed;
        case LabelJobState::uncertain: return Paper::uncertain;
        case LabelJobState::voided: break;
    }
    return voided_paper(label, job.detail);
}

struct Papers {
    std::int64_t printed = 0;
    bool any_job = false;
    bool newest_printed = false;  // The copy that replaced all others.
};

Papers count_papers(LabelAccount& account, const LabelState& label,
                    const std::vector<const LabelJob*>& jobs) {
    Papers papers;
    for (const LabelJob* job : jobs) {
        papers.any_job = true;
        switch (paper_of(label, *job)) {
            case Paper::waiting: ++account.waiting; continue;
            case Paper::cancelled: ++account.cancelled; continue;
            case Paper::uncertain: ++account.uncertain; continue;
            case Paper::sent: ++account.sent; break;
            case Paper::confirmed: ++account.confirmed; break;
        }
        ++papers.printed;
        papers.newest_printed = papers.newest_printed || job->copy >= label.copies;
    }
    return papers;
}

}  // namespace

LabelAccount label_account(const OrderState& order, const BatchNo& batch,
                           const std::vector<LabelJob>& jobs) {
    LabelAccount account;
    std::map<Serial, std::vector<const LabelJob*>> by_serial;
    for (const LabelJob& job : jobs) by_serial[job.serial].push_back(&job);
    const BatchState* state = find_batch(order, batch);
    const bool by_keypad = state != nullptr && state->count_mode == CountMode::keypad;
    for (const auto& [serial, label] : order.labels) {
        if (label.label.batch != batch) continue;
        ++account.issued;
        account.reprints += label.copies;
        const auto found = by_serial.find(serial);
        Papers papers;
        if (found != by_serial.end()) papers = count_papers(account, label, found->second);
        const bool used = label.status == LabelStatus::counted ||
                          (by_keypad && label.status == LabelStatus::confirmed);
        const bool seen = used || label.status == LabelStatus::confirmed;
        // Scanned, so it exists, whatever its jobs say; and what another terminal printed is there.
        if (papers.printed == 0 && (seen || !papers.any_job)) {
            const bool absent = never_came_out(label);
            papers.printed = absent ? 0 : 1 + (papers.any_job ? 0 : label.copies);
            papers.newest_printed = true;
            if (absent) ++account.cancelled;
            account.sent += papers.printed;
        }
        if (papers.printed == 0) continue;
        // One paper of a serial is on a carton or still to be accounted for; those that were
        // replaced by a reprint are spoiled.
        const bool voided = label.status == LabelStatus::voided;
        const bool returned = voided && label.void_reason == kVoidReturned;
        account.used += used ? 1 : 0;
        account.returned += returned ? 1 : 0;
        account.spoiled += papers.printed - (voided && !returned ? 0 : 1);
        // A reprint that has not come out yet has already replaced the one before.
        const bool replaced = !used && !voided && !papers.newest_printed;
        account.spoiled += replaced ? 1 : 0;
        if (!used && !voided && !replaced) account.open_serials.push_back(serial);
    }
    return account;
}

}  // namespace lini
