// A receiver whose certificate nobody vouches for gets nothing: neither the charge nor its
// signature, and nothing in clear instead.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include <httplib.h>
#include <catch2/catch_test_macros.hpp>

#include "db/sync/pump.h"
#include "db/sync/webhook.h"
#include "tests/db/sync/sync_samples.h"

namespace lini {
namespace {

using samples::ScratchFolder;

struct Certificate {
    std::string file;
    std::string key;
};

void openssl(const std::string& words) {
    INFO(words);
    REQUIRE(std::system(("openssl " + words + " 2>/dev/null").c_str()) == 0);
}

/// Signed by itself, as whoever stands in between would make one.
Certificate make_certificate(const ScratchFolder& scratch, const std::string& name,
                             const std::string& host) {
    Certificate made{scratch.file(name + ".pem"), scratch.file(name + ".key")};
    openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=" +
            name + " -addext subjectAltName=" + host + " -keyout '" + made.key + "' -out '" +
            made.file + "'");
    return made;
}

/// An authority of the house itself: its certificate signs others and serves nothing.
Certificate make_authority(const ScratchFolder& scratch, const std::string& name) {
    Certificate made{scratch.file(name + ".pem"), scratch.file(name + ".key")};
    openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=" +
            name + " -addext keyUsage=critical,keyCertSign -keyout '" + made.key + "' -out '" +
            made.file + "'");
    return made;
}

/// For 127.0.0.1, signed by `authority`.
Certificate make_signed(const ScratchFolder& scratch, const std::string& name,
                        const Certificate& authority) {
    Certificate made{scratch.file(name + ".pem"), scratch.file(name + ".key")};
    const std::string asked = scratch.file(name + ".csr");
    const std::string uses = scratch.write(
        name + ".ext", "subjectAltName=IP:127.0.0.1\nbasicConstraints=critical,CA:FALSE\n");
    openssl("req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=" + name +
            " -keyout '" + made.key + "' -out '" + asked + "'");
    openssl("x509 -req -days 1 -in '" + asked + "' -CA '" + authority.file + "' -CAkey '" +
            authority.key + "' -CAcreateserial -extfile '" + uses + "' -out '" + made.file + "'");
    return made;
}

class TlsServer {
public:
    explicit TlsServer(const Certificate& certificate)
        : server_(certificate.file.c_str(), certificate.key.c_str()) {
        server_.Post("/charges", [this](const auto&, auto& response) {
            ++requests_;
            response.set_content("{\"document_no\": \"INV-7\"}", "application/json");
        });
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) std::this_thread::yield();
    }
    ~TlsServer() {
        server_.stop();
        thread_.join();
    }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(port_) + "/charges"; }
    int requests() const { return requests_; }

private:
    httplib::SSLServer server_;
    std::atomic<int> requests_ = 0;
    int port_ = 0;
    std::thread thread_;
};

/// Answers whatever it hears first in clear, once, as a web server without TLS does.
class PlainServer {
public:
    PlainServer() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(::bind(listener_, generic, size) == 0);
        REQUIRE(::listen(listener_, 1) == 0);
        REQUIRE(::getsockname(listener_, generic, &size) == 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve_one(); });
    }
    ~PlainServer() {
        if (thread_.joinable()) static_cast<void>(heard());
        ::close(listener_);
    }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(port_) + "/charges"; }

    /// Ends the server; what it was told.
    std::string heard() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        return heard_;
    }

private:
    void serve_one() {
        const int peer = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (peer < 0) return;
        std::array<char, 4096> bytes;
        const ssize_t got = ::recv(peer, bytes.data(), bytes.size(), 0);
        if (got > 0) heard_.assign(bytes.data(), static_cast<std::size_t>(got));
        constexpr std::string_view kAnswer = "HTTP/1.1 400 Bad Request\r\n\r\n";
        static_cast<void>(::send(peer, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL));
        ::close(peer);
    }

    const int listener_;
    int port_ = 0;
    std::string heard_;
    std::thread thread_;
};

const SystemClock& system_clock() {
    static const SystemClock clock;
    return clock;
}

std::unique_ptr<Webhook> webhook_to(const ScratchFolder& scratch, const std::string& url,
                                    const std::string& ca_file = {}) {
    WebhookConfig config;
    config.url = url;
    config.secret_file = scratch.write("secret", samples::kSecret);
    config.ca_file = ca_file;
    auto webhook = Webhook::create(config, system_clock());
    REQUIRE(webhook);
    return std::move(*webhook);
}

DeliveryResult deliver(Webhook& webhook) {
    const PumpDelivery due = samples::due("webhook");
    return webhook.deliver(due.delivery, due.body);
}

}  // namespace

TEST_CASE("a certificate signed by itself is refused before anything is said") {
    const ScratchFolder scratch;
    const TlsServer server(make_certificate(scratch, "stranger", "IP:127.0.0.1"));
    const auto result = deliver(*webhook_to(scratch, server.url()));
    CHECK(result.outcome == DeliveryOutcome::retry);
    CHECK(result.code == "tls_failed");
    CHECK(server.requests() == 0);
}

TEST_CASE("a certificate for another host is refused, although its signer is trusted") {
    const ScratchFolder scratch;
    const Certificate certificate = make_certificate(scratch, "other", "DNS:erp.example");
    const TlsServer server(certificate);
    CHECK(deliver(*webhook_to(scratch, server.url(), certificate.file)).code == "tls_failed");
    CHECK(server.requests() == 0);
}

TEST_CASE("control: the same server with a trusted certificate gets the charge") {
    const ScratchFolder scratch;
    const Certificate certificate = make_certificate(scratch, "erp", "IP:127.0.0.1");
    const TlsServer server(certificate);
    const auto result = deliver(*webhook_to(scratch, server.url(), certificate.file));
    CHECK(result.outcome == DeliveryOutcome::accepted);
    CHECK(result.document_no == "INV-7");
    CHECK(server.requests() == 1);
}

TEST_CASE("a server that the house's own authority signed gets the charge only where it is named") {
    const ScratchFolder scratch;
    const Certificate house = make_authority(scratch, "house");
    const TlsServer server(make_signed(scratch, "erp", house));
    const auto result = deliver(*webhook_to(scratch, server.url(), house.file));
    CHECK(result.outcome == DeliveryOutcome::accepted);
    CHECK(result.document_no == "INV-7");
    CHECK(server.requests() == 1);
    // Control: neither the system's authorities nor another house's vouch for it.
    const Certificate other = make_authority(scratch, "other");
    CHECK(deliver(*webhook_to(scratch, server.url())).code == "tls_failed");
    CHECK(deliver(*webhook_to(scratch, server.url(), other.file)).code == "tls_failed");
    CHECK(server.requests() == 1);
}

TEST_CASE("an authority's file that is not there or holds no certificate is told at once") {
    const ScratchFolder scratch;
    WebhookConfig config;
    config.url = "https://127.0.0.1:1/charges";
    config.secret_file = scratch.write("secret", samples::kSecret);
    for (const std::string& file :
         {scratch.file("none.pem"), scratch.write("empty.pem", ""),
          scratch.write("key.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n")}) {
        config.ca_file = file;
        const auto webhook = Webhook::create(config, system_clock());
        REQUIRE_FALSE(webhook);
        CHECK(webhook.error().code == "ca_unreadable");
        CHECK(webhook.error().detail == file);
    }
    // Reads like one and is none: no charge leaves by another authority instead.
    const Certificate house = make_authority(scratch, "house");
    const TlsServer server(make_signed(scratch, "erp", house));
    const std::string broken =
        scratch.write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n");
    CHECK(deliver(*webhook_to(scratch, server.url(), broken)).code == "tls_failed");
    CHECK(server.requests() == 0);
}

TEST_CASE("a delivery behind a bad certificate waits and is tried again, plainly named") {
    const ScratchFolder scratch;
    const TlsServer server(make_certificate(scratch, "stranger", "IP:127.0.0.1"));
    std::mutex mutex;
    std::condition_variable changed;
    Delivery last;
    std::vector<std::unique_ptr<Destination>> destinations;
    destinations.push_back(webhook_to(scratch, server.url()));
    Pump pump(std::move(destinations), system_clock(), [] { return 0.5; },
              [&](const Delivery& delivery) {
                  const std::lock_guard lock(mutex);
                  last = delivery;
                  changed.notify_all();
                  return true;
              },
              {8, {1, 2}, 1});
    REQUIRE(pump.submit(samples::due("webhook")));
    std::unique_lock lock(mutex);
    // A time that no machine needs.
    REQUIRE(changed.wait_for(lock, std::chrono::seconds(60), [&] {
        return last.attempts >= 3 && last.state == DeliveryState::waiting;
    }));
    CHECK(last.last_error == "tls_failed");
    CHECK(server.requests() == 0);
    lock.unlock();
    pump.stop();
}

TEST_CASE("to a server that speaks no TLS not one byte of the charge goes in clear") {
    const ScratchFolder scratch;
    PlainServer plain;
    const auto result = deliver(*webhook_to(scratch, plain.url()));
    const std::string heard = plain.heard();
    CHECK(result.outcome == DeliveryOutcome::retry);
    CHECK(result.code == "tls_failed");
    REQUIRE_FALSE(heard.empty());
    CHECK(heard.find("charges") == std::string::npos);
    CHECK(heard.find("webhook") == std::string::npos);
}

}  // namespace lini
