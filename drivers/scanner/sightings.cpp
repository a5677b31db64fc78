#include "drivers/scanner/sightings.h"

#include <algorithm>
#include <utility>

namespace lini {

std::vector<ReadCode> Sightings::fresh(std::vector<ReadCode> codes, std::int64_t now_us) {
    std::erase_if(seen_, [&](const Seen& one) { return now_us - one.at_us >= kAwayUs; });
    std::vector<ReadCode> fresh;
    for (ReadCode& code : codes) {
        const auto known = std::find_if(seen_.begin(), seen_.end(),
                                        [&](const Seen& one) { return one.data == code.data; });
        if (known != seen_.end()) {
            known->at_us = now_us;
            continue;
        }
        seen_.push_back({code.data, now_us});
        fresh.push_back(std::move(code));
    }
    return fresh;
}

}  // namespace lini
