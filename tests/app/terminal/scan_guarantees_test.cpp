// What a factory relies on of its scanners, each with a seeded bug that its check must notice.
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/terminal/scan_log.h"
#include "drivers/scanner/enrolment.h"
#include "drivers/scanner/serial_decoder.h"
#include "tests/app/terminal/desk_rig.h"

using namespace lini;
using namespace lini::test;

namespace {

constexpr std::int64_t kPeriodUs = 10'000;  // 100 scans a second.

ScanPayload read_as(std::string data) {
    ScanPayload payload;
    payload.data = std::move(data);
    payload.device = "Scanner HID";
    payload.at_utc_us = 1'000'000;
    return payload;
}

std::string without_gs(std::string text) {
    std::erase(text, '\x1d');
    return text;
}

/// How many ways of losing a separator that judge lets pass.
int losses_accepted(const std::function<bool(const ScanPayload&)>& accepts) {
    const std::string right(enrolment_text());
    REQUIRE(accepts(read_as(right)));
    int accepted = accepts(read_as(without_gs(right))) ? 1 : 0;
    for (std::size_t i = 0; i < right.size(); ++i) {
        if (right[i] != '\x1d') continue;
        for (const std::string instead : {"", " ", "]", "<GS>", "\x1c"}) {
            accepted += accepts(read_as(std::string(right).replace(i, 1, instead))) ? 1 : 0;
        }
    }
    return accepted;
}

using Codes = std::vector<std::string>;
using Drops = std::function<bool(const ScanPayload& scan, const ScanPayload* before)>;

/// Codes that came in at 100 a second and did not come out.
std::size_t codes_dropped(const Codes& codes, const Drops& drops) {
    HandClock clock;
    SerialDecoder decoder("Scanner", clock);
    std::size_t kept = 0;
    std::optional<ScanPayload> before;
    for (const std::string& code : codes) {
        clock.wall_us = clock.wall_us + kPeriodUs;
        clock.steady_us = clock.steady_us + kPeriodUs;
        decoder.feed(code + "\r");
        while (auto output = decoder.next()) {
            const auto& scan = std::get<ScanPayload>(*output);
            if (drops(scan, before ? &*before : nullptr)) continue;
            CHECK(scan.data == code);
            before = scan;
            ++kept;
        }
    }
    return codes.size() - kept;
}

/// Files of the folder that hold so much of the token that it could be guessed.
int files_with(const std::string& folder, const std::string& token) {
    int found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto lines = last_lines(entry.path(), 1000);
        REQUIRE(lines);
        for (const std::string& line : *lines) {
            if (line.find(token.substr(8, 8)) != std::string::npos) {
                ++found;
                break;
            }
        }
    }
    return found;
}

const std::string kToken = "0123456789abcdef0123456789abcdef";

}  // namespace

TEST_CASE("a scanner that loses GS is not accepted") {
    CHECK(losses_accepted([](const ScanPayload& payload) {
              return may_scan(judge_enrolment(payload));
          }) == 0);
}

TEST_CASE("control: a judge that looks past the separators is noticed") {
    CHECK(losses_accepted([](const ScanPayload& payload) {
              return without_gs(payload.data) == without_gs(std::string(enrolment_text()));
          }) > 0);
}

TEST_CASE("a distinct code is never dropped at 100 scans a second") {
    Codes codes;
    for (int i = 0; i < 1000; ++i) codes.push_back("L2-1-" + std::to_string(i % 3));
    CHECK(codes_dropped(codes, [](const ScanPayload& scan, const ScanPayload*) {
              return scan.repeat;
          }) == 0);
}

TEST_CASE("control: scans that are dropped for coming too soon are missed") {
    Codes codes;
    for (int i = 0; i < 1000; ++i) codes.push_back("L2-1-" + std::to_string(i % 3));
    CHECK(codes_dropped(codes, [](const ScanPayload& scan, const ScanPayload* before) {
              return before != nullptr && scan.at_utc_us - before->at_utc_us < 200'000;
          }) > 900);
}

TEST_CASE("an ID card's token never gets into scans.log, however its scanner reads it") {
    const testing::TempFolder folder;
    {
        ScanLog log(folder.path());
        for (const std::string prefix : {"LINI-ID:", "lini-id:", "\x1dLINI-ID:", "]Q1LINI-ID:"}) {
            log.note(read_as(prefix + kToken));
        }
        log.note_blocked(read_as("LINI_ID>" + kToken));
    }
    CHECK(files_with(folder.path(), kToken) == 0);
}

TEST_CASE("control: a log of what was read as it was read is noticed") {
    const testing::TempFolder folder;
    {
        const auto ring = RingLog::open(std::filesystem::path(folder.path()) / kScanLogName, 4096);
        REQUIRE(ring);
        (*ring)->append("{\"data\":\"LINI-ID:" + kToken + "\"}");
    }
    CHECK(files_with(folder.path(), kToken) == 1);
}
