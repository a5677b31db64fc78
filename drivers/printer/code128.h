// Code 128 as a list of what to encode in which subset: every language that draws it natively
// needs the same choice of subsets, and the width of the symbol follows from it.
// Source: ISO/IEC 15417, section 4.3 and annex E. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"

namespace lini {

enum class Code128Step {
    start_b,
    start_c,
    code_b,  // Switch from subset C to B.
    fnc1,
    character,  // One printable ASCII character, subset B.
    pair,       // Two digits, subset C.
};

struct Code128Symbol {
    Code128Step step = Code128Step::character;
    std::string text;  // For `character` and `pair`.
};

/// `data` holds printable ASCII; '\x1d' is FNC1. With `gs1` an FNC1 comes first. Digits at the
/// start go in pairs (subset C), all the rest in subset B: the way back from B to C would save a
/// few millimetres, and ZPL emulations get it wrong (zebrash draws ">5" as FNC4). Error
/// "label_unencodable" for anything else, and for empty data.
Result<std::vector<Code128Symbol>> code128_symbols(std::string_view data, bool gs1);

/// The symbol itself, module by module from the left, true where it is dark: with check character
/// and stop pattern, without quiet zones.
std::vector<bool> code128_bars(const std::vector<Code128Symbol>& symbols);

/// Width in modules, with check character and stop pattern, without quiet zones.
int code128_modules(const std::vector<Code128Symbol>& symbols);

}  // namespace lini
