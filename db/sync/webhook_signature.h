// Standard Webhooks 1.0: who a request is from, and that nobody changed it on the way
// (standard-webhooks, spec/standard-webhooks.md). Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.h"

namespace lini {

/// The shared secret; wiped from memory when it goes, and never in a log or a message.
class WebhookSecret {
public:
    /// "whsec_" and the base64 of 24 to 64 bytes; blanks around it are ignored.
    /// Error "secret_invalid".
    static Result<WebhookSecret> parse(std::string_view text);

    /// From a regular file that only its owner may read (0600 or less). Errors:
    /// "secret_unreadable", "secret_permissions", "secret_invalid".
    static Result<WebhookSecret> load(const std::string& file);

    WebhookSecret(WebhookSecret&& other) noexcept = default;
    WebhookSecret& operator=(WebhookSecret&&) = delete;
    ~WebhookSecret();

    /// "v1," and the base64 of HMAC-SHA256 over "<id>.<timestamp>.<body>".
    std::string sign(std::string_view id, std::int64_t timestamp_s, std::string_view body) const;

private:
    explicit WebhookSecret(std::vector<unsigned char> key) : key_(std::move(key)) {}

    std::vector<unsigned char> key_;
};

/// The webhook-id of a charge's key: the same for every attempt, without the full stop that the
/// signed content is joined by.
std::string webhook_id(std::string_view key);

}  // namespace lini
