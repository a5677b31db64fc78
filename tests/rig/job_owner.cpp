#include "tests/rig/job_owner.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "drivers/transport/usb_bulk.h"

namespace lini::rig {
namespace {

constexpr int kTurnMs = 5;
constexpr int kLongestWaitMs = 30;

/// The real port, with its time-outs cut.
class HastyPort final : public PrinterPort {
public:
    explicit HastyPort(UsbBulkPort::Wanted wanted) : port_(std::move(wanted)) {}

    void poll(std::int64_t now_us) override { port_.poll(now_us); }
    PortCondition condition() const override { return port_.condition(); }
    bool submit(std::string bytes, int timeout_ms) override {
        return port_.submit(std::move(bytes), timeout_ms / kHaste);
    }
    std::optional<Completion> take_completion() override { return port_.take_completion(); }
    bool can_answer() const override { return port_.can_answer(); }
    bool read_reply(int timeout_ms) override {
        return port_.read_reply(std::max(timeout_ms / kHaste, 1));
    }
    std::optional<std::string> take_reply() override { return port_.take_reply(); }
    void add_poll_fds(std::vector<pollfd>& fds) const override { port_.add_poll_fds(fds); }
    void close() override { port_.close(); }

private:
    UsbBulkPort port_;
};

JobState state_named(const std::string& name) {
    for (const JobState state :
         {JobState::queued, JobState::sending, JobState::sent, JobState::held, JobState::uncertain,
          JobState::cancelled, JobState::refused, JobState::confirmed}) {
        if (name == to_string(state)) return state;
    }
    throw std::runtime_error("journal: no state " + name);
}

}  // namespace

std::map<std::string, JobState> read_journal(const std::string& path) {
    std::map<std::string, JobState> states;
    std::ifstream in(path);
    std::string id, state;
    while (in >> id >> state) states[id] = state_named(state);
    return states;
}

JobOwner::JobOwner(const LabelLanguage& language, const std::string& serial, std::string journal,
                   OwnerFaults faults)
    : journal_(std::move(journal)), faults_(faults), states_(read_journal(journal_)) {
    worker_ = std::make_unique<PrintWorker>(
        language,
        std::make_unique<HastyPort>(
            [serial](const UsbIdentity& identity) { return identity.serial == serial; }),
        faults.worker);
    for (const auto& [id, state] : std::map(states_)) {
        if (state == JobState::sending && !faults_.forget_doubt) store(id, JobState::uncertain);
    }
}

void JobOwner::submit(const PrintJob& job) {
    if (!settled(job.job_id)) worker_->submit(job);
}

void JobOwner::turn() {
    worker_->poll(clock_.monotonic_us() * kHaste);
    while (const std::optional<JobEvent> event = worker_->next_event()) {
        history_ += std::string(to_string(event->state)) + " " +
                    std::string(to_string(event->reason)) + " " + event->detail + "; ";
        store(event->job_id, event->state);
        if (event->state == JobState::sending) worker_->proceed(event->job_id);
    }
    std::vector<pollfd> fds;
    worker_->port().add_poll_fds(fds);
    ::poll(fds.data(), fds.size(), fds.empty() ? kLongestWaitMs : kTurnMs);
}

JobState JobOwner::state_of(const std::string& job_id) const {
    const auto found = states_.find(job_id);
    return found == states_.end() ? JobState::queued : found->second;
}

bool JobOwner::settled(const std::string& job_id) const {
    const JobState state = state_of(job_id);
    return state == JobState::sent || state == JobState::confirmed ||
           state == JobState::uncertain || state == JobState::cancelled;
}

void JobOwner::store(const std::string& job_id, JobState state) {
    states_[job_id] = state;
    if (journal_.empty()) return;
    const std::string line = job_id + " " + std::string(to_string(state)) + "\n";
    const int fd = ::open(journal_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    const bool kept = fd >= 0 &&
                      ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                      ::fdatasync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!kept) throw std::runtime_error("journal: not written");
}

}  // namespace lini::rig
