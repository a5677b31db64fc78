#include "drivers/transport/file_port.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace lini {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kControlPeriodUs = 100'000;
constexpr std::size_t kControlBytesMax = 64;

/// The number that a file name begins with; 0 for any other name.
int number_of(const fs::path& path) {
    const std::string stem = path.stem().string();
    int number = 0;
    const auto [end, error] = std::from_chars(stem.data(), stem.data() + stem.size(), number);
    return error == std::errc() && end == stem.data() + stem.size() ? number : 0;
}

int highest_number(const fs::path& folder) {
    int highest = 0;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        highest = std::max(highest, number_of(entry.path()));
    }
    return highest;
}

/// N of "WORD N".
std::optional<std::size_t> number_after(std::string_view word, std::string_view text) {
    if (!text.starts_with(word)) return std::nullopt;
    text.remove_prefix(word.size());
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string first_line(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string line(kControlBytesMax, '\0');
    in.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(in.gcount()));
    return line.substr(0, line.find_first_of("\r\n"));
}

}  // namespace

std::optional<FilePortState> parse_file_port_state(std::string_view text) {
    FilePortState state;
    if (text == "ok") return state;
    if (text == "mute") {
        state.mute = true;
    } else if (text == "out-of-paper") {
        state.condition = PortCondition::out_of_paper;
    } else if (text == "head-open") {
        state.condition = PortCondition::head_open;
    } else if (text == "ribbon-out") {
        state.condition = PortCondition::ribbon_out;
    } else if (text == "paused") {
        state.condition = PortCondition::paused;
    } else if (text == "unplugged") {
        state.condition = PortCondition::unplugged;
    } else if (const auto bytes = number_after("unplug-after ", text)) {
        state.unplug_after_bytes = *bytes;
    } else if (const auto labels = number_after("paper-for ", text)) {
        constexpr std::size_t kLabelsMax = 10'000;
        if (*labels == 0 || *labels > kLabelsMax) return std::nullopt;
        state.paper_for_labels = static_cast<int>(*labels);
    } else {
        return std::nullopt;
    }
    return state;
}

FilePort::FilePort(std::string folder, std::string extension)
    : folder_(std::move(folder)), extension_(std::move(extension)) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) state_.condition = PortCondition::no_access;
    next_number_ = highest_number(folder_) + 1;
    read_control();
}

void FilePort::set_state(FilePortState state) { state_ = state; }

void FilePort::read_control() {
    const std::string line = first_line(fs::path(folder_) / kControlFile);
    if (line.empty() || line == control_seen_) return;
    control_seen_ = line;
    if (const auto state = parse_file_port_state(line)) state_ = *state;
}

void FilePort::poll(std::int64_t now_us) {
    now_us_ = now_us;
    if (now_us < control_next_us_) return;
    control_next_us_ = now_us + kControlPeriodUs;
    read_control();
}

PortCondition FilePort::condition() const {
    return closed_ ? PortCondition::unplugged : state_.condition;
}

void FilePort::begin_job(std::string_view /*job_id*/, std::size_t bytes) {
    job_bytes_.clear();
    job_size_ = bytes;
    in_job_ = true;
}

bool FilePort::submit(std::string bytes, int timeout_ms) {
    read_control();
    if (condition() == PortCondition::unplugged || completion_) return false;
    // Like a real printer without paper, it takes nothing more and says nothing.
    const bool takes = !state_.mute && may_print(state_.condition);
    completion_ = takes ? take(std::move(bytes)) : Completion{0, PortError::timeout};
    completion_due_us_ = takes ? now_us_ : now_us_ + std::int64_t{timeout_ms} * 1000;
    return true;
}

Completion FilePort::take(std::string bytes) {
    if (!in_job_) return {bytes.size(), PortError::none};
    std::size_t room = bytes.size();
    if (state_.unplug_after_bytes) {
        room = std::min(room, *state_.unplug_after_bytes -
                                  std::min(*state_.unplug_after_bytes, job_bytes_.size()));
    }
    job_bytes_ += bytes.substr(0, room);
    const bool broke = state_.unplug_after_bytes && job_bytes_.size() >= *state_.unplug_after_bytes;
    if (job_bytes_.size() >= job_size_ && !write_job()) {
        state_.condition = PortCondition::no_access;
        return {0, PortError::stall};
    }
    if (!broke) return {room, PortError::none};
    state_ = FilePortState{PortCondition::unplugged, std::nullopt, false};
    in_job_ = false;
    return {room, PortError::gone};
}

/// The label is out: its file appears whole or not at all.
bool FilePort::write_job() {
    in_job_ = false;
    char name[32];
    std::snprintf(name, sizeof name, "%06d", next_number_);
    const fs::path file = fs::path(folder_) / (std::string(name) + "." + extension_);
    const fs::path unfinished = file.string() + ".tmp";
    {
        std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
        out.write(job_bytes_.data(), static_cast<std::streamsize>(job_bytes_.size()));
        if (!out.flush()) return false;
    }
    std::error_code error;
    fs::rename(unfinished, file, error);
    if (error) return false;
    ++next_number_;
    if (state_.paper_for_labels && --*state_.paper_for_labels == 0) {
        state_.paper_for_labels.reset();
        state_.condition = PortCondition::out_of_paper;
    }
    return true;
}

std::optional<Completion> FilePort::take_completion() {
    if (!completion_ || now_us_ < completion_due_us_) return std::nullopt;
    return std::exchange(completion_, std::nullopt);
}

void FilePort::close() {
    closed_ = true;
    completion_.reset();
}

}  // namespace lini
