#include "app/play/fake_erp.h"

#include <arpa/inet.h>
#include <httplib.h>
#include <sodium.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr const char* kHost = "127.0.0.1";
constexpr const char* kPath = "/lini";
constexpr std::string_view kSecretPrefix = "whsec_";
constexpr std::size_t kBodyBytesMax = 1 << 20;
constexpr std::size_t kHugeBytes = 100 * 1000 * 1000;

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                          text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size()) {
        return std::nullopt;
    }
    bytes.resize(size);
    return bytes;
}

/// The key of the charge that a CloudEvents body speaks of; nothing when it is not one of ours.
std::optional<std::string> key_of(const std::string& body) {
    const auto event = nlohmann::json::parse(body, nullptr, false);
    if (event.is_discarded() || !event.is_object()) return std::nullopt;
    if (event.value("specversion", nlohmann::json()) != "1.0") return std::nullopt;
    if (!event.contains("data") || !event["data"].is_object()) return std::nullopt;
    const auto key = event["data"].value("key", nlohmann::json());
    if (!key.is_string() || key.get<std::string>().empty()) return std::nullopt;
    return key.get<std::string>();
}

/// The line breaks: closes our end of the connection to that port of the client. The library
/// shows no socket, so it is looked for among our own.
void break_connection(int remote_port) {
    constexpr int kDescriptorsMax = 1024;
    for (int fd = 3; fd < kDescriptorsMax; ++fd) {
        sockaddr_in peer{};
        socklen_t size = sizeof(peer);
        if (::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) != 0) continue;
        if (peer.sin_family == AF_INET && ntohs(peer.sin_port) == remote_port) {
            ::shutdown(fd, SHUT_RDWR);
        }
    }
}

}  // namespace

std::optional<ErpMood> erp_mood(std::string_view name) {
    if (name == "up") return ErpMood::up;
    if (name == "down") return ErpMood::down;
    if (name == "lost-reply") return ErpMood::lost_reply;
    if (name == "error-500") return ErpMood::error_500;
    if (name == "gone-410") return ErpMood::gone_410;
    if (name == "html") return ErpMood::html;
    if (name == "huge") return ErpMood::huge;
    return std::nullopt;
}

bool webhook_signature_holds(const std::string& secret, const std::string& id,
                             const std::string& timestamp, const std::string& body,
                             const std::string& signature_header) {
    if (!std::string_view(secret).starts_with(kSecretPrefix)) return false;
    const auto key = from_base64(std::string_view(secret).substr(kSecretPrefix.size()));
    if (!key) return false;

    const std::string message = id + "." + timestamp + "." + body;
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> expected{};
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key->data()),
                                key->size());
    crypto_auth_hmacsha256_update(
        &state, reinterpret_cast<const unsigned char*>(message.data()), message.size());
    crypto_auth_hmacsha256_final(&state, expected.data());

    std::string_view rest = signature_header;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view one = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!one.starts_with("v1,")) continue;
        const auto given = from_base64(one.substr(3));
        if (given && given->size() == expected.size() &&
            sodium_memcmp(given->data(), expected.data(), expected.size()) == 0) {
            return true;
        }
    }
    return false;
}

struct FakeErp::Inside {
    explicit Inside(std::string webhook_secret) : secret(std::move(webhook_secret)) {}

    /// Listens on `port`, or on a free one where it is 0.
    Result<void> listen();
    void stop();
    void take(const httplib::Request& request, httplib::Response& response);
    std::string document_for(const std::string& key, const std::string& body);
    void answer(const std::string& number, const httplib::Request& request,
                httplib::Response& response) const;

    const std::string secret;
    int port = 0;
    std::atomic<ErpMood> mood{ErpMood::up};
    std::unique_ptr<httplib::Server> server;
    std::thread thread;

    mutable std::mutex mutex;  // Guards what follows.
    std::vector<ErpDocument> documents;
    ErpCounts counts;
};

Result<void> FakeErp::Inside::listen() {
    server = std::make_unique<httplib::Server>();
    server->set_payload_max_length(kBodyBytesMax);
    server->set_keep_alive_max_count(1);
    server->Post(kPath, [this](const httplib::Request& request, httplib::Response& response) {
        take(request, response);
    });
    if (port == 0) {
        port = server->bind_to_any_port(kHost);
    } else if (!server->bind_to_port(kHost, port)) {
        return fail("erp_port_taken", std::to_string(port));
    }
    if (port <= 0) return fail("erp_port_taken");
    thread = std::thread([this] { server->listen_after_bind(); });
    return {};
}

void FakeErp::Inside::stop() {
    if (!thread.joinable()) return;
    // stop() is lost when it comes before the thread began to listen.
    while (!server->is_running()) std::this_thread::yield();
    server->stop();
    thread.join();
    server.reset();
}

std::string FakeErp::Inside::document_for(const std::string& key, const std::string& body) {
    const auto known = std::find_if(documents.begin(), documents.end(),
                                    [&](const ErpDocument& d) { return d.key == key; });
    if (known != documents.end()) return known->number;
    constexpr std::size_t kFirstNumber = 10001;
    documents.push_back({key, "INV-" + std::to_string(kFirstNumber + documents.size()), body});
    return documents.back().number;
}

void FakeErp::Inside::take(const httplib::Request& request, httplib::Response& response) {
    std::string number;
    {
        const std::lock_guard lock(mutex);
        if (!webhook_signature_holds(secret, request.get_header_value("webhook-id"),
                                     request.get_header_value("webhook-timestamp"), request.body,
                                     request.get_header_value("webhook-signature"))) {
            ++counts.bad_signatures;
            response.status = 401;
            return;
        }
        ++counts.received;
        const auto key = key_of(request.body);
        if (!key) {
            ++counts.unreadable;
            response.status = 422;
            return;
        }
        const bool makes_document = mood == ErpMood::up || mood == ErpMood::lost_reply;
        if (makes_document) number = document_for(*key, request.body);
    }
    answer(number, request, response);
}

void FakeErp::Inside::answer(const std::string& number, const httplib::Request& request,
                             httplib::Response& response) const {
    switch (mood.load()) {
        case ErpMood::up:
            response.set_content(nlohmann::json{{"document_no", number}}.dump(),
                                 "application/json");
            return;
        case ErpMood::lost_reply: break_connection(request.remote_port); return;
        case ErpMood::error_500: response.status = 500; return;
        case ErpMood::gone_410: response.status = 410; return;
        case ErpMood::html:
            response.set_content("<html><body>Silakan masuk</body></html>", "text/html");
            return;
        case ErpMood::huge:
            response.set_content(std::string(kHugeBytes, 'x'), "application/json");
            return;
        case ErpMood::down: response.status = 503; return;
    }
}

FakeErp::FakeErp(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

FakeErp::~FakeErp() { inside_->stop(); }

Result<std::unique_ptr<FakeErp>> FakeErp::start(const std::string& secret) {
    CHECK(sodium_init() >= 0);
    auto inside = std::make_unique<Inside>(secret);
    if (const auto listening = inside->listen(); !listening) return pass_on(listening);
    return std::unique_ptr<FakeErp>(new FakeErp(std::move(inside)));
}

std::string FakeErp::url() const {
    return std::string("http://") + kHost + ":" + std::to_string(inside_->port) + kPath;
}

Result<void> FakeErp::set_mood(ErpMood mood) {
    inside_->mood = mood;
    if (mood == ErpMood::down) {
        inside_->stop();
        return {};
    }
    if (inside_->server) return {};
    return inside_->listen();
}

std::vector<ErpDocument> FakeErp::documents() const {
    const std::lock_guard lock(inside_->mutex);
    return inside_->documents;
}

ErpCounts FakeErp::counts() const {
    const std::lock_guard lock(inside_->mutex);
    return inside_->counts;
}

}  // namespace lini
