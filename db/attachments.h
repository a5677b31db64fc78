// Photos and files by the SHA-256 of their content, in a folder of their own beside the database:
// an event holds only the hash, so history stays small and a picture can be uploaded in pieces.
// The ledger's thread. Each call is one transaction, or part of the one it is called in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"
#include "db/codec.h"

namespace lini {

class Store;

struct Attachment {
    Hash sha256{};
    std::string media_type;
    std::int64_t size_bytes = 0;
    std::int64_t uploaded_bytes = 0;
};

inline constexpr std::size_t kAttachmentBytesMax = 32u << 20;

class Attachments {
public:
    /// `store` outlives this; `folder` is made by the first add().
    Attachments(Store& store, std::string folder) : store_(store), folder_(std::move(folder)) {}

    /// Writes and syncs the file, then its row; the same content again is a no-op.
    /// Errors: "attachment_too_large", "io_error", those of the Store.
    Result<Hash> add(std::string_view content, const std::string& media_type,
                     std::int64_t now_utc_us);

    /// Errors: "attachment_unknown", "attachment_damaged" (content does not give its hash).
    Result<std::string> read(const Hash& sha256);

    Result<std::vector<Attachment>> unfinished(int max);
    /// Never goes back. Error "attachment_unknown".
    Result<void> note_uploaded(const Hash& sha256, std::int64_t uploaded_bytes);

private:
    std::string file_of(const Hash& sha256) const;

    Store& store_;
    const std::string folder_;
};

}  // namespace lini
