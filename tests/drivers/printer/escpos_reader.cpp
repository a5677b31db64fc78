// ESC/POS as far as labels use it: pictures one below the other, then a cut. DLE EOT, ENQ and DC4
// are obeyed wherever they stand.
#include "tests/drivers/printer/paper.h"

namespace lini::test {
namespace {

struct Strip {
    int bytes_per_row;
    std::string_view bits;
};

Printed joined(const std::vector<Strip>& strips) {
    int rows = 0;
    for (const Strip& strip : strips) {
        rows += static_cast<int>(strip.bits.size()) / strip.bytes_per_row;
    }
    Printed label{Paper(strips.empty() ? 0 : strips.front().bytes_per_row * 8, rows), {}};
    int y = 0;
    for (const Strip& strip : strips) {
        label.paper.picture(0, y, strip.bytes_per_row, strip.bits, true);
        y += static_cast<int>(strip.bits.size()) / strip.bytes_per_row;
    }
    return label;
}

}  // namespace

std::vector<Printed> read_escpos(std::string_view bytes) {
    for (const std::string_view real_time : {"\x10\x04", "\x10\x05", "\x10\x14"}) {
        if (bytes.find(real_time) != std::string_view::npos) throw NotUnderstood("real time");
    }
    std::vector<Printed> labels;
    std::vector<Strip> strips;
    while (!bytes.empty()) {
        if (bytes.front() == '\0') {
            bytes.remove_prefix(1);
        } else if (bytes.starts_with("\x1b@")) {
            bytes.remove_prefix(2);
        } else if (bytes.starts_with(std::string_view("\x1dVB\0", 4))) {
            bytes.remove_prefix(4);
            labels.push_back(joined(strips));
            strips.clear();
        } else if (bytes.starts_with(std::string_view("\x1dv0\0", 4)) && bytes.size() > 8) {
            const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
            const int per_row = byte(4) + 256 * byte(5);
            const int rows = byte(6) + 256 * byte(7);
            const auto count = static_cast<std::size_t>(per_row) * static_cast<std::size_t>(rows);
            bytes.remove_prefix(8);
            if (count == 0 || bytes.size() < count) throw NotUnderstood("picture cut off");
            strips.push_back({per_row, bytes.substr(0, count)});
            bytes.remove_prefix(count);
        } else {
            throw NotUnderstood("byte " + std::to_string(bytes.front()));
        }
    }
    if (!strips.empty()) throw NotUnderstood("label not cut");
    return labels;
}

}  // namespace lini::test
