#include "app/play/fake_erp.h"

#include <httplib.h>
#include <sodium.h>

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

// The example of the Standard Webhooks reference libraries (standard-webhooks/standard-webhooks,
// libraries/python/tests/test_webhooks.py).
constexpr const char* kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

std::string signature_of(const std::string& id, const std::string& time, const std::string& body) {
    std::vector<unsigned char> key(24);
    REQUIRE(sodium_base642bin(key.data(), key.size(), kSecret + 6, 32, nullptr, nullptr, nullptr,
                              sodium_base64_VARIANT_ORIGINAL) == 0);
    const std::string message = id + "." + time + "." + body;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), key.size());
    crypto_auth_hmacsha256_update(&state,
                                  reinterpret_cast<const unsigned char*>(message.data()),
                                  message.size());
    std::array<unsigned char, 32> mac{};
    crypto_auth_hmacsha256_final(&state, mac.data());
    std::string text(sodium_base64_encoded_len(mac.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), mac.data(), mac.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return "v1," + text;
}

constexpr const char* kCharge =
    R"({"specversion":"1.0","id":"m1","type":"charge","data":{"key":"PO-1/termin:2"}})";

httplib::Result send(const FakeErp& erp, const std::string& body, const std::string& signature) {
    const std::string url = erp.url();
    const std::size_t path = url.rfind('/');
    httplib::Client client(url.substr(0, path));
    const httplib::Headers headers = {{"webhook-id", "m1"},
                                      {"webhook-timestamp", "1795222800"},
                                      {"webhook-signature", signature}};
    return client.Post(url.substr(path), headers, body, "application/cloudevents+json");
}

httplib::Result send_signed(const FakeErp& erp, const std::string& body) {
    return send(erp, body, signature_of("m1", "1795222800", body));
}

}  // namespace

TEST_CASE("the signature of the published example holds, and no other") {
    const std::string body = R"({"test": 2432232314})";
    const std::string id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const std::string time = "1614265330";
    const std::string good = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    CHECK(webhook_signature_holds(kSecret, id, time, body, good));
    CHECK(webhook_signature_holds(kSecret, id, time, body, "v1,AAAA v2,x " + good));
    CHECK_FALSE(webhook_signature_holds(kSecret, id, time, body + " ", good));
    CHECK_FALSE(webhook_signature_holds(kSecret, id, "1614265331", body, good));
    CHECK_FALSE(webhook_signature_holds(kSecret, id, time, body, ""));
    CHECK_FALSE(webhook_signature_holds("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", id, time, body, good));
}

TEST_CASE("one key gets one document, however often it is sent") {
    const auto erp = FakeErp::start(kSecret);
    REQUIRE(erp);
    const auto first = send_signed(**erp, kCharge);
    const auto again = send_signed(**erp, kCharge);
    REQUIRE(first);
    REQUIRE(again);
    CHECK(first->status == 200);
    CHECK(first->body == again->body);
    CHECK((*erp)->documents().size() == 1);
    CHECK((*erp)->counts().received == 2);
}

TEST_CASE("a wrong signature and a body of somebody else make no document") {
    const auto erp = FakeErp::start(kSecret);
    REQUIRE(erp);
    CHECK(send(**erp, kCharge, "v1,AAAA")->status == 401);
    CHECK(send_signed(**erp, "{}")->status == 422);
    CHECK(send_signed(**erp, "not json")->status == 422);
    CHECK((*erp)->documents().empty());
    CHECK((*erp)->counts().bad_signatures == 1);
    CHECK((*erp)->counts().unreadable == 2);
}

TEST_CASE("a lost reply leaves the document and an empty line, and the repeat finds it") {
    const auto erp = FakeErp::start(kSecret);
    REQUIRE(erp);
    REQUIRE((*erp)->set_mood(ErpMood::lost_reply));
    CHECK_FALSE(send_signed(**erp, kCharge));
    CHECK((*erp)->documents().size() == 1);
    REQUIRE((*erp)->set_mood(ErpMood::up));
    CHECK(send_signed(**erp, kCharge)->body == R"({"document_no":"INV-10001"})");
    CHECK((*erp)->documents().size() == 1);
}

TEST_CASE("an ERP that is down comes back on the same port") {
    const auto erp = FakeErp::start(kSecret);
    REQUIRE(erp);
    const std::string url = (*erp)->url();
    REQUIRE((*erp)->set_mood(ErpMood::down));
    CHECK_FALSE(send_signed(**erp, kCharge));
    REQUIRE((*erp)->set_mood(ErpMood::up));
    CHECK((*erp)->url() == url);
    CHECK(send_signed(**erp, kCharge));
}

TEST_CASE("refusals of an ERP make no document") {
    const auto erp = FakeErp::start(kSecret);
    REQUIRE(erp);
    REQUIRE((*erp)->set_mood(ErpMood::error_500));
    CHECK(send_signed(**erp, kCharge)->status == 500);
    REQUIRE((*erp)->set_mood(ErpMood::gone_410));
    CHECK(send_signed(**erp, kCharge)->status == 410);
    REQUIRE((*erp)->set_mood(ErpMood::html));
    CHECK(send_signed(**erp, kCharge)->body.starts_with("<html>"));
    CHECK((*erp)->documents().empty());
}

}  // namespace lini
