#include "tests/bench/bench_site.h"

#include <filesystem>

#include "app/base/check.h"
#include "app/base/log.h"
#include "app/identity/card.h"
#include "db/credential_store.h"
#include "tests/db/ledger_fixture.h"

namespace lini::bench {
namespace {

constexpr int kLabelsACommand = 50;
constexpr int kRecordsAnOrder = 1000;
constexpr int kContentUnits = 24;

void add_card(Ledger& ledger, const std::string& folder) {
    const Pepper pepper = testing::value_of(open_pepper(folder, system_random), "pepper");
    Credential credential;
    credential.user = UserId("op1");
    credential.card_hash = card_hash_hex(kCardToken, pepper);
    CHECK(ledger.credentials().put(credential).has_value());
}

}  // namespace

std::vector<IssuedLabel> make_carton_site(const std::string& folder, int labels) {
    const SystemClock clock;
    const auto ledger = testing::value_of(Ledger::open(testing::options_for(folder, clock)));
    testing::commit_all(*ledger, testing::site_commands());
    std::vector<Command> order = testing::order_commands(kOrder, 1'000'000);
    std::get<StartBatch>(order.back().action).count_mode = CountMode::carton;
    testing::commit_all(*ledger, order);
    add_card(*ledger, folder);
    std::vector<IssuedLabel> issued;
    for (int i = 0; i < labels; i += kLabelsACommand) {
        const std::string id = "labels-" + std::to_string(i);
        Command command = testing::labels_command(id, kOrder, kLabelsACommand);
        for (const Event& event : testing::commit_all(*ledger, {command})) {
            const auto& label = std::get<LabelIssued>(event.body);
            issued.push_back({label.serial, label.carton_no});
        }
    }
    // Printed already, or the virtual printer would work while the bench measures.
    for (const LabelJob& job : testing::value_of(ledger->open_label_jobs(labels * 2))) {
        CHECK(ledger->update_job(job.job_id, LabelJobState::sent, {}).has_value());
    }
    return issued;
}

void make_history(const std::string& folder, std::int64_t events) {
    if (std::filesystem::exists(folder + "/lini.db")) return;
    // The clock of the records' stamps: else each of them would say that it was turned back.
    const testing::TestClock clock;
    const auto ledger = testing::value_of(Ledger::open(testing::options_for(folder, clock)));
    testing::commit_all(*ledger, testing::site_commands());
    for (int order = 0; ledger->status().events < events; ++order) {
        const std::string number = "BENCH-" + std::to_string(order);
        std::vector<Command> commands = testing::order_commands(number, 1'000'000);
        for (int i = 0; i < kRecordsAnOrder - 3; ++i) {
            const std::string id = number + ":" + std::to_string(i);
            commands.push_back(testing::output_command(id, number, 1));
        }
        testing::commit_all(*ledger, commands);
        CHECK(ledger->checkpoint().has_value());
    }
}

Command count_command(const IssuedLabel& label) {
    return testing::command("count-" + label.serial.str(), "op1", kOrder,
                            CountCarton{label.serial, BatchNo(kBatch), StepCode("packing"), {}});
}

TerminalSetup terminal_setup(const std::string& folder, const Clock& clock) {
    log::start(folder + "/lini.log", false);
    TerminalSetup setup;
    setup.data_folder = folder;
    setup.assets_folder = LINI_ASSETS_DIR;
    setup.config.terminal = TerminalId("L2");
    setup.config.terminal_code = "L2";
    setup.config.printers.front().folder = "labels";
    setup.window.width = 1920;
    setup.window.height = 1080;
    setup.window.dpi = 96;
    setup.window.injected_pointer = true;
    setup.usb = setup.sound = false;
    setup.clock = &clock;
    setup.ledger = testing::options_for(folder, clock);
    return setup;
}

}  // namespace lini::bench
