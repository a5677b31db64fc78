#include "app/import/field_match.h"

#include <algorithm>

#include "app/domain/contract.h"

namespace lini {

FieldMatch read_field_match(TomlReader& reader, const Playbook& playbook, ProblemList& problems) {
    FieldMatch match;
    match.unless = reader.has("unless");
    const char* key = match.unless ? "unless" : "only_if";
    if (!reader.has(key)) return {};
    TomlReader table(reader.table(key), reader.path_to(key), problems);
    match.field = table.id_text("field");
    match.is = table.texts("is");
    table.refuse_unknown_keys();
    const ContractField* field = find_field(playbook, match.field);
    if (field == nullptr || field->kind != FieldKind::choice) {
        table.wrong("field", "value_unknown", {{"value", match.field}});
        return match;
    }
    for (const std::string& value : match.is) {
        if (std::ranges::find(field->choices, value) != field->choices.end()) continue;
        table.wrong("is", "value_unknown", {{"value", value}});
    }
    return match;
}

}  // namespace lini
