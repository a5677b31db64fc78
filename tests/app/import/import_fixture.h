// What the tests of the import room share: the shipped playbooks, a hash that needs no library,
// and ways to say what a file must be refused for. One thread.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "app/import/document.h"

namespace lini::test {

/// 64 hex digits that change with the bytes: enough to tell contents apart.
inline std::string fake_sha256_hex(std::string_view bytes) {
    const std::size_t h = std::hash<std::string_view>{}(bytes);
    return fmt::format("{:016x}{:016x}{:016x}{:016x}", h, ~h, h * 3, bytes.size());
}

inline std::string read_asset(const std::string& path) {
    std::ifstream in(LINI_SOURCE_DIR "/assets/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline Playbooks shipped_playbooks() {
    return *read_playbooks(LINI_SOURCE_DIR "/assets/playbooks", fake_sha256_hex);
}

inline Parsed<ImportBatch> import_text(const std::string& json) {
    return read_documents("test.json", json, shipped_playbooks(), fake_sha256_hex);
}

/// Of this process alone: test cases run side by side.
inline std::filesystem::path scratch(const std::string& name) {
    return std::filesystem::temp_directory_path() / fmt::format("lini-{}-{}", name, ::getpid());
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) return "<" + from + " is not in the text>";
    return text.replace(at, from.size(), to);
}

/// All problems in one line each, or "accepted".
template <typename T>
std::string verdict(const Parsed<T>& parsed) {
    if (parsed) return "accepted";
    std::string text;
    for (const Problem& problem : parsed.error()) text += to_string(problem) + "\n";
    return text;
}

template <typename T>
bool refused_with(const Parsed<T>& parsed, const std::string& key, const std::string& pointer) {
    if (parsed) return false;
    return std::ranges::any_of(
        parsed.error(), [&](const Problem& p) { return p.key == key && p.pointer == pointer; });
}

}  // namespace lini::test
