// Keys in files of their own beside the database, mode 0600, made once. A copy of the database
// alone opens nothing. Any thread; two processes may race to create and both get the same key.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "app/base/result.h"
#include "app/identity/digest.h"
#include "app/identity/secret.h"

namespace lini {

/// Reads a key of exactly `size` bytes.
/// Errors: "key_missing", "key_readable_by_others" (any right for group or others, or another
/// owner), "key_damaged" (wrong size, not a plain file), "key_io".
Result<Secret> read_key(const std::filesystem::path& file, std::size_t size);

/// Reads it, or makes it of random bytes: written aside, synced, then linked to its name, so it is
/// whole or absent after a power cut, and never replaced. The folder is made with mode 0700.
/// Errors as read_key() but "key_missing".
Result<Secret> read_or_create_key(const std::filesystem::path& file, std::size_t size,
                                  RandomFill random);

/// A text secret that IT wrote ("whsec_…"): the first line, without its end.
/// Errors as read_key(); "key_damaged" when empty or over 4 KiB.
Result<Secret> read_secret_text(const std::filesystem::path& file);

inline constexpr std::size_t kPepperBytes = 32;

/// The factory's pepper: every terminal of a site holds the same, else its cards are strangers.
struct Pepper {
    Secret key;
};

/// `<data>/keys/pepper`; errors as read_or_create_key().
Result<Pepper> open_pepper(const std::filesystem::path& data_folder, RandomFill random);

/// The terminal's Ed25519 key, which signs the heads of its ledger (RFC 8032).
class TerminalKey {
public:
    explicit TerminalKey(const Secret& seed);  // 32 bytes.

    std::array<unsigned char, 32> public_key() const { return public_key_; }
    std::string public_key_hex() const;
    /// 64 bytes.
    std::string sign(std::string_view message) const;

private:
    std::array<unsigned char, 32> public_key_{};
    Secret secret_key_;
};

/// `<data>/keys/terminal`; errors as read_or_create_key().
Result<TerminalKey> open_terminal_key(const std::filesystem::path& data_folder, RandomFill random);

bool verify_signature(std::string_view message, std::string_view signature,
                      const std::array<unsigned char, 32>& public_key);

}  // namespace lini
