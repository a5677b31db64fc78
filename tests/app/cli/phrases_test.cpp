#include "app/cli/phrases_json.h"

#include "app/screens/phrase_words.h"

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

const Wording kDp{"DP", "Down payment"};

/// "DP settled", and the line cleared or 70 % reached.
Phrases sample() {
    Phrases phrases;
    phrases.all_of.push_back({{"settled:dp", "condition.settled", {}, {{"term", kDp}}}});
    phrases.all_of.push_back(
        {{"passed:line", {}, {"Line clearance", "Line clearance"}, {}},
         {"threshold",
          "condition.threshold",
          {},
          {{"percent", Figure{7'000, FigureUnit::basis_points}}}}});
    return phrases;
}

ui::Locale in(ui::Language language) { return *ui::Locale::load(LINI_LOCALE_DIR, language); }

}  // namespace

TEST_CASE("phrases are said in the user's language, with its own numbers") {
    CHECK(phrases_words(in(ui::Language::id), sample()) ==
          "DP lunas · Line clearance atau 70% tercapai");
    CHECK(phrases_words(in(ui::Language::en), sample()) ==
          "Down payment settled · Line clearance or 70% reached");
    CHECK(figure_words(in(ui::Language::id), {45'000'000, FigureUnit::rupiah}) == "Rp45.000.000");
    CHECK(figure_words(in(ui::Language::en), {45'000'000, FigureUnit::rupiah}) == "Rp45,000,000");
    CHECK(figure_words(in(ui::Language::id), {5, FigureUnit::years}) == "5 tahun");
    CHECK(wording(in(ui::Language::en), {"Hanya ini", ""}) == "Hanya ini");
    CHECK(phrases_text(sample()) == "settled:dp, passed:line|threshold");
}

TEST_CASE("phrases go through the command door and come out the same") {
    CHECK(phrases_from_json(phrases_json(sample())) == sample());
    CHECK_FALSE(phrases_from_json({{"all_of", {{{{"code", "x"}}}}}}));
    CHECK_FALSE(phrases_from_json("text"));
    CHECK_FALSE(phrases_from_json(nullptr));
}

}  // namespace lini
