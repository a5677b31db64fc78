// Our requests as a verifier sees them that is not ours: npm's standardwebhooks.
#include <sys/wait.h>

#include <cstdlib>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "app/base/clock.h"
#include "db/sync/webhook_signature.h"
#include "tests/db/sync/sync_samples.h"

namespace lini {
namespace {

using samples::ScratchFolder;

std::string npm_folder() {
    const char* named = std::getenv("LINI_NPM");
    return named != nullptr ? named : std::string(LINI_SOURCE_DIR) + "/build/npm";
}

nlohmann::json signed_request() {
    const std::int64_t now_s = SystemClock().now_utc_us() / 1'000'000;
    const std::string body = to_cloud_event(samples::payload());
    const std::string id = webhook_id(samples::payload().key);
    const auto secret = WebhookSecret::parse(samples::kSecret);
    return {{"secret", samples::kSecret},
            {"body", body},
            {"headers",
             {{"webhook-id", id},
              {"webhook-timestamp", std::to_string(now_s)},
              {"webhook-signature", secret->sign(id, now_s, body)}}}};
}

/// 0 accepted, 1 rejected, 2 could not be tried.
int verify(const nlohmann::json& request) {
    const ScratchFolder scratch;
    const std::string file = scratch.write("request.json", request.dump());
    const std::string command = "LINI_NPM='" + npm_folder() + "' node '" + LINI_SOURCE_DIR +
                                "/tests/readers/verify_webhook.js' '" + file + "' 2>/dev/null";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

TEST_CASE("the standardwebhooks package accepts our request and rejects it when a byte changes") {
    const nlohmann::json request = signed_request();
    const int answer = verify(request);
    if (answer != 0 && answer != 1) SKIP("npm's standardwebhooks is not installed");
    CHECK(answer == 0);

    nlohmann::json changed = request;
    std::string body = changed["body"];
    body[body.find("45000000")] = '9';
    changed["body"] = body;
    CHECK(verify(changed) == 1);

    changed = request;
    changed["headers"]["webhook-id"] = webhook_id("PO-GLW-2611/termin:3");
    CHECK(verify(changed) == 1);

    changed = request;
    changed["secret"] = "whsec_plJ3nmyCDGBKInavdOK15jsl";
    CHECK(verify(changed) == 1);
}

}  // namespace
}  // namespace lini
