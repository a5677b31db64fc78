#include "app/play/player_parts.h"

#include <charconv>
#include <fstream>
#include <sstream>

namespace lini {

std::optional<int> whole_number(const std::string& text) {
    int number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return number;
}

Error unreadable_line(const std::string& usage) { return {"scenario_unreadable", usage}; }

Result<std::string> bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf())) return fail("file_unreadable", path.string());
    return text.str();
}

std::string escaped(const std::string& bytes) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F && c != '\\') {
            text += c;
        } else {
            text.append("\\x").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
        }
    }
    return text;
}

Result<void> expect(bool holds, const std::string& otherwise) {
    if (!holds) return fail("does_not_hold", otherwise);
    return {};
}

}  // namespace lini
