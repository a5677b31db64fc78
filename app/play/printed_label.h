// What a printed job says, read from its ZPL as far as a scenario asks: bytes, and the GS1 fields
// of its human readable lines. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lini {

/// The field data of each ^FD … ^FS, with ^FH hexadecimal escapes resolved (Zebra, ZPL II
/// Programming Guide, ^FD and ^FH).
std::vector<std::string> zpl_field_data(std::string_view zpl);

/// True when some line reads "(ai)value", followed by another field or the line's end.
bool has_gs1_field(std::string_view zpl, std::string_view ai, std::string_view value);

}  // namespace lini
