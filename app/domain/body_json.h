// The body of an event as canonical JSON bytes: keys sorted, no spaces, integers only, UTF-8.
// Bytes once written are never rewritten; old versions are lifted by upcast() when read.
// Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "app/base/result.h"
#include "app/domain/events.h"

namespace lini {

/// A body as it lies in a ledger.
struct StoredBody {
    std::string kind;
    int version = 1;
    std::string bytes;
};

/// `body` must not be UnknownKind: what we do not understand we only pass on as bytes.
StoredBody encode_body(const Body& body);

/// UnknownKind for a kind or version newer than this program.
/// Errors: "body_damaged" when a known kind does not hold what its version promises.
Result<Body> decode_body(const StoredBody& stored);

}  // namespace lini
