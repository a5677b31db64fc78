#include <string>

#include "app/cli/base64.h"
#include "app/cli/serve.h"
#include "db/attachments.h"

namespace lini {
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
