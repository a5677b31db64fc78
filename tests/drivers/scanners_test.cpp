// Scanners above the wire, on devices that are played.
#include "drivers/scanners.h"

#include <map>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

ScannerCandidate device(const char* port, const char* serial = "",
                        ScannerKind kind = ScannerKind::hid_pos) {
    return {kind, {0x05e0, 0x1300, serial, port, "Zebra", "DS2208", {}}};
}

UsbMatch model() {
    UsbMatch match;
    match.vendor_id = 0x05e0;
    match.product_id = 0x1300;
    return match;
}

ScannerConfig config(const char* name, const UsbMatch& match) {
    ScannerConfig wanted;
    wanted.name = name;
    wanted.kind = ScannerKind::hid_pos;
    wanted.match = match;
    return wanted;
}

struct PlayedRig {
    /// A turn of the devices thread, a tenth of a second after the last one.
    void turn(int times = 1) {
        for (int i = 0; i < times; ++i) {
            scanners.poll(now_us += 100'000);
            while (auto event = scanners.next()) {
                if (auto* scan = std::get_if<ScanPayload>(&*event)) {
                    read.push_back(scan->device + " " + scan->data);
                } else if (auto* told = std::get_if<ScannerConditionEvent>(&*event)) {
                    conditions[told->scanner] = told->condition;
                } else if (auto* choice = std::get_if<ScannerChoice>(&*event)) {
                    choices[choice->scanner] = choice->devices;
                    ++choices_told;
                } else if (auto* seen = std::get_if<CandidatesEvent>(&*event)) {
                    candidates = seen->candidates;
                } else if (auto* refused = std::get_if<RefusedScan>(&*event)) {
                    refusals.push_back(refused->reason);
                }
            }
        }
    }
    void plug(const ScannerCandidate& one) { scanners.played()->plug(one); }
    void send(const char* port, const char* bytes) { scanners.played()->send(port, bytes); }

    const SystemClock clock;
    Scanners scanners{clock, false, true};
    std::int64_t now_us = 1'000'000;
    std::vector<std::string> read;
    std::map<std::string, PortCondition> conditions;
    std::map<std::string, std::vector<ScannerCandidate>> choices;
    int choices_told = 0;
    std::vector<ScannerCandidate> candidates;
    std::vector<ScanRefusal> refusals;
};

TEST_CASE("of two scanners alike none is opened, which is told once, until its port is named") {
    PlayedRig rig;
    rig.plug(device("1-2"));
    rig.plug(device("1-3"));
    rig.scanners.configure(config("s", model()));
    rig.turn(50);
    CHECK(rig.conditions["s"] == PortCondition::unplugged);
    CHECK(rig.choices["s"].size() == 2);
    CHECK(rig.choices_told == 1);

    UsbMatch at = model();
    at.port_path = "1-3";
    rig.scanners.configure(config("s", at));
    rig.scanners.configure(config("other", model()));
    rig.turn(2);
    CHECK(rig.conditions["s"] == PortCondition::ready);
    CHECK(rig.conditions["other"] == PortCondition::ready);  // One is left for it.
    rig.send("1-3", "A\r");
    rig.send("1-2", "B\r");
    rig.turn();
    CHECK(rig.read == std::vector<std::string>{"other B", "s A"});
}

TEST_CASE("a choice ends when one of the two is pulled out") {
    PlayedRig rig;
    rig.plug(device("1-2", "0001"));
    rig.plug(device("1-3", "0001"));
    UsbMatch match = model();
    match.serial = "0001";
    rig.scanners.configure(config("s", match));
    rig.turn();
    CHECK(rig.choices["s"].size() == 2);
    rig.scanners.played()->unplug("1-3");
    rig.turn(2);
    CHECK(rig.choices["s"].empty());
    CHECK(rig.conditions["s"] == PortCondition::ready);
}

TEST_CASE("who is pulled out within a code leaves nothing of it, and is known again") {
    PlayedRig rig;
    rig.plug(device("1-2"));
    rig.scanners.configure(config("s", model()));
    rig.turn();
    rig.send("1-2", "GLW-26");
    rig.turn();
    rig.scanners.played()->unplug("1-2");
    rig.turn();
    CHECK(rig.refusals == std::vector<ScanRefusal>{ScanRefusal::interrupted});
    rig.plug(device("1-2"));
    rig.turn();
    rig.send("1-2", "11-014\r");
    rig.turn();
    CHECK(rig.read == std::vector<std::string>{"s 11-014"});
}

TEST_CASE("candidates are those that are there now, and nobody's while nobody looks") {
    PlayedRig rig;
    UsbMatch first = model();
    first.serial = "S1";
    rig.plug(device("1-2", "S1"));
    rig.scanners.configure(config("s", first));
    rig.plug(device("1-4", "S4"));
    rig.turn(30);
    CHECK(rig.candidates.empty());  // Nothing is missing.
    rig.scanners.played()->unplug("1-2");
    rig.turn();
    REQUIRE(rig.candidates.size() == 1);
    CHECK(rig.candidates[0].identity.serial == "S4");
    rig.plug(device("1-2", "S1"));
    rig.turn();
    CHECK(rig.candidates.empty());
}

}  // namespace
}  // namespace lini
