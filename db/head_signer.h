// Signs the heads of this terminal's chain with its Ed25519 key (RFC 8032), so that a copy that
// left the machine shows a history rewritten since. Pure once made; the ledger's thread.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/base/result.h"
#include "db/codec.h"

namespace lini {

/// "lini-head-1" || terminal, incarnation, seq as length-prefixed fields (see event_hash()) ||
/// hash.
std::string head_message(const EventId& id, const Hash& hash);

class HeadSigner {
public:
    virtual ~HeadSigner() = default;
    virtual std::string public_key() const = 0;                    // 32 bytes
    virtual std::string sign(std::string_view message) const = 0;  // 64 bytes
};

/// The key is read from `key_file` (32 bytes seed), which is made with `random` when absent.
/// Errors: "keys_unreadable".
Result<std::unique_ptr<HeadSigner>> open_head_signer(
    const std::string& key_file, const std::function<void(unsigned char*, std::size_t)>& random);

bool head_signature_holds(std::string_view message, std::string_view signature,
                          std::string_view public_key);

}  // namespace lini
