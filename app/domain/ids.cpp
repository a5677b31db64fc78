#include "app/domain/ids.h"

#include <algorithm>

namespace lini {

bool is_id_text(std::string_view text) {
    constexpr std::size_t kIdBytesMax = 64;
    constexpr std::string_view kMarks = "-_./:";
    if (text.empty() || text.size() > kIdBytesMax) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        const bool digit = c >= '0' && c <= '9';
        return letter || digit || kMarks.find(c) != std::string_view::npos;
    });
}

std::string to_string(const EventId& id) {
    return id.terminal.str() + "/" + std::to_string(id.incarnation) + "/" +
           std::to_string(id.seq);
}

}  // namespace lini
