#include "app/base/log.h"

#include <sys/stat.h>

#include <iterator>
#include <memory>
#include <vector>

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "app/base/utf8.h"

namespace lini::log {
namespace {

constexpr std::size_t kFileBytesMax = 8u << 20;
constexpr std::size_t kFilesKept = 5;
constexpr std::size_t kPrintableBytesMax = 200;

}  // namespace

void start(const std::string& file, bool to_stderr) {
    std::vector<spdlog::sink_ptr> sinks;
    if (!file.empty()) {
        const mode_t before = ::umask(0077);
        sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            file, kFileBytesMax, kFilesKept));
        ::umask(before);
    }
    if (to_stderr) sinks.push_back(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    auto logger = std::make_shared<spdlog::logger>("lini", sinks.begin(), sinks.end());
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
}

std::string printable(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if (out.size() >= kPrintableBytesMax) {
            out += "…";
            break;
        }
        const CodePoint point = next_code_point(text);
        if (!point.valid) {
            fmt::format_to(std::back_inserter(out), "\\x{:02x}", point.value);
        } else if (is_unprintable(point.value)) {
            fmt::format_to(std::back_inserter(out), "\\u{{{:x}}}", point.value);
        } else {
            out += text.substr(0, point.length);
        }
        text.remove_prefix(point.length);
    }
    return out;
}

}  // namespace lini::log
