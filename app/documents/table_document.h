// A table as CSV and as PDF. Any thread; the PDF reads its fonts from the system.
#pragma once

#include <string>
#include <vector>

#include "app/base/result.h"

namespace lini {

struct LabelledText {
    std::string label;
    std::string text;
};

struct TableDocument {
    std::string title;
    std::string subtitle;
    std::vector<std::string> heads;
    std::vector<float> widths;  // Shares of the page, as many; they sum to 1.
    std::vector<std::vector<std::string>> rows;

    // On the PDF alone; what is empty takes no room.
    bool portrait = false;
    std::vector<std::string> letterhead = {};  // The first line stands out.
    std::vector<LabelledText> facts = {};      // Between title and table.
    std::vector<bool> figures = {};            // Columns that are set to the right.
    std::vector<LabelledText> totals = {};     // Below the table.
    std::string stamp = {};
    std::vector<std::string> notes = {};
    std::vector<std::string> signers = {};     // Each with room to sign above.
};

/// RFC 4180 in UTF-8 with a byte order mark, as spreadsheets want it. A cell that a spreadsheet
/// would take for a formula gets an apostrophe before it.
std::string to_csv(const TableDocument& table);

/// A4, as many pages as it takes, Roboto embedded; a cell is wrapped, never cut.
/// Errors "font_unreadable", "pdf_failed".
Result<std::string> to_pdf(const TableDocument& table);

}  // namespace lini
