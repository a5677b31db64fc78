#include "tests/tidy_checks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <regex>

namespace lini::tidy {
namespace {

std::string at(const SourceFile& file, std::size_t line, const std::string& what) {
    return file.path + ":" + std::to_string(line) + ": " + what;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::size_t columns_of(std::string_view line) {
    return static_cast<std::size_t>(std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// A to-do is worth keeping only where somebody will find it: `(#12)` follows its mark.
bool has_unowned_to_do(std::string_view line) {
    // Written in two halves, or this file would report itself.
    static const std::regex kMark(std::string(R"(\b(TO)") + R"(DO|FIX)" + R"(ME)\b(?!\(#\d+\)))");
    return std::regex_search(line.begin(), line.end(), kMark);
}

/// Catch2 takes a test by its name for a filter: `~` leaves it out and `*` is any text, so that
/// ctest would run all the others; `[` would be a tag.
bool names_a_test_like_a_filter(std::string_view line) {
    static const std::regex kName(R"(\bTEST_CASE\w*\("[~*[])");
    return std::regex_search(line.begin(), line.end(), kName);
}

void check_line(const SourceFile& file, std::string_view line, std::size_t number,
                Findings& findings) {
    if (columns_of(line) > kColumnsMax) {
        findings.push_back(
            at(file, number, "line of " + std::to_string(columns_of(line)) + " columns"));
    }
    if (line.find('\t') != std::string_view::npos) findings.push_back(at(file, number, "tab"));
    if (!line.empty() && (line.back() == ' ' || line.back() == '\r')) {
        findings.push_back(at(file, number, "blank at the end of the line"));
    }
    if (has_unowned_to_do(line)) {
        findings.push_back(at(file, number, "to-do without the number of its issue"));
    }
    if (names_a_test_like_a_filter(line)) {
        findings.push_back(at(file, number, "name of a test that Catch2 takes for a filter"));
    }
}

/// Takes a text apart by hand: a regular expression cannot tell `'"'` from the start of a string.
class Blanker {
public:
    explicit Blanker(std::string_view text) : text_(text), out_(text) {}

    std::string run() {
        while (i_ < text_.size()) {
            if (starts("//"))
                blank_until("\n", 0);
            else if (starts("/*"))
                blank_until("*/", 2);
            else if (starts("R\"") && !(i_ > 0 && is_word(text_[i_ - 1])))
                blank_raw();
            else if (text_[i_] == '"')
                blank_literal('"');
            else if (text_[i_] == '\'' && !(i_ > 0 && is_word(text_[i_ - 1])))
                blank_literal('\'');
            else if (text_[i_] == '#' && line_is_blank_so_far())
                blank_directive();
            else
                ++i_;
        }
        return out_;
    }

private:
    bool starts(std::string_view mark) const { return text_.substr(i_).starts_with(mark); }

    bool line_is_blank_so_far() const {
        for (std::size_t k = i_; k > 0 && text_[k - 1] != '\n'; --k) {
            if (text_[k - 1] != ' ') return false;
        }
        return true;
    }

    void blank_to(std::size_t end) {
        for (; i_ < std::min(end, text_.size()); ++i_) {
            if (text_[i_] != '\n') out_[i_] = ' ';
        }
    }

    void blank_until(std::string_view mark, std::size_t also) {
        const std::size_t end = text_.find(mark, i_ + also);
        blank_to(end == std::string_view::npos ? text_.size() : end + also);
    }

    void blank_raw() {
        const std::size_t open = text_.find('(', i_);
        if (open == std::string_view::npos) return blank_to(text_.size());
        const std::string close = ")" + std::string(text_.substr(i_ + 2, open - i_ - 2)) + "\"";
        blank_until(close, close.size());
    }

    void blank_literal(char quote) {
        std::size_t end = i_ + 1;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
            end += text_[end] == '\\' ? 2u : 1u;
        }
        blank_to(end + 1);
    }

    void blank_directive() {
        std::size_t end = i_;
        while (end < text_.size() && !(text_[end] == '\n' && text_[end - 1] != '\\')) ++end;
        blank_to(end);
    }

    std::string_view text_;
    std::string out_;
    std::size_t i_ = 0;
};

/// `template <…>` and `[[…]]` in front of a declaration say nothing of what it declares.
std::string without_template_head(std::string head) {
    static const std::regex kAttribute(R"(\[\[[^\]]*\]\])");
    head = std::regex_replace(head, kAttribute, "");
    const std::size_t start = head.find_first_not_of(" \n");
    if (start == std::string::npos) return "";
    head.erase(0, start);
    if (!head.starts_with("template")) return head;
    std::size_t i = head.find('<');
    for (int depth = 0; i < head.size(); ++i) {
        if (head[i] == '<') ++depth;
        if (head[i] == '>' && --depth == 0) break;
    }
    return i >= head.size() ? head : without_template_head(head.substr(i + 1));
}

enum class Brace { scope, function, value };

/// What the brace after `head` opens; `head` is the text since the last `;`, `{` or `}`.
Brace brace_after(const std::string& text) {
    static constexpr std::array<std::string_view, 5> kScopes = {"class", "struct", "namespace",
                                                                "enum", "union"};
    const std::string head = without_template_head(text);
    if (!head.empty() && head.back() != ' ' && head.back() != '\n' && head.back() != ')') {
        return Brace::value;
    }
    const std::size_t last = head.find_last_not_of(" \n");
    if (last == std::string::npos) return Brace::scope;
    if (std::string_view("=,(").find(head[last]) != std::string_view::npos) return Brace::value;
    const auto opens = [&](std::string_view word) {
        return head.starts_with(word) && !is_word(head[word.size()]);
    };
    if (std::ranges::any_of(kScopes, opens)) return Brace::scope;
    return head.find('(') == std::string::npos ? Brace::scope : Brace::function;
}

}  // namespace

bool is_cpp(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".h"); }

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string without_comments_and_literals(std::string_view text) { return Blanker(text).run(); }

Findings layout_findings(const SourceFile& file) {
    Findings findings;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) check_line(file, lines[i], i + 1, findings);
    const std::size_t most = file.path == "app/main.cpp" ? kMainLinesMax : kFileLinesMax;
    if (lines.size() > most) {
        findings.push_back(at(file, lines.size(), "more than " + std::to_string(most) + " lines"));
    }
    if (!file.text.empty() && file.text.back() != '\n') {
        findings.push_back(at(file, lines.size(), "no line break at the end"));
    }
    if (!file.path.ends_with(".h")) return findings;
    if (!file.text.starts_with("//")) findings.push_back(at(file, 1, "header without a purpose"));
    if (file.text.find("\n#pragma once\n") == std::string::npos) {
        findings.push_back(at(file, 1, "header without #pragma once"));
    }
    return findings;
}

Findings function_findings(const SourceFile& file) {
    const std::string text = without_comments_and_literals(file.text);
    Findings findings;
    std::vector<Brace> open;
    std::string head;
    std::size_t line = 1;
    std::size_t began = 0;
    const auto in = [&](Brace kind) { return std::ranges::count(open, kind) > 0; };
    for (const char c : text) {
        if (c == '\n') ++line;
        if (c == '{') {
            const bool outermost = !in(Brace::function) && !in(Brace::value);
            open.push_back(outermost ? brace_after(head) : Brace::value);
            if (outermost && open.back() == Brace::function) began = line;
            if (open.back() != Brace::value) head.clear();
        } else if (c == '}' && !open.empty()) {
            const Brace closed = open.back();
            open.pop_back();
            if (closed == Brace::function && line - began + 1 > kFunctionLinesMax) {
                findings.push_back(
                    at(file, began, "function of " + std::to_string(line - began + 1) + " lines"));
            }
            if (closed != Brace::value) head.clear();
        } else if (c == ';' && !in(Brace::function) && !in(Brace::value)) {
            head.clear();
        } else if (!in(Brace::function) && !in(Brace::value)) {
            head += c;
        }
    }
    if (!open.empty()) findings.push_back(at(file, line, "braces do not match"));
    return findings;
}

Findings name_findings(const std::vector<std::string>& paths) {
    static constexpr std::array<std::string_view, 6> kMayRepeat = {
        "CMakeLists.txt", "README.md", "run", "setup", "package.json", "package-lock.json"};
    std::map<std::string, std::string> first;
    Findings findings;
    for (const std::string& path : paths) {
        const std::string name = path.substr(path.rfind('/') + 1);
        if (std::ranges::count(kMayRepeat, name) > 0 || path.starts_with("tests/fuzz/corpus/")) {
            continue;
        }
        const auto [entry, is_new] = first.emplace(name, path);
        if (!is_new) findings.push_back(path + ": named like " + entry->second);
    }
    return findings;
}

}  // namespace lini::tidy
