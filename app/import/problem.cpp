#include "app/import/problem.h"

#include <fmt/format.h>

#include "app/base/log.h"

namespace lini {
namespace {

std::string argument_text(const RefusalArg& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* phrases = std::get_if<Phrases>(&value)) return phrases_text(*phrases);
    return log::printable(std::get<std::string>(value));
}

}  // namespace

std::string to_string(const Problem& problem) {
    std::string text = log::printable(problem.file);
    if (problem.line > 0) text += fmt::format(":{}", problem.line);
    if (problem.line > 0 && problem.column > 0) text += fmt::format(":{}", problem.column);
    text += ": ";
    if (!problem.pointer.empty()) text += log::printable(problem.pointer) + ": ";
    text += problem.key;
    for (const auto& [name, value] : problem.args) {
        text += fmt::format(" {}={}", name, argument_text(value));
    }
    return text;
}

Refusal to_refusal(const Problem& problem) {
    Refusal refusal{"import." + problem.key, problem.args, Remedy::none};
    refusal.args.emplace_back("file", problem.file);
    refusal.args.emplace_back("where", problem.pointer);
    refusal.args.emplace_back("line", static_cast<std::int64_t>(problem.line));
    return refusal;
}

}  // namespace lini
