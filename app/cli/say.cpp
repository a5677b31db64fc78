#include "app/cli/say.h"

#include <array>
#include <vector>

#include "app/base/log.h"
#include "app/cli/phrases_json.h"
#include "app/screens/phrase_words.h"

namespace lini {
namespace {

using nlohmann::json;

std::string said(const ui::Locale& locale, const json& value) {
    if (value.is_number_integer()) {
        return ui::count_text(locale.language(), value.get<std::int64_t>());
    }
    if (value.is_string()) return log::printable(value.get<std::string>());
    const auto phrases = phrases_from_json(value);
    return log::printable(phrases ? phrases_words(locale, *phrases) : value.dump());
}

std::string filled(const ui::Locale& locale, const std::string& key, const json& args) {
    std::vector<std::string> names;  // Arg only points to its name.
    for (const auto& [name, value] : args.items()) names.push_back(name);
    ui::Args list;
    for (const std::string& name : names) list.push_back({name, said(locale, args.at(name))});
    return locale.tr(key, list);
}

std::string place_of(const json& problem) {
    std::string place = problem.value("file", std::string());
    if (problem.value("line", 0) > 0) {
        place += ":" + std::to_string(problem.value("line", 0)) + ":" +
                 std::to_string(problem.value("column", 0));
    }
    const std::string pointer = problem.value("pointer", std::string());
    if (!pointer.empty()) place += ": " + log::printable(pointer);
    return place;
}

}  // namespace

Spoken say_error(const ui::Locale& locale, const Error& error) {
    const std::string key = "error." + error.code;
    const std::string detail = log::printable(error.detail);
    std::string text = locale.has(key) ? locale.tr(key, {{"detail", detail}}) : error.code;
    const bool told = !detail.empty() && text.find(detail) != std::string::npos;
    if (!detail.empty() && !told) text += " (" + detail + ")";
    return {text, ExitCode::failed};
}

Spoken say_failure(const ui::Locale& locale, const json& reply) {
    if (reply.contains("refusal")) {
        const json& refusal = reply["refusal"];
        return {filled(locale, "refusal." + refusal.value("key", std::string()),
                       refusal.value("args", json::object())),
                ExitCode::refused};
    }
    if (reply.contains("problems")) {
        std::string lines;
        for (const json& problem : reply["problems"]) {
            if (!lines.empty()) lines += '\n';
            lines += place_of(problem) + ": " +
                     filled(locale, "import." + problem.value("key", std::string()),
                            problem.value("args", json::object()));
        }
        return {lines, ExitCode::refused};
    }
    Spoken said = say_error(locale, {reply.value("error", std::string("request_unknown")),
                                   reply.value("detail", std::string())});
    // What is not there cannot be acted on: that is the request's fault and not the machine's.
    constexpr std::array kRequestFaults = {
        "batch_unknown",      "client_unknown",    "report_file_unknown",
        "user_unknown",      "label_field_empty",   "label_field_fixed",
        "label_field_wrong",  "label_field_unknown", "label_file_unknown", "label_no_room",
        "label_unencodable",  "template_invalid",  "template_unreadable", "request_unknown"};
    for (const char* code : kRequestFaults) {
        if (reply.value("error", std::string()) == code) said.code = ExitCode::refused;
    }
    return said;
}

}  // namespace lini
