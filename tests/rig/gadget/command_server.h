// How the rig's devices are told what to do: a Unix socket, one line at a time, one line back.
#pragma once

#include <functional>
#include <string>

namespace lini::rig {

/// Serves one client after the other, for ever, on the calling thread.
[[noreturn]] void serve_commands(const std::string& path,
                                 const std::function<std::string(const std::string&)>& obey);

}  // namespace lini::rig
