// GS1 Digital Link URIs.
#include <algorithm>
#include <optional>

#include "app/domain/gs1.h"
#include "app/domain/gs1_dictionary.h"

namespace lini::gs1 {
namespace {

constexpr std::size_t kUriBytesMax = 2048;
constexpr std::size_t kGtinDigits = 14;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// %XX as its byte. Nothing for a broken escape.
std::optional<std::string> unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        parts.push_back(text.substr(0, end));
        if (end == text.size()) return parts;
        text.remove_prefix(end + 1);
    }
}

/// The path behind "https://host", without query and fragment; and the query.
struct Uri {
    std::string_view path;
    std::string_view query;
};

std::optional<Uri> taken_apart(std::string_view uri) {
    const auto same = [](char a, char b) { return (a | 0x20) == b; };
    for (const std::string_view scheme : {"https://", "http://"}) {
        const std::string_view start = uri.substr(0, scheme.size());
        if (!std::equal(start.begin(), start.end(), scheme.begin(), scheme.end(), same)) continue;
        std::string_view rest = uri.substr(scheme.size());
        rest = rest.substr(0, rest.find('#'));
        Uri out;
        const std::size_t query = rest.find('?');
        if (query != std::string_view::npos) out.query = rest.substr(query + 1);
        rest = rest.substr(0, query);
        const std::size_t slash = rest.find('/');
        if (slash == std::string_view::npos || slash == 0) return std::nullopt;
        out.path = rest.substr(slash + 1);
        return out;
    }
    return std::nullopt;
}

/// Whether the qualifiers from `at` on are of one alternative and in its order.
bool in_order(const std::vector<std::string_view>& segments, std::size_t at,
              const AiPatterns& allowed) {
    std::size_t next = 0;
    for (; at < segments.size(); at += 2) {
        while (next < allowed.size() && allowed[next] != segments[at]) ++next;
        if (next++ == allowed.size()) return false;
    }
    return true;
}

/// Where the key stands: the last place from which all the rest are its qualifiers. What is before
/// it is the resolver's own.
std::optional<std::size_t> key_place(const std::vector<std::string_view>& segments) {
    for (std::size_t back = 2; back <= segments.size(); back += 2) {
        const std::size_t at = segments.size() - back;
        const Identifier* identifier = find_identifier(segments[at]);
        if (identifier == nullptr || !identifier->link_key) continue;
        const bool alone = back == 2;
        const auto fits = [&](const AiPatterns& allowed) {
            return in_order(segments, at + 2, allowed);
        };
        const auto& alternatives = identifier->link_qualifiers;
        if (alone || std::any_of(alternatives.begin(), alternatives.end(), fits)) return at;
    }
    return std::nullopt;
}

Result<void> add(std::vector<Field>& fields, std::string_view ai, std::string_view escaped) {
    const std::optional<std::string> value = unescaped(escaped);
    if (!value) return fail("gs1_charset", "(" + std::string(ai) + ")");
    Field field{std::string(ai), *value};
    // Links may leave out a GTIN's leading zeros.
    const bool gtin =
        ai == "01" && (value->size() == 8 || value->size() == 12 || value->size() == 13);
    if (gtin) field.value.insert(0, kGtinDigits - value->size(), '0');
    const std::string_view fault = fault_in(*find_identifier(ai), field.value);
    if (!fault.empty()) return fail(std::string(fault), "(" + field.ai + ")");
    fields.push_back(std::move(field));
    return {};
}

}  // namespace

Result<std::vector<Field>> parse_digital_link(std::string_view uri) {
    const std::optional<Uri> parts =
        uri.size() <= kUriBytesMax ? taken_apart(uri) : std::optional<Uri>();
    if (!parts) return fail("gs1_no_link");
    std::vector<std::string_view> segments = split(parts->path, "/");
    if (segments.back().empty()) segments.pop_back();
    const std::optional<std::size_t> key = key_place(segments);
    if (!key) return fail("gs1_no_link");
    std::vector<Field> fields;
    for (std::size_t at = *key; at < segments.size(); at += 2) {
        const Result<void> added = add(fields, segments[at], segments[at + 1]);
        if (!added) return pass_on(added);
    }
    for (const std::string_view pair : split(parts->query, "&;")) {
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const Identifier* identifier = find_identifier(pair.substr(0, equals));
        if (identifier == nullptr || !identifier->link_attribute) continue;
        const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
        const Result<void> added = add(fields, pair.substr(0, equals), value);
        if (!added) return pass_on(added);
    }
    return fields;
}

}  // namespace lini::gs1
