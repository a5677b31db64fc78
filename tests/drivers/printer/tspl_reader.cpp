// TSPL as a printer reads it: lines of a command and its parameters, pictures of counted bytes,
// and <ESC>! obeyed wherever it stands, within a picture too.
#include <cmath>

#include "tests/drivers/printer/paper.h"

namespace lini::test {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

/// Parameters between commas; quoted ones without their quotes, \["] as a quote.
std::vector<std::string> parameters(std::string_view rest) {
    std::vector<std::string> out(1);
    bool quoted = false;
    while (!rest.empty()) {
        if (quoted && rest.starts_with("\\[\"]")) {
            out.back() += '"';
            rest.remove_prefix(4);
            continue;
        }
        if (quoted && rest.starts_with("\\[")) throw NotUnderstood("escape");
        const char c = rest.front();
        rest.remove_prefix(1);
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    if (quoted) throw NotUnderstood("quote not closed");
    return out;
}

/// "128M": "!" and three digits are a value, subset C takes digits in pairs.
std::vector<int> code128_values(std::string_view data) {
    std::vector<int> values;
    char subset = 'B';
    while (!data.empty()) {
        std::size_t taken = 1;
        if (data.front() == '!') {
            taken = 4;
            const int value = number(data.substr(1, 3));
            if (value == 105 || value == 99) subset = 'C';
            if (value == 104 || value == 100) subset = 'B';
            values.push_back(value);
        } else if (subset == 'C') {
            taken = 2;
            values.push_back(number(data.substr(0, 2)));
        } else {
            values.push_back(data.front() - ' ');
        }
        data.remove_prefix(taken);
    }
    return values;
}

class Reader {
public:
    Reader(std::string_view bytes, double dots_per_mm) : rest_(bytes), dots_per_mm_(dots_per_mm) {}

    std::vector<Printed> read() {
        for (std::size_t at = rest_.find("\x1b!"); at != std::string_view::npos;
             at = rest_.find("\x1b!", at + 1)) {
            if (rest_.substr(at + 2, 1) != ".") throw NotUnderstood("<ESC>! in a job");
        }
        while (!rest_.empty()) line();
        return std::move(labels_);
    }

private:
    void line() {
        if (rest_.starts_with("\x1b!.")) rest_.remove_prefix(3);
        if (rest_.starts_with("BITMAP ")) return bitmap();
        const std::size_t end = rest_.find('\n');
        if (end == std::string_view::npos) throw NotUnderstood("line not ended");
        std::string_view text = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        if (text.ends_with('\r')) text.remove_suffix(1);
        if (text.empty()) return;
        const std::size_t space = std::min(text.find(' '), text.size());
        run(text.substr(0, space), parameters(text.substr(std::min(space + 1, text.size()))));
    }

    void run(std::string_view name, const std::vector<std::string>& p) {
        const auto n = [&](std::size_t i) { return number(p.at(i)); };
        if (name == "SIZE") {
            const auto side = [&](const std::string& mm) {
                return static_cast<int>(std::lround(std::stod(mm) * dots_per_mm_));
            };
            width_ = side(p.at(0));
            height_ = side(p.at(1));
        } else if (name == "CLS") {
            now_ = Printed{Paper(width_, height_), {}};
        } else if (name == "TEXT") {
            now_.texts.push_back(p.at(6));
        } else if (name == "BAR") {
            now_.paper.fill(n(0), n(1), n(2), n(3));
        } else if (name == "BOX") {
            const int wide = n(2) - n(0);
            const int high = n(3) - n(1);
            now_.paper.fill(n(0), n(1), wide, n(4));
            now_.paper.fill(n(0), n(3) - n(4), wide, n(4));
            now_.paper.fill(n(0), n(1), n(4), high);
            now_.paper.fill(n(2) - n(4), n(1), n(4), high);
        } else if (name == "BARCODE" && p.at(2) == "128M") {
            now_.paper.code128(n(0), n(1), n(6), n(3), code128_values(p.at(8)));
        } else if (name == "DMATRIX" && p.at(4) == "c126") {
            matrix(p);
        } else if (name == "QRCODE") {
            now_.paper.qr(n(0), n(1), n(3), p.at(8));
        } else if (name == "PRINT") {
            if (p.size() != 2 || n(0) != 1 || n(1) != 1) throw NotUnderstood("not one label");
            labels_.push_back(now_);
        } else if (name != "DIRECTION" && name != "REFERENCE" && name != "SHIFT") {
            throw NotUnderstood("command " + std::string(name));
        }
    }

    void matrix(const std::vector<std::string>& p) {
        std::string data = p.at(6);
        const bool gs1 = data.starts_with("~1");
        if (gs1) data.erase(0, 2);
        for (std::size_t at = data.find("~1"); at != std::string::npos; at = data.find("~1")) {
            data.replace(at, 2, "\x1d");
        }
        now_.paper.data_matrix(number(p.at(0)), number(p.at(1)), number(p.at(5).substr(1)), data,
                               gs1);
    }

    void bitmap() {
        rest_.remove_prefix(7);
        std::vector<int> values;
        while (values.size() < 5) {
            const std::size_t comma = rest_.find(',');
            values.push_back(number(rest_.substr(0, comma)));
            rest_.remove_prefix(comma + 1);
        }
        const auto bytes =
            static_cast<std::size_t>(values[2]) * static_cast<std::size_t>(values[3]);
        if (rest_.size() < bytes + 2) throw NotUnderstood("picture cut off");
        now_.paper.picture(values[0], values[1], values[2], rest_.substr(0, bytes), false);
        rest_.remove_prefix(bytes);
        if (!rest_.starts_with(kLineEnd)) throw NotUnderstood("picture longer than it says");
        rest_.remove_prefix(kLineEnd.size());
    }

    std::string_view rest_;
    const double dots_per_mm_;
    int width_ = 0;
    int height_ = 0;
    Printed now_;
    std::vector<Printed> labels_;
};

}  // namespace

std::vector<Printed> read_tspl(std::string_view bytes, double dots_per_mm) {
    return Reader(bytes, dots_per_mm).read();
}

}  // namespace lini::test
