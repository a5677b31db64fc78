// rig_client LANGUAGE SERIAL FOLDER [forget-doubt]
//
// A printing program that may be killed at any moment: prints FOLDER/<n>.job in order and keeps
// their states in FOLDER/journal. Started again, it goes on where the journal ends. Ends with 0
// when every job is settled, with 3 when that takes too long.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/rig/job_owner.h"

using namespace lini;
using namespace lini::rig;

namespace {

constexpr auto kLongest = std::chrono::seconds(120);

std::vector<PrintJob> jobs_in(const std::string& folder) {
    std::vector<PrintJob> jobs;
    for (int i = 0; std::filesystem::exists(folder + "/" + std::to_string(i) + ".job"); ++i) {
        std::ifstream in(folder + "/" + std::to_string(i) + ".job", std::ios::binary);
        jobs.push_back({std::to_string(i), {std::istreambuf_iterator<char>(in), {}}});
    }
    return jobs;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    const LabelLanguage* language = language_named(argv[1]);
    if (language == nullptr) return 2;
    const std::string folder = argv[3];
    OwnerFaults faults;
    faults.forget_doubt = argc > 4 && std::string(argv[4]) == "forget-doubt";
    const std::vector<PrintJob> jobs = jobs_in(folder);
    JobOwner owner(*language, argv[2], folder + "/journal", faults);
    for (const PrintJob& job : jobs) owner.submit(job);
    const auto deadline = std::chrono::steady_clock::now() + kLongest;
    const auto settled = [&] {
        for (const PrintJob& job : jobs) {
            if (!owner.settled(job.job_id)) return false;
        }
        return true;
    };
    while (!settled()) {
        if (std::chrono::steady_clock::now() > deadline) return 3;
        owner.turn();
    }
    std::ofstream(folder + "/history") << owner.history() << "\n";
    return 0;
}
