#include "app/import/csv_document.h"

#include <csv.h>

#include <algorithm>
#include <array>
#include <boost/locale/encoding_utf.hpp>
#include <charconv>
#include <regex>
#include <set>

#include "app/base/utf8.h"

namespace lini {
namespace {

using nlohmann::json;

constexpr std::size_t kColumnsMax = 200;
constexpr std::size_t kRowsMax = 20'000;

/// What makes rows of a kind one item; empty: each row is one.
struct KindRow {
    std::string_view kind;
    std::string_view key;
};
constexpr std::array kKinds = {KindRow{"orders", "order_no"}, KindRow{"products", "code"},
                               KindRow{"users", "user"}, KindRow{"holidays", "year"},
                               KindRow{"duties", "revision"}, KindRow{"taxes", "revision"}};
constexpr std::array<std::string_view, 10> kLists = {
    "lines",      "terms", "batches", "opening_terms", "opening_checkpoints",
    "deviations", "tests", "days",    "duties", "rates"};
constexpr std::array<std::string_view, 3> kWordLists = {"roles", "attachments", "waits_for_any"};
constexpr std::array<std::string_view, 16> kNumbers = {
    "quantity", "planned",           "revision", "units_per_carton",  "basis_points",
    "due_days", "threshold_percent", "year",     "decimals",          "shelf_life_months",
    "packing",  "over_basis_points", "under_basis_points", "base_num", "base_den",
    "withholding_basis_points"};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

struct Table {
    std::vector<std::vector<std::string>> rows;
    std::vector<int> numbers;  // Of the row in the file.
    std::vector<std::string> row;
    int number = 0;
    bool large = false;
};

void take_cell(void* text, std::size_t size, void* data) {
    auto& table = *static_cast<Table*>(data);
    if (table.row.size() < kColumnsMax) {
        table.row.emplace_back(static_cast<const char*>(text), size);
    } else {
        table.large = true;
    }
}

void take_row(int, void* data) {
    auto& table = *static_cast<Table*>(data);
    ++table.number;
    const bool blank = std::all_of(table.row.begin(), table.row.end(),
                                   [](const std::string& cell) { return cell.empty(); });
    if (!blank && table.rows.size() < kRowsMax) {
        table.rows.push_back(std::move(table.row));
        table.numbers.push_back(table.number);
    }
    table.large = table.large || table.rows.size() >= kRowsMax;
    table.row.clear();
}

/// The one of the three that stands most often outside quotes of the first line.
char separator_of(std::string_view text) {
    std::array<std::pair<char, int>, 3> counts = {{{',', 0}, {';', 0}, {'\t', 0}}};
    bool quoted = false;
    for (const char c : text.substr(0, text.find('\n'))) {
        if (c == '"') quoted = !quoted;
        for (auto& [mark, count] : counts) count += !quoted && c == mark ? 1 : 0;
    }
    return std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
               return a.second < b.second;
           })->first;
}

bool parse(std::string_view utf8, Table& table) {
    // Within a cell a line's end is a line's end, whoever wrote it.
    std::string text;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const bool pair = utf8[i] == '\r' && i + 1 < utf8.size() && utf8[i + 1] == '\n';
        if (!pair) text += utf8[i];
    }
    csv_parser parser{};
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) return false;
    csv_set_delim(&parser, static_cast<unsigned char>(separator_of(text)));
    const bool whole = csv_parse(&parser, text.data(), text.size(), take_cell, take_row,
                                 &table) == text.size() &&
                       csv_fini(&parser, take_cell, take_row, &table) == 0;
    csv_free(&parser);
    return whole && !table.large;
}

std::string kind_of(const std::string& filename) {
    const std::size_t slash = filename.find_last_of("/\\");
    const std::string name = slash == std::string::npos ? filename : filename.substr(slash + 1);
    std::size_t end = 0;
    while (end < name.size() && name[end] >= 'a' && name[end] <= 'z') ++end;
    return name.substr(0, end);
}

std::string key_of(std::string_view kind) {
    for (const KindRow& row : kKinds) {
        if (row.kind == kind) return std::string(row.key);
    }
    return {};
}

std::vector<std::string> parts_of(const std::string& head) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t dot = head.find('.'); dot != std::string::npos; dot = head.find('.', from)) {
        parts.push_back(head.substr(from, dot - from));
        from = dot + 1;
    }
    parts.push_back(head.substr(from));
    return parts;
}

bool is_number(const std::vector<std::string>& parts) {
    const std::string& last = parts.back();
    const bool within = parts.size() > 1 && (parts[parts.size() - 2] == "opening" ||
                                             parts.front() == "deadline_days" ||
                                             parts.front() == "extras");
    return within || has(kNumbers, last) || last.ends_with("_rupiah");
}

bool is_date(const std::string& last) {
    return last == "date" || last == "from" || last == "paid_on" || last == "manufactured" ||
           last == "expires" || last.ends_with("_until");
}

/// What does not look like it stays a text, and the reader says so.
json value_of(const std::vector<std::string>& parts, const std::string& cell) {
    static const std::regex kPlain("-?[0-9]{1,18}");
    static const std::regex kGrouped("-?[0-9]{1,3}(\\.[0-9]{3})+");
    static const std::regex kDay("([0-9]{2})[-/]([0-9]{2})[-/]([0-9]{4})");
    const std::string& last = parts.back();
    if (has(kWordLists, last)) {
        json words = json::array();
        std::string word;
        for (const char c : cell + " ") {
            if (c != ' ') word += c;
            if (c == ' ' && !word.empty()) words.push_back(std::exchange(word, {}));
        }
        return words;
    }
    if (last == "expires_month_end") {
        if (cell == "ya" || cell == "true") return true;
        if (cell == "tidak" || cell == "false") return false;
        return cell;
    }
    std::smatch day;
    if (is_date(last) && std::regex_match(cell, day, kDay)) {
        return day[3].str() + "-" + day[2].str() + "-" + day[1].str();
    }
    const bool grouped = is_number(parts) && std::regex_match(cell, kGrouped);
    if (!grouped && !(is_number(parts) && std::regex_match(cell, kPlain))) return cell;
    std::string digits;
    for (const char c : cell) {
        if (c != '.') digits += c;
    }
    std::int64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc()) return cell;
    return number;
}

/// Puts a value where its head says; false where another is there already.
bool put(json& object, const std::vector<std::string>& parts, std::size_t from, json value) {
    json* place = &object;
    for (std::size_t i = from; i + 1 < parts.size(); ++i) {
        if (!place->is_object()) return false;
        place = &(*place)[parts[i]];
        if (place->is_null()) *place = json::object();
    }
    if (!place->is_object()) return false;
    json& there = (*place)[parts.back()];
    if (!there.is_null() && there != value) return false;
    there = std::move(value);
    return true;
}

/// One document while its rows are read.
class Reader {
public:
    Reader(std::string file, std::string kind, const Table& table)
        : file_(std::move(file)), key_(key_of(kind)), table_(table) {
        csv_.document = {{"kind", std::move(kind)}, {"items", json::array()}};
        for (std::string head : table.rows.front()) {
            const std::size_t from = head.find_first_not_of(' ');
            const std::size_t end = head.find_last_not_of(' ');
            head = from == std::string::npos ? std::string() : head.substr(from, end + 1 - from);
            heads_.push_back(parts_of(head));
            csv_.heads.push_back(std::move(head));
        }
    }

    Parsed<CsvDocument> read() {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < csv_.heads.size(); ++i) {
            if (!seen.insert(csv_.heads[i]).second) wrong(1, i, "csv_head_twice");
        }
        for (std::size_t i = 1; i < table_.rows.size() && problems_.empty(); ++i) {
            row(table_.rows[i], table_.numbers[i]);
        }
        if (!problems_.empty()) return tl::unexpected(std::move(problems_));
        return std::move(csv_);
    }

private:
    void wrong(int row, std::size_t column, const char* key) {
        Problem problem;
        problem.file = file_;
        problem.line = row;
        problem.column = static_cast<int>(column) + 1;
        problem.key = key;
        if (column < csv_.heads.size()) problem.pointer = csv_.heads[column];
        problems_.push_back(std::move(problem));
    }

    std::size_t item_of(const std::vector<std::string>& cells, int number) {
        json& items = csv_.document["items"];
        std::string key;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!key_.empty() && csv_.heads[i] == key_) key = cells[i];
        }
        const auto known = key.empty() ? by_key_.end() : by_key_.find(key);
        if (known != by_key_.end()) return known->second;
        const std::size_t index = items.size();
        items.push_back(json::object());
        csv_.rows["/items/" + std::to_string(index)] = number;
        if (!key.empty()) by_key_[key] = index;
        return index;
    }

    void row(const std::vector<std::string>& cells, int number) {
        if (cells.size() != csv_.heads.size()) {
            wrong(number, std::min(cells.size(), csv_.heads.size()) - 1, "csv_row_length");
            return;
        }
        const std::size_t index = item_of(cells, number);
        json& item = csv_.document["items"][index];
        std::set<std::string> begun;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].empty()) continue;
            const std::vector<std::string>& parts = heads_[i];
            const std::string& list = parts.front();
            bool fits = true;
            if (parts.size() > 1 && has(kLists, list)) {
                json& elements = item[list];
                if (elements.is_null()) elements = json::array();
                if (!elements.is_array()) {  // A column is named as the list itself.
                    wrong(number, i, "csv_cell_differs");
                    continue;
                }
                if (begun.insert(list).second) {
                    csv_.rows["/items/" + std::to_string(index) + "/" + list + "/" +
                              std::to_string(elements.size())] = number;
                    elements.push_back(json::object());
                }
                fits = put(elements.back(), parts, 1, value_of(parts, cells[i]));
            } else {
                fits = put(item, parts, 0, value_of(parts, cells[i]));
            }
            if (!fits) wrong(number, i, "csv_cell_differs");
        }
    }

    Problems problems_;
    const std::string file_;
    const std::string key_;
    const Table& table_;
    CsvDocument csv_;
    std::vector<std::vector<std::string>> heads_;
    std::map<std::string, std::size_t> by_key_;
};

Problems one(const std::string& filename, const char* key, int row = 0) {
    Problem problem;
    problem.file = filename;
    problem.line = row;
    problem.key = key;
    return {problem};
}

}  // namespace

Parsed<std::string> csv_as_utf8(const std::string& filename, std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const bool little = bytes.starts_with("\xFF\xFE");
    const bool big = bytes.starts_with("\xFE\xFF");
    std::string text(bytes);
    if (little || big) {
        std::u16string units;
        for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
            const auto first = static_cast<unsigned char>(bytes[i]);
            const auto second = static_cast<unsigned char>(bytes[i + 1]);
            units += static_cast<char16_t>(little ? first | second << 8 : first << 8 | second);
        }
        if (bytes.size() % 2 != 0) return tl::unexpected(one(filename, "not_utf8"));
        try {
            text = boost::locale::conv::utf_to_utf<char>(units, boost::locale::conv::stop);
        } catch (const boost::locale::conv::conversion_error&) {
            return tl::unexpected(one(filename, "not_utf8"));
        }
    }
    if (!is_valid_utf8(text)) return tl::unexpected(one(filename, "not_utf8"));
    return text;
}

Problem CsvDocument::in_file(Problem problem) const {
    std::string rest = problem.pointer;
    std::string tail;
    while (!rest.empty() && rows.find(rest) == rows.end()) {
        const std::size_t slash = rest.find_last_of('/');
        if (slash == std::string::npos) break;
        tail = rest.substr(slash + 1) + (tail.empty() ? "" : "." + tail);
        rest = rest.substr(0, slash);
    }
    const auto row = rows.find(rest);
    if (row == rows.end()) return problem;
    problem.line = row->second;
    // "/items/0/lines/1" -> "lines." before the field of its element.
    const std::vector<std::string> steps = parts_of([&] {
        std::string dotted = rest.substr(1);
        std::replace(dotted.begin(), dotted.end(), '/', '.');
        return dotted;
    }());
    const std::string head = steps.size() > 2 ? steps[2] + "." + tail : tail;
    const auto column = std::find(heads.begin(), heads.end(), head);
    problem.column = column == heads.end() ? 1 : static_cast<int>(column - heads.begin()) + 1;
    problem.pointer = head;
    return problem;
}

Parsed<CsvDocument> read_csv_document(const std::string& filename, std::string_view utf8) {
    Table table;
    if (!is_valid_utf8(utf8)) return tl::unexpected(one(filename, "not_utf8"));
    if (!parse(utf8, table)) return tl::unexpected(one(filename, "csv_syntax", table.number + 1));
    if (table.rows.empty()) return tl::unexpected(one(filename, "file_empty"));
    return Reader(filename, kind_of(filename), table).read();
}

}  // namespace lini
