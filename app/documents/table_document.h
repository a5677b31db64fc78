// A table as CSV and as PDF. Any thread; the PDF reads its fonts from the system.
#pragma once

#include <string>
#include <vector>

#include "app/base/result.h"

namespace lini {

struct TableDocument {
    std::string title;
    std::string subtitle;
    std::vector<std::string> heads;
    std::vector<float> widths;  // Shares of the page, as many; they sum to 1.
    std::vector<std::vector<std::string>> rows;
};

/// RFC 4180 in UTF-8 with a byte order mark, as spreadsheets want it. A cell that a spreadsheet
/// would take for a formula gets an apostrophe before it.
std::string to_csv(const TableDocument& table);

/// A4, landscape, as many pages as it takes, Roboto embedded; a cell is wrapped, never cut.
/// Errors "font_unreadable", "pdf_failed".
Result<std::string> to_pdf(const TableDocument& table);

}  // namespace lini
