#include "app/screens/phrase_words.h"

#include "app/base/check.h"

namespace lini {

std::string wording(const ui::Locale& locale, const Wording& words) {
    const bool english = locale.language() == ui::Language::en && !words.en.empty();
    return english ? words.en : words.id;
}

std::string date_words(const Date& date) {
    return ui::date_text({static_cast<int>(date.year()),
                          static_cast<int>(static_cast<unsigned>(date.month())),
                          static_cast<int>(static_cast<unsigned>(date.day())), 0, 0});
}

std::string figure_words(const ui::Locale& locale, const Figure& figure) {
    switch (figure.unit) {
        case FigureUnit::basis_points: return ui::percent_text(locale.language(), figure.value);
        case FigureUnit::rupiah: return ui::rupiah_text(locale.language(), figure.value);
        case FigureUnit::number: return ui::count_text(locale.language(), figure.value);
        case FigureUnit::years:
            return locale.tr("figure.years",
                             {{"count", ui::count_text(locale.language(), figure.value)}});
    }
    CHECK(false);
    return {};
}

std::string phrase_words(const ui::Locale& locale, const Phrase& phrase) {
    if (phrase.key.empty()) return wording(locale, phrase.words);
    ui::Args args;
    for (const auto& [name, value] : phrase.args) {
        const auto* figure = std::get_if<Figure>(&value);
        args.push_back({name, figure != nullptr ? figure_words(locale, *figure)
                                                : wording(locale, std::get<Wording>(value))});
    }
    return locale.tr(phrase.key, args);
}

std::string phrases_words(const ui::Locale& locale, const Phrases& phrases) {
    std::string all;
    for (const std::vector<Phrase>& any_of : phrases.all_of) {
        if (!all.empty()) all += " · ";
        for (std::size_t i = 0; i < any_of.size(); ++i) {
            if (i > 0) all += " " + locale.tr("gate.or") + " ";
            all += phrase_words(locale, any_of[i]);
        }
    }
    return all;
}

}  // namespace lini
