#include "app/screens/text_pad.h"

#include <algorithm>
#include <array>

#include "app/ui/big_button.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"
#include "app/ui/text.h"

namespace lini {
namespace {

using ui::Rect;

constexpr float kGap = 10;
constexpr float kKeyMax = 104;
constexpr std::array<std::string_view, 4> kCode = {"1234567890", "QWERTYUIOP", "ASDFGHJKL-",
                                                   "ZXCVBNM/._"};
constexpr std::array<std::string_view, 4> kProse = {"1234567890", "qwertyuiop", "asdfghjkl-",
                                                    "zxcvbnm,.%"};
// Where ten keys of 15 mm do not stand side by side: seven, letters and digits on two pages.
constexpr std::array<std::string_view, 4> kCodeLetters = {"ABCDEFG", "HIJKLMN", "OPQRSTU",
                                                          "VWXYZ-"};
constexpr std::array<std::string_view, 4> kProseLetters = {"abcdefg", "hijklmn", "opqrstu",
                                                           "vwxyz,"};
constexpr std::array<std::string_view, 4> kDigits = {"1234567", "890", "-/._%,", ""};

void type_letter(std::string& typed, char letter) {
    if (typed.size() >= kPadLettersMax) return;
    const bool begins = typed.empty() && letter >= 'a' && letter <= 'z';
    typed += begins ? static_cast<char>(letter - 'a' + 'A') : letter;
}

void draw_line(const ui::Ui& ui, const Rect& rect, std::string_view hint, std::string& typed) {
    Rect room = rect;
    const Rect erase = room.cut_right(std::max(ui.px(140), ui.scale.touch(84)), ui.px(kGap * 2));
    Rect line = room;
    ui::fill(ui, line.cut_bottom(std::max(2.0F, ui.px(3))), ui::Token::action);
    const ui::TextStyle style{40, ui::Weight::medium,
                              typed.empty() ? ui::Token::ink3 : ui::Token::ink};
    // The end of what is typed is what a person looks at.
    std::string_view shown = typed.empty() ? hint : std::string_view(typed);
    while (!typed.empty() && shown.size() > 1 &&
           ui::text_width(ui, shown, style) > line.width() - ui.px(24)) {
        shown.remove_prefix(1);
    }
    ui::text(ui, line.inset(ui.px(12), 0), shown, style);
    if (ui::big_button(ui, erase, {"text.erase", "", ui::icon::kBackspace}) && !typed.empty()) {
        typed.pop_back();
    }
}

void draw_key(const ui::Ui& ui, const Rect& rect, char letter, std::string& typed) {
    const std::string id = std::string("text.") + letter;
    if (ui::big_button(ui, rect, {id, std::string(1, letter)})) type_letter(typed, letter);
}

}  // namespace

void text_pad(const ui::Ui& ui, const Rect& rect, PadKind kind, std::string_view hint,
              std::string& typed) {
    const bool prose = kind == PadKind::prose;
    const bool space = kind != PadKind::code;
    const float gap = ui.px(kGap);
    const bool wide = (rect.width() - gap * 9) / 10 >= ui.scale.mm(ui::kTouchMinMm);
    bool* digits = ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID("text_pad.digits"), false);
    const auto& letters = prose ? kProseLetters : kCodeLetters;
    const auto& rows = wide ? (prose ? kProse : kCode) : (*digits ? kDigits : letters);
    const int lines = static_cast<int>(rows.size()) + (space ? 2 : 1);
    const int columns = wide ? 10 : 7;
    const float most = std::max(ui.px(kKeyMax), ui.scale.touch(84)) * static_cast<float>(lines) +
                       gap * static_cast<float>(lines - 1);
    Rect all = rect;
    all = all.cut_top(std::min(rect.height(), most));
    draw_line(ui, all.row(0, lines, gap), hint, typed);
    int line = 1;
    for (const std::string_view keys : rows) {
        const Rect row = all.row(line++, lines, gap);
        for (int i = 0; i < static_cast<int>(keys.size()); ++i) {
            draw_key(ui, row.column(i, columns, gap), keys[static_cast<std::size_t>(i)], typed);
        }
    }
    if (!wide) {
        const Rect place = all.row(4, lines, gap).column(6, columns, gap);
        if (ui::big_button(ui, place, {"text.page", *digits ? "ABC" : "123"})) *digits = !*digits;
    }
    if (!space) return;
    const Rect wide_key = all.row(line, lines, gap);
    if (ui::big_button(ui, wide_key, {"text.space", ui.tr("common.space")}) && !typed.empty()) {
        type_letter(typed, ' ');
    }
}

}  // namespace lini
