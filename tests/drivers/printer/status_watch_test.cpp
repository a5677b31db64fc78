// What the printer says of itself, and that asking it costs no label anything.
#include "drivers/printer/status_watch.h"

#include <algorithm>
#include <memory>

#include <catch2/catch_test_macros.hpp>

#include "drivers/printer/print_worker.h"
#include "drivers/printer/zpl.h"
#include "drivers/printer/zpl_status.h"
#include "tests/drivers/printer/scripted_port.h"

using namespace lini;
using namespace lini::test;

namespace {

std::string host_status(const std::string& first, const std::string& second) {
    return "\x02" + first + "\x03\r\n\x02" + second + "\x03\r\n\x02" + "1234,0\x03\r\n";
}

std::string idle() {
    return host_status("030,0,0,1245,000,0,0,0,000,0,0,0", "000,0,0,0,0,2,4,0,00000000,1,000");
}
std::string paper_out() {
    return host_status("030,1,0,1245,000,0,0,0,000,0,0,0", "000,0,0,0,0,2,4,0,00000000,1,000");
}
std::string waiting(const std::string& formats) {
    return host_status("030,0,0,1245," + formats + ",0,0,0,000,0,0,0",
                       "000,0,0,0,0,2,4,0,00000000,1,000");
}

struct Talk {
    explicit Talk(std::optional<std::string> answer, bool ask = true) {
        auto owned = std::make_unique<ScriptedPort>(log, std::vector<ScriptedFault>{});
        port = owned.get();
        port->answer = std::move(answer);
        worker = std::make_unique<PrintWorker>(kZpl, std::move(owned), PrintWorkerFaults{}, ask);
    }
    void run(int turns) {
        for (int i = 0; i < turns; ++i) {
            worker->poll(now_us);
            while (auto event = worker->next_event()) {
                if (event->state == JobState::sending) worker->proceed(event->job_id);
                events.push_back(*event);
            }
            now_us += 50'000;
        }
    }
    int count(JobState state) const {
        return static_cast<int>(
            std::count_if(events.begin(), events.end(),
                          [&](const JobEvent& event) { return event.state == state; }));
    }
    void submit(const std::string& id) { worker->submit({id, "^XAlabel^XZ"}); }

    PrinterLog log;
    ScriptedPort* port = nullptr;
    std::unique_ptr<PrintWorker> worker;
    std::vector<JobEvent> events;
    std::int64_t now_us = 1'000'000;
};

constexpr int kSecond = 20;  // Turns.

}  // namespace

TEST_CASE("what a printer says of itself holds its jobs, and they go on by themselves, once") {
    struct Said {
        std::string answer;
        JobReason reason;
    };
    const std::string first = "030,0,0,1245,000,0,0,0,000,0,0,0";
    for (const Said& said :
         {Said{paper_out(), JobReason::out_of_paper},
          Said{host_status(first, "000,0,0,1,0,2,4,0,00000000,1,000"), JobReason::ribbon_out},
          Said{host_status(first, "000,0,1,0,0,2,4,0,00000000,1,000"), JobReason::head_open},
          Said{host_status("030,0,1,1245,000,0,0,0,000,0,0,0", "000,0,0,0,0,2,4,0,00000000,1,000"),
               JobReason::paused}}) {
        Talk talk(said.answer);
        talk.run(2 * kSecond);
        talk.submit("a");
        talk.run(5 * kSecond);
        REQUIRE(talk.count(JobState::held) == 1);
        CHECK(talk.events.back().reason == said.reason);
        CHECK(talk.log.bytes.empty());
        talk.port->answer = idle();
        talk.run(5 * kSecond);
        CHECK(talk.count(JobState::sent) == 1);
        CHECK(talk.log.labels.size() == 1);
    }
}

TEST_CASE("a printer that never answers prints as if it were never asked") {
    Talk mute("");
    Talk unasked(idle(), false);
    for (Talk* talk : {&mute, &unasked}) {
        talk->run(10);
        talk->submit("a");
        talk->run(2);
        CHECK(talk->count(JobState::sent) == 1);  // In the turn that it was let go in.
        CHECK(talk->worker->condition() == PortCondition::ready);
    }
    CHECK(mute.log.requests > 0);
    CHECK(unasked.log.requests == 0);
    CHECK(mute.log.bytes == unasked.log.bytes);
}

TEST_CASE("silence is neither ready nor the end of a trouble") {
    Talk talk(idle());
    talk.run(2 * kSecond);
    CHECK(talk.worker->condition() == PortCondition::ready);
    talk.port->answer = "";
    talk.run(5 * kSecond);
    CHECK(talk.worker->condition() == PortCondition::unknown);
    talk.port->answer = paper_out();
    talk.run(5 * kSecond);
    CHECK(talk.worker->condition() == PortCondition::out_of_paper);
    talk.port->answer = "";
    talk.run(60 * kSecond);
    CHECK(talk.worker->condition() == PortCondition::out_of_paper);
    // Opened anew, nothing is known of it.
    talk.port->now = PortCondition::unplugged;
    talk.run(2);
    CHECK(talk.worker->condition() == PortCondition::unplugged);
    talk.port->now = PortCondition::ready;
    talk.run(2);
    CHECK(talk.worker->condition() == PortCondition::ready);
}

TEST_CASE("no request falls between the bytes of a job") {
    Talk talk(idle());
    for (int i = 0; i < 100; ++i) {
        talk.submit(std::to_string(i));
        talk.run(7);
    }
    CHECK(talk.log.labels.size() == 100);
    CHECK(talk.log.requests > 10);
    CHECK(talk.log.requests_in_jobs == 0);
    CHECK(talk.log.bytes.find("~HS") == std::string::npos);  // They are no part of a job either.
}

TEST_CASE("a job is confirmed when the printer has twice said that nothing is left") {
    Talk talk(waiting("001"));
    talk.submit("a");
    talk.run(10 * kSecond);
    CHECK(talk.count(JobState::sent) == 1);
    CHECK(talk.count(JobState::confirmed) == 0);
    talk.port->answer = idle();
    talk.run(kSecond);
    CHECK(talk.count(JobState::confirmed) == 0);
    talk.run(3 * kSecond);
    CHECK(talk.count(JobState::confirmed) == 1);
    talk.run(10 * kSecond);
    CHECK(talk.count(JobState::confirmed) == 1);
}

TEST_CASE("a printer that fell silent or stopped meanwhile confirms nothing") {
    for (const std::string& meanwhile : {std::string(), paper_out()}) {
        Talk talk(waiting("001"));
        talk.submit("a");
        talk.run(3 * kSecond);
        talk.port->answer = meanwhile;  // Switched off and on, or opened: what it held may be gone.
        talk.run(5 * kSecond);
        talk.port->answer = idle();
        talk.run(10 * kSecond);
        CHECK(talk.count(JobState::sent) == 1);
        CHECK(talk.count(JobState::confirmed) == 0);
    }
}

TEST_CASE("a printer that was gone before it ever answered confirms nothing of what it held") {
    Talk talk("");
    talk.submit("a");
    talk.run(kSecond * 8 / 10);  // Sent, and the first question met silence.
    REQUIRE(talk.count(JobState::sent) == 1);
    talk.port->now = PortCondition::unplugged;
    talk.run(kSecond);
    talk.port->now = PortCondition::ready;
    talk.port->answer = idle();
    talk.run(10 * kSecond);
    CHECK(talk.count(JobState::confirmed) == 0);
}

TEST_CASE("a printer that goes with labels in its memory leaves them in doubt, and no others") {
    Talk talk(waiting("001"));
    talk.submit("a");
    talk.run(5 * kSecond);
    talk.port->answer = idle();
    talk.run(5 * kSecond);
    CHECK(talk.count(JobState::confirmed) == 1);
    talk.port->answer = waiting("002");
    talk.submit("b");
    talk.submit("c");
    talk.run(5 * kSecond);
    CHECK(talk.count(JobState::sent) == 3);
    CHECK(talk.count(JobState::uncertain) == 0);
    talk.port->now = PortCondition::unplugged;
    talk.run(kSecond);
    REQUIRE(talk.count(JobState::uncertain) == 2);
    CHECK(talk.events.back().job_id == "c");
    CHECK(talk.events.back().reason == JobReason::unplugged);
    talk.port->now = PortCondition::ready;
    talk.port->answer = idle();
    talk.run(10 * kSecond);
    CHECK(talk.count(JobState::uncertain) == 2);  // Once, and no count clears it.
    CHECK(talk.count(JobState::confirmed) == 1);
}

TEST_CASE("labels in a printer that another program took are in doubt for that reason") {
    Talk talk(waiting("002"));
    talk.submit("a");
    talk.run(5 * kSecond);
    talk.port->now = PortCondition::busy;
    talk.run(kSecond);
    REQUIRE(talk.count(JobState::uncertain) == 1);
    CHECK(talk.events.back().reason == JobReason::busy);
}

TEST_CASE("labels that a printer still counts when it is given up are in doubt, and no others") {
    for (const bool out : {false, true}) {
        Talk talk(waiting("002"));
        talk.submit("a");
        talk.submit("b");
        talk.run(5 * kSecond);
        REQUIRE(talk.count(JobState::sent) == 2);
        if (out) talk.port->answer = idle();
        talk.run(5 * kSecond);
        talk.worker->stop();
        talk.run(1);
        CHECK(talk.count(JobState::uncertain) == (out ? 0 : 2));
        CHECK(talk.count(JobState::confirmed) == (out ? 2 : 0));
    }
    Talk silent("");
    silent.submit("a");
    silent.run(5 * kSecond);
    silent.worker->stop();
    silent.run(1);
    CHECK(silent.count(JobState::uncertain) == 0);
}

TEST_CASE("of a long run only what the printer still counts is in doubt when it goes") {
    Talk talk(waiting("002"));
    for (int i = 0; i < 60; ++i) talk.submit(std::to_string(i));
    talk.run(30 * kSecond);
    CHECK(talk.count(JobState::sent) == 60);
    talk.port->now = PortCondition::unplugged;
    talk.run(kSecond);
    CHECK(talk.count(JobState::uncertain) == 2 + PrintWorker::kDrawnMax);
}

TEST_CASE("a printer that never says anything is switched off and nothing is doubted") {
    Talk talk("");
    talk.submit("a");
    talk.run(10 * kSecond);
    talk.port->now = PortCondition::unplugged;
    talk.run(5 * kSecond);
    CHECK(talk.count(JobState::sent) == 1);
    CHECK(talk.count(JobState::uncertain) == 0);
}

TEST_CASE("a printer that counts is not given all labels of a run at once") {
    Talk talk(waiting("000"));
    talk.run(2 * kSecond);
    talk.port->answer = waiting("020");
    for (int i = 0; i < 100; ++i) talk.submit(std::to_string(i));
    talk.run(20 * kSecond);
    CHECK_FALSE(talk.log.labels.empty());
    CHECK(talk.log.labels.size() <= PrintWorker::kAheadMax + 1);
    talk.port->answer = "";  // Who says nothing keeps nobody waiting.
    talk.run(20 * kSecond);
    CHECK(talk.log.labels.size() == 100);
}

TEST_CASE("a Zebra's ~HQES tells what is wrong where ~HS is silent") {
    const auto query = [](const std::string& errors) {
        return "\x02\r\n\r\nPRINTER STATUS            \r\n   ERRORS:          " + errors +
               "  \r\n   WARNINGS:        1 00000000 00000100   \r\n\x03";
    };
    CHECK(parse_zpl_reply(query("0 00000000 00000000"))->can_print());
    CHECK(parse_zpl_reply(query("1 00000000 00000001"))->paper_out);
    CHECK(parse_zpl_reply(query("1 00000000 00000002"))->ribbon_out);
    CHECK(parse_zpl_reply(query("1 00000000 00000004"))->head_open);
    CHECK(parse_zpl_reply(query("1 00000000 00010000"))->paused);
    CHECK(parse_zpl_reply(query("1 00000000 00000008"))->other_fault);
    CHECK(parse_zpl_reply(idle() + query("1 00000000 00000004"))->head_open);
    const auto both = parse_zpl_reply(query("0 00000000 00000000") + waiting("007"));
    REQUIRE(both);
    CHECK(both->formats_waiting == 7);
    CHECK(both->can_print());
    const std::string whole = query("1 00000000 00000001");
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        CHECK_FALSE(parse_zpl_reply(whole.substr(0, cut)));
    }
    for (const char* bad :
         {"2 00000000 00000001", "1 0000000 00000001", "1 00000000 0000000g", ""}) {
        CHECK_FALSE(parse_zpl_reply(query(bad)));
    }
}
