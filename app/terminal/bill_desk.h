// Charges on their way out: due deliveries of the ledger to the pump, and what the ERP answered
// back into the ledger. UI thread, but for the pump's sink, which posts.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/terminal/floor.h"
#include "db/sync/pump.h"

namespace lini {

class BillDesk {
public:
    /// All outlive the desk; `post` as Floor's. `data_folder` is what relative folders and secret
    /// files of the destinations are under. A destination that cannot be opened is logged and its
    /// charges wait.
    BillDesk(Floor& floor, const SiteConfig& config, const Clock& clock,
             const std::string& data_folder, Floor::Post post);

    void take(const std::vector<DueDelivery>& due);
    /// Settles what the ledger was too busy for. True when something changed.
    bool settle();
    void clock_turned();
    /// An attempt has no result yet. One that waits for its next attempt is at rest.
    bool under_way() const;
    void stop() { pump_->stop(); }

private:
    bool store(const Delivery& delivery);

    Floor& floor_;
    const Floor::Post post_;
    std::map<std::int64_t, bool> under_way_;  // By delivery id; false: waits for its time.
    std::deque<Delivery> results_;            // Not stored yet.
    std::unique_ptr<Pump> pump_;              // Last: its sink uses the others.
};

}  // namespace lini
