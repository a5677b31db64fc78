#include "tests/bench/ratio.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <time.h>

#include "app/base/check.h"

namespace lini::bench {
namespace {

std::int64_t read_clock(clockid_t clock) {
    timespec time{};
    if (clock_gettime(clock, &time) != 0) return -1;
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

std::int64_t now_ns() { return read_clock(CLOCK_MONOTONIC); }

std::int64_t thread_cpu_ns() { return read_clock(CLOCK_THREAD_CPUTIME_ID); }

std::int64_t process_cpu_ns(int pid) {
    clockid_t clock{};
    if (clock_getcpuclockid(pid, &clock) != 0) return -1;
    return read_clock(clock);
}

double median(std::vector<double> values) {
    CHECK(!values.empty());
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

void print(const Figure& figure) {
    const double ratio = figure.measured / figure.against;
    const std::string line = fmt::format(
        "{}\t{:.4g} {}\t{:.4g} {} ({})\t{:.3g}\t<= {:.3g}\t{}\n", figure.what, figure.measured,
        figure.unit, figure.against, figure.unit, figure.against_what, ratio, figure.reach,
        ratio <= figure.reach ? "reached" : "NOT reached");
    std::fputs(line.c_str(), stdout);
    std::fflush(stdout);
}

std::string option(int argc, char** argv, const std::string& name, const std::string& otherwise) {
    for (int i = 1; i + 1 < argc; ++i) {
        if (argv[i] == "--" + name) return argv[i + 1];
    }
    return otherwise;
}

void give_up(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

}  // namespace lini::bench
