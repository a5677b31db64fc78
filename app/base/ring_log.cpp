#include "app/base/ring_log.h"

#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <utility>

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include "app/base/log.h"

namespace lini {
namespace {

constexpr std::size_t kFilesBefore = 1;

/// As the rotating sink names it: "scans.log" gives "scans.1.log".
std::filesystem::path file_before(const std::filesystem::path& file) {
    return file.parent_path() / (file.stem().string() + ".1" + file.extension().string());
}

Result<void> add_lines(const std::filesystem::path& file, std::vector<std::string>& lines) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return {};
    std::ifstream in(file, std::ios::binary);
    std::string line;
    // A line without its end is still being written, or was when the power went.
    while (std::getline(in, line) && !in.eof()) lines.push_back(line);
    if (!in.is_open() || in.bad()) return fail("ring_log_unreadable", file.filename().string());
    return {};
}

}  // namespace

struct RingLog::Writer {
    std::shared_ptr<spdlog::details::thread_pool> thread;
    std::shared_ptr<spdlog::async_logger> logger;
    std::atomic<bool> told = false;  // One line in the program's log, not one a scan.
};

RingLog::RingLog(std::unique_ptr<Writer> writer) : writer_(std::move(writer)) {}

RingLog::~RingLog() {
    // Ends after what was handed to it; only then is the file closed, by this thread alone.
    writer_->thread.reset();
    writer_->logger.reset();
}

Result<std::unique_ptr<RingLog>> RingLog::open(const std::filesystem::path& file,
                                               std::size_t file_bytes_max) {
    // What was scanned is nobody's but this user's; the library sets modes of its own.
    spdlog::file_event_handlers handlers;
    handlers.after_open = [](const spdlog::filename_t&, std::FILE* opened) {
        if (::fchmod(::fileno(opened), 0600) != 0) throw spdlog::spdlog_ex("fchmod", errno);
    };
    std::shared_ptr<spdlog::sinks::rotating_file_sink_st> sink;
    std::string why;
    try {
        sink = std::make_shared<spdlog::sinks::rotating_file_sink_st>(
            file.string(), file_bytes_max, kFilesBefore, false, handlers);
    } catch (const spdlog::spdlog_ex& error) {
        why = error.what();
    }
    if (!sink) return fail("ring_log_unwritable", why);
    auto writer = std::make_unique<Writer>();
    writer->thread = std::make_shared<spdlog::details::thread_pool>(kWaitingMax, 1);
    writer->logger = std::make_shared<spdlog::async_logger>(
        file.filename().string(), std::move(sink), writer->thread,
        spdlog::async_overflow_policy::overrun_oldest);
    writer->logger->set_pattern("%v");
    writer->logger->flush_on(spdlog::level::info);
    writer->logger->set_error_handler([told = &writer->told](const std::string& error) {
        if (!told->exchange(true)) log::error("ring log: {}", log::printable(error));
    });
    return std::unique_ptr<RingLog>(new RingLog(std::move(writer)));
}

void RingLog::append(std::string_view line) {
    writer_->logger->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

Result<std::vector<std::string>> last_lines(const std::filesystem::path& file, std::size_t most) {
    std::vector<std::string> lines;
    if (const auto older = add_lines(file_before(file), lines); !older) return pass_on(older);
    if (const auto newer = add_lines(file, lines); !newer) return pass_on(newer);
    if (lines.size() > most) {
        lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(most));
    }
    return lines;
}

}  // namespace lini
