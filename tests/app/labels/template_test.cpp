#include "app/labels/template.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <catch2/catch_test_macros.hpp>

#include "tests/app/labels/label_samples.h"

namespace lini {
namespace {

using samples::carton;

LabelTemplate load(const std::string& name) {
    auto layout = load_template(samples::label_file(name));
    INFO((layout ? "" : layout.error().detail));
    REQUIRE(layout);
    return *layout;
}

struct Describe {
    std::string operator()(const LabelText& t) const {
        return fmt::format("text {} {} h{} w{} a{}{} '{}'", t.x_mm, t.y_mm, t.height_mm,
                           t.max_width_mm, static_cast<int>(t.align), t.bold ? " bold" : "",
                           t.text);
    }
    std::string operator()(const LabelBarcode& b) const {
        return fmt::format("barcode {} {} {} m{} h{} '{}'", static_cast<int>(b.symbology), b.x_mm,
                           b.y_mm, b.module_mm, b.height_mm, b.data + element_text_of(b.gs1));
    }
    std::string operator()(const LabelLine& l) const {
        return fmt::format("line {} {} {} {}", l.x_mm, l.y_mm, l.width_mm, l.height_mm);
    }
    std::string operator()(const LabelBox& b) const {
        return fmt::format("box {} {} {} {}", b.x_mm, b.y_mm, b.width_mm, b.height_mm);
    }
    static std::string element_text_of(const std::vector<Gs1Element>& elements) {
        std::string text;
        for (const Gs1Element& e : elements) text += "(" + e.ai + ")" + e.value;
        return text;
    }
};

std::string describe(const Label& label) {
    std::string text = fmt::format("label {} x {}\n", label.width_mm, label.height_mm);
    for (const LabelItem& item : label.items) text += std::visit(Describe{}, item) + "\n";
    return text;
}

std::vector<std::string> texts(const Label& label) {
    std::vector<std::string> found;
    for (const LabelItem& item : label.items) {
        if (const auto* text = std::get_if<LabelText>(&item)) found.push_back(text->text);
    }
    return found;
}

bool says(const Label& label, const std::string& text) {
    const auto all = texts(label);
    return std::find(all.begin(), all.end(), text) != all.end();
}

std::string fault_of(const std::string& toml) {
    const auto layout = parse_template(toml, "x.toml");
    return layout ? "" : layout.error().detail;
}

const std::string kHead = "name = \"x\"\nwidth_mm = 60\nheight_mm = 40\n";
const std::string kText = "[[text]]\nx_mm = 1\ny_mm = 1\nheight_mm = 3\n";

TEST_CASE("every template in assets loads and can be filled") {
    std::size_t count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(samples::label_file("x").parent_path())) {
        const LabelTemplate layout = load(entry.path().stem().string());
        CHECK(layout.name == entry.path().stem().string());
        const auto label = fill(layout, carton());
        INFO((label ? "" : label.error().detail));
        CHECK(label);
        ++count;
    }
    CHECK(count >= 4);
}

TEST_CASE("the carton label of an order says what its golden file says") {
    const auto label =
        build_label(load("carton"), samples::order(), samples::product(), samples::job());
    REQUIRE(label);
    std::ifstream file(std::string(LINI_SOURCE_DIR) + "/tests/golden/carton_label.txt");
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    CHECK(describe(*label) == golden);
}

TEST_CASE("a reprint says so, and a first print does not") {
    const LabelTemplate layout = load("carton");
    LabelJob job = samples::job();
    auto label = build_label(layout, samples::order(), samples::product(), job);
    REQUIRE(label);
    CHECK_FALSE(says(*label, "CETAK ULANG 2"));
    job.copy = 2;
    label = build_label(layout, samples::order(), samples::product(), job);
    REQUIRE(label);
    CHECK(says(*label, "CETAK ULANG 2"));
}

TEST_CASE("a carton of an unknown batch or another product has no label") {
    LabelJob job = samples::job();
    job.batch = BatchNo("OTHER");
    CHECK(build_label(load("carton"), samples::order(), samples::product(), job).error().code ==
          "label_batch_unknown");
    ProductDefined other = samples::product();
    other.code = ProductCode("OTHER");
    CHECK(build_label(load("carton"), samples::order(), other, samples::job()).error().code ==
          "label_product_unknown");
}

TEST_CASE("printer commands in a name stay text") {
    LabelData data = carton();
    data.product = "^XZ~JR \"Serum\" {batch} \\&";
    const auto label = fill(load("carton"), data);
    REQUIRE(label);
    CHECK(says(*label, "^XZ~JR \"Serum\" {batch} \\&"));
}

TEST_CASE("controls, bidi and broken bytes of a name do not reach the label") {
    LabelData data = carton();
    data.product = std::string(
        "A\0B\x1b"
        "C\r\nD\xe2\x80\xae"
        "E\xff",
        13);
    const auto label = fill(load("carton"), data);
    REQUIRE(label);
    CHECK(says(*label, "A B C  D E?"));
    data.product = std::string(100'000, 'x');
    const auto capped = fill(load("carton"), data);
    REQUIRE(capped);
    CHECK(says(*capped, std::string(kFieldCharactersMax, 'x')));
}

TEST_CASE("a field that has no value leaves no trace in a line of texts") {
    LabelData data = carton();
    data.registration_no.clear();
    const auto label = fill(load("carton"), data);
    REQUIRE(label);
    CHECK(says(*label, "Glowria"));
    CHECK(says(*label, "Isi 24 · Karton 97"));
    data.carton_no = 1234;
    data.content_units = 0;
    CHECK(says(*fill(load("carton"), data), "Karton 1.234"));
}

TEST_CASE("a bar code is never printed without what it must carry") {
    LabelData data = carton();
    data.expires.reset();
    CHECK(fill(load("carton"), data).error().code == "label_field_empty");
    data = carton();
    data.carton_gtin = "18991234567011";  // Wrong check digit.
    CHECK(fill(load("carton"), data).error().code == "label_unencodable");
    data = carton();
    data.batch = "LOT WITH SPACES";
    CHECK(fill(load("carton"), data).error().code == "label_unencodable");
}

TEST_CASE("a bar code that would be cut off is refused, not printed") {
    LabelData data = carton();
    data.batch = "GLW-2611-014";  // 25 characters together, as the template promises.
    data.serial = "L2-12-9999997";
    CHECK(fill(load("carton"), data));
    data.batch += "Q";
    const auto label = fill(load("carton"), data);
    REQUIRE_FALSE(label);
    CHECK(label.error().code == "label_no_room");
}

TEST_CASE("an item is for the printer languages and the facts that it names") {
    const auto layout = parse_template(kHead + R"(
[[text]]
x_mm = 1
y_mm = 1
height_mm = 3
only_in = ["escpos", "epl"]
text = "only"

[[text]]
x_mm = 1
y_mm = 5
height_mm = 3
not_in = "escpos"
unless = "copy"
text = "first"
)", "x.toml");
    INFO((layout ? "" : layout.error().detail));
    REQUIRE(layout);
    LabelData data = carton();
    using Texts = std::vector<std::string>;
    CHECK(texts(*fill(*layout, data, "escpos")) == Texts{"only"});
    CHECK(texts(*fill(*layout, data, "epl")) == Texts{"only", "first"});
    CHECK(texts(*fill(*layout, data, "zpl")) == Texts{"first"});
    CHECK(texts(*fill(*layout, data)) == Texts{"first"});
    data.copy = 1;
    CHECK(texts(*fill(*layout, data)).empty());
}

TEST_CASE("what is wrong in a template is said with file and line") {
    CHECK(fault_of("name = ") == "x.toml:1: " + fault_of("name = ").substr(10));
    CHECK(fault_of(kHead) == "x.toml:1: nothing on the label");
    CHECK(fault_of(kHead + "colour = \"red\"\n" + kText + "text = \"a\"\n") ==
          "x.toml:4: unknown key 'colour'");
    CHECK(fault_of(kHead + kText + "text = \"a\"\nsize = 3\n") == "x.toml:9: unknown key 'size'");
    CHECK(fault_of(kHead + kText) == "x.toml:4: 'text' is missing");
    CHECK(fault_of(kHead + kText + "text = \"{bacth}\"\n") == "x.toml:8: unknown field {bacth}");
    CHECK(fault_of(kHead + kText + "text = \"{batch\"\n") ==
          "x.toml:8: a brace without its other half");
    CHECK(fault_of(kHead + kText + "text = \"a\"\nwhen = \"never\"\n") ==
          "x.toml:4: 'when' names no field: 'never'");
    CHECK(fault_of(kHead + "[[line]]\nx_mm = 1\ny_mm = 1\nwidth_mm = 1\nheight_mm = 1\n"
                           "only_in = 'pcl'\n") ==
          "x.toml:4: 'only_in' names no printer language: 'pcl'");
    CHECK(fault_of(kHead + kText + "text = \"a\"\nmax_width_mm = 70\n") ==
          "x.toml:4: this item leaves the label");
    CHECK(fault_of(kHead + "[[text]]\nx_mm = nan\n") == "x.toml:5: 'x_mm' is no length");
    CHECK(fault_of(kHead + "[[text]]\nx_mm = -1\n") == "x.toml:5: 'x_mm' is no length");
    CHECK(fault_of(kHead + "[[text]]\nx_mm = true\n") == "x.toml:5: 'x_mm' is no length");
    CHECK(fault_of("name = \"x\"\nwidth_mm = 1e9\nheight_mm = 4\n") ==
          "x.toml:1: 'width_mm' and 'height_mm' are no label");
}

TEST_CASE("bar codes that no reader would understand are refused in the template") {
    const std::string code =
        "[[barcode]]\nsymbology = \"gs1_128\"\nx_mm = 5\ny_mm = 1\nmodule_mm = 0.25\n";
    const auto elements = [&](const std::string& list) {
        return fault_of(kHead + code + "gs1 = " + list + "\n");
    };
    CHECK(elements("[[\"01\", \"{gtin}\"], [\"10\", \"{batch}\"]]").empty());
    CHECK(elements("[[\"10\", \"{batch}\"]]") ==
          "x.toml:1: (10) lacks what GS1 wants beside it");
    CHECK(elements("[[\"01\", \"{gtin}\"], [\"37\", \"{content}\"]]") ==
          "x.toml:9: (01) beside (37) is not allowed");
    CHECK(elements("[[\"10\", \"a\"], [\"10\", \"b\"]]") == "x.toml:9: (10) stands twice");
    CHECK(elements("[[\"09\", \"a\"]]") == "x.toml:9: unknown identifier (09)");
    CHECK(elements("[\"10\"]") == "x.toml:9: 'gs1' is a list of [\"AI\", \"value\"]");
    CHECK(fault_of(kHead + "[[barcode]]\nsymbology = \"ean13\"\n") ==
          "x.toml:4: unknown symbology 'ean13'");
}

TEST_CASE("a template file that is missing or too large is refused") {
    CHECK(load_template("/nonexistent/x.toml").error().code == "template_unreadable");
    CHECK(load_template("/dev/zero").error().code == "template_unreadable");
}

}  // namespace
}  // namespace lini
