#include "app/domain/refusal.h"

namespace lini {

std::string to_string(const Refusal& refusal) {
    std::string out = refusal.key;
    for (const auto& [name, value] : refusal.args) {
        out += " " + name + "=";
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            out += std::to_string(*number);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            out += *text;
        } else {
            out += phrases_text(std::get<Phrases>(value));
        }
    }
    return out;
}

}  // namespace lini
