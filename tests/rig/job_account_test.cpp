// The judge of the rig's rounds, without a printer: it must see what a broken worker would do.
#include "tests/rig/job_account.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "tests/rig/fault_rounds.h"

using namespace lini;
using namespace lini::rig;

namespace {

constexpr std::size_t kPacketBytes = 512;

PrintJob large_job(const LabelLanguage& language) {
    return lines_job(language, "R310000", lines_of_large(language));
}

void put_transfers(std::vector<std::string>& packets, std::string_view part) {
    for (std::size_t at = 0; at < part.size(); at += PrintWorker::kTransferBytesMax) {
        const std::string_view transfer = part.substr(at, PrintWorker::kTransferBytesMax);
        for (std::size_t i = 0; i < transfer.size(); i += kPacketBytes) {
            packets.emplace_back(transfer.substr(i, kPacketBytes));
        }
    }
}

/// The first `many` packets of one attempt.
std::vector<std::string> attempt(const LabelLanguage& language, const PrintJob& job,
                                 std::size_t many = SIZE_MAX) {
    const std::size_t split = language.first_printing_byte(job.bytes);
    std::vector<std::string> packets;
    put_transfers(packets, std::string(language.flush) + std::string(language.reset));
    put_transfers(packets, std::string_view(job.bytes).substr(0, split));
    put_transfers(packets, std::string_view(job.bytes).substr(split));
    packets.resize(std::min(many, packets.size()));
    return packets;
}

std::vector<std::string> joined(std::vector<std::string> first,
                                const std::vector<std::string>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

}  // namespace

TEST_CASE("two jobs in a row are read as they were sent, in every language") {
    for (const LabelLanguage* language : label_languages()) {
        INFO(language->name);
        const std::vector<PrintJob> jobs{large_job(*language),
                                         lines_job(*language, "R310000s", 1)};
        const Account account = account_of(
            joined(attempt(*language, jobs[0]), attempt(*language, jobs[1])), jobs, *language);
        CHECK(account.altered.empty());
        REQUIRE(account.attempts.size() == 2);
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            CHECK(account.attempts[i].taken == jobs[i].bytes.size());
            CHECK(judge(account, i, jobs[i], JobState::sent, *language).wrong.empty());
            CHECK(judge(account, i, jobs[i], JobState::confirmed, *language).wrong.empty());
            CHECK_FALSE(judge(account, i, jobs[i], JobState::held, *language).wrong.empty());
        }
    }
}

TEST_CASE("a job that was cut off and sent again counts as one, unless its trigger had begun") {
    for (const LabelLanguage* language : label_languages()) {
        INFO(language->name);
        const PrintJob job = large_job(*language);
        const std::vector<Cut> cuts = cuts_of(job.bytes, *language, kPacketBytes);
        CHECK(cuts.back().packets == attempt(*language, job).size());
        for (const Cut& cut : cuts) {
            INFO(cut.name);
            const Account account =
                account_of(joined(attempt(*language, job, cut.packets), attempt(*language, job)),
                           {job}, *language);
            CHECK(account.altered.empty());
            const bool prints = cut.name.find("trigger") != std::string::npos;
            CHECK(judge(account, 0, job, JobState::sent, *language).wrong.empty() == !prints);
        }
    }
}

TEST_CASE("a changed, a missing and a foreign packet are all noticed") {
    const LabelLanguage& language = *language_named("zpl");
    const PrintJob job = large_job(language);
    const std::vector<std::string> right = attempt(language, job);
    std::vector<std::string> changed = right;
    changed[5][100] ^= 1;
    std::vector<std::string> missing = right;
    missing.erase(missing.begin() + 5);
    std::vector<std::string> foreign = right;
    foreign.insert(foreign.begin() + 5, "x");
    for (const auto& packets : {changed, missing, foreign}) {
        CHECK_FALSE(account_of(packets, {job}, language).altered.empty());
    }
}

TEST_CASE("a label is not confirmed by a printer that was started anew after taking it") {
    const LabelLanguage& language = *language_named("zpl");
    const std::vector<PrintJob> jobs{large_job(language), lines_job(language, "R310000s", 1)};
    const Account account = account_of(
        joined(joined(attempt(language, jobs[0]), {""}), attempt(language, jobs[1])), jobs,
        language);
    CHECK(account.altered.empty());
    CHECK(judge(account, 0, jobs[0], JobState::sent, language).wrong.empty());
    CHECK_FALSE(judge(account, 0, jobs[0], JobState::confirmed, language).wrong.empty());
    CHECK(judge(account, 1, jobs[1], JobState::confirmed, language).wrong.empty());
    const Account again =
        account_of(joined(joined(attempt(language, jobs[0], 7), {""}), attempt(language, jobs[0])),
                   jobs, language);
    CHECK(judge(again, 0, jobs[0], JobState::confirmed, language).wrong.empty());
}

TEST_CASE("a label of which a part never came is confirmed by nobody") {
    const LabelLanguage& language = *language_named("zpl");
    const PrintJob job = large_job(language);
    const Account account = account_of(attempt(language, job, 12), {job}, language);
    CHECK_FALSE(judge(account, 0, job, JobState::confirmed, language).wrong.empty());
}
