#include "app/domain/rules/revisions.h"

namespace lini::rules {

std::optional<Refusal> judge_revision(const std::string& key, int known,
                                      const std::string& known_sha256, int given,
                                      const std::string& given_sha256, Change& change) {
    constexpr std::size_t kShownHexDigits = 8;
    if (known == 0 && given == 1) {
        change = Change::first;
        return std::nullopt;
    }
    if (known != 0 && given == known && given_sha256 == known_sha256) {
        change = Change::same;
        return std::nullopt;
    }
    if (known != 0 && given == known + 1) {
        change = Change::amendment;
        return std::nullopt;
    }
    return Refusal{"revision_conflict",
                   {{"key", key},
                    {"known", static_cast<std::int64_t>(known)},
                    {"given", static_cast<std::int64_t>(given)},
                    {"known_content", known_sha256.substr(0, kShownHexDigits)},
                    {"given_content", given_sha256.substr(0, kShownHexDigits)}}};
}

}  // namespace lini::rules
