// What the benches share: clocks, medians, and a figure as one row of the table. A figure is a
// ratio of two medians that were taken by turns in the same run: absolute times say little.
// Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lini::bench {

/// The machine's monotonic clock, the same in every process.
std::int64_t now_ns();
/// CPU time of the calling thread.
std::int64_t thread_cpu_ns();
/// CPU time of another process with all its threads, finer than the ticks of /proc/PID/stat.
/// -1 when it is gone.
std::int64_t process_cpu_ns(int pid);

/// The middle one; the list is not empty.
double median(std::vector<double> values);

struct Figure {
    std::string what;
    double measured = 0;
    double against = 0;
    std::string unit;     // Of both.
    std::string against_what;
    double reach = 0;     // The ratio at most.
};

/// One line of tabs: what, measured, against, ratio, reach, and whether it is reached.
void print(const Figure& figure);

/// The value after `--name`, or `otherwise`.
std::string option(int argc, char** argv, const std::string& name, const std::string& otherwise);

/// Ends the program with this sentence.
[[noreturn]] void give_up(const std::string& why);

}  // namespace lini::bench
