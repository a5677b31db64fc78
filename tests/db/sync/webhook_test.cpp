#include "db/sync/webhook.h"

#include <atomic>
#include <cstdio>

#include <httplib.h>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/db/sync/losing_erp.h"
#include "tests/db/sync/sync_samples.h"

namespace lini {
namespace {

using samples::LosingErp;
using samples::ScratchFolder;

/// A real HTTP server on a port of its own, which keeps the last request.
class Server {
public:
    using Handler = std::function<void(const httplib::Request&, httplib::Response&)>;

    explicit Server(Handler handler) {
        server_.Post("/charges", [this, handler](const auto& request, auto& response) {
            {
                const std::lock_guard lock(mutex_);
                last_ = request;
                ++count_;
            }
            handler(request, response);
        });
        server_.Post("/elsewhere", [this](const auto&, auto&) { ++redirected_; });
        server_.Get("/elsewhere", [this](const auto&, auto&) { ++redirected_; });
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) std::this_thread::yield();
    }
    ~Server() {
        server_.stop();
        thread_.join();
    }

    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/charges"; }
    httplib::Request last() {
        const std::lock_guard lock(mutex_);
        return last_;
    }
    int redirected() const { return redirected_; }

private:
    httplib::Server server_;
    std::mutex mutex_;
    httplib::Request last_;
    int count_ = 0;
    std::atomic<int> redirected_ = 0;
    int port_ = 0;
    std::thread thread_;
};

const SystemClock& system_clock() {
    static const SystemClock clock;
    return clock;
}

std::unique_ptr<Webhook> open(const ScratchFolder& scratch, const std::string& url) {
    WebhookConfig config;
    config.url = url;
    config.secret_file = scratch.write("secret", samples::kSecret);
    config.total_timeout_ms = 10'000;
    auto webhook = Webhook::create(config, system_clock());
    REQUIRE(webhook);
    return std::move(*webhook);
}

DeliveryResult deliver(Webhook& webhook) {
    const PumpDelivery due = samples::due("webhook");
    return webhook.deliver(due.delivery, due.body);
}

DeliveryResult reply_of(const Server::Handler& handler) {
    const ScratchFolder scratch;
    Server server(handler);
    return deliver(*open(scratch, server.url()));
}

DeliveryResult reply_of(int status, const std::string& body, const std::string& type) {
    return reply_of([=](const httplib::Request&, httplib::Response& response) {
        response.status = status;
        response.set_content(body, type);
    });
}

TEST_CASE("an accepted charge comes back with the number of its document") {
    const auto result = reply_of(201, "{\"document_no\": \"INV-0042\"}", "application/json");
    CHECK(result.outcome == DeliveryOutcome::accepted);
    CHECK(result.document_no == "INV-0042");
    CHECK(reply_of(204, "", "text/plain").outcome == DeliveryOutcome::accepted);
    CHECK(reply_of(200, "ok", "text/plain").outcome == DeliveryOutcome::accepted);
    CHECK(reply_of(200, "{broken", "application/json").outcome == DeliveryOutcome::accepted);
}

TEST_CASE("the request is what Standard Webhooks and CloudEvents ask for") {
    const ScratchFolder scratch;
    Server server([](const auto&, auto& response) { response.status = 200; });
    const auto webhook = open(scratch, server.url());
    CHECK(deliver(*webhook).outcome == DeliveryOutcome::accepted);
    const httplib::Request request = server.last();
    CHECK(request.body == to_cloud_event(samples::payload()));
    CHECK(request.get_header_value("Content-Type") ==
          "application/cloudevents+json; charset=utf-8");
    CHECK(request.get_header_value("webhook-id") == webhook_id("PO-GLW-2611/termin:2"));
    const auto at = std::stoll(request.get_header_value("webhook-timestamp"));
    const auto secret = WebhookSecret::parse(samples::kSecret);
    CHECK(request.get_header_value("webhook-signature") ==
          secret->sign(request.get_header_value("webhook-id"), at, request.body));
}

TEST_CASE("410 needs a person, every other error is asked again") {
    const auto gone = reply_of(410, "", "text/plain");
    CHECK(gone.outcome == DeliveryOutcome::refused);
    CHECK(gone.code == "http_410");
    for (const int status : {400, 401, 404, 409, 422, 500, 503}) {
        const auto result = reply_of(status, "<html>", "text/html");
        CHECK(result.outcome == DeliveryOutcome::retry);
        CHECK(result.code == "http_" + std::to_string(status));
    }
}

TEST_CASE("a web page is no acceptance, whatever its status") {
    CHECK(reply_of(200, "<!doctype html><title>Login</title>", "text/html").code == "reply_html");
    CHECK(reply_of(200, " \n<html>", "application/json").code == "reply_html");
}

TEST_CASE("a redirect is not followed") {
    const ScratchFolder scratch;
    Server server([](const auto&, auto& response) { response.set_redirect("/elsewhere", 307); });
    const auto result = deliver(*open(scratch, server.url()));
    CHECK(result.outcome == DeliveryOutcome::retry);
    CHECK(result.code == "http_307");
    CHECK(server.redirected() == 0);
}

TEST_CASE("a reply of 100 MB is not read") {
    constexpr std::size_t kBytes = 100u << 20;
    std::atomic<std::size_t> sent = 0;
    const auto result = reply_of([&](const httplib::Request&, httplib::Response& response) {
        response.set_content_provider(kBytes, "application/json",
                                      [&](std::size_t, std::size_t left, httplib::DataSink& sink) {
                                          const std::string part(
                                              std::min<std::size_t>(left, 64 * 1024), ' ');
                                          sent += part.size();
                                          return sink.write(part.data(), part.size());
                                      });
    });
    CHECK(result.outcome == DeliveryOutcome::retry);
    CHECK(result.code == "reply_too_large");
    // What the kernel's socket buffers swallow is not ours; it stays far from the whole.
    CHECK(sent < kBytes / 2);
}

TEST_CASE("Retry-After is honoured, within bounds") {
    const auto wait_of = [](const std::string& value) {
        return reply_of([=](const httplib::Request&, httplib::Response& response) {
                   response.status = 503;
                   response.set_header("Retry-After", value);
               })
            .retry_after_ms;
    };
    CHECK(wait_of("120") == 120'000);
    CHECK(wait_of("31536000") == kRetryAfterMaxMs);
    CHECK(wait_of("soon") == 0);
    CHECK(wait_of("-5") == 0);
}

TEST_CASE("an answer that was lost is asked for again, and the ERP sees one charge") {
    const ScratchFolder scratch;
    LosingErp erp(LosingErp::Manner::loses_first_answer);
    REQUIRE(erp.ready());
    const auto webhook = open(scratch, erp.url());
    const auto first = deliver(*webhook);
    CHECK(first.outcome == DeliveryOutcome::retry);
    CHECK(first.code == "connection_lost");
    const auto second = deliver(*webhook);
    CHECK(second.outcome == DeliveryOutcome::accepted);
    CHECK(second.document_no == "INV-0042");
    const auto requests = erp.requests();
    REQUIRE(requests.size() == 1);
    CHECK(requests.begin()->first == webhook_id("PO-GLW-2611/termin:2"));
    CHECK(requests.begin()->second == 2);
}

TEST_CASE("a server that never answers is given up") {
    const ScratchFolder scratch;
    LosingErp erp(LosingErp::Manner::never_answers);
    REQUIRE(erp.ready());
    WebhookConfig config;
    config.url = erp.url();
    config.secret_file = scratch.write("secret", samples::kSecret);
    config.total_timeout_ms = 200;
    auto webhook = Webhook::create(config, system_clock());
    REQUIRE(webhook);
    CHECK(deliver(**webhook).code == "timeout");
}

TEST_CASE("stopping does not wait for a server that never answers") {
    const ScratchFolder scratch;
    LosingErp erp(LosingErp::Manner::never_answers);
    REQUIRE(erp.ready());
    const auto webhook = open(scratch, erp.url());
    webhook->cancel();
    const auto result = deliver(*webhook);
    CHECK(result.outcome == DeliveryOutcome::retry);
    CHECK(result.code == "cancelled");
}

TEST_CASE("nobody listening is a retry") {
    const ScratchFolder scratch;
    CHECK(deliver(*open(scratch, "http://127.0.0.1:9/charges")).code == "unreachable");
}

TEST_CASE("a secret is never sent over plain HTTP to another machine by accident") {
    const ScratchFolder scratch;
    WebhookConfig config;
    config.secret_file = scratch.write("secret", samples::kSecret);
    const auto code_for = [&](const std::string& url) {
        config.url = url;
        const auto webhook = Webhook::create(config, system_clock());
        return webhook ? std::string() : webhook.error().code;
    };
    CHECK(code_for("http://erp.example/charges") == "webhook_insecure");
    CHECK(code_for("https://erp.example/charges").empty());
    CHECK(code_for("file:///etc/passwd") == "webhook_url");
    CHECK(code_for("not a url") == "webhook_url");
    CHECK(code_for("") == "webhook_url");
    config.allow_plain_http = true;
    CHECK(code_for("http://erp.example/charges").empty());
    config.secret_file = scratch.write("open", samples::kSecret, 0644);
    CHECK(code_for("https://erp.example/charges") == "secret_permissions");
}

}  // namespace
}  // namespace lini
