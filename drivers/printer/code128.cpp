#include "drivers/printer/code128.h"

#include <cstddef>
#include <iterator>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr char kFnc1 = '\x1d';
constexpr int kModulesPerSymbol = 11;
constexpr int kStopModules = 13;

// Widths of bar, space, bar, space, bar, space of each symbol value (ISO/IEC 15417, table 1).
constexpr const char* kPatterns[] = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232",
};
constexpr const char* kStop = "2331112";
constexpr int kCheckModulus = 103;

int value_of(const Code128Symbol& symbol) {
    switch (symbol.step) {
        case Code128Step::start_b: return 104;
        case Code128Step::start_c: return 105;
        case Code128Step::code_b: return 100;
        case Code128Step::fnc1: return 102;
        case Code128Step::character: return symbol.text[0] - ' ';
        case Code128Step::pair: return (symbol.text[0] - '0') * 10 + symbol.text[1] - '0';
    }
    CHECK(false);
    return 0;
}

void append_bars(std::vector<bool>& bars, const char* widths) {
    bool dark = true;
    for (; *widths != 0; ++widths, dark = !dark) {
        bars.insert(bars.end(), static_cast<std::size_t>(*widths - '0'), dark);
    }
}

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
    out.reserve(data.size() + 3);  // With start, FNC1 and a switch.
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

std::vector<bool> code128_bars(const std::vector<Code128Symbol>& symbols) {
    std::vector<bool> bars;
    int sum = 0;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const int value = value_of(symbols[i]);
        CHECK(value >= 0 && value < static_cast<int>(std::size(kPatterns)));
        append_bars(bars, kPatterns[value]);
        // The start counts once, and each symbol after it as often as its place.
        sum = (sum + value * static_cast<int>(i == 0 ? 1 : i)) % kCheckModulus;
    }
    append_bars(bars, kPatterns[sum]);
    append_bars(bars, kStop);
    return bars;
}

int code128_modules(const std::vector<Code128Symbol>& symbols) {
    const int count = static_cast<int>(symbols.size()) + 1;  // With the check character.
    return count * kModulesPerSymbol + kStopModules;
}

}  // namespace lini
