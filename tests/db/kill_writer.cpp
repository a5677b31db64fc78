// Works on a ledger until it is killed: kill_writer FOLDER FIRST_INDEX MODE ROUND. Prints each
// command's index once its commit has returned. For tests/db/kill_test.cpp.
//
// MODE "honest"; the broken ones show that the test would notice: "early" prints before the
// commit, "no-key" gives a command that is asked again a new id.
#include <cstdio>
#include <cstdlib>
#include <string>

#include <unistd.h>

#include "app/base/clock.h"
#include "db/charge_claims.h"
#include "tests/db/ledger_fixture.h"

using namespace lini;
using namespace lini::testing;

namespace {

// Of each order's commands: 0 imports, 1..8 count 100 of 1,000 each, 9 signs.
constexpr long kCommandsAnOrder = 10;

void acknowledge(long index) {
    const std::string line = std::to_string(index) + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(3);
}

std::vector<Command> commands_of(Ledger& ledger, long index, const std::string& suffix) {
    const std::string order_no = "K-" + std::to_string(index / kCommandsAnOrder);
    const std::string id = "k-" + std::to_string(index) + suffix;
    const long step = index % kCommandsAnOrder;
    if (step == 0) return order_commands(order_no);
    if (step < kCommandsAnOrder - 1) return {output_command(id, order_no, 100)};
    return {sign_command(id, *value_of(ledger.order(OrderNo(order_no))))};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) return 2;
    const SystemClock clock;
    const std::string mode = argv[3];
    const std::string suffix = mode == "no-key" ? std::string("-") + argv[4] : std::string();
    auto ledger = value_of(Ledger::open(options_for(argv[1], clock)), "open");
    commit_all(*ledger, site_commands());
    LocalChargeClaims claims(*ledger);
    if (!settle_open_claims(*ledger, claims)) return 4;
    for (long index = std::strtol(argv[2], nullptr, 10);; ++index) {
        if (mode == "early") acknowledge(index);
        const auto answer = value_of(ledger->commit(commands_of(*ledger, index, suffix)));
        if (!answer.stored && mode == "honest") {
            std::fprintf(stderr, "%ld: refused\n", index);
            return 5;
        }
        if (!settle_open_claims(*ledger, claims)) return 4;
        if (mode != "early") acknowledge(index);
    }
}
