#include "app/documents/table_document.h"

#include <hpdf.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace lini {
namespace {

#define LINI_FONTS "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/"
constexpr const char* kFont = LINI_FONTS "Roboto-Regular.ttf";
constexpr const char* kBold = LINI_FONTS "Roboto-Medium.ttf";
#undef LINI_FONTS
constexpr float kMargin = 36;  // Points.
constexpr float kSize = 9;
constexpr float kLine = 12;
constexpr float kGap = 6;
constexpr float kFactShare = 0.28F;

std::string neutral(const std::string& cell) {
    constexpr std::string_view kBegins = "=+-@\t\r";
    const bool formula = !cell.empty() && kBegins.find(cell.front()) != std::string_view::npos;
    return formula ? "'" + cell : cell;
}

std::string quoted(const std::string& cell) {
    std::string out = "\"";
    for (const char c : neutral(cell)) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
}

void add_line(std::string& csv, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) csv += (i == 0 ? "" : ",") + quoted(cells[i]);
    csv += "\r\n";
}

struct FreeDoc {
    void operator()(HPDF_Doc doc) const { HPDF_Free(doc); }
};
using Doc = std::unique_ptr<_HPDF_Doc_Rec, FreeDoc>;

/// One document while it is drawn. The library keeps its first error in the document.
class Writer {
public:
    Writer(HPDF_Doc doc, HPDF_Font font, HPDF_Font bold, const TableDocument& table)
        : doc_(doc), font_(font), bold_(bold), table_(table) {}

    void draw() {
        begin_page();
        letterhead();
        put(table_.title, bold_, 16);
        y_ -= kGap;
        put(table_.subtitle, font_, kSize);
        y_ -= kLine;
        facts(table_.facts, kMargin, width() * kFactShare, false);
        row(table_.heads, bold_);
        for (const std::vector<std::string>& cells : table_.rows) row(cells, font_);
        facts(table_.totals, kMargin + width() / 2, width() / 4, true);
        for (const std::string& note : table_.notes) paragraph(note);
        stamp();
        signers();
    }

private:
    float width() const { return HPDF_Page_GetWidth(page_) - 2 * kMargin; }

    void begin_page() {
        page_ = HPDF_AddPage(doc_);
        HPDF_Page_SetSize(page_, HPDF_PAGE_SIZE_A4,
                          table_.portrait ? HPDF_PAGE_PORTRAIT : HPDF_PAGE_LANDSCAPE);
        y_ = HPDF_Page_GetHeight(page_) - kMargin;
    }

    std::vector<std::string> lines_of(const std::string& text, HPDF_Font font, float room,
                                      float size = kSize) {
        std::vector<std::string> lines;
        HPDF_Page_SetFontAndSize(page_, font, size);
        std::string rest = text;
        while (!rest.empty()) {
            const std::size_t end = rest.find('\n');
            std::string line = rest.substr(0, end);
            rest = end == std::string::npos ? std::string() : rest.substr(end + 1);
            while (!line.empty()) {
                auto fits = HPDF_Page_MeasureText(page_, line.c_str(), room, HPDF_TRUE, nullptr);
                if (fits == 0) fits = HPDF_Page_MeasureText(page_, line.c_str(), room, HPDF_FALSE,
                                                            nullptr);
                if (fits == 0) fits = 1;
                lines.push_back(line.substr(0, fits));
                line.erase(0, fits);
            }
        }
        return lines;
    }

    void text_at(float x, float y, const std::string& text, HPDF_Font font, float size) {
        HPDF_Page_BeginText(page_);
        HPDF_Page_SetFontAndSize(page_, font, size);
        HPDF_Page_TextOut(page_, x, y, text.c_str());
        HPDF_Page_EndText(page_);
    }

    /// As many lines as it takes.
    void put(const std::string& text, HPDF_Font font, float size) {
        for (const std::string& each : lines_of(text, font, width(), size)) {
            need(size);
            y_ -= size;
            text_at(kMargin, y_, each, font, size);
            y_ -= size / 4;
        }
    }

    void line(float x, float y, float length) {
        HPDF_Page_SetLineWidth(page_, 0.5F);
        HPDF_Page_SetRGBStroke(page_, 0.8F, 0.83F, 0.85F);
        HPDF_Page_MoveTo(page_, x, y);
        HPDF_Page_LineTo(page_, x + length, y);
        HPDF_Page_Stroke(page_);
    }

    void need(float high) {
        if (y_ - high < kMargin) begin_page();
    }

    void letterhead() {
        if (table_.letterhead.empty()) return;
        for (std::size_t i = 0; i < table_.letterhead.size(); ++i) {
            put(table_.letterhead[i], i == 0 ? bold_ : font_, i == 0 ? 12.0F : kSize);
        }
        y_ -= kGap / 2;
        line(kMargin, y_, width());
        y_ -= 2 * kLine;
    }

    void paragraph(const std::string& text) {
        put(text, font_, kSize);
        y_ -= kGap;
    }

    float text_width(const std::string& text, HPDF_Font font, float size) {
        HPDF_Page_SetFontAndSize(page_, font, size);
        return HPDF_Page_TextWidth(page_, text.c_str());
    }

    /// Labels at `x`, texts `indent` further on, or `figures` at the right margin.
    void facts(const std::vector<LabelledText>& facts, float x, float indent, bool figures) {
        for (const LabelledText& fact : facts) {
            const auto labels = lines_of(fact.label, font_, indent - kGap);
            const auto texts = lines_of(fact.text, bold_, kMargin + width() - x - indent);
            const std::size_t most = std::max({labels.size(), texts.size(), std::size_t{1}});
            need(static_cast<float>(most) * kLine);
            for (std::size_t i = 0; i < most; ++i) {
                y_ -= kLine;
                if (i < labels.size()) text_at(x, y_, labels[i], font_, kSize);
                if (i >= texts.size()) continue;
                const float left = figures ? kMargin + width() - kGap -
                                                 text_width(texts[i], bold_, kSize)
                                           : x + indent;
                text_at(left, y_, texts[i], bold_, kSize);
            }
        }
        if (!facts.empty()) y_ -= kLine;
    }

    void stamp() {
        if (table_.stamp.empty()) return;
        constexpr float kStamp = 22;
        need(2 * kStamp);
        const float long_ = text_width(table_.stamp, bold_, kStamp);
        HPDF_Page_SetLineWidth(page_, 2);
        HPDF_Page_SetRGBStroke(page_, 0.1F, 0.45F, 0.25F);
        HPDF_Page_Rectangle(page_, kMargin, y_ - kStamp - kGap, long_ + 4 * kGap, kStamp + kGap);
        HPDF_Page_Stroke(page_);
        HPDF_Page_SetRGBFill(page_, 0.1F, 0.45F, 0.25F);
        text_at(kMargin + 2 * kGap, y_ - kStamp + kGap / 3, table_.stamp, bold_, kStamp);
        HPDF_Page_SetRGBFill(page_, 0, 0, 0);
        y_ -= 2 * kStamp;
    }

    void signers() {
        if (table_.signers.empty()) return;
        constexpr float kRoom = 60;
        need(kRoom + 2 * kLine);
        y_ -= kRoom;
        const float share = width() / static_cast<float>(table_.signers.size());
        for (std::size_t i = 0; i < table_.signers.size(); ++i) {
            const float x = kMargin + share * static_cast<float>(i);
            line(x, y_, share - 4 * kGap);
            text_at(x, y_ - kLine, table_.signers[i], font_, kSize);
        }
    }

    bool is_figures(std::size_t column) const {
        return column < table_.figures.size() && table_.figures[column];
    }

    void row(const std::vector<std::string>& cells, HPDF_Font font) {
        std::vector<std::vector<std::string>> wrapped;
        std::size_t most = 1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            wrapped.push_back(lines_of(cells[i], font, table_.widths[i] * width() - kGap));
            most = std::max(most, wrapped.back().size());
        }
        const float high = static_cast<float>(most) * kLine + kGap;
        if (y_ - high < kMargin) {
            begin_page();
            if (font != bold_) row(table_.heads, bold_);
        }
        float x = kMargin;
        for (std::size_t i = 0; i < wrapped.size(); ++i) {
            for (std::size_t at = 0; at < wrapped[i].size(); ++at) {
                float left = x;
                if (is_figures(i)) {
                    left += table_.widths[i] * width() - kGap -
                            text_width(wrapped[i][at], font, kSize);
                }
                text_at(left, y_ - kLine * static_cast<float>(at + 1), wrapped[i][at], font, kSize);
            }
            x += table_.widths[i] * width();
        }
        y_ -= high;
        line(kMargin, y_ + kGap / 2 - 2, width());
    }

    HPDF_Doc doc_;
    HPDF_Font font_;
    HPDF_Font bold_;
    const TableDocument& table_;
    HPDF_Page page_ = nullptr;
    float y_ = 0;
};

HPDF_Font font_of(HPDF_Doc doc, const char* file) {
    const char* name = HPDF_LoadTTFontFromFile(doc, file, HPDF_TRUE);
    return name == nullptr ? nullptr : HPDF_GetFont(doc, name, "UTF-8");
}

}  // namespace

std::string to_csv(const TableDocument& table) {
    std::string csv = "\xEF\xBB\xBF";
    add_line(csv, table.heads);
    for (const std::vector<std::string>& cells : table.rows) add_line(csv, cells);
    return csv;
}

Result<std::string> to_pdf(const TableDocument& table) {
    const Doc doc(HPDF_New(nullptr, nullptr));
    if (!doc) return fail("pdf_failed", "out of memory");
    HPDF_UseUTFEncodings(doc.get());
    HPDF_SetCompressionMode(doc.get(), HPDF_COMP_ALL);
    HPDF_Font font = font_of(doc.get(), kFont);
    HPDF_Font bold = font_of(doc.get(), kBold);
    if (font == nullptr || bold == nullptr) return fail("font_unreadable", kFont);
    Writer(doc.get(), font, bold, table).draw();
    if (HPDF_SaveToStream(doc.get()) != HPDF_OK || HPDF_GetError(doc.get()) != HPDF_OK) {
        return fail("pdf_failed", std::to_string(HPDF_GetError(doc.get())));
    }
    std::string bytes(HPDF_GetStreamSize(doc.get()), '\0');
    auto size = static_cast<HPDF_UINT32>(bytes.size());
    HPDF_ReadFromStream(doc.get(), reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
    bytes.resize(size);
    return bytes;
}

}  // namespace lini
