#include "app/terminal/print_desk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "app/domain/gs1.h"
#include "app/domain/progress.h"
#include "app/terminal/device_setup.h"
#include "tests/app/terminal/desk_rig.h"
#include "tests/db/memory_disk.h"

using namespace lini;
using namespace lini::test;

namespace {

const std::filesystem::path kAssets = std::filesystem::path(LINI_SOURCE_DIR) / "assets";

/// A print desk with a virtual printer in the rig's folder, or with more of them.
struct PrintingRig : DeskRig {
    explicit PrintingRig(const std::vector<SitePrinter>& printers = {},
                         const std::string& vfs = {},
                         const std::filesystem::path& its_assets = kAssets)
        : DeskRig(vfs), assets(its_assets) {
        if (!printers.empty()) config.printers = printers;
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

    void printer(PortCondition condition, const std::string& name = {}) {
        FilePortState state;
        state.condition = condition;
        set_printer(state, name);
    }
    void set_printer(const FilePortState& state, const std::string& name = {}) {
        const std::string& first = config.printers.front().name;
        REQUIRE(devices.request(FilePortRequest{name.empty() ? first : name, state}));
    }
    void print(const char* id, int count = 1, bool check = false) {
        Command command = testing::labels_command(id, "PO-1", count);
        std::get<IssueLabels>(command.action).check_first = check;
        REQUIRE(floor.commit(command, [](const auto&) {}));
    }
    void log_in() { floor.log_in(*floor.person(UserId("op1"))); }
    PrintRun run() const { return desk->runs().at(0).run; }
    /// Until `waiting` of the run wait and nothing moves any more.
    void rest_with(std::int64_t waiting) {
        until([&] {
            return !desk->runs().empty() && run().waiting == waiting && run().sending == 0 &&
                   !desk->under_way();
        });
        rest();
    }
    /// The first label as a 2D scanner reads it, with one element changed where that is given.
    std::string first_label(const std::string& from = {}, const std::string& to = {}) {
        const LabelState& label = order().labels.at(run().first.serial);
        const ProductDefined& product =
            floor.site().products.at(find_batch(order(), label.label.batch)->plan.product);
        const Date expires = find_batch(order(), label.label.batch)->plan.expires;
        std::string data = "01" + product.carton_gtin + "17" + gs1::format_date(expires) + "10" +
                           label.label.batch.str() + "\x1d" + "21" + label.label.serial.str();
        if (!from.empty()) data.replace(data.find(from), from.size(), to);
        return data;
    }
    bool all_are(LabelJobState state) const {
        for (const LabelJob& job : floor.label_jobs) {
            if (job.state != state) return false;
        }
        return !floor.label_jobs.empty();
    }
    int printed(const std::string& where = "printed") const {
        int files = 0;
        // The printer makes its folder on a thread of its own.
        if (!std::filesystem::exists(folder.file(where))) return 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder.file(where))) {
            files += entry.path().extension() == ".zpl" ? 1 : 0;
        }
        return files;
    }

    const std::filesystem::path assets;
    const SystemClock machine;
    Devices devices{machine, DevicesOptions{false}, [] {}};
    DeviceStore store{floor, *worker, folder.path(), post};
    std::unique_ptr<PrintDesk> desk = std::make_unique<PrintDesk>(
        floor, record_desk, devices, *worker, store, config, assets, post);
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

TEST_CASE("a test label comes out, and the labels behind it do not wait for it") {
    PrintingRig rig;
    rig.desk->print_test_label();
    rig.until([&] { return rig.printed() == 1; });
    rig.print("l1");
    rig.until([&] { return rig.all_are(LabelJobState::sent); });
    CHECK(rig.printed() == 2);
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
    PrintingRig rig({}, disk.vfs());
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

TEST_CASE("labels that went before the one that broke off are doubted with it") {
    const testing::TempFolder own;
    const std::string pipe = own.file("printer");
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const int paper = ::open(pipe.c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(paper >= 0);
    SitePrinter printer;
    printer.name = "pipe";
    printer.transport = PrinterTransport::device;
    printer.device = pipe;
    PrintingRig rig({printer});
    // It takes one label whole, and of the next one all but the end.
    std::thread reader([paper] {
        std::string taken;
        for (int labels = 0; labels < 2;) {
            char byte = 0;
            if (::read(paper, &byte, 1) != 1) break;
            taken += byte;
            const bool ends = taken.ends_with(labels == 0 ? "\n^XZ\n" : "\n^X");
            if (ends) ++labels;
        }
        ::close(paper);
    });
    rig.print("l1");
    rig.until([&] { return rig.all_are(LabelJobState::sent); });
    rig.print("l2");
    rig.until([&] {
        return rig.floor.label_jobs.size() == 2 && rig.all_are(LabelJobState::uncertain);
    });
    reader.join();
    CHECK(rig.desk->storing() == 0);
}

TEST_CASE("a label goes to the printer that its template is configured for") {
    SiteConfig config;
    config.printers.resize(3);
    config.printers[0].name = "kartons";
    config.printers[1].name = "weighing";
    config.printers[1].label_template = "weighing";
    config.printers[2].name = "status";
    config.printers[2].label_template = "batch";
    config.printers[2].templates = {"released", "rejected"};
    CHECK(printer_for(config, "carton")->name == "kartons");
    CHECK(printer_for(config, "weighing")->name == "weighing");
    CHECK(printer_for(config, "rejected")->name == "status");
    CHECK(printer_for(config, "unheard_of")->name == "kartons");
    config.printers.clear();
    CHECK(printer_for(config, "carton") == nullptr);
}

TEST_CASE("a mute printer keeps no label of another printer waiting") {
    SitePrinter other;
    other.name = "other";
    other.folder = "other";
    other.label_template = "batch";
    SitePrinter cartons;
    cartons.name = "cartons";
    cartons.folder = "cartons";
    PrintingRig rig({other, cartons});
    FilePortState mute;
    mute.mute = true;
    rig.set_printer(mute, "other");
    rig.desk->print_test_label("other");
    rig.print("l1");
    rig.print("l2");
    rig.until([&] { return rig.all_are(LabelJobState::sent); });
    CHECK(rig.printed("cartons") == 2);
    CHECK(rig.printed("other") == 0);
}

TEST_CASE("a label that a printer could not take waits in its line and prints once") {
    PrintingRig rig;
    const std::string name = rig.config.printers.front().name;
    rig.print("l1");
    rig.until([&] { return rig.all_are(LabelJobState::sent); });
    REQUIRE(rig.devices.request(RemovePrinter{name}));
    rig.print("l2");
    rig.until([&] { return rig.floor.label_jobs.size() == 2 && !rig.desk->under_way(); });
    rig.rest();
    CHECK(rig.printed() == 1);
    CHECK(rig.floor.label_jobs.front().state == LabelJobState::queued);
    REQUIRE(rig.devices.request(PrinterConfig{name, "zpl", rig.folder.file("printed")}));
    rig.until([&] { return rig.all_are(LabelJobState::sent); });
    CHECK(rig.printed() == 2);
}

TEST_CASE("a run stops cleanly when the paper is out and goes on by itself, each label once") {
    PrintingRig rig;
    FilePortState paper;
    paper.paper_for_labels = 7;
    rig.set_printer(paper);
    rig.print("run", 20);
    rig.rest_with(13);
    CHECK(rig.printed() == 7);
    CHECK(rig.run().sent == 7);
    rig.printer(PortCondition::ready);
    rig.until([&] { return rig.run().is_over() && !rig.desk->under_way(); });
    CHECK(rig.printed() == 20);
    CHECK(rig.run().sent == 20);
    CHECK(rig.run().uncertain == 0);
}

TEST_CASE("a paused run prints nothing but what had begun, and other labels pass by") {
    PrintingRig rig;
    rig.log_in();
    rig.printer(PortCondition::out_of_paper);
    rig.print("run", 10);
    rig.until([&] { return !rig.desk->runs().empty() && rig.run().waiting == 10; });
    rig.desk->pause_run(rig.run().run_id);
    rig.printer(PortCondition::ready);
    rig.rest_with(10);
    CHECK(rig.printed() == 0);
    rig.print("single");
    rig.until([&] { return rig.printed() == 1; });
    rig.rest_with(10);
    rig.desk->continue_run(rig.run().run_id);
    rig.until([&] { return rig.run().is_over() && !rig.desk->under_way(); });
    CHECK(rig.printed() == 11);
}

TEST_CASE("what is cancelled of a run never comes out, and its serials are accounted for") {
    PrintingRig rig;
    rig.log_in();
    FilePortState paper;
    paper.paper_for_labels = 4;
    rig.set_printer(paper);
    rig.print("run", 10);
    rig.rest_with(6);
    rig.desk->cancel_run(rig.run().run_id);
    rig.until([&] { return rig.run().is_over(); });
    rig.printer(PortCondition::ready);
    rig.print("next");
    rig.until([&] { return rig.printed() == 5; });
    CHECK(rig.run().sent == 4);
    CHECK(rig.run().voided == 6);
    int cancelled = 0;
    for (const auto& [serial, label] : rig.order().labels) {
        cancelled += label.void_reason == kVoidCancelled ? 1 : 0;
    }
    CHECK(cancelled == 6);
}

TEST_CASE("the rest of a run waits until its first label reads exactly as it was encoded") {
    PrintingRig rig;
    rig.log_in();
    rig.print("run", 5, true);
    rig.rest_with(4);
    CHECK(rig.printed() == 1);
    const auto check = [&](const std::string& data) {
        return rig.desk->check_first_label(rig.run().first.serial, data);
    };
    CHECK(check(rig.first_label("17", "11")));      // Another identifier.
    CHECK(check(rig.first_label("PO-1", "PO-2")));  // Another lot.
    rig.rest_with(4);
    CHECK(rig.printed() == 1);
    CHECK_FALSE(rig.desk->check_first_label(Serial("L2-1-0000002"), rig.first_label()));
    CHECK(check(rig.first_label()));
    rig.until([&] { return rig.run().is_over() && !rig.desk->under_way(); });
    CHECK(rig.printed() == 5);
    CHECK(rig.order().labels.begin()->second.status == LabelStatus::confirmed);
    CHECK_FALSE(check(rig.first_label()));  // Nothing waits for it any more.
}

TEST_CASE("a bad first label is voided and stops the run, and the next one is checked instead") {
    PrintingRig rig;
    rig.log_in();
    rig.print("run", 4, true);
    rig.rest_with(3);
    const Serial bad = rig.run().first.serial;
    rig.desk->reject_first_label(rig.run().run_id, "misplaced");
    rig.until([&] { return rig.run().voided == 1; });
    rig.rest_with(3);
    CHECK(rig.printed() == 1);
    CHECK(rig.run().paused);
    CHECK(rig.order().labels.at(bad).void_reason == "misplaced");
    rig.desk->continue_run(rig.run().run_id);
    rig.rest_with(2);
    CHECK(rig.printed() == 2);
    CHECK(rig.desk->check_first_label(rig.run().first.serial, rig.first_label()));
    rig.until([&] { return rig.run().is_over() && !rig.desk->under_way(); });
    CHECK(rig.printed() == 4);
}

TEST_CASE("a label whose layout is wrong waits, and prints once the file is right") {
    const testing::TempFolder own;
    const std::filesystem::path labels = std::filesystem::path(own.path()) / "labels";
    std::filesystem::create_directories(labels);
    const auto file = labels / "carton.toml";
    std::ofstream(file) << "name = \"carton\"\nwidth_mm = wide\n";
    PrintingRig rig({}, {}, own.path());
    rig.printer(PortCondition::ready);
    rig.print("l1");
    rig.until([&] { return rig.all_are(LabelJobState::held); });
    CHECK(rig.floor.answer.has_value());
    CHECK(rig.printed() == 0);
    std::filesystem::copy_file(kAssets / "labels" / "carton.toml", file,
                               std::filesystem::copy_options::overwrite_existing);
    rig.until([&] { return rig.all_are(LabelJobState::sent); });
    CHECK(rig.printed() == 1);
}
