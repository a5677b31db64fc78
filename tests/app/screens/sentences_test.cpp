// Every refusal, failure and key that the program can name has a sentence in both languages.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch_test_macros.hpp>

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// msgid to msgstr; the catalogues are flat and every text stands on one line.
std::map<std::string, std::string> catalogue(const char* language) {
    const std::string po =
        read(fs::path(LINI_SOURCE_DIR) / "assets/locale" / (std::string(language) + ".po"));
    const std::regex entry("msgid \"([^\"]+)\"\nmsgstr \"((?:[^\"\\\\]|\\\\.)*)\"");
    std::map<std::string, std::string> found;
    for (std::sregex_iterator it(po.begin(), po.end(), entry), end; it != end; ++it) {
        found[(*it)[1]] = (*it)[2];
    }
    return found;
}

/// First groups of `pattern` in the sources below `folders`, each after `prefix`.
std::set<std::string> keys_in(std::initializer_list<const char*> folders, const char* pattern,
                              const std::string& prefix) {
    const std::regex searched(pattern);
    std::set<std::string> keys;
    for (const char* folder : folders) {
        for (const auto& entry :
             fs::recursive_directory_iterator(fs::path(LINI_SOURCE_DIR) / folder)) {
            const std::string kind = entry.path().extension().string();
            if (kind != ".cpp" && kind != ".h") continue;
            const std::string text = read(entry.path());
            for (std::sregex_iterator it(text.begin(), text.end(), searched), end; it != end;
                 ++it) {
                keys.insert(prefix + (*it)[1].str());
            }
        }
    }
    return keys;
}

std::string missing(const std::set<std::string>& keys) {
    std::string faults;
    for (const char* language : {"id", "en"}) {
        const auto texts = catalogue(language);
        for (const std::string& key : keys) {
            const auto found = texts.find(key);
            if (found == texts.end() || found->second.empty()) {
                faults += std::string(language) + ": " + key + "\n";
            }
        }
    }
    return faults;
}

std::set<std::string> placeholders(const std::string& sentence) {
    const std::regex place("\\{([a-z_0-9.]+)\\}");
    std::set<std::string> names;
    for (std::sregex_iterator it(sentence.begin(), sentence.end(), place), end; it != end; ++it) {
        names.insert((*it)[1]);
    }
    return names;
}

}  // namespace

TEST_CASE("every refusal has a sentence in both languages") {
    const auto keys =
        keys_in({"app", "drivers", "db"}, "(?:Refusal ?\\{|refuse\\()\"([a-z_0-9]+)\"", "refusal.");
    CHECK(keys.size() > 60);
    CHECK(missing(keys) == "");
}

TEST_CASE("every failure has a sentence in both languages") {
    const auto keys =
        keys_in({"app", "drivers", "db"}, "(?:fail\\(|Error ?\\{)\"([a-z_0-9]+)\"", "error.");
    CHECK(keys.size() > 40);
    CHECK(missing(keys) == "");
}

TEST_CASE("every key that the screens and the terminal say has a sentence in both languages") {
    auto keys = keys_in({"app/screens"}, "tr\\(\"([a-z_]+(?:\\.[a-z_0-9]+)+)\"", "");
    keys.merge(keys_in({"app/screens"}, "\\? \"([a-z_]+(?:\\.[a-z_]+)+)\"", ""));
    keys.merge(keys_in({"app/terminal"}, "\"(answer\\.[a-z_]+)\"", ""));
    keys.merge(keys_in({"app/terminal"}, "\"(refusal\\.[a-z_]+)\"", ""));
    CHECK(keys.size() > 150);
    CHECK(missing(keys) == "");
}

TEST_CASE("every trouble of a printer has a sentence in both languages") {
    auto keys = keys_in({"drivers/transport"}, "case PortCondition::[a-z_]+: return \"([a-z_]+)\"",
                        "device.");
    keys.merge(keys_in({"drivers/printer"}, "case JobReason::[a-z_]+: return \"([a-z_]+)\"",
                       "device."));
    for (const char* no_trouble : {"device.ready", "device.none"}) keys.erase(no_trouble);
    keys.insert({"device.restart", "device.restore"});  // db/print_queue.cpp
    CHECK(keys.size() > 15);
    CHECK(missing(keys) == "");
}

TEST_CASE("both languages know the same keys and the same placeholders") {
    const auto id = catalogue("id");
    const auto en = catalogue("en");
    CHECK(id.size() > 500);
    std::string faults;
    for (const auto& [key, sentence] : id) {
        const auto other = en.find(key);
        if (other == en.end()) {
            faults += "en lacks " + key + "\n";
        } else if (placeholders(sentence) != placeholders(other->second)) {
            faults += "other placeholders: " + key + "\n";
        }
    }
    for (const auto& [key, sentence] : en) {
        if (id.count(key) == 0) faults += "id lacks " + key + "\n";
    }
    CHECK(faults == "");
}

TEST_CASE("a refusal without a sentence would be named") {
    CHECK(missing({"refusal.never_written"}) ==
          "id: refusal.never_written\nen: refusal.never_written\n");
}
