// A CSV file of an ERP as the same document that JSON gives, so that every rule about its contents
// exists once. UTF-8 with or without a byte order mark, UTF-16 with one; comma, semicolon or tab.
// Pure; any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/import/problem.h"

namespace lini {

/// The text in UTF-8 without its mark. Problem "not_utf8" where it is none of the encodings.
Parsed<std::string> csv_as_utf8(const std::string& filename, std::string_view bytes);

struct CsvDocument {
    nlohmann::json document;  // {"kind", "items"}
    /// Row of the file (1: the heads) by JSON pointer of an item or of an element of its lists.
    std::map<std::string, int> rows;
    std::vector<std::string> heads;

    /// The same problem by row and column of the file.
    Problem in_file(Problem problem) const;
};

/// The kind is the file's name up to its first character that is no letter: payments-2026-11.csv.
/// The first row names the fields as the schema does; "lines.product" is a field of an element of
/// a list, and rows of one key ("order_no") are one item. Numbers may be grouped (1.250.000), days
/// may be written 31-12-2026 or 31/12/2026.
/// Problems "csv_syntax", "csv_row_length", "csv_head_twice", "csv_cell_differs".
Parsed<CsvDocument> read_csv_document(const std::string& filename, std::string_view utf8);

}  // namespace lini
