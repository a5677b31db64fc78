#include <csignal>
#include <cstdio>

#include <sys/wait.h>
#include <unistd.h>

// Ours, under another name: Catch2 has a CHECK of its own.
#include "app/base/check.h"
namespace {
void expect_positive(int value) { CHECK(value > 0); }
}  // namespace

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

/// The signal that ended a child which called `expect_positive(value)`; 0 when it ended by itself.
int signal_of_child(int value) {
    const pid_t child = ::fork();
    if (child == 0) {
        if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(1);
        // The test runner's handler would report the abort that is expected here.
        if (std::signal(SIGABRT, SIG_DFL) == SIG_ERR) ::_exit(1);
        expect_positive(value);
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

TEST_CASE("a broken assumption about ourselves stops the program, in release too") {
    CHECK(signal_of_child(0) == SIGABRT);
    CHECK(signal_of_child(1) == 0);
}

}  // namespace
}  // namespace lini
