// Copies of the whole database: whole when they have their name, checked before they get it.
// Without the keys: a copy alone opens no vault and signs no head.
// The ledger's thread.
#pragma once

#include <string>

#include "app/base/result.h"
#include "db/store.h"

namespace lini {

/// Copies `from` to `file` by SQLite's backup interface: to `file`.partial, checked, synced, then
/// renamed. An older file of that name stays until then.
/// Errors: "backup_failed", "backup_damaged", "io_error".
Result<void> write_backup(Store& from, const std::string& file);

/// True copy of a backup for a restore, checked and synced.
/// Errors: "backup_damaged" (not a ledger, or SQLite finds damage), "backup_failed".
Result<void> copy_backup(const std::string& backup_file, const std::string& to);

}  // namespace lini
