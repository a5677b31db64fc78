// The sentences of one language, read from the compiled catalogues of assets/locale through
// Boost.Locale: the language is an argument and the process locale is never asked (glibc's
// gettext left the text untranslated where the process ran in C.UTF-8).
// Built once and then only read; any thread.
#pragma once

#include <locale>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"
#include "app/ui/format.h"

namespace lini::ui {

/// One placeholder of a sentence: {good} becomes `value`.
struct Arg {
    std::string_view name;
    std::string value;
};
using Args = std::vector<Arg>;

/// Key to text, for the words that a site calls otherwise (assets/locale/terms.toml, read by the
/// configuration). A sentence that says {term.reject} takes the word from here.
using Terms = std::map<std::string, std::string, std::less<>>;

class Locale {
public:
    /// Reads `folder`/<language>/LC_MESSAGES/lini.mo. Error: locale_unreadable.
    static Result<Locale> load(const std::string& folder, Language language, Terms terms = {});

    /// The sentence of `key`; a key without one is shown as itself. Placeholders that have no
    /// argument stay as they are.
    std::string tr(std::string_view key, const Args& args = {}) const;

    bool has(std::string_view key) const;
    Language language() const { return language_; }

private:
    Locale(std::locale catalogue, Language language, Terms terms);
    const char* find(std::string_view key) const;
    std::string fill(std::string_view sentence, const Args& args, int depth) const;

    std::locale catalogue_;
    Language language_;
    Terms terms_;
};

/// "id" and "en".
std::string_view language_code(Language language);

}  // namespace lini::ui
