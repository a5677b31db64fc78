// What waits to be delivered: one row for each charge and destination, kept for ever, state and
// not a projection. Delivery is at least once; the receiver knows a repeat by its key.
// The ledger's thread; SQLite's exceptions pass through to the Store's transaction.
#pragma once

#include <string>
#include <vector>

#include "app/domain/events.h"
#include "app/domain/views.h"
#include "db/store.h"

namespace lini {

class Outbox {
public:
    Outbox(Store& store, std::vector<std::string> destinations)
        : store_(store), destinations_(std::move(destinations)) {}

    /// One row to each destination for a charge that this terminal claimed. `body` is what every
    /// attempt of it will carry.
    void add(const Event& event, const ChargeClaimed& claim, const std::string& body);

    /// Unsettled rows of a program that froze no bodies.
    std::vector<Delivery> without_body();
    /// Only where there is none yet.
    void set_body(std::int64_t id, const std::string& body);
    std::string body(std::int64_t id);  // Empty when there is none.

    /// What is not settled is sent again at once: a wrong clock may have written its time.
    void resume_after_restart();

    /// Where it was refused for good, the charge is due once more: key and body stay. False when
    /// no delivery of it here is refused.
    bool send_again(const OrderNo& order_no, const ChargeId& charge, std::int64_t now_utc_us);

    /// False when there is no such delivery. An accepted or refused one is left as it is.
    bool update(const Delivery& delivery);

    std::vector<Delivery> unfinished_and_last(int finished_max);
    std::vector<Delivery> due(std::int64_t now_utc_us, int max);
    std::int64_t unfinished();

private:
    Store& store_;
    const std::vector<std::string> destinations_;
};

}  // namespace lini
