// `only_if` and `unless` of a playbook's item. Part of read_playbook(); pure, any thread.
#pragma once

#include "app/domain/playbook.h"
#include "app/import/toml_reader.h"

namespace lini {

/// only_if = { field = "island", is = ["Jawa", "Bali"] }, or `unless`; neither: always. The field
/// is a choice of the playbook and the values are of its choices, else a problem.
FieldMatch read_field_match(TomlReader& reader, const Playbook& playbook, ProblemList& problems);

}  // namespace lini
