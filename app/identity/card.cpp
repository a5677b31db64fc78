#include "app/identity/card.h"

#include <sodium.h>

#include "app/base/check.h"
#include "app/domain/barcode.h"

namespace lini {

Secret new_card_token(RandomFill random) {
    std::string bytes(kCardTokenBytes, '\0');
    random(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size());
    Secret token(to_hex(bytes));
    wipe(bytes);
    return token;
}

bool is_card_token(std::string_view token) {
    return token.size() == 2 * kCardTokenBytes &&
           token.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string card_hash_hex(std::string_view token, const Pepper& pepper) {
    CHECK(pepper.key.size() == kPepperBytes);
    // The first byte keeps this use of the pepper apart from that for PINs.
    const Secret message("c" + std::string(token));
    std::string hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(
        reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
        reinterpret_cast<const unsigned char*>(message.view().data()), message.size(),
        reinterpret_cast<const unsigned char*>(pepper.key.view().data()), pepper.key.size());
    return to_hex(hash);
}

Secret card_barcode(std::string_view token) {
    return Secret(std::string(kIdCardPrefix) + std::string(token));
}

}  // namespace lini
