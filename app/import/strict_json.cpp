#include "app/import/strict_json.h"

#include <algorithm>
#include <utility>

#include "app/base/utf8.h"

namespace lini {
namespace {

using nlohmann::json;

struct Place {
    int line = 1;
    int column = 1;
};

/// `byte` counts from 0 and may lie at the end. Columns are bytes, as editors jump to them.
Place place_of(std::string_view bytes, std::size_t byte) {
    const std::string_view before = bytes.substr(0, std::min(byte, bytes.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t last_break = before.rfind('\n');
    const std::size_t begin = last_break == std::string_view::npos ? 0 : last_break + 1;
    return {static_cast<int>(line), static_cast<int>(before.size() - begin + 1)};
}

std::size_t first_invalid_byte(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const CodePoint point = next_code_point(bytes.substr(at));
        if (!point.valid) return at;
        at += point.length;
    }
    return at;
}

/// Builds the document from the parser's events and stops at the first fault.
class Builder final : public nlohmann::json_sax<json> {
public:
    Builder(std::string_view bytes, int depth_max) : bytes_(bytes), depth_max_(depth_max) {}

    json take() { return std::move(root_); }
    const Problem& problem() const { return problem_; }

    bool null() override { return add(json(nullptr)); }
    bool boolean(bool value) override { return add(json(value)); }
    bool number_integer(number_integer_t value) override { return add(json(value)); }
    bool number_unsigned(number_unsigned_t value) override {
        if (!std::in_range<std::int64_t>(value)) return fault("number_huge");
        return add(json(static_cast<std::int64_t>(value)));
    }
    bool number_float(number_float_t, const string_t& digits) override {
        const bool whole = digits.find_first_of(".eE") == std::string::npos;
        return fault(whole ? "number_huge" : "number_fraction");
    }
    bool string(string_t& value) override { return add(json(std::move(value))); }
    bool binary(binary_t&) override { return fault("json_syntax"); }

    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        Level& level = levels_.back();
        level.key = std::move(name);
        if (!level.node->contains(level.key)) return true;
        return fault("json_twice", {{"name", level.key}});
    }

    bool parse_error(std::size_t byte, const std::string&,
                     const nlohmann::detail::exception&) override {
        const Place place = place_of(bytes_, byte == 0 ? 0 : byte - 1);
        problem_.line = place.line;
        problem_.column = place.column;
        return fault("json_syntax");
    }

private:
    struct Level {
        json* node;
        std::string key;  // Of the member being read.
    };

    json* place_value(json&& value) {
        if (levels_.empty()) return &(root_ = std::move(value));
        Level& level = levels_.back();
        if (level.node->is_object()) return &((*level.node)[level.key] = std::move(value));
        level.node->push_back(std::move(value));
        return &level.node->back();
    }

    bool add(json&& value) {
        place_value(std::move(value));
        return true;
    }

    bool open(json&& value) {
        if (static_cast<int>(levels_.size()) >= depth_max_) {
            return fault("json_deep", {{"max", std::int64_t{depth_max_}}});
        }
        levels_.push_back({place_value(std::move(value)), {}});
        return true;
    }

    bool close() {
        levels_.pop_back();
        return true;
    }

    bool fault(std::string key, std::vector<std::pair<std::string, RefusalArg>> args = {}) {
        if (!problem_.key.empty()) return false;
        for (const Level& level : levels_) {
            // An inner level is its array's last element already; a value is not added yet.
            const std::size_t index = level.node->size() - (&level == &levels_.back() ? 0 : 1);
            problem_.pointer += '/';
            problem_.pointer +=
                level.node->is_object() ? pointer_token(level.key) : std::to_string(index);
        }
        problem_.key = std::move(key);
        problem_.args = std::move(args);
        return false;
    }

    const std::string_view bytes_;
    const int depth_max_;
    json root_;
    std::vector<Level> levels_;
    Problem problem_;
};

}  // namespace

std::string pointer_token(std::string_view key) {
    std::string token;
    for (const char c : key) {
        if (c == '~') {
            token += "~0";
        } else if (c == '/') {
            token += "~1";
        } else {
            token += c;
        }
    }
    return token;
}

Parsed<json> read_strict_json(const std::string& filename, std::string_view bytes,
                              const JsonBounds& bounds) {
    Problem problem;
    problem.file = filename;
    if (bytes.empty()) {
        problem.key = "file_empty";
    } else if (bytes.size() > bounds.bytes_max) {
        problem.key = "file_large";
        problem.args = {{"max", static_cast<std::int64_t>(bounds.bytes_max)}};
    } else if (const std::size_t bad = first_invalid_byte(bytes); bad < bytes.size()) {
        const Place place = place_of(bytes, bad);
        problem.line = place.line;
        problem.column = place.column;
        problem.key = "not_utf8";
    } else {
        Builder builder(bytes, bounds.depth_max);
        if (json::sax_parse(bytes, &builder)) return builder.take();
        problem = builder.problem();
        problem.file = filename;
    }
    return tl::unexpected(Problems{problem});
}

}  // namespace lini
