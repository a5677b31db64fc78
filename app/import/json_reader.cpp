#include "app/import/json_reader.h"

#include <algorithm>

#include "app/import/clean_text.h"
#include "app/import/strict_json.h"

namespace lini {
namespace {

using nlohmann::json;

const json& empty_object() {
    static const json kEmpty = json::object();
    return kEmpty;
}

const json& empty_array() {
    static const json kEmpty = json::array();
    return kEmpty;
}

}  // namespace

JsonReader::JsonReader(const json& node, std::string pointer, ProblemList& problems)
    : node_(node.is_object() ? node : empty_object()),
      pointer_(std::move(pointer)),
      problems_(problems) {
    if (!node.is_object()) wrong(nullptr, "not_object");
}

bool JsonReader::has(const char* key) const { return node_.contains(key); }

std::string JsonReader::pointer_to(const char* key) const {
    return key == nullptr ? pointer_ : pointer_ + "/" + pointer_token(key);
}

void JsonReader::wrong(const char* key, std::string problem,
                       std::vector<std::pair<std::string, RefusalArg>> args) {
    problems_.add(pointer_to(key), std::move(problem), std::move(args));
}

const json* JsonReader::find(const char* key) {
    known_.insert(key);
    const auto found = node_.find(key);
    if (found != node_.end()) return &*found;
    wrong(key, "key_missing");
    return nullptr;
}

std::string JsonReader::text(const char* key, std::size_t bytes_max) {
    const json* value = find(key);
    if (value == nullptr) return {};
    if (!value->is_string()) {
        wrong(key, "not_text");
        return {};
    }
    const auto& text = value->get_ref<const std::string&>();
    if (const auto fault = unclean(text, bytes_max)) {
        wrong(key, *fault, {{"max", static_cast<std::int64_t>(bytes_max)}});
        return {};
    }
    return text;
}

std::string JsonReader::id_text(const char* key) {
    std::string value = text(key, 64);
    if (value.empty() || is_id_text(value)) return value;
    wrong(key, "id_characters", {{"value", value}});
    return {};
}

std::int64_t JsonReader::integer(const char* key, IntegerBounds bounds) {
    const json* value = find(key);
    if (value == nullptr) return bounds.min;
    if (!value->is_number_integer()) {
        wrong(key, "not_integer");
        return bounds.min;
    }
    const auto number = value->get<std::int64_t>();
    if (number >= bounds.min && number <= bounds.max) return number;
    wrong(key, "number_range", {{"value", number}, {"min", bounds.min}, {"max", bounds.max}});
    return bounds.min;
}

bool JsonReader::boolean(const char* key) {
    const json* value = find(key);
    if (value == nullptr) return false;
    if (value->is_boolean()) return value->get<bool>();
    wrong(key, "not_boolean");
    return false;
}

Date JsonReader::date(const char* key) {
    const std::string value = text(key, 10);
    if (value.empty()) return {};
    if (const auto date = parse_iso_date(value)) return *date;
    wrong(key, "date_invalid", {{"value", value}});
    return {};
}

Wording JsonReader::wording(const char* key) {
    const json& node = object(key);
    if (&node == &empty_object()) return {};
    JsonReader inner(node, pointer_to(key), problems_);
    Wording wording{inner.text("id", 80), inner.text("en", 80)};
    inner.refuse_unknown_keys();
    return wording;
}

std::string JsonReader::choice(const char* key, const std::vector<std::string>& allowed) {
    const std::string value = text(key, 64);
    if (std::ranges::count(allowed, value) > 0) return value;
    if (!value.empty()) wrong(key, "value_unknown", {{"value", value}});
    return allowed.front();
}

const json& JsonReader::array(const char* key, std::size_t min, std::size_t max) {
    const json* value = find(key);
    if (value == nullptr) return empty_array();
    if (!value->is_array()) {
        wrong(key, "not_array");
        return empty_array();
    }
    if (value->size() >= min && value->size() <= max) return *value;
    wrong(key, "array_size",
          {{"value", static_cast<std::int64_t>(value->size())},
           {"min", static_cast<std::int64_t>(min)},
           {"max", static_cast<std::int64_t>(max)}});
    return empty_array();
}

const json& JsonReader::object(const char* key) {
    const json* value = find(key);
    if (value == nullptr) return empty_object();
    if (value->is_object()) return *value;
    wrong(key, "not_object");
    return empty_object();
}

void JsonReader::refuse_unknown_keys() {
    for (const auto& [key, value] : node_.items()) {
        if (!known_.contains(key)) wrong(nullptr, "key_unknown", {{"name", key}});
    }
}

}  // namespace lini
