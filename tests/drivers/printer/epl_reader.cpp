// EPL2 as a printer reads it: one command a line, pictures of counted bytes.
#include "tests/drivers/printer/paper.h"

namespace lini::test {
namespace {

constexpr int kStartB = 104;
constexpr int kStartC = 105;

/// Parameters between commas; quoted ones without their quotes, a backslash makes the next
/// character itself.
std::vector<std::string> parameters(std::string_view rest) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (quoted && rest[i] == '\\') {
            if (++i == rest.size()) throw NotUnderstood("escape");
            out.back() += rest[i];
        } else if (rest[i] == '"') {
            quoted = !quoted;
        } else if (rest[i] == ',' && !quoted) {
            out.emplace_back();
        } else {
            out.back() += rest[i];
        }
    }
    if (quoted) throw NotUnderstood("quote not closed");
    return out;
}

std::vector<int> code128_values(const std::string& kind, const std::string& data) {
    if (kind != "1B" && kind != "1C") throw NotUnderstood("bar code " + kind);
    const bool pairs = kind == "1C";
    std::vector<int> values{pairs ? kStartC : kStartB};
    for (std::size_t i = 0; i < data.size(); i += pairs ? 2 : 1) {
        values.push_back(pairs ? number(data.substr(i, 2)) : data[i] - ' ');
    }
    return values;
}

class Reader {
public:
    Reader(std::string_view bytes, int height_dots) : rest_(bytes), height_(height_dots) {}

    std::vector<Printed> read() {
        while (!rest_.empty()) {
            if (rest_.starts_with("GW")) {
                picture();
                continue;
            }
            const std::size_t end = rest_.find('\n');
            if (end == std::string_view::npos) throw NotUnderstood("line not ended");
            if (end > 0) run(rest_.substr(0, end));
            rest_.remove_prefix(end + 1);
        }
        return std::move(labels_);
    }

private:
    void run(std::string_view line) {
        const std::vector<std::string> p = parameters(line.substr(line.starts_with("LO") ? 2 : 1));
        const auto n = [&](std::size_t i) { return number(p.at(i)); };
        if (line == "N") {
            now_ = Printed{Paper(width_, height_), {}};
        } else if (line == "P1") {
            labels_.push_back(now_);
        } else if (line.front() == 'q') {
            width_ = n(0);
        } else if (line.front() == 'A') {
            now_.texts.push_back(p.at(7));
        } else if (line.starts_with("LO")) {
            now_.paper.fill(n(0), n(1), n(2), n(3));
        } else if (line.front() == 'X') {
            now_.paper.fill(n(0), n(1), n(3) - n(0), n(2));
            now_.paper.fill(n(0), n(4) - n(2), n(3) - n(0), n(2));
            now_.paper.fill(n(0), n(1), n(2), n(4) - n(1));
            now_.paper.fill(n(3) - n(2), n(1), n(2), n(4) - n(1));
        } else if (line.front() == 'B') {
            now_.paper.code128(n(0), n(1), n(4), n(6), code128_values(p.at(3), p.at(8)));
        } else if (line != "R0,0" && line != "ZT" && line != "^@") {
            throw NotUnderstood("command " + std::string(line));
        }
    }

    void picture() {
        rest_.remove_prefix(2);
        std::vector<int> values;
        while (values.size() < 4) {
            const std::size_t comma = rest_.find(',');
            values.push_back(number(rest_.substr(0, comma)));
            rest_.remove_prefix(comma + 1);
        }
        const auto bytes =
            static_cast<std::size_t>(values[2]) * static_cast<std::size_t>(values[3]);
        if (rest_.size() < bytes + 1) throw NotUnderstood("picture cut off");
        now_.paper.picture(values[0], values[1], values[2], rest_.substr(0, bytes), false);
        if (rest_[bytes] != '\n') throw NotUnderstood("picture longer than it says");
        rest_.remove_prefix(bytes + 1);
    }

    std::string_view rest_;
    int width_ = 0;
    const int height_;
    Printed now_;
    std::vector<Printed> labels_;
};

}  // namespace

std::vector<Printed> read_epl(std::string_view bytes, int height_dots) {
    return Reader(bytes, height_dots).read();
}

}  // namespace lini::test
