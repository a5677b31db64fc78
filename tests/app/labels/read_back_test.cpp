#include "app/labels/read_back.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/language.h"
#include "tests/app/labels/label_samples.h"

namespace lini {
namespace {

constexpr std::string_view kMinimal = R"(
name = "x"
width_mm = 60
height_mm = 40

[[barcode]]
symbology = "gs1_128"
x_mm = 4
y_mm = 4
module_mm = 0.25
height_mm = 10
gs1 = [["00", "{sscc}"]]
)";

LabelPreview preview() {
    auto opened = LabelPreview::open();
    REQUIRE(opened);
    return std::move(*opened);
}

std::string problem_of(const std::string& toml, Resolution resolution = {}) {
    const auto layout = parse_template(toml, "x.toml");
    INFO((layout ? "" : layout.error().detail));
    REQUIRE(layout);
    auto drawer = preview();
    const auto sound = check_read_back(*layout, "zpl", resolution, drawer);
    return sound ? "" : sound.error().detail;
}

std::vector<std::string> shipped() {
    std::vector<std::string> names;
    for (const auto& entry :
         std::filesystem::directory_iterator(samples::label_file("carton").parent_path())) {
        names.push_back(entry.path().stem().string());
    }
    return names;
}

}  // namespace

TEST_CASE("every shipped label reads back at every resolution that printers have") {
    auto drawer = preview();
    for (const std::string& name : shipped()) {
        const auto layout = load_template(samples::label_file(name));
        INFO((layout ? name : layout.error().detail));
        REQUIRE(layout);
        for (const double dots_per_mm : {8.0, 12.0, 24.0}) {
            const auto sound = check_read_back(*layout, "zpl", Resolution{dots_per_mm}, drawer);
            INFO(name << " at " << dots_per_mm << ": " << (sound ? "" : sound.error().detail));
            CHECK(sound);
        }
    }
}

TEST_CASE("every shipped label can be told to a printer of every language and resolution") {
    for (const std::string& name : shipped()) {
        const auto layout = load_template(samples::label_file(name));
        REQUIRE(layout);
        for (const LabelLanguage* language : label_languages()) {
            const auto label = fill(*layout, specimen_data(), language->name);
            INFO(name << " " << language->name << " " << (label ? "" : label.error().detail));
            REQUIRE(label);
            for (const double dots_per_mm : {8.0, 12.0, 24.0}) {
                const auto bytes = language->encode(*label, Resolution{dots_per_mm});
                INFO(dots_per_mm << " " << (bytes ? "" : bytes.error().detail));
                CHECK(bytes);
            }
        }
    }
}

TEST_CASE("labels of the named sizes are shipped, from 30 x 20 to 100 x 150 mm") {
    std::set<std::string> names;
    double least = 1000;
    double most = 0;
    for (const std::string& name : shipped()) {
        names.insert(name);
        const auto layout = load_template(samples::label_file(name));
        REQUIRE(layout);
        least = std::min(least, layout->width_mm * layout->height_mm);
        most = std::max(most, layout->width_mm * layout->height_mm);
    }
    CHECK(least == 30.0 * 20.0);
    CHECK(most == 100.0 * 150.0);
    for (const char* name : {"batch", "carton", "part_carton", "pallet", "qc_status", "sample",
                             "weighing", "retained_sample", "device_test"}) {
        CHECK(names.count(name) == 1);
    }
}

TEST_CASE("a bar code that can be read is accepted") {
    CHECK(problem_of(std::string(kMinimal)).empty());
}

TEST_CASE("a text over a bar code refuses the layout and names file and line") {
    const std::string text = "\n[[text]]\nx_mm = 10\ny_mm = 8\nheight_mm = 4\ntext = \"X\"\n";
    const std::string problem = problem_of(std::string(kMinimal) + text);
    CHECK(problem.starts_with("x.toml:6: "));
    CHECK(problem.find("lies on it") != std::string::npos);
}

TEST_CASE("a text over the line below the bars refuses the layout") {
    std::string words(kMinimal);
    words.replace(words.find("height_mm = 10"), 14, "height_mm = 10\nhuman_readable = true");
    const std::string text = "\n[[text]]\nx_mm = 10\ny_mm = 15\nheight_mm = 2\ntext = \"X\"\n";
    CHECK(problem_of(words).empty());
    CHECK(problem_of(words + text).starts_with("x.toml:6: "));
}

TEST_CASE("a line within the quiet zone refuses the layout") {
    const auto line = [](double x_mm) {
        return std::string(kMinimal) + "\n[[line]]\nx_mm = " + std::to_string(x_mm) +
               "\ny_mm = 4\nwidth_mm = 0.5\nheight_mm = 10\n";
    };
    CHECK(problem_of(line(2.0)).starts_with("x.toml:6: "));
    CHECK(problem_of(line(0.5)).empty());  // Outside of it.
}

TEST_CASE("modules finer than the printer's dots refuse the layout there and nowhere else") {
    std::string fine(kMinimal);
    fine.replace(fine.find("0.25"), 4, "0.125");
    CHECK(problem_of(fine, Resolution{8.0}).find("two dots") != std::string::npos);
    CHECK(problem_of(fine, Resolution{24.0}).empty());
}

TEST_CASE("a bar code cut off by the label's edge refuses the layout") {
    std::string narrow(kMinimal);
    narrow.replace(narrow.find("width_mm = 60"), 13, "width_mm = 40");
    CHECK(problem_of(narrow).starts_with("x.toml:6: "));
}

}  // namespace lini
