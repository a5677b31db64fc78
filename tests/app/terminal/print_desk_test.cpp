#include "app/terminal/print_desk.h"

#include <filesystem>

#include "tests/app/terminal/desk_rig.h"
#include "tests/db/memory_disk.h"

using namespace lini;
using namespace lini::test;

namespace {

/// A print desk with a virtual printer in the rig's folder.
struct PrintingRig : DeskRig {
    explicit PrintingRig(const std::string& vfs = {}) : DeskRig(vfs) {
        jobs_to_print = [this](const std::vector<LabelJob>& jobs) { desk->take(jobs); };
        each_turn = [this] {
            desk->take_events();
            desk->refresh();
        };
        order();
        devices.start();
        desk->start(folder.path());
    }
    ~PrintingRig() { devices.stop(); }

    void printer(PortCondition condition) {
        FilePortState state;
        state.condition = condition;
        REQUIRE(devices.request(FilePortRequest{config.printers.front().name, state}));
    }
    void print(const char* id) {
        REQUIRE(floor.commit(testing::labels_command(id, "PO-1", 1), [](const auto&) {}));
    }
    bool all_are(LabelJobState state) const {
        for (const LabelJob& job : floor.label_jobs) {
            if (job.state != state) return false;
        }
        return !floor.label_jobs.empty();
    }
    int printed() const {
        int files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder.file("printed"))) {
            files += entry.path().extension() == ".zpl" ? 1 : 0;
        }
        return files;
    }

    const SystemClock machine;
    Devices devices{machine, DevicesOptions{false}, [] {}};
    std::unique_ptr<PrintDesk> desk = std::make_unique<PrintDesk>(
        floor, devices, *worker, config, std::filesystem::path(LINI_SOURCE_DIR) / "assets", post);
};

}  // namespace

TEST_CASE("a state that the ledger had no room for is stored once there is room, and it prints") {
    PrintingRig rig;
    rig.printer(PortCondition::out_of_paper);
    rig.print("l1");
    rig.until([&] { return rig.all_are(LabelJobState::held); });
    CHECK(rig.printed() == 0);
    rig.shut_gate();
    rig.printer(PortCondition::ready);
    // The printer asks to begin; the ledger has no room for that.
    rig.until([&] { return rig.desk->storing() > 0; });
    CHECK(rig.printed() == 0);
    CHECK_FALSE(rig.floor.answer.has_value());  // Nobody asked for it: nobody is disturbed.
    rig.open_gate();
    rig.until([&] { return rig.all_are(LabelJobState::sent); });
    CHECK(rig.desk->storing() == 0);
    CHECK(rig.printed() == 1);
}

TEST_CASE("a label that is voided while it waits at the printer never comes out") {
    PrintingRig rig;
    rig.printer(PortCondition::out_of_paper);
    rig.print("l1");
    rig.print("l2");
    rig.until([&] { return rig.floor.label_jobs.size() == 2 && rig.order().labels.size() == 2; });
    const Serial first = rig.order().labels.begin()->first;
    REQUIRE(rig.floor.commit(testing::command("void", "op1", "PO-1", VoidLabel{first, "lost"}),
                             [](const auto&) {}));
    rig.rest();
    rig.printer(PortCondition::ready);
    rig.until([&] {
        return rig.floor.label_jobs.front().state == LabelJobState::sent &&
               !rig.desk->under_way();
    });
    CHECK(rig.printed() == 1);
    CHECK(rig.floor.label_jobs.back().state == LabelJobState::voided);
}

TEST_CASE("the disk fails between the printer's question and its answer: no label till it mends") {
    testing::MemoryDisk disk("print-desk-disk");
    PrintingRig rig(disk.vfs());
    rig.printer(PortCondition::out_of_paper);
    rig.print("l1");
    rig.until([&] { return rig.all_are(LabelJobState::held); });
    rig.on_ledger([&] { disk.fail_at(1, SQLITE_FULL, true); });
    rig.printer(PortCondition::ready);
    // The printer asks to begin; that it began cannot be stored. It lets the job go and waits for
    // no answer.
    rig.until([&] {
        return rig.floor.status.stopped_by == "disk_full" && rig.desk->storing() > 0;
    });
    CHECK(rig.printed() == 0);
    REQUIRE(rig.floor.answer.has_value());
    CHECK(rig.floor.answer->text_key == "error.disk_full");
    // Nothing is tried over and over while the ledger stands.
    CHECK(rig.all_are(LabelJobState::held));
    rig.on_ledger([&] { disk.fail_at(0, 0, false); });
    rig.floor.resume();
    rig.until([&] { return rig.all_are(LabelJobState::sent); });
    CHECK(rig.floor.status.stopped_by.empty());
    CHECK(rig.desk->storing() == 0);
    CHECK(rig.printed() == 1);  // Once, and not once for each time it was asked.
}
