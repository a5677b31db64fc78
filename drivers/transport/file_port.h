// A printer that is a folder: each job becomes one numbered file, "000001.zpl". It stands in for
// a real printer in the demo, in scenarios and in tests, so it can also run out of paper, be
// unplugged, and break in the middle of a job.
// One thread: the devices thread. The control file may be written by anybody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "drivers/transport/transport.h"

namespace lini {

/// How the virtual printer behaves from here on.
struct FilePortState {
    /// ready, unplugged, or what a person at the printer has to deal with.
    PortCondition condition = PortCondition::ready;
    /// Unplugs itself once it took that many bytes of a job (the reset is not counted). A job
    /// whose every byte was taken is printed even so: the label is out, and nobody was told.
    std::optional<std::size_t> unplug_after_bytes = {};
    bool mute = false;  // Takes no byte: every transfer times out.
    std::optional<int> paper_for_labels = {};  // So many come out yet, then the paper is out.
};

/// Reads "ok", "out-of-paper", "ribbon-out", "head-open", "paused", "unplugged", "mute",
/// "unplug-after N" or "paper-for N".
/// Nothing for anything else.
std::optional<FilePortState> parse_file_port_state(std::string_view text);

class FilePort final : public PrinterPort {
public:
    /// Name of the control file in the folder: one line as parse_file_port_state() reads it.
    static constexpr const char* kControlFile = "printer-state";

    /// `folder` is made if missing; numbering goes on after the highest file there.
    /// `extension` without dot: "zpl".
    FilePort(std::string folder, std::string extension);

    /// Overrides the control file until it is written again.
    void set_state(FilePortState state);

    void poll(std::int64_t now_us) override;
    PortCondition condition() const override;
    [[nodiscard]] bool submit(std::string bytes, int timeout_ms) override;
    std::optional<Completion> take_completion() override;
    /// What it took lies in its folder.
    bool holds_labels() const override { return false; }
    void begin_job(std::string_view job_id, std::size_t bytes) override;
    void close() override;

private:
    void read_control();
    Completion take(std::string bytes);
    bool write_job();

    const std::string folder_;
    const std::string extension_;
    FilePortState state_;
    std::string control_seen_;
    std::int64_t control_next_us_ = 0;
    std::int64_t now_us_ = 0;
    int next_number_ = 1;
    bool in_job_ = false;
    bool closed_ = false;
    std::size_t job_size_ = 0;
    std::string job_bytes_;
    std::optional<Completion> completion_;
    std::int64_t completion_due_us_ = 0;
};

}  // namespace lini
