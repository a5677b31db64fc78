#include "db/sync/folder.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/db/sync/sync_samples.h"

namespace lini {
namespace {

using samples::ScratchFolder;

const std::string kFile = "PO-GLW-2611%2Ftermin%3A2";

std::unique_ptr<Folder> open(const ScratchFolder& scratch, bool await_answer = false) {
    auto folder = Folder::create({scratch.path(), await_answer});
    REQUIRE(folder);
    return std::move(*folder);
}

DeliveryResult deliver(Folder& folder) {
    const PumpDelivery due = samples::due("folder");
    return folder.deliver(due.delivery, due.body);
}

std::size_t file_count(const ScratchFolder& scratch) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(scratch.path())) {
        count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
}

TEST_CASE("a charge becomes one file with its whole content and nothing beside it") {
    const ScratchFolder scratch;
    const auto folder = open(scratch);
    const DeliveryResult result = deliver(*folder);
    CHECK(result.outcome == DeliveryOutcome::accepted);
    CHECK(result.document_no.empty());
    CHECK(scratch.read(kFile + ".json") == to_cloud_event(samples::payload()));
    CHECK(file_count(scratch) == 1);
}

TEST_CASE("the same charge again changes nothing and is accepted") {
    const ScratchFolder scratch;
    const auto folder = open(scratch);
    CHECK(deliver(*folder).outcome == DeliveryOutcome::accepted);
    scratch.write(kFile + ".json", scratch.read(kFile + ".json") + "\n");  // The ERP touched it.
    const std::string before = scratch.read(kFile + ".json");
    CHECK(deliver(*folder).outcome == DeliveryOutcome::accepted);
    CHECK(scratch.read(kFile + ".json") == before);
    CHECK(file_count(scratch) == 1);
}

TEST_CASE("a file of that name with another charge is never overwritten") {
    const ScratchFolder scratch;
    const auto folder = open(scratch);
    scratch.write(kFile + ".json", "{\"id\": \"PO-OTHER/termin:2\"}");
    const DeliveryResult result = deliver(*folder);
    CHECK(result.outcome == DeliveryOutcome::refused);
    CHECK(result.code == "file_conflict");
    CHECK(scratch.read(kFile + ".json") == "{\"id\": \"PO-OTHER/termin:2\"}");
}

TEST_CASE("the number of the document comes from the answer file") {
    const ScratchFolder scratch;
    const auto folder = open(scratch);
    scratch.write(kFile + ".answer.json", "{\"document_no\": \"INV-42\"}");
    CHECK(deliver(*folder).document_no == "INV-42");
}

TEST_CASE("a folder that waits for answers accepts with the answer and not before") {
    const ScratchFolder scratch;
    const auto folder = open(scratch, true);
    const DeliveryResult first = deliver(*folder);
    CHECK(first.outcome == DeliveryOutcome::retry);
    CHECK(first.code == "answer_awaited");
    scratch.write(kFile + ".answer.json", "{\"document_no\": \"INV-42\"}");
    const DeliveryResult second = deliver(*folder);
    CHECK(second.outcome == DeliveryOutcome::accepted);
    CHECK(second.document_no == "INV-42");
    CHECK(file_count(scratch) == 2);
}

TEST_CASE("an answer that is a link, huge or no JSON gives no number") {
    const ScratchFolder scratch;
    const auto folder = open(scratch);
    const std::string answer = scratch.file(kFile + ".answer.json");
    std::filesystem::create_symlink("/dev/zero", answer);
    CHECK(deliver(*folder).document_no.empty());
    std::filesystem::remove(answer);
    scratch.write(kFile + ".answer.json", std::string(1'000'000, '1'));
    CHECK(deliver(*folder).document_no.empty());
    scratch.write(kFile + ".answer.json", "<html>");
    CHECK(deliver(*folder).document_no.empty());
}

TEST_CASE("a half-written file of an attempt that died is not taken for a charge") {
    const ScratchFolder scratch;
    const auto folder = open(scratch);
    scratch.write(".writing-" + kFile + ".json", "{\"id\": \"PO-GL");
    CHECK(deliver(*folder).outcome == DeliveryOutcome::accepted);
    CHECK(scratch.read(kFile + ".json") == to_cloud_event(samples::payload()));
    CHECK(file_count(scratch) == 1);
}

TEST_CASE("a folder that vanished is tried again, and fills when it is back") {
    const ScratchFolder scratch;
    const auto folder = open(scratch);
    std::filesystem::remove(scratch.path());
    const DeliveryResult gone = deliver(*folder);
    CHECK(gone.outcome == DeliveryOutcome::retry);
    CHECK(gone.code == "folder_unwritable");
    std::filesystem::create_directory(scratch.path());
    CHECK(deliver(*folder).outcome == DeliveryOutcome::accepted);
    CHECK(Folder::create({"/proc/nowhere", false}).error().code == "folder_unwritable");
    CHECK(Folder::create({"", false}).error().code == "folder_unwritable");
}

TEST_CASE("no order number leads out of the folder or hides its file") {
    CHECK(file_name_of("../../etc/x") == "%2E.%2F..%2Fetc%2Fx");
    CHECK(file_name_of(".hidden") == "%2Ehidden");
    CHECK(file_name_of("a/b:c") == "a%2Fb%3Ac");
    CHECK(file_name_of("a%2Fb") != file_name_of("a/b"));
    const std::string slashes(128, '/');
    CHECK(file_name_of(slashes).size() <= 200);
    CHECK(file_name_of(slashes) != file_name_of(slashes + "/"));
}

}  // namespace
}  // namespace lini
