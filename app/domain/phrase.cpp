#include "app/domain/phrase.h"

namespace lini {

Phrases only(Phrase phrase) { return {{{std::move(phrase)}}}; }

Phrases named(std::string code, const Wording& words) {
    return only({std::move(code), {}, words, {}});
}

Phrases figure_phrase(const Figure& figure) {
    return only({std::to_string(figure.value), "figure.alone", {}, {{"value", figure}}});
}

std::string phrases_text(const Phrases& phrases) {
    std::string text;
    for (const std::vector<Phrase>& any_of : phrases.all_of) {
        if (!text.empty()) text += ", ";
        for (std::size_t i = 0; i < any_of.size(); ++i)
            text += (i == 0 ? "" : "|") + any_of[i].code;
    }
    return text;
}

}  // namespace lini
