// The other side of a webhook as an ERP would build it: checks the signature (Standard Webhooks
// 1.0, "Verifying webhook authenticity"), makes one document per key and answers a repeat with the
// document that it already has. For scenarios and tests, on 127.0.0.1 only.
// Listens on threads of its own; all functions are safe to call from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/base/result.h"

namespace lini {

/// How it behaves from here on.
enum class ErpMood {
    up,
    down,        // Nobody listens on its port.
    lost_reply,  // Takes the message, makes the document, and the line breaks before the answer.
    error_500,
    gone_410,
    html,        // 200 with a page of HTML, as a proxy's login page would.
    huge,        // 200 with 100 MB.
};
std::optional<ErpMood> erp_mood(std::string_view name);

struct ErpDocument {
    std::string key;     // "<order_no>/<charge_id>"
    std::string number;  // "INV-2026-0001"
    std::string body;    // As first received.
};

struct ErpCounts {
    int received = 0;        // Messages with a right signature, repeats included.
    int bad_signatures = 0;
    int unreadable = 0;      // Right signature, but not what our schema promises.
};

class FakeErp {
public:
    /// `secret` is "whsec_" + base64.
    static Result<std::unique_ptr<FakeErp>> start(const std::string& secret);
    ~FakeErp();

    std::string url() const;  // "http://127.0.0.1:PORT/lini"
    Result<void> set_mood(ErpMood mood);
    std::vector<ErpDocument> documents() const;
    ErpCounts counts() const;

private:
    struct Inside;
    explicit FakeErp(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// True when `signature_header` ("v1,<base64>", several parted by blanks) holds the HMAC-SHA256 of
/// "<id>.<timestamp>.<body>" under `secret`.
bool webhook_signature_holds(const std::string& secret, const std::string& id,
                             const std::string& timestamp, const std::string& body,
                             const std::string& signature_header);

}  // namespace lini
