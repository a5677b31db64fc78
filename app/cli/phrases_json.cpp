#include "app/cli/phrases_json.h"

#include <array>
#include <string>
#include <string_view>

namespace lini {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<FigureUnit, std::string_view>, 4> kUnits{{
    {FigureUnit::basis_points, "basis_points"},
    {FigureUnit::rupiah, "rupiah"},
    {FigureUnit::number, "number"},
    {FigureUnit::years, "years"},
}};

json words_json(const Wording& words) { return {{"id", words.id}, {"en", words.en}}; }

json figure_json(const Figure& figure) {
    std::string_view unit;
    for (const auto& [known, name] : kUnits) {
        if (known == figure.unit) unit = name;
    }
    return {{"value", figure.value}, {"unit", unit}};
}

Wording words_from(const json& value) {
    return {value.at("id").get<std::string>(), value.at("en").get<std::string>()};
}

PhraseArg arg_from(const json& value) {
    if (!value.contains("unit")) return words_from(value);
    Figure figure{value.at("value").get<std::int64_t>(), FigureUnit::number};
    for (const auto& [known, name] : kUnits) {
        if (value.at("unit") == name) figure.unit = known;
    }
    return figure;
}

json phrase_json(const Phrase& phrase) {
    json args = json::object();
    for (const auto& [name, value] : phrase.args) {
        const auto* figure = std::get_if<Figure>(&value);
        args[name] =
            figure != nullptr ? figure_json(*figure) : words_json(std::get<Wording>(value));
    }
    return {{"code", phrase.code},
            {"key", phrase.key},
            {"words", words_json(phrase.words)},
            {"args", args}};
}

Phrase phrase_from(const json& value) {
    Phrase phrase{value.at("code").get<std::string>(),
                  value.at("key").get<std::string>(),
                  words_from(value.at("words")),
                  {}};
    for (const auto& [name, arg] : value.at("args").items()) {
        phrase.args.emplace_back(name, arg_from(arg));
    }
    return phrase;
}

}  // namespace

json phrases_json(const Phrases& phrases) {
    json all = json::array();
    for (const std::vector<Phrase>& any_of : phrases.all_of) {
        json group = json::array();
        for (const Phrase& phrase : any_of) group.push_back(phrase_json(phrase));
        all.push_back(std::move(group));
    }
    return {{"all_of", std::move(all)}};
}

std::optional<Phrases> phrases_from_json(const json& value) {
    try {
        Phrases phrases;
        for (const json& group : value.at("all_of")) {
            std::vector<Phrase>& any_of = phrases.all_of.emplace_back();
            for (const json& phrase : group) any_of.push_back(phrase_from(phrase));
        }
        return phrases;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

}  // namespace lini
