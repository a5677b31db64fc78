#include "drivers/printer/print_worker.h"

#include <algorithm>
#include <memory>

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/zpl.h"
#include "tests/drivers/printer/scripted_port.h"

using namespace lini;
using namespace lini::test;

namespace {

/// The owner as the terminal is: it writes down `sending` before it lets a job go.
struct Bench {
    explicit Bench(std::vector<ScriptedFault> faults = {}, PrintWorkerFaults broken = {},
                   const LabelLanguage& language = kZpl, PrinterModel model = {}) {
        auto owned = std::make_unique<ScriptedPort>(log, std::move(faults), std::move(model));
        port = owned.get();
        worker = std::make_unique<PrintWorker>(language, std::move(owned), broken);
    }

    void turn() {
        worker->poll(now_us);
        while (auto event = worker->next_event()) {
            events.push_back(*event);
            if (event->state != JobState::sending) continue;
            bytes_before_durable = bytes_before_durable || log.bytes.size() > allowed_bytes;
            if (answers) worker->proceed(event->job_id);
            allowed_bytes = answers ? std::string::npos : log.bytes.size();
        }
        now_us += 100'000;
    }

    void run(int turns = 600) {
        for (int i = 0; i < turns; ++i) turn();
    }

    std::size_t count(JobState state, const std::string& id = "a") const {
        return static_cast<std::size_t>(std::count_if(
            events.begin(), events.end(),
            [&](const JobEvent& event) { return event.state == state && event.job_id == id; }));
    }

    JobEvent last() const { return events.back(); }

    PrinterLog log;
    ScriptedPort* port = nullptr;
    std::unique_ptr<PrintWorker> worker;
    std::vector<JobEvent> events;
    std::int64_t now_us = 1'000'000;
    bool answers = true;
    bool bytes_before_durable = false;
    std::size_t allowed_bytes = 0;
};

PrintJob job_of(const std::string& id, std::size_t body_bytes = 10) {
    return {id, "^XA" + std::string(body_bytes, 'x') + "^XZ\n"};
}

/// A language with a job of three transfers of body in it and a printer that takes it.
struct Spoken {
    const LabelLanguage& language;
    std::string job;
    PrinterModel printer;
};

std::vector<Spoken> spoken_languages() {
    const std::string body(40'000, 'x');
    std::vector<Spoken> all;
    all.push_back({kZpl, "^XA" + body + "^XZ\n", {}});
    for (const char* name : {"tspl2", "tspl"}) {
        all.push_back(
            {*language_named(name), body + "\r\nPRINT 1,1\r\n", {{"CLS\r\n"}, "PRINT 1,1\r\n"}});
    }
    all.push_back({*language_named("epl"), body + "\nP1\n", {{"\nN\n"}, "\nP1\n"}});
    const std::string cut("\x1dVB\0", 4);
    all.push_back({*language_named("escpos"), body + cut, {{"\x1b@"}, cut, true}});
    return all;
}

/// Every fault at every transfer of one job: what came out of the printer and what was claimed.
struct Tally {
    int runs = 0;
    int wrong_confirmed = 0;  // Said `sent`, and no label came out.
    int duplicates = 0;       // More than one label came out of one job.
    int silent = 0;           // Neither sent, uncertain nor waiting.
};

Tally try_every_fault(PrintWorkerFaults broken, const Spoken& spoken = spoken_languages()[0]) {
    const std::size_t transfers = 1 + 3 + 1;  // Without a trigger of its own, one fewer.
    Tally tally;
    for (std::size_t at = 0; at < transfers; ++at) {
        for (const PortError error : {PortError::timeout, PortError::stall, PortError::gone}) {
            for (const std::size_t taken : {0u, 1u, 3u, 4u, 16384u}) {
                for (const std::size_t reported : {std::size_t{0}, taken}) {
                    Bench bench({{at, error, taken, reported, false}}, broken, spoken.language,
                                spoken.printer);
                    bench.worker->submit({"a", spoken.job});
                    bench.run();
                    ++tally.runs;
                    const bool sent = bench.count(JobState::sent) > 0;
                    const bool doubt = bench.count(JobState::uncertain) > 0;
                    if (sent && bench.log.labels.empty()) ++tally.wrong_confirmed;
                    if (bench.log.labels.size() + bench.log.scraps > 1) ++tally.duplicates;
                    if (!sent && !doubt && bench.worker->jobs() == 0) ++tally.silent;
                }
            }
        }
    }
    return tally;
}

}  // namespace

TEST_CASE("a job goes from queued over sending to sent, reset and trigger apart") {
    Bench bench;
    bench.worker->submit(job_of("a"));
    bench.run(5);
    CHECK(bench.events.size() == 3);
    CHECK(bench.events[0].state == JobState::queued);
    CHECK(bench.events[1].state == JobState::sending);
    CHECK(bench.events[2].state == JobState::sent);
    CHECK(bench.log.transfers == 3);
    CHECK(bench.log.bytes == "~JX^XAxxxxxxxxxx^XZ\n");
    CHECK(bench.log.labels.size() == 1);
}

TEST_CASE("no byte leaves before the owner made sending durable") {
    Bench bench;
    bench.answers = false;
    bench.worker->submit(job_of("a"));
    bench.run(50);
    CHECK(bench.last().state == JobState::sending);
    CHECK(bench.log.bytes.empty());
    CHECK_FALSE(bench.bytes_before_durable);
    CHECK(bench.count(JobState::sending) == 1);
    bench.worker->proceed("another job");
    bench.run(5);
    CHECK(bench.log.bytes.empty());
    bench.worker->proceed("a");
    bench.run(5);
    CHECK(bench.last().state == JobState::sent);
}

TEST_CASE("a fault at any transfer confirms nothing wrongly and prints nothing twice") {
    const Tally tally = try_every_fault({});
    CHECK(tally.runs == 150);
    CHECK(tally.wrong_confirmed == 0);
    CHECK(tally.duplicates == 0);
    CHECK(tally.silent == 0);
}

TEST_CASE("so it is in every language") {
    for (const Spoken& spoken : spoken_languages()) {
        INFO(spoken.language.name);
        const Tally tally = try_every_fault({}, spoken);
        CHECK(tally.runs == 150);
        CHECK(tally.wrong_confirmed == 0);
        CHECK(tally.duplicates == 0);
        CHECK(tally.silent == 0);
    }
}

TEST_CASE("the same faults catch a worker that resends") {
    PrintWorkerFaults broken;
    broken.resend_uncertain = true;
    for (const Spoken& spoken : spoken_languages()) {
        INFO(spoken.language.name);
        CHECK(try_every_fault(broken, spoken).duplicates > 0);
    }
}

TEST_CASE("the same faults catch a worker that confirms what it does not know") {
    PrintWorkerFaults broken;
    broken.confirm_uncertain = true;
    for (const Spoken& spoken : spoken_languages()) {
        INFO(spoken.language.name);
        CHECK(try_every_fault(broken, spoken).wrong_confirmed > 0);
    }
}

TEST_CASE("a printer that prints as bytes arrive leaves a doubt from the first byte on") {
    const LabelLanguage& escpos = *language_named("escpos");
    Bench bench({{1, PortError::timeout, 1, 1, false}}, {}, escpos);
    bench.worker->submit({"a", std::string(100, 'x')});
    bench.run(20);
    CHECK(bench.count(JobState::uncertain) == 1);
    CHECK(bench.count(JobState::sent) == 0);
}

TEST_CASE("a job after one that was broken off is preceded by what the printer may wait for") {
    const LabelLanguage& epl = *language_named("epl");
    Bench bench({{2, PortError::stall, 5, 5, false}}, {}, epl);
    bench.worker->submit({"a", "\nP1\n"});
    bench.worker->submit({"b", "GW0,0,80,10,xxxxx\nP1\n"});
    bench.worker->submit({"c", "\nP1\n"});
    bench.run(60);
    CHECK(bench.count(JobState::sent, "c") == 1);
    const std::size_t flushes = [&] {
        std::size_t found = 0;
        for (std::size_t at = bench.log.bytes.find(epl.flush); at != std::string::npos;
             at = bench.log.bytes.find(epl.flush, at + epl.flush.size())) {
            ++found;
        }
        return found;
    }();
    // Once at the start, since an earlier run may have been broken off; once after the stall.
    CHECK(flushes == 2);
}

TEST_CASE("a fault after the trigger was handed over is uncertain, whatever was acknowledged") {
    for (const PortError error : {PortError::timeout, PortError::stall, PortError::gone}) {
        Bench bench({{2, error, 0, 0, false}});
        bench.worker->submit(job_of("a"));
        bench.worker->submit(job_of("b"));
        bench.run(20);
        CHECK(bench.count(JobState::uncertain) == 1);
        CHECK(bench.count(JobState::sent) == 0);
        CHECK(bench.count(JobState::sent, "b") == 1);
        // What the printer still holds of the first job must not come out after all.
        CHECK(bench.log.bytes.find("~JA^XA") != std::string::npos);
        CHECK(bench.log.labels.size() == 1);
    }
}

TEST_CASE("what a reset after a doubt may drop from the printer's memory is in doubt too") {
    for (const Spoken& spoken : spoken_languages()) {
        const std::string& job = spoken.job;
        const bool drops = spoken.language.fault_drops_labels();
        const std::size_t transfers = spoken.printer.as_bytes_arrive ? 1 + 3 : 1 + 3 + 1;
        Bench bench({{3 * transfers - 1, PortError::gone, 0, 0, false}}, {}, spoken.language,
                    spoken.printer);
        for (const char* id : {"a", "b", "c", "d"}) bench.worker->submit({id, job});
        bench.run();
        INFO(spoken.language.name);
        CHECK(bench.count(JobState::uncertain, "a") == (drops ? 1 : 0));
        CHECK(bench.count(JobState::uncertain, "b") == (drops ? 1 : 0));
        CHECK(bench.count(JobState::uncertain, "c") == 1);
        CHECK(bench.count(JobState::uncertain, "d") == 0);
        CHECK(bench.count(JobState::sent, "d") == 1);
    }
}

TEST_CASE("a printer of which nothing is known puts no more in doubt than it can hold") {
    Bench bench({{3 * 40 + 2, PortError::timeout, 0, 0, false}});
    for (int i = 0; i <= 40; ++i) bench.worker->submit(job_of(std::to_string(i)));
    bench.run();
    std::size_t doubted = 0;
    for (int i = 0; i <= 40; ++i) doubted += bench.count(JobState::uncertain, std::to_string(i));
    CHECK(doubted == 1 + PrintWorker::kAheadMax);
}

TEST_CASE("a trigger that could not even be started leaves nothing in doubt") {
    Bench bench({{2, PortError::gone, 0, 0, true}});
    bench.worker->submit(job_of("a"));
    bench.run(3);
    CHECK(bench.last().state == JobState::held);
    bench.run(60);
    CHECK(bench.last().state == JobState::sent);
    CHECK(bench.log.labels.size() == 1);
}

TEST_CASE("a job waits for paper and goes on by itself, asking anew") {
    Bench bench;
    bench.port->now = PortCondition::out_of_paper;
    bench.worker->submit(job_of("a"));
    bench.run(50);
    CHECK(bench.last().state == JobState::held);
    CHECK(bench.last().reason == JobReason::out_of_paper);
    CHECK(bench.count(JobState::held) == 1);
    CHECK(bench.log.bytes.empty());
    bench.port->now = PortCondition::ready;
    bench.run(5);
    CHECK(bench.last().state == JobState::sent);
    CHECK(bench.count(JobState::sending) == 1);
}

TEST_CASE("paper that runs out between question and answer holds the job") {
    Bench bench;
    bench.answers = false;
    bench.worker->submit(job_of("a"));
    bench.run(2);
    bench.port->now = PortCondition::head_open;
    bench.worker->proceed("a");
    bench.run(3);
    CHECK(bench.last().state == JobState::held);
    CHECK(bench.last().reason == JobReason::head_open);
    CHECK(bench.log.bytes.empty());
    // The answer to the first question is used up: it is no answer to the next one.
    bench.port->now = PortCondition::ready;
    bench.run(30);
    CHECK(bench.last().state == JobState::sending);
    CHECK(bench.log.bytes.empty());
}

TEST_CASE("a slow printer is given the rest, and never again what it took") {
    Bench bench({{1, PortError::timeout, 5, 5, false}, {2, PortError::timeout, 0, 0, false}});
    bench.worker->submit(job_of("a"));
    bench.run(10);
    CHECK(bench.last().state == JobState::sent);
    CHECK(bench.log.bytes == "~JX^XAxxxxxxxxxx^XZ\n");
}

TEST_CASE("a printer that takes nothing for long holds the job") {
    std::vector<ScriptedFault> faults;
    for (std::size_t i = 1; i <= 6; ++i) faults.push_back({i, PortError::timeout, 0, 0, false});
    Bench bench(faults);
    bench.worker->submit(job_of("a"));
    bench.run(8);
    CHECK(bench.count(JobState::held) == 1);
    CHECK(bench.last().reason == JobReason::mute);
    bench.run(60);
    CHECK(bench.last().state == JobState::sent);
    CHECK(bench.log.labels.size() == 1);
}

TEST_CASE("cancelling works until the trigger, and not after") {
    Bench waiting;
    waiting.port->now = PortCondition::out_of_paper;
    waiting.worker->submit(job_of("a"));
    waiting.worker->submit(job_of("b"));
    waiting.worker->cancel("b");
    waiting.worker->cancel("nobody");
    waiting.run(3);
    waiting.worker->cancel("a");
    waiting.port->now = PortCondition::ready;
    waiting.run(5);
    CHECK(waiting.count(JobState::cancelled) == 1);
    CHECK(waiting.count(JobState::cancelled, "b") == 1);
    CHECK(waiting.log.bytes.empty());

    Bench body({{1, PortError::timeout, 5, 5, false}});
    body.port->silent_from = 1;
    body.worker->submit(job_of("a"));
    body.run(3);
    body.worker->cancel("a");
    body.port->silent_from = SIZE_MAX;
    body.run(3);
    CHECK(body.last().state == JobState::cancelled);
    CHECK(body.log.labels.empty());

    Bench trigger;
    trigger.port->silent_from = 2;
    trigger.worker->submit(job_of("a"));
    trigger.run(3);
    trigger.worker->cancel("a");
    trigger.port->silent_from = SIZE_MAX;
    trigger.run(3);
    CHECK(trigger.last().state == JobState::sent);
}

TEST_CASE("stopping in the trigger is uncertain, before it nothing printed") {
    for (const std::size_t silent_from : {0u, 1u, 2u}) {
        Bench bench;
        bench.port->silent_from = silent_from;
        bench.worker->submit(job_of("a"));
        bench.worker->submit(job_of("b"));
        bench.run(3);
        bench.worker->stop();
        bench.turn();
        const bool in_trigger = silent_from == 2;
        CHECK(bench.count(in_trigger ? JobState::uncertain : JobState::cancelled) == 1);
        CHECK(bench.count(JobState::cancelled, "b") == 1);
        CHECK(bench.log.labels.size() == (in_trigger ? 1 : 0));
    }
}

TEST_CASE("a full queue, a huge job and an id that was here are refused") {
    Bench bench;
    bench.answers = false;
    for (std::size_t i = 0; i < PrintWorker::kJobsMax; ++i) {
        bench.worker->submit(job_of(std::to_string(i)));
    }
    bench.worker->submit(job_of("one more"));
    bench.worker->submit(job_of("0"));
    bench.worker->submit({"empty", ""});
    bench.worker->submit({"huge", std::string(PrintWorker::kJobBytesMax + 1, 'x')});
    bench.run(1);
    CHECK(bench.count(JobState::refused, "one more") == 1);
    CHECK(bench.count(JobState::refused, "0") == 1);
    CHECK(bench.count(JobState::refused, "empty") == 1);
    CHECK(bench.count(JobState::refused, "huge") == 1);
    CHECK(bench.worker->jobs() == PrintWorker::kJobsMax);
}

TEST_CASE("an id that was printed is refused for ever after") {
    Bench bench;
    bench.worker->submit(job_of("a"));
    bench.run(5);
    bench.worker->submit(job_of("a"));
    bench.run(5);
    CHECK(bench.last().state == JobState::refused);
    CHECK(bench.last().reason == JobReason::duplicate_id);
    CHECK(bench.log.labels.size() == 1);
}
