// Which codes a camera sees for the first time: one that stays in view is one scan, and counts
// again when it was out of sight for a while. A label that bears the same data in two symbologies
// is scanned once, as by a hand that aims at one of them. Pure; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drivers/scanner/code_reader.h"

namespace lini {

class Sightings {
public:
    /// Longer than a hand shakes or a lens hunts for its focus.
    static constexpr std::int64_t kAwayUs = 1'500'000;

    /// Of the codes in a frame taken at `now_us`, those that count as a scan.
    std::vector<ReadCode> fresh(std::vector<ReadCode> codes, std::int64_t now_us);

private:
    struct Seen {
        std::string data;
        std::int64_t at_us = 0;
    };
    std::vector<Seen> seen_;  // Within kAwayUs; no longer than what frames hold in that time.
};

}  // namespace lini
