// Events as they lie in a ledger: a row of fields, the canonical bytes of the body, and the hash
// that chains it to the one before. The format is fixed: db/README.md holds its test vectors.
// Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/base/result.h"
#include "app/domain/body_json.h"
#include "app/domain/events.h"

namespace lini {

using Hash = std::array<unsigned char, 32>;

/// A row of the event table. Texts are as stored; `body` bytes are never rewritten.
struct StoredEvent {
    EventId id;
    std::int64_t lamport = 0;
    std::string order_no;
    std::int64_t at_utc_us = 0;
    std::string clock_state;    // "synced", "unsynced", "stepped_back"
    std::string zone;
    std::string business_date;  // ISO 8601
    std::int64_t shift = 1;
    std::string actor;
    std::string command_id;
    std::string kind;
    std::int64_t version = 1;
    std::string body;
    Hash prev_hash{};           // All zero for seq 1.
    Hash hash{};
};

/// `event` without its hashes; its body must not be UnknownKind.
StoredEvent encode_event(const Event& event);

/// Errors: "body_damaged" when a known kind does not hold what it promises, or a field of the row
/// cannot be (a date that does not exist, an unknown clock state).
Result<Event> decode_event(const StoredEvent& stored);

/// SHA-256("lini-event-1" || fields || prev_hash). Fields in the order of the row from terminal_id
/// to body; each is its length as 4 bytes big-endian, then its bytes; integers are 8 bytes
/// big-endian two's complement.
Hash event_hash(const StoredEvent& stored);

std::string to_hex(const Hash& hash);
/// Errors: "hash_malformed" unless 64 lower-case hex digits.
Result<Hash> hash_from_hex(std::string_view hex);

}  // namespace lini
