// Checks of how the source tree is written, as pure functions from a file's text to what is wrong
// with it; tidy_test.cpp holds them against the tree and against snippets that must be reported.
// Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lini::tidy {

/// A file of the tree; `path` is relative to its root and uses '/'.
struct SourceFile {
    std::string path;
    std::string text;
};

/// What is wrong and where, ready to print: "app/ui/text.cpp:12: line of 104 columns".
using Findings = std::vector<std::string>;

inline constexpr std::size_t kColumnsMax = 100;
inline constexpr std::size_t kFileLinesMax = 400;
inline constexpr std::size_t kMainLinesMax = 120;
inline constexpr std::size_t kFunctionLinesMax = 80;

/// C++ source or header, by its name.
bool is_cpp(std::string_view path);

/// Lines too wide (in code points) and too many, tabs, blanks at line ends, a missing last
/// newline, a to-do without the number of its issue, the name of a test that Catch2 takes for a
/// filter, a header without purpose or include guard.
Findings layout_findings(const SourceFile& file);

/// Functions longer than kFunctionLinesMax. Finds them by braces, so it relies on the layout that
/// .clang-format gives: a space before the brace of a body and none before `{}` of a value.
Findings function_findings(const SourceFile& file);

/// Names borne by two files; `CMakeLists.txt`, `README.md`, `run` and fuzz seeds may repeat.
Findings name_findings(const std::vector<std::string>& paths);

/// The text with comments, literals and preprocessor lines blanked; line breaks stay.
std::string without_comments_and_literals(std::string_view text);

std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace lini::tidy
