// What a contract must say, what is usual in it, and its plan: fields, rules, revisions, deadlines,
// damages, warranties. Part of read_playbook(); pure, any thread.
#pragma once

#include "app/import/playbook_file.h"
#include "app/import/toml_reader.h"

namespace lini {

/// [[fields]], [[contract_rules]], [[taxes]] and withholding_percent: all may be left out. A rule
/// about a figure that no contract of this playbook says, with bounds upside down or without any,
/// is a problem.
void read_contract(TomlReader& root, Playbook& playbook, ProblemList& problems);

/// [[extras]]; one that rides on a term that the file has not is a problem.
void read_extras(TomlReader& root, PlaybookFile& file, ProblemList& problems);

/// [[revisions]], [[deadlines]], [damages], [[warranties]], [[cases]], [tolerance]. Their
/// conditions are judged with those of the gates.
void read_plan(TomlReader& root, Playbook& playbook, ProblemList& problems);

}  // namespace lini
