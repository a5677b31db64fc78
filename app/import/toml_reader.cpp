#include "app/import/toml_reader.h"

#include <algorithm>
#include <cmath>

#include "app/domain/ids.h"
#include "app/import/clean_text.h"

namespace lini {
namespace {

const toml::table& empty_table() {
    static const toml::table kEmpty;
    return kEmpty;
}

}  // namespace

Parsed<toml::table> read_toml(const std::string& filename, std::string_view text,
                              std::size_t bytes_max) {
    Problem problem;
    problem.file = filename;
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        problem.key = "file_empty";
    } else if (text.size() > bytes_max) {
        problem.key = "file_large";
        problem.args = {{"max", static_cast<std::int64_t>(bytes_max)}};
    } else {
        try {
            return toml::parse(text);
        } catch (const toml::parse_error& error) {
            problem.line = static_cast<int>(error.source().begin.line);
            problem.column = static_cast<int>(error.source().begin.column);
            problem.key = "toml_syntax";
            problem.args = {{"reason", std::string(error.description())}};
        }
    }
    return tl::unexpected(Problems{problem});
}

TomlReader::TomlReader(const toml::table& table, std::string path, ProblemList& problems)
    : table_(table), path_(std::move(path)), problems_(problems) {}

std::string TomlReader::path_to(std::string_view key) const {
    if (path_.empty()) return std::string(key);
    return key.empty() ? path_ : path_ + "." + std::string(key);
}

std::string TomlReader::path_to(std::string_view key, std::size_t index) const {
    return path_to(key) + "." + std::to_string(index);
}

void TomlReader::wrong(std::string_view key, std::string problem,
                       std::vector<std::pair<std::string, RefusalArg>> args) {
    const toml::node* node = table_.get(key);
    const toml::source_region& source = node != nullptr ? node->source() : table_.source();
    Problem found;
    found.pointer = path_to(key);
    found.line = static_cast<int>(source.begin.line);
    found.column = static_cast<int>(source.begin.column);
    found.key = std::move(problem);
    found.args = std::move(args);
    problems_.add(std::move(found));
}

const toml::node* TomlReader::find(std::string_view key) {
    known_.emplace(key);
    const toml::node* node = table_.get(key);
    if (node == nullptr) wrong(key, "key_missing");
    return node;
}

bool TomlReader::is_empty_text(std::string_view key) {
    known_.emplace(key);
    const toml::node* node = table_.get(key);
    return node != nullptr && node->is_string() && node->as_string()->get().empty();
}

std::string TomlReader::text(std::string_view key, std::size_t bytes_max) {
    const toml::node* node = find(key);
    if (node == nullptr) return {};
    const auto* text = node->as_string();
    if (text == nullptr) {
        wrong(key, "not_text");
        return {};
    }
    if (const auto fault = unclean(text->get(), bytes_max)) {
        wrong(key, *fault, {{"max", static_cast<std::int64_t>(bytes_max)}});
        return {};
    }
    return text->get();
}

std::string TomlReader::id_text(std::string_view key) {
    std::string value = text(key, 64);
    if (value.empty() || is_id_text(value)) return value;
    wrong(key, "id_characters", {{"value", value}});
    return {};
}

std::int64_t TomlReader::integer(std::string_view key, IntegerBounds bounds) {
    const toml::node* node = find(key);
    if (node == nullptr) return bounds.min;
    const auto* value = node->as_integer();
    if (value == nullptr) {
        wrong(key, "not_integer");
        return bounds.min;
    }
    const std::int64_t number = value->get();
    if (number >= bounds.min && number <= bounds.max) return number;
    wrong(key, "number_range", {{"value", number}, {"min", bounds.min}, {"max", bounds.max}});
    return bounds.min;
}

bool TomlReader::boolean(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return false;
    if (const auto* value = node->as_boolean()) return value->get();
    wrong(key, "not_boolean");
    return false;
}

Wording TomlReader::wording(std::string_view key) {
    const toml::table& words = table(key);
    if (&words == &empty_table()) return {};
    TomlReader inner(words, path_to(key), problems_);
    Wording wording{inner.text("id", 80), inner.text("en", 80)};
    inner.refuse_unknown_keys();
    return wording;
}

int TomlReader::percent_as_basis_points(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return 1;
    const auto percent = node->value<double>();
    const double points = percent.value_or(std::nan("")) * 100.0;
    // NaN compares false with everything, so it ends here with the rest.
    const bool in_range = points >= 1.0 && points <= 10'000.0;
    const bool whole = in_range && std::abs(points - std::round(points)) < 1e-6;
    if (whole && node->is_number()) return static_cast<int>(std::lround(points));
    wrong(key, "percent_invalid");
    return 1;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return {};
    const toml::array* array = node->as_array();
    if (array == nullptr || array->empty()) {
        wrong(key, "not_array");
        return {};
    }
    std::vector<std::string> values;
    for (const toml::node& entry : *array) {
        const auto* text = entry.as_string();
        if (text == nullptr || unclean(text->get(), 200)) {
            wrong(key, "not_text");
            return {};
        }
        values.push_back(text->get());
    }
    return values;
}

std::string TomlReader::choice(std::string_view key, const std::vector<std::string>& allowed) {
    const std::string value = text(key, 64);
    if (std::ranges::count(allowed, value) > 0) return value;
    if (!value.empty()) wrong(key, "value_unknown", {{"value", value}});
    return allowed.front();
}

const toml::table& TomlReader::table(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return empty_table();
    if (const toml::table* table = node->as_table()) return *table;
    wrong(key, "not_table");
    return empty_table();
}

std::vector<const toml::table*> TomlReader::tables(std::string_view key, std::size_t min) {
    const toml::node* node = find(key);
    if (node == nullptr) return {};
    const toml::array* array = node->as_array();
    std::vector<const toml::table*> tables;
    if (array != nullptr) {
        for (const toml::node& entry : *array) {
            if (entry.is_table()) tables.push_back(entry.as_table());
        }
    }
    if (array != nullptr && tables.size() == array->size() && tables.size() >= min) return tables;
    wrong(key, "not_array");
    return {};
}

void TomlReader::refuse_unknown_keys() {
    for (const auto& [key, node] : table_) {
        if (!known_.contains(key.str())) {
            wrong(key.str(), "key_unknown", {{"name", std::string(key.str())}});
        }
    }
}

}  // namespace lini
