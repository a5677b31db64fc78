#include "db/codec.h"

#include <sodium.h>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr std::string_view kDomain = "lini-event-1";

// Feeds SHA-256 with length-prefixed fields.
class FieldHasher {
public:
    FieldHasher() {
        crypto_hash_sha256_init(&state_);
        raw(kDomain.data(), kDomain.size());
    }

    void text(std::string_view value) {
        length(value.size());
        raw(value.data(), value.size());
    }

    void integer(std::int64_t value) {
        length(sizeof value);
        big_endian(static_cast<std::uint64_t>(value), sizeof value);
    }

    void raw(const void* data, std::size_t size) {
        crypto_hash_sha256_update(&state_, static_cast<const unsigned char*>(data), size);
    }

    Hash finish() {
        Hash hash{};
        crypto_hash_sha256_final(&state_, hash.data());
        return hash;
    }

private:
    void length(std::size_t size) {
        CHECK(size <= UINT32_MAX);
        big_endian(size, sizeof(std::uint32_t));
    }

    void big_endian(std::uint64_t value, std::size_t size) {
        std::array<unsigned char, sizeof value> bytes{};
        for (std::size_t i = 0; i < size; ++i) {
            bytes[i] = static_cast<unsigned char>(value >> (8 * (size - 1 - i)));
        }
        raw(bytes.data(), size);
    }

    crypto_hash_sha256_state state_;
};

constexpr std::array<std::pair<ClockState, std::string_view>, 3> kClockStates = {{
    {ClockState::synced, "synced"},
    {ClockState::unsynced, "unsynced"},
    {ClockState::stepped_back, "stepped_back"},
}};

}  // namespace

StoredEvent encode_event(const Event& event) {
    StoredBody body = encode_body(event.body);
    StoredEvent stored;
    stored.id = event.id;
    stored.lamport = event.lamport;
    stored.order_no = event.order_no.str();
    stored.at_utc_us = event.stamp.at_utc_us;
    for (const auto& [state, name] : kClockStates) {
        if (state == event.stamp.clock_state) stored.clock_state = name;
    }
    stored.zone = event.stamp.zone;
    stored.business_date = iso_date(event.stamp.business_date);
    stored.shift = event.stamp.shift;
    stored.actor = event.actor.str();
    stored.command_id = event.command_id.str();
    stored.kind = std::move(body.kind);
    stored.version = body.version;
    stored.body = std::move(body.bytes);
    return stored;
}

Result<Event> decode_event(const StoredEvent& stored) {
    Event event;
    event.id = stored.id;
    event.lamport = stored.lamport;
    event.order_no = OrderNo(stored.order_no);
    event.stamp.at_utc_us = stored.at_utc_us;
    bool known_clock_state = false;
    for (const auto& [state, name] : kClockStates) {
        if (name != stored.clock_state) continue;
        event.stamp.clock_state = state;
        known_clock_state = true;
    }
    const auto date = parse_iso_date(stored.business_date);
    if (!known_clock_state || !date || stored.shift < 0 || stored.shift > 99) {
        return fail("body_damaged", to_string(stored.id) + ": a field of the row cannot be");
    }
    event.stamp.zone = stored.zone;
    event.stamp.business_date = *date;
    event.stamp.shift = static_cast<int>(stored.shift);
    event.actor = UserId(stored.actor);
    event.command_id = CommandId(stored.command_id);
    auto body = decode_body({stored.kind, static_cast<int>(stored.version), stored.body});
    if (!body) return fail(body.error().code, to_string(stored.id) + ": " + body.error().detail);
    event.body = *std::move(body);
    return event;
}

Hash event_hash(const StoredEvent& stored) {
    FieldHasher hasher;
    hasher.text(stored.id.terminal.str());
    hasher.integer(stored.id.incarnation);
    hasher.integer(stored.id.seq);
    hasher.integer(stored.lamport);
    hasher.text(stored.order_no);
    hasher.integer(stored.at_utc_us);
    hasher.text(stored.clock_state);
    hasher.text(stored.zone);
    hasher.text(stored.business_date);
    hasher.integer(stored.shift);
    hasher.text(stored.actor);
    hasher.text(stored.command_id);
    hasher.text(stored.kind);
    hasher.integer(stored.version);
    hasher.text(stored.body);
    hasher.raw(stored.prev_hash.data(), stored.prev_hash.size());
    return hasher.finish();
}

std::string to_hex(const Hash& hash) {
    std::string hex(2 * hash.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
}

Result<Hash> hash_from_hex(std::string_view hex) {
    Hash hash{};
    std::size_t size = 0;
    const bool plain = hex.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!plain || hex.size() != 2 * hash.size() ||
        sodium_hex2bin(hash.data(), hash.size(), hex.data(), hex.size(), nullptr, &size,
                       nullptr) != 0) {
        return fail("hash_malformed");
    }
    return hash;
}

}  // namespace lini
