#include "app/import/clean_text.h"

#include "app/base/utf8.h"

namespace lini {

std::optional<std::string> unclean(std::string_view text, std::size_t bytes_max) {
    if (text.empty()) return "text_empty";
    if (text.size() > bytes_max) return "text_long";
    if (text.front() == ' ' || text.back() == ' ') return "text_edges";
    while (!text.empty()) {
        const CodePoint point = next_code_point(text);
        if (!point.valid || is_unprintable(point.value)) return "text_unprintable";
        text.remove_prefix(point.length);
    }
    return std::nullopt;
}

}  // namespace lini
