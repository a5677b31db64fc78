#include "app/ui/locale.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <catch2/catch_test_macros.hpp>

namespace lini::ui {
namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Key to sentence of a .po file, continued strings joined.
std::map<std::string, std::string> sentences(const std::string& language) {
    std::istringstream lines(
        read(std::string(LINI_SOURCE_DIR) + "/assets/locale/" + language + ".po"));
    std::map<std::string, std::string> out;
    std::string key;
    std::string* into = nullptr;
    const std::regex shape("^(msgid |msgstr |)\"(.*)\"$");
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (!std::regex_match(line, match, shape)) continue;
        if (match[1] == "msgid ") {
            key.clear();
            into = &key;
        } else if (match[1] == "msgstr ") {
            into = &out[key];
        }
        if (into != nullptr) *into += match[2];
    }
    out.erase("");
    return out;
}

std::set<std::string> placeholders(const std::string& sentence) {
    std::set<std::string> names;
    const std::regex shape("\\{([a-z0-9_.]+)\\}");
    for (std::sregex_iterator at(sentence.begin(), sentence.end(), shape), end; at != end; ++at) {
        names.insert((*at)[1]);
    }
    return names;
}

Locale load(Language language, Terms terms = {}) {
    auto locale = Locale::load(LINI_LOCALE_DIR, language, std::move(terms));
    REQUIRE(locale);
    return *locale;
}

}  // namespace

TEST_CASE("both languages have the same keys, each with a sentence") {
    const auto id = sentences("id");
    const auto en = sentences("en");
    REQUIRE_FALSE(id.empty());
    for (const auto& [key, sentence] : id) {
        INFO(key);
        CHECK(en.contains(key));
        CHECK_FALSE(sentence.empty());
    }
    for (const auto& [key, sentence] : en) {
        INFO(key);
        CHECK(id.contains(key));
        CHECK_FALSE(sentence.empty());
    }
}

TEST_CASE("a sentence has the same placeholders in both languages") {
    const auto id = sentences("id");
    for (const auto& [key, sentence] : sentences("en")) {
        const auto other = id.find(key);
        if (other == id.end()) continue;
        INFO(key);
        std::set<std::string> a = placeholders(sentence);
        std::set<std::string> b = placeholders(other->second);
        std::erase_if(a, [](const std::string& name) { return name.starts_with("term."); });
        std::erase_if(b, [](const std::string& name) { return name.starts_with("term."); });
        CHECK(a == b);
    }
}

TEST_CASE("every key that the code asks for by name has a sentence") {
    const auto known = sentences("id");
    const std::regex call("\\btr\\(\"([a-z0-9_.]+)\"\\s*[,)]");
    const std::filesystem::path root(LINI_SOURCE_DIR);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "app")) {
        const std::string ending = entry.path().extension().string();
        if (ending != ".cpp" && ending != ".h") continue;
        const std::string code = read(entry.path());
        for (std::sregex_iterator at(code.begin(), code.end(), call), end; at != end; ++at) {
            INFO(entry.path().filename().string() << " asks for " << (*at)[1].str());
            CHECK(known.contains((*at)[1]));
        }
    }
}

TEST_CASE("the compiled catalogue is read in the language that was asked for") {
    const Args args{{"page", "2"}, {"pages", "5"}};
    CHECK(load(Language::id).tr("list.page", args) == "2 dari 5");
    CHECK(load(Language::en).tr("list.page", args) == "2 of 5");
}

TEST_CASE("a key without a sentence is shown as itself") {
    const Locale locale = load(Language::id);
    CHECK_FALSE(locale.has("no.such.key"));
    CHECK(locale.tr("no.such.key") == "no.such.key");
    CHECK(locale.tr("").empty());
}

TEST_CASE("placeholders without an argument and unbalanced braces stay as they are") {
    const Locale locale =
        load(Language::id, {{"test.a", "{x} dan {y}"}, {"test.b", "akhir {"}, {"test.c", "}{"}});
    CHECK(locale.tr("test.a", {{"x", "1"}}) == "1 dan {y}");
    CHECK(locale.tr("test.b", {{"x", "1"}}) == "akhir {");
    CHECK(locale.tr("test.c") == "}{");
}

TEST_CASE("a site's own word reaches the sentences that use the term") {
    const Terms terms{{"term.reject", "Afkir"}, {"test.line", "{n} {term.reject}"}};
    CHECK(load(Language::id, terms).tr("test.line", {{"n", "3"}}) == "3 Afkir");
}

TEST_CASE("terms that name each other end, and an argument is never expanded") {
    const Terms circle{{"term.a", "{term.b}"}, {"term.b", "{term.a}"}, {"test.x", "{n}"}};
    const Locale locale = load(Language::id, circle);
    CHECK(locale.tr("term.a").size() < 20);
    CHECK(locale.tr("test.x", {{"n", "{term.a}"}}) == "{term.a}");
}

TEST_CASE("a folder without catalogues is an error, not an empty language") {
    const auto missing = Locale::load("/nonexistent", Language::id);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == "locale_unreadable");
}

}  // namespace lini::ui
