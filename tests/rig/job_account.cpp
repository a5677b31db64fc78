#include "tests/rig/job_account.h"

#include <algorithm>
#include <array>

namespace lini::rig {
namespace {

class Reader {
public:
    Reader(const std::vector<PrintJob>& jobs, const LabelLanguage& language) : jobs_(jobs) {
        for (const std::string_view reset : {language.reset, language.reset_after_fault}) {
            resets_.emplace_back(reset);
            resets_.push_back(std::string(language.flush) + std::string(reset));
        }
        for (const PrintJob& job : jobs) splits_.push_back(language.first_printing_byte(job.bytes));
    }

    Account read(const std::vector<std::string>& packets) {
        for (const std::string& packet : packets) {
            if (packet.empty()) {
                for (Attempt& attempt : out_.attempts) attempt.lost_power = true;
                continue;
            }
            if (go_on_with_job(packet) || go_on_with_reset(packet)) continue;
            out_.attempts.emplace_back();
            if (go_on_with_reset(packet)) continue;
            out_.altered = "a packet of " + std::to_string(packet.size()) + " bytes: " + packet;
            break;
        }
        return std::move(out_);
    }

private:
    bool go_on_with_reset(const std::string& packet) {
        if (out_.attempts.empty()) return false;
        Attempt& last = out_.attempts.back();
        if (last.taken > 0) return false;
        const std::string longer = last.reset + packet;
        const bool fits = std::any_of(resets_.begin(), resets_.end(), [&](const auto& reset) {
            return reset.starts_with(longer);
        });
        if (fits) last.reset = longer;
        return fits;
    }

    bool go_on_with_job(const std::string& packet) {
        if (out_.attempts.empty()) return false;
        Attempt& last = out_.attempts.back();
        if (std::find(resets_.begin(), resets_.end(), last.reset) == resets_.end()) return false;
        // Two labels may begin alike: all that fit are kept until a packet tells them apart.
        std::vector<std::size_t> fitting;
        for (std::size_t i = 0; i < jobs_.size(); ++i) {
            const bool before = last.taken == 0 || std::ranges::count(fitting_, i) > 0;
            if (!before || !fits(jobs_[i].bytes, splits_[i], last.taken, packet)) continue;
            fitting.push_back(i);
        }
        if (fitting.empty()) return false;
        fitting_ = std::move(fitting);
        last.job = fitting_.front();
        last.taken += packet.size();
        return true;
    }

    static bool fits(const std::string& bytes, std::size_t split, std::size_t taken,
                     const std::string& packet) {
        // No packet holds bytes from both sides of the split.
        const std::size_t limit = taken < split ? split : bytes.size();
        return taken <= limit && packet.size() <= limit - taken &&
               bytes.compare(taken, packet.size(), packet) == 0;
    }

    const std::vector<PrintJob>& jobs_;
    std::vector<std::string> resets_;
    std::vector<std::size_t> splits_;
    std::vector<std::size_t> fitting_;  // Jobs that the last attempt may be of.
    Account out_;
};

std::string words(const PrintJob& job, const char* what, std::size_t times, JobState end) {
    return job.job_id + ": " + what + " (" + std::to_string(times) + " printing attempts, " +
           std::string(to_string(end)) + ")";
}

}  // namespace

Account account_of(const std::vector<std::string>& packets, const std::vector<PrintJob>& jobs,
                   const LabelLanguage& language) {
    return Reader(jobs, language).read(packets);
}

Verdict judge(const Account& account, std::size_t index, const PrintJob& job, JobState end,
              const LabelLanguage& language) {
    const std::size_t split = language.first_printing_byte(job.bytes);
    std::size_t printing = 0;
    std::size_t whole = 0;
    bool lost_power = false;
    for (const Attempt& attempt : account.attempts) {
        if (attempt.job != index || attempt.taken == 0) continue;
        printing += attempt.taken > split ? 1 : 0;
        if (attempt.taken < job.bytes.size()) continue;
        ++whole;
        lost_power = lost_power || attempt.lost_power;
    }
    Verdict verdict;
    const auto wrong = [&](const char* what) {
        verdict.wrong.push_back(words(job, what, printing, end));
    };
    if (!account.altered.empty()) wrong("bytes altered");
    if (printing > 1) wrong("printed twice without being asked");
    const bool taken = end == JobState::sent || end == JobState::confirmed;
    if (taken && (whole != 1 || printing != 1)) wrong("called sent, was not");
    if (end == JobState::confirmed && lost_power) wrong("confirmed, and its printer lost it");
    if (!taken && end != JobState::uncertain) {
        if (printing > 0) wrong("may have printed, and nobody is told");
        if (end != JobState::cancelled) wrong("did not settle");
    }
    verdict.needless_doubt = end == JobState::uncertain && printing == 0;
    return verdict;
}

std::vector<Cut> cuts_of(const std::string& job, const LabelLanguage& language,
                         std::size_t packet_bytes) {
    const std::size_t split = language.first_printing_byte(job);
    const std::array<std::pair<const char*, std::size_t>, 3> parts = {{
        {"reset", language.flush.size() + language.reset.size()},
        {"body", split},
        {"trigger", job.size() - split},
    }};
    std::vector<Cut> cuts{{"before request", 0, 0}, {"before reset", 0, 1}};
    std::size_t packets = 0;
    for (const auto& [name, size] : parts) {
        for (std::size_t from = 0; from < size; from += PrintWorker::kTransferBytesMax) {
            const std::size_t bytes = std::min(size - from, PrintWorker::kTransferBytesMax);
            const std::size_t many = (bytes + packet_bytes - 1) / packet_bytes;
            const std::string which =
                std::string(name) + " " + std::to_string(from / PrintWorker::kTransferBytesMax + 1);
            if (many > 1) cuts.push_back({"in " + which, packets + many / 2, 0});
            packets += many;
            cuts.push_back({"after " + which, packets, 0});
        }
    }
    return cuts;
}

}  // namespace lini::rig
