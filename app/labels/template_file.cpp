// Reads a template's TOML: strict, and every error names file and line.
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

#include <toml++/toml.h>

#include "app/domain/gs1.h"
#include "app/labels/template.h"
#include "drivers/printer/bar_symbol.h"
#include "drivers/printer/language.h"

namespace lini {
namespace {

constexpr std::uintmax_t kFileBytesMax = 256 * 1024;
constexpr std::size_t kItemsMax = 200;

/// The first thing wrong; carried by throw within this file only, as toml++ itself does.
struct Wrong {
    std::string what;
    toml::source_region where;
};

/// One table whose keys must all be asked for: what nobody asked for is a typing error.
class Table {
public:
    explicit Table(const toml::table& table) : table_(table) {}

    double number(std::string_view key, double otherwise) {
        const toml::node* node = find(key);
        return node == nullptr ? otherwise : as_number(*node, key);
    }

    double number(std::string_view key) { return as_number(required(key), key); }

    bool flag(std::string_view key) {
        const toml::node* node = find(key);
        if (node == nullptr) return false;
        const auto value = node->value_exact<bool>();
        if (!value) throw Wrong{quoted(key) + " is neither true nor false", node->source()};
        return *value;
    }

    std::string text(std::string_view key, std::string otherwise) {
        const toml::node* node = find(key);
        return node == nullptr ? otherwise : as_text(*node, key);
    }

    std::string text(std::string_view key) { return as_text(required(key), key); }

    /// A text or a list of texts.
    std::vector<std::string> texts(std::string_view key) {
        const toml::node& node = required(key);
        std::vector<std::string> values;
        if (const toml::array* list = node.as_array()) {
            for (const toml::node& part : *list) values.push_back(as_text(part, key));
        } else {
            values.push_back(as_text(node, key));
        }
        return values;
    }

    const toml::node* find(std::string_view key) {
        asked_.insert(std::string(key));
        return table_.get(key);
    }

    void done() const {
        for (const auto& [key, node] : table_) {
            const bool known = asked_.count(std::string(key.str())) != 0;
            if (!known) throw Wrong{"unknown key " + quoted(key.str()), node.source()};
        }
    }

    const toml::source_region& where() const { return table_.source(); }

    static std::string quoted(std::string_view key) { return "'" + std::string(key) + "'"; }

private:
    const toml::node& required(std::string_view key) {
        const toml::node* node = find(key);
        if (node == nullptr) throw Wrong{quoted(key) + " is missing", table_.source()};
        return *node;
    }

    static double as_number(const toml::node& node, std::string_view key) {
        const auto value = node.value<double>();
        if (!value || node.is_boolean() || !std::isfinite(*value) || *value < 0.0) {
            throw Wrong{quoted(key) + " is no length", node.source()};
        }
        return *value;
    }

    static std::string as_text(const toml::node& node, std::string_view key) {
        const auto value = node.value_exact<std::string>();
        if (!value) throw Wrong{quoted(key) + " is no text", node.source()};
        const auto sound = check_pattern(*value);
        if (!sound) throw Wrong{sound.error().detail, node.source()};
        return *value;
    }

    const toml::table& table_;
    std::set<std::string, std::less<>> asked_;
};

Symbology symbology_of(Table& table) {
    const std::string name = table.text("symbology");
    if (name == "code128") return Symbology::code128;
    if (name == "gs1_128") return Symbology::gs1_128;
    if (name == "datamatrix") return Symbology::datamatrix;
    if (name == "gs1_datamatrix") return Symbology::gs1_datamatrix;
    if (name == "qr") return Symbology::qr;
    throw Wrong{"unknown symbology " + Table::quoted(name), table.where()};
}

TextAlign align_of(Table& table) {
    const std::string name = table.text("align", "left");
    if (name == "left") return TextAlign::left;
    if (name == "center") return TextAlign::center;
    if (name == "right") return TextAlign::right;
    throw Wrong{"unknown align " + Table::quoted(name), table.where()};
}

std::string element_text_of(const toml::array& pair, std::size_t at) {
    const auto text = pair.size() == 2 ? pair.get(at)->value_exact<std::string>() : std::nullopt;
    if (!text) throw Wrong{"'gs1' is a list of [\"AI\", \"value\"]", pair.source()};
    const auto sound = check_pattern(*text);
    if (!sound) throw Wrong{sound.error().detail, pair.source()};
    return *text;
}

std::vector<gs1::Field> as_fields(const std::vector<Gs1Element>& elements) {
    std::vector<gs1::Field> fields;
    for (const Gs1Element& element : elements) fields.push_back({element.ai, element.value});
    return fields;
}

/// GS1 General Specifications 24, section 4.13: 37 counts what 02 or the like contains and never
/// stands beside 01, and an identifier occurs once.
std::vector<Gs1Element> elements_of(Table& table) {
    const toml::node* node = table.find("gs1");
    const toml::array* list = node == nullptr ? nullptr : node->as_array();
    if (list == nullptr) throw Wrong{"'gs1' is missing", table.where()};
    std::vector<Gs1Element> elements;
    std::set<std::string> seen;
    for (const toml::node& entry : *list) {
        const toml::array* pair = entry.as_array();
        if (pair == nullptr) throw Wrong{"'gs1' is a list of [\"AI\", \"value\"]", entry.source()};
        Gs1Element element{element_text_of(*pair, 0), element_text_of(*pair, 1)};
        if (!gs1::is_identifier(element.ai)) {
            throw Wrong{"unknown identifier (" + element.ai + ")", pair->source()};
        }
        if (!seen.insert(element.ai).second) {
            throw Wrong{"(" + element.ai + ") stands twice", pair->source()};
        }
        elements.push_back(std::move(element));
    }
    const auto pairs = gs1::check_exclusions(as_fields(elements));
    if (!pairs) throw Wrong{pairs.error().detail + " is not allowed", list->source()};
    return elements;
}

LabelText text_of(Table& table, TemplateItem& item) {
    LabelText text;
    text.x_mm = table.number("x_mm");
    text.y_mm = table.number("y_mm");
    text.height_mm = table.number("height_mm");
    text.max_width_mm = table.number("max_width_mm", 0.0);
    text.align = align_of(table);
    text.bold = table.flag("bold");
    item.parts = table.texts("text");
    return text;
}

LabelBarcode barcode_of(Table& table) {
    LabelBarcode barcode;
    barcode.symbology = symbology_of(table);
    barcode.x_mm = table.number("x_mm");
    barcode.y_mm = table.number("y_mm");
    barcode.module_mm = table.number("module_mm");
    barcode.height_mm = table.number("height_mm", barcode.height_mm);
    barcode.human_readable = table.flag("human_readable");
    if (is_gs1(barcode.symbology)) {
        barcode.gs1 = elements_of(table);
    } else {
        barcode.data = table.text("data");
    }
    if (barcode.module_mm <= 0.0) throw Wrong{"'module_mm' is no width", table.where()};
    return barcode;
}

template <typename Shape>
Shape area_of(Table& table) {
    Shape shape;
    shape.x_mm = table.number("x_mm");
    shape.y_mm = table.number("y_mm");
    shape.width_mm = table.number("width_mm");
    shape.height_mm = table.number("height_mm");
    return shape;
}

LabelItem shape_of(std::string_view kind, Table& table, TemplateItem& item) {
    if (kind == "text") return text_of(table, item);
    if (kind == "barcode") return barcode_of(table);
    if (kind == "line") return area_of<LabelLine>(table);
    auto box = area_of<LabelBox>(table);
    box.thickness_mm = table.number("thickness_mm", box.thickness_mm);
    return box;
}

/// The corner that is known before the data is: symbols are measured when they are filled.
struct Extent {
    double right_mm = 0.0;
    double bottom_mm = 0.0;
};
Extent extent(const LabelText& text) {
    return {text.x_mm + text.max_width_mm, text.y_mm + text.height_mm};
}
Extent extent(const LabelBarcode& barcode) { return {barcode.x_mm, barcode.y_mm}; }
Extent extent(const LabelLine& line) {
    return {line.x_mm + line.width_mm, line.y_mm + line.height_mm};
}
Extent extent(const LabelBox& box) { return {box.x_mm + box.width_mm, box.y_mm + box.height_mm}; }

std::string condition_of(std::string_view key, Table& table) {
    std::string field = table.text(key, "");
    if (!field.empty() && !field_value({}, field)) {
        throw Wrong{Table::quoted(key) + " names no field: " + Table::quoted(field),
                    table.where()};
    }
    return field;
}

std::vector<std::string> languages_of(std::string_view key, Table& table) {
    if (table.find(key) == nullptr) return {};
    std::vector<std::string> names = table.texts(key);
    for (const std::string& name : names) {
        if (language_named(name) != nullptr) continue;
        throw Wrong{Table::quoted(key) + " names no printer language: " + Table::quoted(name),
                    table.where()};
    }
    return names;
}

TemplateItem item_of(std::string_view kind, const toml::table& source,
                     const LabelTemplate& layout) {
    Table table(source);
    TemplateItem item;
    item.line = static_cast<int>(source.source().begin.line);
    item.shape = shape_of(kind, table, item);
    item.when = condition_of("when", table);
    item.unless = condition_of("unless", table);
    item.only_in = languages_of("only_in", table);
    item.not_in = languages_of("not_in", table);
    table.done();
    const Extent end = std::visit([](const auto& shape) { return extent(shape); }, item.shape);
    if (end.right_mm > layout.width_mm || end.bottom_mm > layout.height_mm) {
        throw Wrong{"this item leaves the label", source.source()};
    }
    return item;
}

void add_items(Table& top, std::string_view kind, LabelTemplate& layout) {
    const toml::node* node = top.find(kind);
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr) throw Wrong{"write [[" + std::string(kind) + "]]", node->source()};
    for (const toml::node& entry : *list) {
        const toml::table* table = entry.as_table();
        if (table == nullptr) throw Wrong{"write [[" + std::string(kind) + "]]", entry.source()};
        if (layout.items.size() == kItemsMax) throw Wrong{"too many items", table->source()};
        layout.items.push_back(item_of(kind, *table, layout));
    }
}

/// What an identifier asks for may stand in another bar code of the same label.
void check_companions(const LabelTemplate& layout, const toml::source_region& where) {
    std::vector<gs1::Field> fields;
    for (const TemplateItem& item : layout.items) {
        const auto* barcode = std::get_if<LabelBarcode>(&item.shape);
        if (barcode == nullptr) continue;
        for (gs1::Field& field : as_fields(barcode->gs1)) fields.push_back(std::move(field));
    }
    const auto pairs = gs1::check_companions(fields);
    if (!pairs) throw Wrong{pairs.error().detail + " lacks what GS1 wants beside it", where};
}

LabelTemplate template_of(const toml::table& root, const std::string& file) {
    Table top(root);
    LabelTemplate layout;
    layout.file = file;
    layout.name = top.text("name");
    layout.width_mm = top.number("width_mm");
    layout.height_mm = top.number("height_mm");
    const double shorter = std::min(layout.width_mm, layout.height_mm);
    if (shorter <= 0.0 || std::max(layout.width_mm, layout.height_mm) > kLabelLengthMaxMm) {
        throw Wrong{"'width_mm' and 'height_mm' are no label", root.source()};
    }
    for (const char* kind : {"text", "barcode", "line", "box"}) add_items(top, kind, layout);
    top.done();
    if (layout.items.empty()) throw Wrong{"nothing on the label", root.source()};
    check_companions(layout, root.source());
    return layout;
}

}  // namespace

Result<LabelTemplate> parse_template(std::string_view toml, const std::string& file) {
    const auto invalid = [&](std::string_view what, const toml::source_region& where) {
        const auto line = std::to_string(where.begin.line == 0 ? 1 : where.begin.line);
        return fail("template_invalid", file + ":" + line + ": " + std::string(what));
    };
    try {
        return template_of(toml::parse(toml), file);
    } catch (const toml::parse_error& error) {
        return invalid(error.description(), error.source());
    } catch (const Wrong& wrong) {
        return invalid(wrong.what, wrong.where);
    }
}

Result<LabelTemplate> load_template(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error || size > kFileBytesMax) return fail("template_unreadable", file.string());
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) return fail("template_unreadable", file.string());
    return parse_template(text, file.filename().string());
}

}  // namespace lini
