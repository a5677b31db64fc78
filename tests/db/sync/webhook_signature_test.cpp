#include "db/sync/webhook_signature.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/db/sync/sync_samples.h"

namespace lini {
namespace {

using samples::ScratchFolder;

TEST_CASE("signatures agree with the example that the Standard Webhooks libraries test with") {
    const auto library = WebhookSecret::parse(samples::kSecret);
    REQUIRE(library);
    CHECK(library->sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})") ==
          "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("id, time and body each change the signature") {
    const auto secret = WebhookSecret::parse(samples::kSecret);
    REQUIRE(secret);
    const std::string right = secret->sign("a", 1, "body");
    CHECK(secret->sign("a", 1, "body") == right);
    CHECK(secret->sign("b", 1, "body") != right);
    CHECK(secret->sign("a", 2, "body") != right);
    CHECK(secret->sign("a", 1, "Body") != right);
}

TEST_CASE("a secret is whsec_ and the base64 of 24 to 64 bytes") {
    CHECK(WebhookSecret::parse(" " + samples::kSecret + "\n"));
    for (const char* text :
         {"", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
          "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa!!", "whsec_MfKQ9r8GKYqrTwjU PD8ILPZIo2LaLaSw"}) {
        CHECK(WebhookSecret::parse(text).error().code == "secret_invalid");
    }
    CHECK(WebhookSecret::parse("whsec_" + std::string(88, 'A')).error().code == "secret_invalid");
}

TEST_CASE("a secret that others may read is not used") {
    const ScratchFolder scratch;
    CHECK(WebhookSecret::load(scratch.write("good", samples::kSecret + "\n")));
    CHECK(WebhookSecret::load(scratch.write("group", samples::kSecret, 0640)).error().code ==
          "secret_permissions");
    CHECK(WebhookSecret::load(scratch.write("world", samples::kSecret, 0604)).error().code ==
          "secret_permissions");
    CHECK(WebhookSecret::load(scratch.file("absent")).error().code == "secret_unreadable");
    CHECK(WebhookSecret::load(scratch.path()).error().code == "secret_unreadable");
    CHECK(WebhookSecret::load("/dev/zero").error().code == "secret_unreadable");
    CHECK(WebhookSecret::load(scratch.write("large", std::string(100'000, 'A'))).error().code ==
          "secret_invalid");
}

TEST_CASE("a message about a bad secret does not repeat it") {
    const auto secret = WebhookSecret::parse("whsec_VerySecret!");
    REQUIRE_FALSE(secret);
    CHECK(secret.error().detail.find("VerySecret") == std::string::npos);
}

TEST_CASE("a charge has one webhook-id for ever, without a full stop") {
    CHECK(webhook_id("PO.1/termin:2") == webhook_id("PO.1/termin:2"));
    CHECK(webhook_id("PO.1/termin:2") != webhook_id("PO.1/termin:3"));
    CHECK(webhook_id("PO.1/termin:2").find('.') == std::string::npos);
    // Stored by every ERP that ever got a charge: it must never come out differently.
    CHECK(webhook_id("PO-GLW-2611/termin:2") == "charge_4c15f4adc15805e662226b66e3ce0123");
}

}  // namespace
}  // namespace lini
