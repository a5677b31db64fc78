#include "app/base/stop_signal.h"

#include <array>
#include <atomic>
#include <csignal>

namespace lini {
namespace {

// A handler can reach nothing else.
std::atomic<bool> signalled{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void note(int) { signalled = true; }

}  // namespace

void watch_stop_signals() {
    for (const int number : std::array{SIGTERM, SIGINT, SIGHUP}) std::signal(number, note);
}

bool stop_signalled() { return signalled; }

}  // namespace lini
