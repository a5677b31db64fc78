#include "db/head_signer.h"

#include <sodium.h>

#include "app/base/check.h"
#include "db/key_file.h"

namespace lini {
namespace {

void append_big_endian(std::string& bytes, std::uint64_t value, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<char>(static_cast<unsigned char>(value >> shift)));
    }
}

class SodiumSigner final : public HeadSigner {
public:
    explicit SodiumSigner(const Key& seed) {
        crypto_sign_seed_keypair(public_key_.data(), secret_key_.data(), seed.data());
    }
    ~SodiumSigner() override { sodium_memzero(secret_key_.data(), secret_key_.size()); }

    std::string public_key() const override {
        return std::string(public_key_.begin(), public_key_.end());
    }

    std::string sign(std::string_view message) const override {
        std::array<unsigned char, crypto_sign_BYTES> signature{};
        crypto_sign_detached(signature.data(), nullptr,
                             reinterpret_cast<const unsigned char*>(message.data()),
                             message.size(), secret_key_.data());
        return std::string(signature.begin(), signature.end());
    }

private:
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key_{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key_{};
};

}  // namespace

std::string head_message(const EventId& id, const Hash& hash) {
    std::string message = "lini-head-1";
    append_big_endian(message, id.terminal.str().size(), 4);
    message += id.terminal.str();
    for (const std::int64_t number : {id.incarnation, id.seq}) {
        append_big_endian(message, sizeof number, 4);
        append_big_endian(message, static_cast<std::uint64_t>(number), 8);
    }
    message.append(hash.begin(), hash.end());
    return message;
}

Result<std::unique_ptr<HeadSigner>> open_head_signer(
    const std::string& key_file, const std::function<void(unsigned char*, std::size_t)>& random) {
    CHECK(sodium_init() >= 0);
    auto seed = load_key(key_file, random);
    if (!seed) return pass_on(seed);
    std::unique_ptr<HeadSigner> signer = std::make_unique<SodiumSigner>(*seed);
    sodium_memzero(seed->data(), seed->size());
    return signer;
}

bool head_signature_holds(std::string_view message, std::string_view signature,
                          std::string_view public_key) {
    if (signature.size() != crypto_sign_BYTES || public_key.size() != crypto_sign_PUBLICKEYBYTES) {
        return false;
    }
    const auto bytes = [](std::string_view text) {
        return reinterpret_cast<const unsigned char*>(text.data());
    };
    return crypto_sign_verify_detached(bytes(signature), bytes(message), message.size(),
                                       bytes(public_key)) == 0;
}

}  // namespace lini
