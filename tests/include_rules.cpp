#include "tests/include_rules.h"

#include <algorithm>
#include <array>
#include <regex>

namespace lini::tidy {
namespace {

using Prefixes = std::vector<std::string_view>;

/// A room, the folders whose headers it may include, and the foreign headers it may include.
/// A file belongs to the first row whose `room` its path starts with.
struct RoomRule {
    std::string_view room;
    Prefixes ours;
    Prefixes foreign;
};

const Prefixes kAnything = {""};

// Every room may use what GCC 12's library lacks of <expected> and <format>.
const Prefixes kForeignEverywhere = {"tl/expected.hpp", "fmt/"};

const std::array kRooms = {
    RoomRule{"app/base/", {"app/base/"}, {"spdlog/"}},
    RoomRule{"app/domain/calendar.cpp", {"app/base/", "app/domain/"}, {"date/"}},
    RoomRule{"app/domain/body_json", {"app/base/", "app/domain/"}, {"nlohmann/"}},
    RoomRule{"app/domain/upcast", {"app/base/", "app/domain/"}, {"nlohmann/"}},
    RoomRule{"app/domain/", {"app/base/", "app/domain/"}, {}},
    RoomRule{"app/import/",
             {"app/base/", "app/domain/", "app/import/"},
             {"nlohmann/", "toml++/", "boost/locale", "csv.h"}},
    RoomRule{"app/identity/", {"app/base/", "app/domain/", "app/identity/"}, {"sodium"}},
    RoomRule{"app/labels/",
             {"app/base/", "app/domain/", "app/labels/", "drivers/printer/label.h",
              "drivers/printer/label_raster.h", "drivers/printer/bar_symbol.h",
              "drivers/printer/language.h", "drivers/scanner/symbol_reader.h"},
             {"toml++/"}},
    RoomRule{"app/documents/",
             {"app/base/", "app/domain/", "app/documents/", "drivers/printer/label.h"},
             {"hpdf", "archive"}},
    RoomRule{"app/ui/",
             {"app/base/", "app/ui/"},
             {"imgui", "misc/freetype/imgui", "boost/locale", "toml++/"}},
    RoomRule{"app/screens/", {"app/base/", "app/domain/", "app/ui/", "app/screens/"}, {"imgui"}},
    RoomRule{
        "app/platform/",
        {"app/base/", "app/platform/"},
        {"imgui", "GLFW/", "GL/", "AL/", "stb/", "png.h", "turbojpeg.h"}},
    RoomRule{"app/cli/", kAnything, {"CLI/", "nlohmann/", "toml++/", "sodium", "date/"}},
    RoomRule{
        "app/play/",
        kAnything,
        {"imgui", "GLFW/", "GL/", "stb/", "nlohmann/", "toml++/", "date/", "httplib.h", "sodium"}},
    RoomRule{
        "app/terminal", kAnything, {"imgui", "GLFW/", "nlohmann/", "toml++/", "date/", "sodium"}},
    RoomRule{"app/main.cpp", kAnything, {}},
    RoomRule{"drivers/usb/", {"app/base/", "drivers/"}, {"libusb"}},
    RoomRule{"drivers/transport/",
             {"app/base/", "drivers/"},
             {"libusb", "libserialport.h", "turbojpeg.h"}},
    RoomRule{"drivers/scanner/", {"app/base/", "drivers/"}, {"ZXing/"}},
    RoomRule{"drivers/printer/", {"app/base/", "drivers/"}, {"zint.h", "ft2build.h"}},
    RoomRule{"drivers/", {"app/base/", "drivers/"}, {}},
    RoomRule{"db/sync/hub_postgres.cpp",
             {"app/base/", "app/domain/", "db/"},
             {"libpq-fe.h", "nlohmann/"}},
    RoomRule{"db/sync/", {"app/base/", "app/domain/", "db/"}, {"curl/", "nlohmann/", "sodium"}},
    RoomRule{"db/",
             {"app/base/", "app/domain/", "db/"},
             {"sqlite3.h", "SQLiteCpp/", "nlohmann/", "sodium"}},
    RoomRule{"tests/", kAnything, {"", "imgui"}},
};

/// C, POSIX and Linux headers carry a suffix or a folder; those of C++ carry neither.
bool is_system_header(std::string_view name) {
    static constexpr std::array<std::string_view, 5> kFolders = {"sys/", "linux/", "netinet/",
                                                                 "arpa/", "net/"};
    static constexpr std::array<std::string_view, 20> kFiles = {
        "dirent.h", "dlfcn.h",  "errno.h", "fcntl.h",   "grp.h",    "libgen.h", "locale.h",
        "netdb.h",  "poll.h",   "pwd.h",   "pthread.h", "sched.h",  "signal.h", "spawn.h",
        "stdlib.h", "string.h", "time.h",  "termios.h", "unistd.h", "utime.h"};
    if (name.find_first_of("./+") == std::string_view::npos) return true;
    const auto starts = [&](std::string_view folder) { return name.starts_with(folder); };
    return std::ranges::any_of(kFolders, starts) || std::ranges::count(kFiles, name) > 0;
}

bool any_prefix(const Prefixes& prefixes, std::string_view name) {
    return std::ranges::any_of(prefixes, [&](std::string_view p) { return name.starts_with(p); });
}

const RoomRule* rule_for(std::string_view path) {
    const auto rule = std::ranges::find_if(
        kRooms, [&](const RoomRule& row) { return path.starts_with(row.room); });
    return rule == kRooms.end() ? nullptr : &*rule;
}

/// What is wrong with one include, or nothing. Some libraries are by habit included with quotes.
std::string wrong_with(const RoomRule& rule, const std::string& name, bool quoted,
                       const std::vector<std::string>& paths) {
    if (quoted && std::ranges::count(paths, name) > 0) {
        return any_prefix(rule.ours, name) ? "" : name + " is not for " + std::string(rule.room);
    }
    const auto allows = [&](std::string_view prefix) {
        return name.starts_with(prefix) && !(quoted && prefix.empty());
    };
    if (!quoted && is_system_header(name)) return "";
    if (std::ranges::any_of(kForeignEverywhere, allows)) return "";
    if (std::ranges::any_of(rule.foreign, allows)) return "";
    return name + " is neither a file of ours nor a library for " + std::string(rule.room);
}

}  // namespace

Findings include_findings(const SourceFile& file, const std::vector<std::string>& paths) {
    static const std::regex kInclude(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
    const RoomRule* rule = rule_for(file.path);
    if (rule == nullptr) return {file.path + ": no row in the include table"};
    Findings findings;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::match_results<std::string_view::const_iterator> match;
        if (!std::regex_search(lines[i].begin(), lines[i].end(), match, kInclude)) continue;
        const std::string wrong = wrong_with(*rule, match[2].str(), match[1].str() == "\"", paths);
        if (wrong.empty()) continue;
        findings.push_back(file.path + ":" + std::to_string(i + 1) + ": " + wrong);
    }
    return findings;
}

}  // namespace lini::tidy
