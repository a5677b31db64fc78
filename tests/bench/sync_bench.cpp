// Commits one record after the other, with a line on standard output before each, for strace to
// count the syncs between. It prints no figure itself.
//   bench_sync [--commits 50]
#include <string>

#include <unistd.h>

#include "tests/bench/ratio.h"
#include "tests/db/ledger_fixture.h"

namespace lini::bench {
namespace {

int run(int argc, char** argv) {
    const int commits = std::stoi(option(argc, argv, "commits", "50"));
    const testing::TempFolder folder;
    const SystemClock clock;
    const auto ledger = testing::ready_ledger(testing::options_for(folder.path(), clock), 100'000);
    // The first commit of a log file also syncs the file's head.
    testing::commit_all(*ledger, {testing::output_command("first", "PO-1", 1)});
    const auto tell = [](const std::string& line) {
        if (write(STDOUT_FILENO, line.data(), line.size()) < 0) give_up("standard output");
    };
    for (int i = 0; i < commits; ++i) {
        tell("commit\n");
        testing::commit_all(*ledger,
                            {testing::output_command("r" + std::to_string(i), "PO-1", 1)});
    }
    tell("end\n");
    return 0;
}

}  // namespace
}  // namespace lini::bench

int main(int argc, char** argv) { return lini::bench::run(argc, argv); }
