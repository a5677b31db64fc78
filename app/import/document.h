// A JSON file of products, users, orders, approvals, payments or checkpoints (assets/schema/*.json)
// -> the actions that import it.
// All or nothing: one bad row refuses the file. Whether a key and revision are new, the same again
// or in conflict is the rule's to say (app/domain/rules), by content_sha256_hex. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/domain/command.h"
#include "app/import/playbook_file.h"
#include "app/import/problem.h"

namespace lini {

/// One command to be: the importer adds id, actor and stamp.
struct ImportItem {
    OrderNo order_no;  // Empty for users and products.
    Action action;     // DefineUser, DefineProduct, ImportOrder or RecordClientApproval.
    UserId actor = {};  // Whom the item itself names as the one behind it; empty: nobody.
};

/// For the vault; a name is never in an event.
struct ImportedName {
    UserId user;
    std::string name;
};

/// For the credential store; never in an event, never logged. Demo and trial data only: at a
/// factory `lini user` enrols cards and PINs.
struct ImportedCard {
    UserId user;
    std::string token;        // 32 lower-case hex digits.
    std::string initial_pin;  // Six digits.
};

struct ImportBatch {
    std::vector<ImportItem> items;  // In file order.
    std::vector<ImportedName> names;
    std::vector<ImportedCard> cards;
};

inline constexpr std::size_t kDocumentBytesMax = 8 * 1024 * 1024;
inline constexpr int kDocumentDepthMax = 16;
inline constexpr std::size_t kDocumentItemsMax = 10'000;

/// A file whose name ends with .csv is a table (csv_document.h), in UTF-8 here; its problems name
/// row and column. Else `bytes` is the whole file: {"kind": "orders", "items": [...]}, as
/// assets/schema says of each kind.
/// Problems name file and JSON pointer: bad UTF-8, duplicate and unknown keys, fractions, numbers
/// out of range, terms that do not sum to the order's value, an unknown playbook or step, a batch
/// of a product that is not ordered, two items of one key. Whether a product is known at all, an
/// approved batch is the order's, or a threshold needs a reason, is the rule's to say.
///
/// Cards are for users that have none yet: the same file again must not bring an old PIN back.
Parsed<ImportBatch> read_documents(const std::string& filename, std::string_view bytes,
                                   const Playbooks& playbooks, Sha256Hex sha256_hex);

}  // namespace lini
