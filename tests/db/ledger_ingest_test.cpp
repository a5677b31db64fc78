#include <algorithm>
#include <random>

#include <catch2/catch_test_macros.hpp>

#include "app/domain/progress.h"
#include "db/codec.h"
#include "db/ledger.h"
#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

// Facts of one order on terminal L2, and of the same order on L3 that had seen some of L2's:
// counts, labels, a reversal, a late test, a signature and its charge.
std::vector<StoredEvent> two_terminals(const TempFolder& folder, const Clock& clock) {
    auto first = ready_ledger(options_for(folder.file("a"), clock, "L2"));
    commit_all(*first, {output_command("a-1", "PO-1", 300), labels_command("a-2", "PO-1", 3)});
    auto second = value_of(Ledger::open(options_for(folder.file("b"), clock, "L3")));
    value_of(second->ingest(all_events(*first)));
    const auto wrong = commit_all(*second, {output_command("b-1", "PO-1", 90)});
    commit_all(*second,
               {command("b-2", "op1", "PO-1", ReverseRecord{wrong.at(0).id, "miscount"}),
                output_command("b-3", "PO-1", 410)});
    commit_all(*first, {output_command("a-3", "PO-1", 20)});
    commit_all(*first, {command("a-4", "op1", "PO-1",
                                TakeSample{BatchNo("PO-1-B1"), StepCode("packing"), 5,
                                           SamplePurpose::retained})});
    commit_all(*second, {sign_command("b-4", *value_of(second->order(OrderNo("PO-1"))))});
    std::vector<StoredEvent> events = all_events(*second);
    const auto known = [&](const StoredEvent& event) {
        return std::any_of(events.begin(), events.end(),
                           [&](const StoredEvent& other) { return other.id == event.id; });
    };
    for (StoredEvent& event : all_events(*first)) {
        if (!known(event)) events.push_back(std::move(event));
    }
    return events;
}

// All that two ledgers must agree on, as text.
std::string fingerprint(Ledger& ledger) {
    const OrderState& state = *value_of(ledger.order(OrderNo("PO-1")));
    std::string text = std::to_string(state.version) + "|" + std::to_string(state.last_at_utc_us);
    for (const auto& [batch, value] : state.batches) {
        for (const auto& [step, counts] : value.counts) {
            text += "|" + batch.str() + step.str() + std::to_string(counts.good) + "," +
                    std::to_string(counts.samples) + "," + std::to_string(counts.accounted());
        }
    }
    for (const auto& [id, record] : state.records) {
        text += "|" + to_string(id) + (record.reversed ? "-" : "+");
    }
    for (const auto& [serial, label] : state.labels) text += "|" + serial.str();
    for (const auto& [term, signature] : state.signatures) text += "|" + to_string(signature.id);
    for (const auto& [terminal, head] : state.heads) {
        text += "|" + terminal.str() + std::to_string(head.second);
    }
    for (const OrderSummary& row : value_of(ledger.summaries(10))) {
        text += "|" + row.order_no.str() + std::to_string(row.good) + "," +
                std::to_string(static_cast<int>(row.milestone)) + row.product;
    }
    return text + "|" + std::to_string(ledger.site().users.size());
}

}  // namespace

TEST_CASE("every arrival order of the same events gives the same state") {
    const TempFolder folder;
    const TestClock clock;
    std::vector<StoredEvent> events = two_terminals(folder, clock);
    auto straight = value_of(Ledger::open(options_for(folder.file("s"), clock, "L9")));
    value_of(straight->ingest(events));
    const std::string expected = fingerprint(*straight);
    CHECK(deliverable_good(*value_of(straight->order(OrderNo("PO-1")))) == 730);
    std::mt19937 random(20261121);
    for (int round = 0; round < 12; ++round) {
        std::shuffle(events.begin(), events.end(), random);
        auto ledger = value_of(Ledger::open(
            options_for(folder.file("r" + std::to_string(round)), clock, "L9")));
        for (std::size_t i = 0; i < events.size();) {
            const std::size_t piece = std::min<std::size_t>(1 + random() % 5, events.size() - i);
            const auto from = events.begin() + static_cast<std::ptrdiff_t>(i);
            value_of(ledger->ingest({from, from + static_cast<std::ptrdiff_t>(piece)}));
            // Somebody looks in between: what is cached must follow late arrivals.
            value_of(ledger->order(OrderNo("PO-1")));
            i += piece;
        }
        INFO("round " << round);
        CHECK(fingerprint(*ledger) == expected);
        const ReplayReport replayed = value_of(ledger->replay());
        CHECK(replayed.corrected == 0);
        CHECK(value_of(ledger->verify()).sound);
    }
}

TEST_CASE("ingesting again changes nothing, and foreign facts are not sent or printed here") {
    const TempFolder folder;
    const TestClock clock;
    const std::vector<StoredEvent> events = two_terminals(folder, clock);
    auto ledger = value_of(Ledger::open(options_for(folder.file("s"), clock, "L9")));
    const auto first = value_of(ledger->ingest(events));
    CHECK(first.added == static_cast<std::int64_t>(events.size()));
    const LedgerStatus before = ledger->status();
    const auto second = value_of(ledger->ingest(events));
    CHECK(second.added == 0);
    CHECK(second.known == static_cast<std::int64_t>(events.size()));
    CHECK(ledger->status().events == before.events);
    CHECK(value_of(ledger->label_jobs(10)).empty());
    CHECK(value_of(ledger->open_claims()).empty());
    CHECK(ledger->status().unsynced == 0);
    // What is written here now comes after all of it.
    commit_all(*ledger, {output_command("c-1", "PO-1", 1)});
    const auto own = value_of(ledger->events_after({TerminalId("L9"), 1, 1}, 10));
    REQUIRE(own.size() == 1);
    for (const StoredEvent& event : events) CHECK(event.lamport < own[0].lamport);
}

TEST_CASE("an event that does not hold its hash, or its place, is refused with all beside it") {
    const TempFolder folder;
    const TestClock clock;
    const std::vector<StoredEvent> events = two_terminals(folder, clock);
    auto ledger = value_of(Ledger::open(options_for(folder.file("s"), clock, "L9")));
    std::vector<StoredEvent> changed = events;
    changed[5].actor = "somebody";
    CHECK(ledger->ingest(changed).error().code == "event_hash");
    changed[5].hash = event_hash(changed[5]);  // Now its successor no longer links to it.
    CHECK(ledger->ingest(changed).error().code == "event_hash");
    CHECK(ledger->status().events == 1);
    value_of(ledger->ingest(events));
    CHECK(ledger->ingest({changed[5]}).error().code == "event_conflict");
    StoredEvent mine = value_of(ledger->events_after({TerminalId("L9"), 1, 0}, 1)).at(0);
    mine.id.seq = 2;
    mine.prev_hash = mine.hash;
    mine.hash = event_hash(mine);
    CHECK(ledger->ingest({mine}).error().code == "event_conflict");
}

TEST_CASE("a kind from a newer program is kept, and locks its order") {
    const TempFolder folder;
    const TestClock clock;
    auto first = ready_ledger(options_for(folder.file("a"), clock, "L2"));
    std::vector<StoredEvent> events = all_events(*first);
    StoredEvent strange = events.back();
    strange.id.seq += 1;
    strange.lamport += 1;
    strange.kind = "drone_delivered";
    strange.version = 3;
    strange.body = "{\"future\":true}";
    strange.prev_hash = events.back().hash;
    strange.hash = event_hash(strange);
    events.push_back(strange);
    auto ledger = value_of(Ledger::open(options_for(folder.file("s"), clock, "L9")));
    value_of(ledger->ingest(events));
    CHECK(value_of(ledger->order(OrderNo("PO-1")))->locked_by_unknown);
    const auto answer = value_of(ledger->commit({output_command("x", "PO-1", 1)}));
    REQUIRE(answer.outcomes[0].refusal);
    CHECK(answer.outcomes[0].refusal->key == "order_locked");
    const auto kept = value_of(
        ledger->events_after({TerminalId("L2"), 1, strange.id.seq - 1}, 1));
    CHECK(kept.at(0).body == strange.body);
    CHECK(kept.at(0).hash == strange.hash);
    CHECK(value_of(ledger->summaries(5)).at(0).locked_by_unknown);
}
