// A printer port for tests that follows a script: which transfer fails, how, and after how many
// bytes. It keeps what a printer would have: every byte it took, and each label that came out.
// One thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/transport/transport.h"

namespace lini::test {

/// What happens to one transfer, by its number counted over the port's whole life.
struct ScriptedFault {
    std::size_t transfer = 0;
    PortError error = PortError::none;
    std::size_t taken = 0;       // Bytes that really arrived.
    std::size_t reported = 0;    // Bytes that the host is told arrived.
    bool refuse_submit = false;  // The transfer cannot even be started.
};

/// How a printer of a language takes bytes: what makes it forget what it has, and what prints it.
struct PrinterModel {
    std::vector<std::string> forgets = {"~JX", "~JA"};
    std::string prints = "^XZ";
    bool as_bytes_arrive = false;  // Anything that is not forgotten is on paper at once.
};

/// Outlives the port that writes to it.
struct PrinterLog {
    std::string bytes;                // All that arrived, resets included.
    std::vector<std::string> labels;  // What came out whole: one per trigger that arrived.
    std::size_t scraps = 0;           // Labels that began to come out and did not end.
    std::size_t transfers = 0;  // Of jobs.
    std::size_t requests = 0;   // For its status.
    bool in_job = false;
    std::size_t requests_in_jobs = 0;
};

class ScriptedPort final : public PrinterPort {
public:
    ScriptedPort(PrinterLog& log, std::vector<ScriptedFault> faults, PrinterModel model = {})
        : log_(log), faults_(std::move(faults)), model_(std::move(model)) {}

    PortCondition now = PortCondition::ready;
    /// What it answers to a request for its status: empty, it stays silent; nothing, it has no way.
    std::optional<std::string> answer;
    std::string request = "~HS~HQES";  // Told apart from jobs: it is none of the transfers.
    std::size_t silent_from = SIZE_MAX;  // Transfers from this one on never end.

    void poll(std::int64_t /*now_us*/) override {}
    PortCondition condition() const override { return now; }

    [[nodiscard]] bool submit(std::string bytes, int /*timeout_ms*/) override {
        if (bytes == request) {
            ++log_.requests;
            if (log_.in_job) ++log_.requests_in_jobs;
            completion_ = Completion{bytes.size(), PortError::none};
            return true;
        }
        const std::size_t number = log_.transfers++;
        for (const ScriptedFault& fault : faults_) {
            if (fault.transfer != number) continue;
            if (fault.refuse_submit) return false;
            arrive(bytes.substr(0, fault.taken));
            completion_ = Completion{std::min(fault.reported, bytes.size()), fault.error};
            return true;
        }
        arrive(bytes);
        completion_ = Completion{bytes.size(), PortError::none};
        return true;
    }

    std::optional<Completion> take_completion() override {
        if (log_.transfers > silent_from) return std::nullopt;
        return std::exchange(completion_, std::nullopt);
    }

    bool can_answer() const override { return answer.has_value(); }
    [[nodiscard]] bool read_reply(int /*timeout_ms*/) override {
        reading_ = answer.has_value();
        return reading_;
    }
    std::optional<std::string> take_reply() override {
        if (!std::exchange(reading_, false)) return std::nullopt;
        return *answer;
    }
    void begin_job(std::string_view, std::size_t) override { log_.in_job = true; }

    void close() override { completion_.reset(); }

private:
    /// A printer in a few lines.
    void arrive(const std::string& bytes) {
        for (const char c : bytes) {
            log_.bytes += c;
            format_ += c;
            if (format_.ends_with(model_.prints)) {
                log_.labels.push_back(std::exchange(format_, {}));
                log_.in_job = false;
            }
            for (const std::string& forgets : model_.forgets) {
                if (!format_.ends_with(forgets)) continue;
                format_.resize(format_.size() - forgets.size());
                const bool ink = format_.find_first_not_of('\0') != std::string::npos;
                if (model_.as_bytes_arrive && ink) ++log_.scraps;
                format_.clear();
            }
        }
    }

    PrinterLog& log_;
    const std::vector<ScriptedFault> faults_;
    const PrinterModel model_;
    std::string format_;
    bool reading_ = false;
    std::optional<Completion> completion_;
};

}  // namespace lini::test
