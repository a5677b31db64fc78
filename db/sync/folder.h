// Charges as files, one JSON file each, for an ERP that reads a folder: the destination that
// needs nothing set up. Belongs to the sync thread.
#pragma once

#include <memory>
#include <string>

#include "app/base/result.h"
#include "db/sync/destination.h"

namespace lini {

struct FolderConfig {
    std::string folder;
    bool await_answer = false;  // Accepted only once the answer file is there.
};

/// A file appears under its name whole or not at all, and stays after a power cut. The ERP may
/// leave "<name>.answer.json" beside it with {"document_no": …}.
class Folder final : public Destination {
public:
    /// Makes the folder if it is not there. Error "folder_unwritable".
    static Result<std::unique_ptr<Folder>> create(FolderConfig config);

    std::string_view name() const override { return "folder"; }

    /// A file of that key that is there already counts as delivered. Refused with "file_conflict"
    /// when one of that name holds another charge.
    DeliveryResult deliver(const Delivery& delivery, const std::string& body) override;

private:
    explicit Folder(FolderConfig config) : config_(std::move(config)) {}

    DeliveryResult answered(const std::string& name) const;

    const FolderConfig config_;
};

/// The file name of a key, without ".json": all but letters, digits, `_`, `-` and inner full stops
/// as %XX, so that no order number can lead out of the folder; shortened by its SHA-256 where a
/// file system could not hold it.
std::string file_name_of(std::string_view key);

}  // namespace lini
