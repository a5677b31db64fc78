// Charges as signed HTTP requests: Standard Webhooks 1.0 around a CloudEvents 1.0 body.
// Belongs to the sync thread, but for cancel().
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "app/base/clock.h"
#include "app/base/result.h"
#include "db/sync/destination.h"
#include "db/sync/webhook_signature.h"

namespace lini {

struct WebhookConfig {
    std::string url;          // https; http only to this machine itself, or with allow_plain_http.
    std::string secret_file;  // "whsec_…", mode 0600.
    std::string ca_file;      // Further authority to trust, PEM; empty: the system's.
    bool allow_plain_http = false;
    int connect_timeout_ms = 5'000;
    int total_timeout_ms = 20'000;
};

class Webhook final : public Destination {
public:
    /// `clock` outlives this. Errors: "webhook_url", "webhook_insecure", "webhook_unavailable",
    /// "ca_unreadable" (no such file, or no certificate in it) and those of WebhookSecret::load().
    static Result<std::unique_ptr<Webhook>> create(WebhookConfig config, const Clock& clock);

    Webhook(const Webhook&) = delete;
    Webhook& operator=(const Webhook&) = delete;
    ~Webhook() override;

    std::string_view name() const override { return "webhook"; }

    /// 2xx is accepted, 410 refused, all else asked again: redirects, HTML and replies over
    /// kReplyBytesMax included, since no receiver of webhooks answers like that.
    DeliveryResult deliver(const Delivery& delivery, const std::string& body) override;

    void cancel() override { cancelled_ = true; }

private:
    Webhook(WebhookConfig config, WebhookSecret secret, const Clock& clock, void* curl);

    const WebhookConfig config_;
    const WebhookSecret secret_;
    const Clock& clock_;
    void* curl_;  // CURL easy handle; it keeps the connection open between charges.
    std::atomic<bool> cancelled_ = false;
};

inline constexpr std::size_t kReplyBytesMax = 64 * 1024;
inline constexpr std::int64_t kRetryAfterMaxMs = 60 * 60 * 1000;

/// What an HTTP reply means. Pure.
struct HttpReply {
    long status = 0;
    std::string content_type;
    std::string body;
    bool too_large = false;  // Over kReplyBytesMax; the rest was never read.
    std::int64_t retry_after_s = 0;
};
DeliveryResult meaning_of(const HttpReply& reply);

}  // namespace lini
