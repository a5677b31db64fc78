// A label's layout as read from assets/labels/<name>.toml, and the filling in of what it says.
// Pure but for load_template(); values; any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"
#include "app/labels/label_data.h"
#include "drivers/printer/label.h"

namespace lini {

/// An item whose strings are still patterns: "{batch}" stands for a field of LabelData, "{{" for
/// a brace. What a field holds is never read as a pattern again.
struct TemplateItem {
    LabelItem shape;
    std::vector<std::string> parts;  // Of a text: printed with " · " between; empty ones left out.
    std::string when;                // Field that must have a value; empty: always.
    std::string unless;              // Field that must have none; empty: always.
    std::vector<std::string> only_in = {};  // Printer languages; empty: in every one.
    std::vector<std::string> not_in = {};
    int line = 0;                    // In the file.
};

struct LabelTemplate {
    std::string name;
    std::string file;  // As it is named in messages.
    double width_mm = 0.0;
    double height_mm = 0.0;
    std::vector<TemplateItem> items;
};

/// Error "template_invalid" whose detail begins "<file>:<line>: ": broken TOML, unknown key, field
/// or symbology, a number that is none, an item off the label, GS1 identifiers that exclude each
/// other.
Result<LabelTemplate> parse_template(std::string_view toml, const std::string& file);

/// As parse_template(); also "template_unreadable" when the file cannot be read.
Result<LabelTemplate> load_template(const std::filesystem::path& file);

/// The label that `data` gives to a printer of `language`; of no language: without the items that
/// are for some only. Control and bidi characters of texts become spaces. Errors:
/// "label_field_empty" when a bar code needs a field that has no value, "label_unencodable" when
/// it cannot hold one, "label_no_room" when the bar code with its quiet zone leaves the label.
Result<Label> fill(const LabelTemplate& layout, const LabelData& data,
                   std::string_view language = {});

/// The label of a carton's print job. Errors as carton_label_data() and fill().
Result<Label> build_label(const LabelTemplate& layout, const OrderState& order,
                          const ProductDefined& product, const LabelJob& job,
                          std::string_view language = {});

/// Error "template_invalid" with a reason: unknown field, brace without its other half.
Result<void> check_pattern(std::string_view pattern);

}  // namespace lini
