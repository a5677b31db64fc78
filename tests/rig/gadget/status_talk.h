// What a label printer answers when it is asked how it is, from the makers' manuals and apart from
// the drivers' own readers. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lini::rig {

enum class Mood {
    well,
    paper_out,
    printing,  // Well, with labels left to print.
    silent,
};

/// The answer where `packet` is a request for the status in one of the four languages; empty when
/// it stays silent. Nothing for any other packet.
std::optional<std::string> status_answer(std::string_view packet, Mood mood);

}  // namespace lini::rig
