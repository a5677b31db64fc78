// Where a batch number or a label serial belongs.
// The ledger's thread; SQLite's exceptions pass through to the Store's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/ledger.h"
#include "db/store.h"

namespace lini {

class Places {
public:
    explicit Places(Store& store) : store_(store) {}

    void note(const Event& event);

    /// By batch number, upper and lower case alike.
    std::vector<BatchPlace> find_batch(const std::string& text);
    std::optional<SerialPlace> find_serial(const Serial& serial);

    /// The highest counter among serials that begin with `prefix`; 0 when there is none.
    std::int64_t last_counter(const std::string& prefix);
    void clear();

private:
    Store& store_;
};

/// Serials of one incarnation: "L2-1-" and a counter of seven digits.
std::string serial_prefix(const std::string& terminal_code, std::int64_t incarnation);
Serial make_serial(const std::string& prefix, std::int64_t counter);

inline constexpr std::int64_t kSerialCounterMax = 9'999'999;

}  // namespace lini
