#include "tests/tidy_checks.h"

#include "tests/include_rules.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace lini::tidy {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Every file of the rooms, as sorted paths from the root.
const std::vector<std::string>& tree() {
    static const std::vector<std::string> kPaths = [] {
        const fs::path root = LINI_SOURCE_DIR;
        std::vector<std::string> paths;
        for (const char* room : {"app", "drivers", "db", "tests"}) {
            for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
                if (!entry.is_regular_file()) continue;
                paths.push_back(fs::relative(entry.path(), root).generic_string());
            }
        }
        std::ranges::sort(paths);
        return paths;
    }();
    return kPaths;
}

template <typename Check>
Findings over_cpp_files(Check check) {
    Findings all;
    for (const std::string& path : tree()) {
        if (!is_cpp(path)) continue;
        const Findings some = check(SourceFile{path, read(fs::path(LINI_SOURCE_DIR) / path)});
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

void require_none(const Findings& findings) {
    for (const std::string& finding : findings) UNSCOPED_INFO(finding);
    REQUIRE(findings.empty());
}

Findings includes_of(const std::string& path, const std::string& text) {
    static const std::vector<std::string> kPaths = {
        "app/base/result.h", "app/domain/ids.h",      "app/domain/money.h",
        "app/ui/text.h",     "drivers/printer/zpl.h", "drivers/printer/label.h",
        "db/ledger.h",       "app/screens/screens.h"};
    return include_findings({path, text}, kPaths);
}

std::string function_of(std::size_t lines) {
    std::string text = "int f(int a) {\n";
    for (std::size_t i = 2; i < lines; ++i) text += "    a += 1;\n";
    return text + "}\n";
}

TEST_CASE("the tree holds to who may include whom") {
    require_none(over_cpp_files([](const SourceFile& f) { return include_findings(f, tree()); }));
}

TEST_CASE("the tree's files are short, narrow and headed") {
    require_none(over_cpp_files(layout_findings));
}

TEST_CASE("the tree's functions fit") { require_none(over_cpp_files(function_findings)); }

TEST_CASE("the tree's file names are unique") { require_none(name_findings(tree())); }

TEST_CASE("the tree that is checked is this one") {
    REQUIRE(std::ranges::count(tree(), std::string("tests/tidy_test.cpp")) == 1);
    REQUIRE(std::ranges::count(tree(), std::string("app/base/result.h")) == 1);
}

TEST_CASE("an include that crosses a wall is reported") {
    CHECK(includes_of("drivers/usb/a.cpp", "#include \"app/domain/ids.h\"\n").size() == 1);
    CHECK(includes_of("drivers/usb/a.cpp", "#include \"db/ledger.h\"\n").size() == 1);
    CHECK(includes_of("db/ledger.cpp", "#include \"drivers/printer/label.h\"\n").size() == 1);
    CHECK(includes_of("app/domain/a.cpp", "#include \"app/ui/text.h\"\n").size() == 1);
    CHECK(includes_of("app/screens/a.cpp", "#include \"db/ledger.h\"\n").size() == 1);
    CHECK(includes_of("app/labels/a.cpp", "#include \"drivers/printer/zpl.h\"\n").size() == 1);
    CHECK(includes_of("app/nowhere/a.cpp", "").size() == 1);

    CHECK(includes_of("app/labels/a.cpp", "#include \"drivers/printer/label.h\"\n").empty());
    CHECK(includes_of("app/screens/a.cpp", "#include \"app/ui/text.h\"\n").empty());
    CHECK(includes_of("app/terminal.cpp", "#include \"db/ledger.h\"\n").empty());
}

TEST_CASE("a foreign header outside its room is reported") {
    CHECK(includes_of("drivers/printer/zpl.cpp", "#include <libusb.h>\n").size() == 1);
    CHECK(includes_of("app/cli/a.cpp", "#include <imgui.h>\n").size() == 1);
    CHECK(includes_of("app/terminal.cpp", "#include <sqlite3.h>\n").size() == 1);
    CHECK(includes_of("db/sync/webhook.cpp", "  #  include <libpq-fe.h>\n").size() == 1);
    CHECK(includes_of("app/domain/ids.cpp", "#include <nlohmann/json.hpp>\n").size() == 1);
    CHECK(includes_of("app/domain/ids.cpp", "#include <some_library/new.h>\n").size() == 1);

    CHECK(includes_of("drivers/usb/context.cpp", "#include <libusb.h>\n").empty());
    CHECK(includes_of("db/sync/hub_postgres.cpp", "#include <libpq-fe.h>\n").empty());
    CHECK(includes_of("app/domain/calendar.cpp", "#include <date/tz.h>\n").empty());
    CHECK(includes_of("app/domain/ids.cpp", "#include <unordered_map>\n").empty());
    CHECK(includes_of("app/domain/ids.cpp", "// #include <imgui.h>\n").empty());
}

TEST_CASE("an include of no file below the root is reported") {
    CHECK(includes_of("app/domain/a.cpp", "#include \"ids.h\"\n").size() == 1);
    CHECK(includes_of("app/domain/a.cpp", "#include \"app/domain/ids.h\"\n").empty());
}

TEST_CASE("wide lines, tabs, blanks at the end and unowned to-dos are reported") {
    const auto findings = [](const std::string& text) {
        return layout_findings({"app/a.cpp", text}).size();
    };
    CHECK(findings("int a;\n") == 0);
    CHECK(findings(std::string(100, 'x') + "\n") == 0);
    CHECK(findings(std::string(101, 'x') + "\n") == 1);
    CHECK(findings("// " + std::string(97, 'x') + "\n") == 0);
    CHECK(findings("\tint a;\n") == 1);
    CHECK(findings("int a; \n") == 1);
    CHECK(findings("int a;") == 1);
    CHECK(findings(std::string("// TO") + "DO: later\n") == 1);
    CHECK(findings(std::string("// TO") + "DO(#12): later\n") == 0);
}

TEST_CASE("the name of a test that cannot be run alone is reported") {
    const auto findings = [](const std::string& name) {
        return layout_findings({"tests/a.cpp", "TEST_CASE(\"" + name + "\") {\n"}).size();
    };
    CHECK(findings("~HS is silent") == 1);
    CHECK(findings("*any* text") == 1);
    CHECK(findings("[slow]") == 1);
    CHECK(findings("what ~HS tells [and what not]") == 0);
}

TEST_CASE("columns are counted in characters, not in bytes") {
    std::string line;
    for (int i = 0; i < 100; ++i) line += "…";
    CHECK(layout_findings({"app/a.cpp", line + "\n"}).empty());
    CHECK(layout_findings({"app/a.cpp", line + "…\n"}).size() == 1);
}

TEST_CASE("a long file and a headless header are reported") {
    const auto file = [](std::size_t lines) {
        std::string text;
        for (std::size_t i = 0; i < lines; ++i) text += "\n";
        return text;
    };
    CHECK(layout_findings({"app/a.cpp", file(400)}).empty());
    CHECK(layout_findings({"app/a.cpp", file(401)}).size() == 1);
    CHECK(layout_findings({"app/main.cpp", file(121)}).size() == 1);
    CHECK(layout_findings({"app/a.h", "// What for.\n#pragma once\n"}).empty());
    CHECK(layout_findings({"app/a.h", "#include <map>\n"}).size() == 2);
}

TEST_CASE("a long function is reported wherever it stands") {
    const auto findings = [](const std::string& text) {
        return function_findings({"app/a.cpp", text}).size();
    };
    CHECK(findings(function_of(80)) == 0);
    CHECK(findings(function_of(81)) == 1);
    CHECK(findings("namespace a {\nclass B : public C<int()> {\n" + function_of(81) + "};\n}\n" +
                   function_of(90)) == 2);
    CHECK(findings("B::B(int a) : a_{a}, b_(2) {\n" + function_of(81) + "}\n") == 1);
    CHECK(findings("template <typename T, class U>\n" + function_of(81)) == 1);
    CHECK(findings("const char* s = \"}\"; char c = '{';\n" + function_of(81)) == 1);
}

TEST_CASE("what only looks like a long function is not reported") {
    std::string rows;
    for (int i = 0; i < 100; ++i) rows += "    {1, f(2)},\n";
    CHECK(function_findings({"app/a.cpp", "const int kRows[] = {\n" + rows + "};\n"}).empty());
    CHECK(function_findings({"app/a.h", "struct A {\n" + std::string(100, '\n') + "};\n"}).empty());
    CHECK(function_findings({"app/a.cpp", "/* void f() { */\n" + function_of(80)}).empty());
    CHECK(function_findings({"app/a.cpp", "void f() {\n"}).size() == 1);
}

TEST_CASE("two files of one name are reported, except for those that every folder has") {
    CHECK(name_findings({"app/ui/text.cpp", "db/text.cpp"}).size() == 1);
    CHECK(name_findings({"app/CMakeLists.txt", "db/CMakeLists.txt"}).empty());
    CHECK(name_findings({"app/ui/text.cpp", "app/ui/text.h"}).empty());
}

}  // namespace
}  // namespace lini::tidy
