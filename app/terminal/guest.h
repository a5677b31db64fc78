// A visitor looks at the terminal: what is shown is one client's and nobody else's, and nothing can
// be done. UI thread only.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/screens/view.h"

namespace lini {

/// What a View shows in place of what the floor knows. All that is not filled in stays empty: names
/// of people, label jobs, deliveries, figures over all clients.
struct Guest {
    std::string client;
    std::map<OrderNo, std::unique_ptr<const OrderState>> orders = {};
    std::vector<OrderSummary> summaries = {};
    const std::map<UserId, std::string> names = {};
    const std::vector<LabelJob> label_jobs = {};
    const std::vector<Delivery> deliveries = {};

    /// Copies what is the client's.
    void take(const std::map<OrderNo, std::unique_ptr<const OrderState>>& known);
    void take(const std::vector<OrderSummary>& board);
};

}  // namespace lini
