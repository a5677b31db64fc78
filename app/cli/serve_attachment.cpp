#include <sodium.h>

#include <string>

#include "app/cli/serve.h"
#include "db/attachments.h"

namespace lini {
namespace {

std::string to_base64(const std::string& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // The C string's end.
    return text;
}

}  // namespace

nlohmann::json serve_attachment(const nlohmann::json& request, const VerbContext& context) {
    const auto hash = hash_from_hex(request.at("sha256").get<std::string>());
    if (!hash) return reply_error(hash.error());
    Result<std::string> content;
    const auto called = context.reading()(
        [&](Ledger& ledger) { content = ledger.attachments().read(*hash); });
    if (!called) return reply_error(called.error());
    if (!content) return reply_error(content.error());
    return {{"ok", true}, {"base64", to_base64(*content)}};
}

}  // namespace lini
