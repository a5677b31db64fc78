// Takes one TOML table apart, key by key, as JsonReader does for JSON: problems gather with file
// and line, getters that fail give a harmless value back. One thread.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "app/domain/playbook.h"
#include "app/import/problem_list.h"

namespace lini {

/// The root table, or problems: "file_empty", "file_large", "toml_syntax" (which covers invalid
/// UTF-8 and keys named twice).
Parsed<toml::table> read_toml(const std::string& filename, std::string_view text,
                              std::size_t bytes_max);

class TomlReader {
public:
    /// `table` and `problems` outlive the reader. `path` is dotted; empty for the root.
    TomlReader(const toml::table& table, std::string path, ProblemList& problems);

    bool has(std::string_view key) const { return table_.contains(key); }
    /// True for `key = ""`, where nothing is meant. Counts as asked for.
    bool is_empty_text(std::string_view key);

    /// Compulsory keys.
    std::string text(std::string_view key, std::size_t bytes_max = 200);
    std::string id_text(std::string_view key);
    std::int64_t integer(std::string_view key, IntegerBounds bounds);
    bool boolean(std::string_view key);
    Wording wording(std::string_view key);
    /// 1 to 100, at most two decimals, as basis points: 33.34 is 3334.
    int percent_as_basis_points(std::string_view key);
    /// Clean texts, at least one.
    std::vector<std::string> texts(std::string_view key);
    /// One of `allowed`; its first after a problem.
    std::string choice(std::string_view key, const std::vector<std::string>& allowed);

    /// A table; an empty one after a problem.
    const toml::table& table(std::string_view key);
    /// An array of at least `min` tables ([[key]]); empty after a problem.
    std::vector<const toml::table*> tables(std::string_view key, std::size_t min);

    /// The path of `key`, or of entry `index` of it, for a reader within.
    std::string path_to(std::string_view key) const;
    std::string path_to(std::string_view key, std::size_t index) const;

    /// Notes a problem at a key's line; at the table's for a key that is not there.
    void wrong(std::string_view key, std::string problem,
               std::vector<std::pair<std::string, RefusalArg>> args = {});

    /// Notes every key that no getter asked for.
    void refuse_unknown_keys();

private:
    const toml::node* find(std::string_view key);

    const toml::table& table_;
    const std::string path_;
    ProblemList& problems_;
    std::set<std::string, std::less<>> known_;
};

}  // namespace lini
