// What a refusal names in the user's language: words of the playbook, sentences of assets/locale
// and figures. Rendered in app/screens/phrase_words.h. Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lini {

/// A text of the playbook in the two languages of the screen.
struct Wording {
    std::string id;
    std::string en;
    friend bool operator==(const Wording&, const Wording&) = default;
};

enum class FigureUnit { basis_points, rupiah, number, years };

/// Written with its unit, as the user writes numbers.
struct Figure {
    std::int64_t value = 0;
    FigureUnit unit = FigureUnit::number;
    friend bool operator==(const Figure&, const Figure&) = default;
};

using PhraseArg = std::variant<Wording, Figure>;

struct Phrase {
    std::string code;    // What a log and a test call it: "settled:dp", "start", "69".
    std::string key;     // Of assets/locale, with `args` put in; empty: `words` stand alone.
    Wording words = {};
    std::vector<std::pair<std::string, PhraseArg>> args = {};
    friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// All of these; of each group any one.
struct Phrases {
    std::vector<std::vector<Phrase>> all_of;
    friend bool operator==(const Phrases&, const Phrases&) = default;
};

Phrases only(Phrase phrase);

/// Words of the playbook under the code that they have there.
Phrases named(std::string code, const Wording& words);

/// A figure alone.
Phrases figure_phrase(const Figure& figure);

/// "settled:dp|passed:waiver, passed:ddp": for logs and tests.
std::string phrases_text(const Phrases& phrases);

}  // namespace lini
