#include "drivers/printer/code128.h"

#include <cstddef>

namespace lini {
namespace {

constexpr char kFnc1 = '\x1d';
constexpr int kModulesPerSymbol = 11;
constexpr int kStopModules = 13;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits at the start; an FNC1 between two pairs is passed over, since both subsets have it.
std::size_t leading_digits(std::string_view data) {
    std::size_t count = 0;
    for (const char c : data) {
        if (c == kFnc1 && count % 2 == 0) continue;
        if (!is_digit(c)) break;
        ++count;
    }
    return count;
}

/// A pair that leaves no single last character: emulations lose a lone one behind a switch
/// (zebrash does), and a third digit in subset B costs one symbol at most.
bool is_good_pair(std::string_view rest) {
    return rest.size() >= 2 && is_digit(rest[0]) && is_digit(rest[1]) && rest.size() != 3;
}

}  // namespace

Result<std::vector<Code128Symbol>> code128_symbols(std::string_view data, bool gs1) {
    if (data.empty()) return fail("label_unencodable", "code 128: no data");
    for (const char c : data) {
        const bool printable = c >= ' ' && c <= '~';
        if (!printable && c != kFnc1) return fail("label_unencodable", "code 128: not ASCII");
    }
    const std::size_t leading = leading_digits(data);
    bool in_c = leading >= 4 || (leading == 2 && data.size() == 2);
    std::vector<Code128Symbol> out;
    out.push_back({in_c ? Code128Step::start_c : Code128Step::start_b, {}});
    if (gs1) out.push_back({Code128Step::fnc1, {}});
    std::string_view rest = data;
    while (!rest.empty()) {
        if (rest.front() == kFnc1) {
            out.push_back({Code128Step::fnc1, {}});
            rest.remove_prefix(1);
        } else if (in_c && is_good_pair(rest)) {
            out.push_back({Code128Step::pair, std::string(rest.substr(0, 2))});
            rest.remove_prefix(2);
        } else if (in_c) {
            out.push_back({Code128Step::code_b, {}});
            in_c = false;
        } else {
            out.push_back({Code128Step::character, std::string(rest.substr(0, 1))});
            rest.remove_prefix(1);
        }
    }
    return out;
}

int code128_modules(const std::vector<Code128Symbol>& symbols) {
    const int count = static_cast<int>(symbols.size()) + 1;  // With the check character.
    return count * kModulesPerSymbol + kStopModules;
}

}  // namespace lini
