// SIGTERM, SIGINT and SIGHUP as a wish to stop: a shutdown of the machine is then a clean close,
// with its signed head, and no label is left in doubt. Any thread.
#pragma once

namespace lini {

/// From now on these signals end nothing by themselves.
void watch_stop_signals();

/// Whether one of them has come since.
bool stop_signalled();

}  // namespace lini
