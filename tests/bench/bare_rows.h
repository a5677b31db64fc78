// The least that a run of labels costs in this file format: its events hashed, and its rows put
// into the ledger's own tables with nothing decided, folded or encoded.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/codec.h"
#include "db/store.h"

namespace lini::bench {

class BareRows {
public:
    /// A ledger's empty database in `file`.
    BareRows(const std::string& file, int labels);
    ~BareRows();

    /// Milliseconds for one run, synced.
    double operator()();

private:
    void put(StoredEvent& event);

    std::unique_ptr<Store> store_;
    std::vector<StoredEvent> events_;
    std::vector<std::string> serials_;
    Hash last_{};
    std::int64_t seq_ = 0;
};

}  // namespace lini::bench
