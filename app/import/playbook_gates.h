// The checkpoints and gates of a playbook file. Pure; any thread.
#pragma once

#include "app/import/playbook_file.h"
#include "app/import/problem_list.h"
#include "app/import/toml_reader.h"

namespace lini {

/// Roles by name, at least one.
std::vector<Role> read_roles(TomlReader& reader, std::string_view key);

/// [[checkpoints]], which may be missing.
void read_checkpoints(TomlReader& root, Playbook& playbook, ProblemList& problems);

/// [[gates]], which may be missing; after the steps and checkpoints that they name.
void read_gates(TomlReader& root, Playbook& playbook, ProblemList& problems);

/// Notes conditions about what the file has not, and gates and terms that nothing can ever open.
void refuse_dead_ends(TomlReader& root, const PlaybookFile& file);

}  // namespace lini
