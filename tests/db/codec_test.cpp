#include "db/codec.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "db/head_signer.h"
#include "tests/db/event_samples.h"

using namespace lini;
using namespace lini::testing;

namespace {

std::string golden_file(const StoredBody& body) {
    return std::string(LINI_SOURCE_DIR) + "/tests/golden/events/" + body.kind + "." +
           std::to_string(body.version) + ".json";
}

std::string read_file(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

}  // namespace

TEST_CASE("the hash of an event is the one that db/README.md promises") {
    StoredEvent first = encode_event(sample_event());
    first.hash = event_hash(first);
    CHECK(first.body == R"({"serial":"L2-1-0000042"})");
    CHECK(to_hex(first.hash) == "48ffc6f06becc6f3bcc139ec1e5c92d5dfd46dc5e37cc6bcac5db13690b082fb");
    StoredEvent second = first;
    second.id.seq = 43;
    second.lamport = -1;
    second.order_no.clear();
    second.prev_hash = first.hash;
    CHECK(to_hex(event_hash(second)) ==
          "4d124c0d8dc59f100134ac88a42542273439d80c7e18e26469dd5f5bef9e6a75");
    const std::string readme = read_file(std::string(LINI_SOURCE_DIR) + "/db/README.md");
    CHECK(readme.find(to_hex(first.hash)) != std::string::npos);
    CHECK(readme.find(to_hex(event_hash(second))) != std::string::npos);
}

TEST_CASE("every field of the row is under the hash, and none can borrow from its neighbour") {
    const StoredEvent plain = encode_event(sample_event());
    std::set<Hash> seen = {event_hash(plain)};
    const auto changed = [&](auto change) {
        StoredEvent event = plain;
        change(event);
        CHECK(seen.insert(event_hash(event)).second);
    };
    changed([](StoredEvent& e) { e.id.terminal = TerminalId("L3"); });
    changed([](StoredEvent& e) { e.id.incarnation = 2; });
    changed([](StoredEvent& e) { e.id.seq = 43; });
    changed([](StoredEvent& e) { e.lamport = 58; });
    changed([](StoredEvent& e) { e.order_no = "PO-2"; });
    changed([](StoredEvent& e) { e.at_utc_us += 1; });
    changed([](StoredEvent& e) { e.clock_state = "synced"; });
    changed([](StoredEvent& e) { e.zone = "Asia/Makassar"; });
    changed([](StoredEvent& e) { e.business_date = "2026-11-19"; });
    changed([](StoredEvent& e) { e.shift = 2; });
    changed([](StoredEvent& e) { e.actor = "op2"; });
    changed([](StoredEvent& e) { e.command_id = "0193-c0df"; });
    changed([](StoredEvent& e) { e.kind = "label_voided"; });
    changed([](StoredEvent& e) { e.version = 2; });
    changed([](StoredEvent& e) { e.body += " "; });
    changed([](StoredEvent& e) { e.prev_hash[31] = 1; });
    // The same bytes in a row, cut elsewhere.
    changed([](StoredEvent& e) {
        e.actor = "op";
        e.command_id = "10193-c0de";
    });
}

TEST_CASE("an event comes back from its row as it went in") {
    const Event event = sample_event();
    const auto decoded = decode_event(encode_event(event));
    REQUIRE(decoded);
    CHECK(decoded->id == event.id);
    CHECK(decoded->lamport == event.lamport);
    CHECK(decoded->order_no == event.order_no);
    CHECK(decoded->stamp.at_utc_us == event.stamp.at_utc_us);
    CHECK(decoded->stamp.clock_state == ClockState::stepped_back);
    CHECK(decoded->stamp.business_date == event.stamp.business_date);
    CHECK(decoded->stamp.shift == 3);
    CHECK(decoded->actor == event.actor);
    CHECK(std::get<LabelConfirmed>(decoded->body).serial.str() == "L2-1-0000042");
}

TEST_CASE("a row whose fields cannot be is damage, not a guess") {
    const StoredEvent plain = encode_event(sample_event());
    const auto refused = [&](auto change) {
        StoredEvent event = plain;
        change(event);
        const auto decoded = decode_event(event);
        return !decoded && decoded.error().code == "body_damaged";
    };
    CHECK(refused([](StoredEvent& e) { e.business_date = "2026-02-30"; }));
    CHECK(refused([](StoredEvent& e) { e.clock_state = "sundial"; }));
    CHECK(refused([](StoredEvent& e) { e.shift = -1; }));
    CHECK(refused([](StoredEvent& e) { e.body = "{\"serial\":"; }));
    CHECK(refused([](StoredEvent& e) { e.body = "{}"; }));
}

// LINI_WRITE_GOLDEN=1 adds files of new kinds and versions; it never rewrites one that is there,
// because bytes once written are never rewritten.
TEST_CASE("every kind ever written is read as it was written") {
    std::set<std::string> kinds;
    for (const Body& body : sample_bodies()) {
        const StoredBody stored = encode_body(body);
        const std::string file = golden_file(stored);
        INFO(file);
        kinds.insert(stored.kind);
        if (std::getenv("LINI_WRITE_GOLDEN") != nullptr && read_file(file).empty()) {
            std::ofstream(file, std::ios::binary) << stored.bytes;
        }
        const std::string golden = read_file(file);
        CHECK(stored.bytes == golden);
        const auto decoded = decode_body({stored.kind, stored.version, golden});
        REQUIRE(decoded);
        CHECK(decoded->index() == body.index());
        CHECK(encode_body(*decoded).bytes == golden);
    }
    // All alternatives but UnknownKind.
    CHECK(kinds.size() == std::variant_size_v<Body> - 1);
}

TEST_CASE("a body of any version ever written is lifted to what it means now") {
    namespace fs = std::filesystem;
    int old_ones = 0;
    for (const auto& entry : fs::directory_iterator(LINI_SOURCE_DIR "/tests/golden/events")) {
        const std::string name = entry.path().stem().string();  // <kind>.<version>
        const auto dot = name.rfind('.');
        REQUIRE(dot != std::string::npos);
        const StoredBody stored{name.substr(0, dot), std::stoi(name.substr(dot + 1)),
                                read_file(entry.path().string())};
        INFO(name);
        const auto decoded = decode_body(stored);
        REQUIRE(decoded);
        CHECK_FALSE(std::holds_alternative<UnknownKind>(*decoded));
        if (encode_body(*decoded).version != stored.version) ++old_ones;
    }
    CHECK(old_ones > 0);
}

TEST_CASE("a signature of a head holds for that head and no other") {
    Hash hash{};
    hash[0] = 7;
    const EventId id{TerminalId("L2"), 1, 100};
    const auto fixed = [](unsigned char* out, std::size_t size) { std::fill_n(out, size, 9); };
    const std::string file = "/tmp/lini-head-signer-test-key-" + std::to_string(getpid());
    const auto signer = open_head_signer(file, fixed);
    REQUIRE(signer);
    const std::string message = head_message(id, hash);
    const std::string signature = (*signer)->sign(message);
    const std::string key = (*signer)->public_key();
    CHECK(head_signature_holds(message, signature, key));
    const EventId later{TerminalId("L2"), 1, 101};
    CHECK_FALSE(head_signature_holds(head_message(later, hash), signature, key));
    std::string forged = signature;
    forged[0] = static_cast<char>(forged[0] ^ 1);
    CHECK_FALSE(head_signature_holds(message, forged, key));
    CHECK_FALSE(head_signature_holds(message, "", key));
    std::remove(file.c_str());
}

TEST_CASE("hashes as text are 64 lower-case hex digits") {
    Hash hash{};
    hash[31] = 0xab;
    CHECK(hash_from_hex(to_hex(hash)).value() == hash);
    CHECK_FALSE(hash_from_hex("ab"));
    CHECK_FALSE(hash_from_hex(std::string(64, 'A')));
    CHECK_FALSE(hash_from_hex(std::string(63, 'a') + "x"));
}
