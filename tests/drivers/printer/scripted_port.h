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

/// Outlives the port that writes to it.
struct PrinterLog {
    std::string bytes;                // All that arrived, resets included.
    std::vector<std::string> labels;  // What the printer printed: one per ^XZ that arrived.
    std::size_t transfers = 0;
};

class ScriptedPort final : public PrinterPort {
public:
    ScriptedPort(PrinterLog& log, std::vector<ScriptedFault> faults)
        : log_(log), faults_(std::move(faults)) {}

    PortCondition now = PortCondition::ready;
    std::size_t silent_from = SIZE_MAX;  // Transfers from this one on never end.

    void poll(std::int64_t /*now_us*/) override {}
    PortCondition condition() const override { return now; }

    [[nodiscard]] bool submit(std::string bytes, int /*timeout_ms*/) override {
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

    void close() override { completion_.reset(); }

private:
    /// A ZPL printer in four lines: ~J. drops what is half received, ^XZ prints it.
    void arrive(const std::string& bytes) {
        for (const char c : bytes) {
            log_.bytes += c;
            format_ += c;
            if (c != 'X' && c != 'A' && c != 'Z') continue;
            const std::size_t tail = std::min<std::size_t>(format_.size(), 3);
            const std::string end = format_.substr(format_.size() - tail);
            if (end == "~JX" || end == "~JA") format_.clear();
            if (end == "^XZ") log_.labels.push_back(std::exchange(format_, {}));
        }
    }

    PrinterLog& log_;
    const std::vector<ScriptedFault> faults_;
    std::string format_;
    std::optional<Completion> completion_;
};

}  // namespace lini::test
