#include "app/play/scenario.h"

#include <date/date.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <regex>
#include <sstream>
#include <utility>

#include "app/base/utf8.h"
#include "drivers/transport/replay.h"

namespace lini {
namespace {

/// Splits at blanks outside quotes. Escapes stay as written except \", which only quotes know.
Result<std::vector<std::string>> split_words(std::string_view line) {
    std::vector<std::string> words;
    bool in_word = false;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool blank = c == ' ' || c == '\t';
        if (!quoted && blank) {
            in_word = false;
            continue;
        }
        if (!in_word) words.emplace_back();
        in_word = true;
        if (c == '"') {
            quoted = !quoted;
        } else if (c == '\\' && i + 1 < line.size()) {
            if (line[i + 1] != '"') words.back() += c;
            words.back() += line[++i];
        } else {
            words.back() += c;
        }
    }
    if (quoted) return fail("scenario_unreadable", "a quote is open");
    return words;
}

Result<void> check_step(const ScenarioLine& step) {
    const auto& verbs = scenario_verbs();
    const auto row = std::find_if(verbs.begin(), verbs.end(),
                                  [&](const VerbRow& verb) { return verb.name == step.verb; });
    if (row == verbs.end()) return fail("scenario_unreadable", "no such verb: " + step.verb);
    if (step.args.size() < row->min_args || step.args.size() > row->max_args) {
        return fail("scenario_unreadable", "wrong number of arguments for " + step.verb);
    }
    return {};
}

/// Nothing for a line that says nothing.
Result<std::optional<ScenarioLine>> parse_line(std::string_view line, int number) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (!is_valid_utf8(line)) return fail("scenario_unreadable", "not UTF-8");
    const auto words = split_words(line);
    if (!words) return pass_on(words);
    if (words->empty() || line[line.find_first_not_of(" \t")] == '#') return std::nullopt;

    ScenarioLine step;
    step.line = number;
    step.text = line;
    step.verb = words->front();
    for (auto word = words->begin() + 1; word != words->end(); ++word) {
        auto bytes = unescape_bytes(*word);
        if (!bytes) return fail("scenario_unreadable", "unknown escape in " + *word);
        step.args.push_back(std::move(*bytes));
    }
    if (const auto checked = check_step(step); !checked) return pass_on(checked);
    return step;
}

}  // namespace

const std::vector<VerbRow>& scenario_verbs() {
    constexpr std::size_t kMany = 32;
    static const std::vector<VerbRow> verbs = {
        {"import", 1, 1}, {"lini", 1, kMany}, {"fails", 2, kMany}, {"clock", 2, 2},
        {"wait", 1, 8},   {"scan", 1, 3},     {"type", 1, 1},      {"tap", 1, 2},
        {"enter", 1, 1},  {"see", 1, 2},      {"unseen", 1, 2},
        {"said", 1, 2},   {"playbook", 1, 2}, {"drop", 1, 1},    {"printed", 1, 4},
        {"plug", 3, 4},    {"unplug", 1, 1},  {"send", 2, 2},
        {"printer", 1, 2}, {"erp", 1, 1},     {"billed", 1, 1},    {"kill", 0, 3},
        {"terminate", 0, 0}, {"sealed", 0, 0}, {"unsealed", 0, 0},
        {"restart", 0, 0}, {"station", 1, 1}, {"status", 3, 3},  {"shot", 1, 1},  {"lang", 1, 1},
        {"size", 1, 1},   {"theme", 1, 1},    {"logged", 1, 1},    {"unlogged", 1, 1},
        {"file", 2, 2},   {"camera", 1, 1},
    };
    return verbs;
}

Result<std::vector<ScenarioLine>> parse_scenario(std::string_view text) {
    if (text.size() > kScenarioBytesMax) return fail("scenario_unreadable", "too large");
    std::vector<ScenarioLine> steps;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        auto step = parse_line(text.substr(0, end), ++number);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!step) {
            return fail(step.error().code,
                        "line " + std::to_string(number) + ": " + step.error().detail);
        }
        if (*step) steps.push_back(std::move(**step));
    }
    return steps;
}

Result<std::vector<ScenarioLine>> read_scenario(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf())) return fail("file_unreadable", path);
    return parse_scenario(text.str());
}

std::optional<std::int64_t> parse_duration_us(std::string_view text) {
    constexpr std::int64_t kSecond = 1'000'000;
    constexpr std::int64_t kDayMax = 4000;
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> units = {
        {{"ms", kSecond / 1000}, {"s", kSecond}, {"m", 60 * kSecond}, {"h", 3600 * kSecond},
         {"d", 86400 * kSecond}}};
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 0) return std::nullopt;
    const std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    for (const auto& [name, factor] : units) {
        if (unit != name) continue;
        if (number > kDayMax * 86400 * kSecond / factor) return std::nullopt;
        return number * factor;
    }
    return std::nullopt;
}

std::optional<std::int64_t> parse_moment_us(const std::string& text) {
    // The library's parser overflows on an offset without digits.
    static const std::regex kForm(
        R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d))");
    constexpr std::size_t kBytesMax = 40;
    if (text.size() > kBytesMax || !std::regex_match(text, kForm)) return std::nullopt;
    std::string offset_form = text;
    if (text.ends_with('Z')) offset_form.replace(text.size() - 1, 1, "+00:00");
    std::istringstream in(offset_form);
    date::sys_time<std::chrono::microseconds> moment;
    in >> date::parse("%FT%T%Ez", moment);
    if (in.fail() || in.peek() != std::istringstream::traits_type::eof()) return std::nullopt;
    return moment.time_since_epoch().count();
}

std::optional<SizePx> parse_size(std::string_view text) {
    SizePx size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    if (width.ec != std::errc() || width.ptr == end || *width.ptr != 'x') return std::nullopt;
    const auto height = std::from_chars(width.ptr + 1, end, size.height);
    if (height.ec != std::errc() || height.ptr != end) return std::nullopt;
    if (size.width < 320 || size.width > 7680 || size.height < 240 || size.height > 4320) {
        return std::nullopt;
    }
    return size;
}

}  // namespace lini
