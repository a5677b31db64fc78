// Requests at the terminal's door: whatever the line is, the reply says "ok" or why not, and
// nothing throws.
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "app/base/check.h"
#include "app/cli/serve.h"

namespace {

void zeros(unsigned char* bytes, std::size_t count) { std::memset(bytes, 0, count); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto request = nlohmann::json::parse(data, data + size, nullptr, false);
    if (request.is_discarded()) return 0;
    static const lini::SystemClock clock;
    const lini::VerbContext context{"/nonexistent", LINI_SOURCE_DIR "/assets", clock, zeros,
                                    [](const std::function<void(lini::Ledger&)>&) {
                                        return lini::Result<void>(
                                            lini::fail("ledger_busy", "fuzz"));
                                    }};
    const nlohmann::json reply = lini::serve(request, context);
    CHECK(reply.is_object() && reply.contains("ok") && reply["ok"].is_boolean());
    CHECK(reply["ok"] == true || reply.contains("error") || reply.contains("refusal") ||
          reply.contains("problems"));
    return 0;
}
