#include "app/ui/locale.h"

#include <filesystem>
#include <utility>

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

namespace lini::ui {
namespace {

namespace gettext = boost::locale::gnu_gettext;
using Catalogue = boost::locale::message_format<char>;

constexpr const char* kDomain = "lini";

}  // namespace

std::string_view language_code(Language language) { return language == Language::id ? "id" : "en"; }

Locale::Locale(std::locale catalogue, Language language, Terms terms)
    : catalogue_(std::move(catalogue)), language_(language), terms_(std::move(terms)) {}

Result<Locale> Locale::load(const std::string& folder, Language language, Terms terms) {
    const std::string code(language_code(language));
    const std::string file = folder + "/" + code + "/LC_MESSAGES/" + kDomain + ".mo";
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return fail("locale_unreadable", file);
    gettext::messages_info info;
    info.language = code;
    info.encoding = "UTF-8";
    info.locale_category = "LC_MESSAGES";
    info.domains.emplace_back(kDomain);
    info.paths.push_back(folder);
    try {
        Catalogue* facet = gettext::create_messages_facet<char>(info);
        if (facet == nullptr) return fail("locale_unreadable", file);
        return Locale(std::locale(std::locale::classic(), facet), language, std::move(terms));
    } catch (const std::exception& broken) {
        return fail("locale_unreadable", file + ": " + broken.what());
    }
}

const char* Locale::find(std::string_view key) const {
    const auto own = terms_.find(key);
    if (own != terms_.end()) return own->second.c_str();
    return std::use_facet<Catalogue>(catalogue_).get(0, nullptr, std::string(key).c_str());
}

bool Locale::has(std::string_view key) const { return !key.empty() && find(key) != nullptr; }

std::string Locale::tr(std::string_view key, const Args& args) const {
    // The empty key is the header of a catalogue, not a sentence.
    const char* sentence = key.empty() ? nullptr : find(key);
    return sentence == nullptr ? std::string(key) : fill(sentence, args, 0);
}

std::string Locale::fill(std::string_view sentence, const Args& args, int depth) const {
    std::string out;
    while (!sentence.empty()) {
        const std::size_t open = sentence.find('{');
        const std::size_t close = sentence.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos) break;
        const std::string_view name = sentence.substr(open + 1, close - open - 1);
        out += sentence.substr(0, open);
        sentence.remove_prefix(close + 1);
        const Arg* arg = nullptr;
        for (const Arg& candidate : args) {
            if (candidate.name == name) arg = &candidate;
        }
        // A term may name another term once; deeper would be a site's circle.
        const char* term = name.starts_with("term.") && depth < 2 ? find(name) : nullptr;
        if (arg != nullptr) {
            out += arg->value;
        } else if (term != nullptr) {
            out += fill(term, {}, depth + 1);
        } else {
            out.append("{").append(name).append("}");
        }
    }
    return out.append(sentence);
}

}  // namespace lini::ui
