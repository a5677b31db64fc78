#include "db/sync/webhook.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

#include <curl/curl.h>

#include "db/sync/charge_payload.h"

namespace lini {
namespace {

constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;

struct UrlDeleter {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct HeadersDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct TextDeleter {
    void operator()(char* text) const { curl_free(text); }
};
using Headers = std::unique_ptr<curl_slist, HeadersDeleter>;

std::string url_part(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    const std::unique_ptr<char, TextDeleter> owner(text);
    return text;
}

Result<void> check_url(const WebhookConfig& config) {
    const std::unique_ptr<CURLU, UrlDeleter> url(curl_url());
    if (!url || curl_url_set(url.get(), CURLUPART_URL, config.url.c_str(), 0) != CURLUE_OK) {
        return fail("webhook_url", "unreadable");
    }
    const std::string scheme = url_part(url.get(), CURLUPART_SCHEME);
    if (scheme == "https") return {};
    if (scheme != "http") return fail("webhook_url", scheme);
    const std::string host = url_part(url.get(), CURLUPART_HOST);
    const bool local = host == "127.0.0.1" || host == "localhost" || host == "[::1]";
    if (!local && !config.allow_plain_http) return fail("webhook_insecure", host);
    return {};
}

/// A wrong path is told at the start of the terminal, and not at the first charge.
Result<void> check_ca(const std::string& file) {
    if (file.empty()) return {};
    std::ifstream stream(file, std::ios::binary);
    std::string line;
    while (std::getline(stream, line)) {
        if (line.starts_with("-----BEGIN CERTIFICATE-----")) return {};
    }
    return fail("ca_unreadable", file);
}

/// False when the list could not grow.
bool add_header(Headers& headers, const std::string& line) {
    curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
    if (longer == nullptr) return false;
    (void)headers.release();
    headers.reset(longer);
    return true;
}

struct Receiving {
    std::string body;
    bool too_large = false;
};

std::size_t receive(char* data, std::size_t size, std::size_t count, void* user) {
    auto& receiving = *static_cast<Receiving*>(user);
    const std::size_t bytes = size * count;
    if (receiving.body.size() + bytes > kReplyBytesMax) {
        receiving.too_large = true;
        return 0;  // Anything but `bytes` ends the transfer.
    }
    receiving.body.append(data, bytes);
    return bytes;
}

int keep_going(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(user)->load() ? 1 : 0;
}

std::string_view code_of(CURLcode failure) {
    switch (failure) {
        case CURLE_OPERATION_TIMEDOUT: return "timeout";
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_CONNECT: return "unreachable";
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_PEER_FAILED_VERIFICATION: return "tls_failed";
        case CURLE_ABORTED_BY_CALLBACK: return "cancelled";
        default: return "connection_lost";
    }
}

bool is_html(const HttpReply& reply) {
    if (reply.content_type.find("html") != std::string::npos) return true;
    const std::size_t first = reply.body.find_first_not_of(" \t\r\n");
    return first != std::string::npos && reply.body[first] == '<';
}

void set_options(CURL* curl, const WebhookConfig& config) {
    curl_easy_setopt(curl, CURLOPT_URL, config.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!config.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, config.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(config.connect_timeout_ms));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(config.total_timeout_ms));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "lini");
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &receive);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &keep_going);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

}  // namespace

DeliveryResult meaning_of(const HttpReply& reply) {
    const std::int64_t after_ms =
        std::clamp<std::int64_t>(reply.retry_after_s, 0, kRetryAfterMaxMs / 1000) * 1000;
    if (reply.status == 410) return DeliveryResult::refuse("http_410");
    if (reply.status < 200 || reply.status > 299) {
        return DeliveryResult::retry("http_" + std::to_string(reply.status), after_ms);
    }
    if (reply.too_large) return DeliveryResult::retry("reply_too_large", after_ms);
    // A login page or a captive portal answers 200 as well.
    if (is_html(reply)) return DeliveryResult::retry("reply_html", after_ms);
    return DeliveryResult::accept(document_no_in(reply.body));
}

Result<std::unique_ptr<Webhook>> Webhook::create(WebhookConfig config, const Clock& clock) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return fail("webhook_unavailable");
    const auto sound = check_url(config);
    if (!sound) return pass_on(sound);
    if (auto trusted = check_ca(config.ca_file); !trusted) return pass_on(trusted);
    auto secret = WebhookSecret::load(config.secret_file);
    if (!secret) return pass_on(secret);
    CURL* curl = curl_easy_init();
    if (curl == nullptr) return fail("webhook_unavailable");
    return std::unique_ptr<Webhook>(
        new Webhook(std::move(config), std::move(*secret), clock, curl));
}

Webhook::Webhook(WebhookConfig config, WebhookSecret secret, const Clock& clock, void* curl)
    : config_(std::move(config)), secret_(std::move(secret)), clock_(clock), curl_(curl) {
    set_options(curl_, config_);
    curl_easy_setopt(curl_, CURLOPT_XFERINFODATA, &cancelled_);
}

Webhook::~Webhook() { curl_easy_cleanup(curl_); }

DeliveryResult Webhook::deliver(const Delivery& delivery, const std::string& body) {
    const std::string id = webhook_id(delivery.key);
    const std::int64_t timestamp_s = clock_.now_utc_us() / kMicrosecondsPerSecond;
    Headers headers;
    bool complete = true;
    for (const std::string& line :
         {std::string("Content-Type: application/cloudevents+json; charset=utf-8"),
          "webhook-id: " + id, "webhook-timestamp: " + std::to_string(timestamp_s),
          "webhook-signature: " + secret_.sign(id, timestamp_s, body),
          std::string("Accept: application/json"), std::string("Expect:")}) {
        complete = complete && add_header(headers, line);
    }
    if (!complete) return DeliveryResult::retry("out_of_memory");

    Receiving receiving;
    curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl_, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(curl_, CURLOPT_WRITEDATA, &receiving);
    const CURLcode done = curl_easy_perform(curl_);
    curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, nullptr);
    curl_easy_setopt(curl_, CURLOPT_POSTFIELDS, nullptr);
    if (done != CURLE_OK && !receiving.too_large) {
        return DeliveryResult::retry(std::string(code_of(done)));
    }
    HttpReply reply;
    reply.too_large = receiving.too_large;
    curl_off_t retry_after_s = 0;
    const char* content_type = nullptr;
    curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &reply.status);
    curl_easy_getinfo(curl_, CURLINFO_RETRY_AFTER, &retry_after_s);
    curl_easy_getinfo(curl_, CURLINFO_CONTENT_TYPE, &content_type);
    if (content_type != nullptr) reply.content_type = content_type;
    reply.retry_after_s = retry_after_s;
    reply.body = std::move(receiving.body);
    return meaning_of(reply);
}

}  // namespace lini
