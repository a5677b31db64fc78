#include "app/terminal/guest.h"

#include <algorithm>
#include <iterator>

namespace lini {

void Guest::take(const std::map<OrderNo, std::unique_ptr<const OrderState>>& known) {
    orders.clear();
    for (const auto& [order_no, order] : known) {
        const bool theirs = order->order && order->order->client == client;
        if (theirs) orders[order_no] = std::make_unique<const OrderState>(*order);
    }
}

void Guest::take(const std::vector<OrderSummary>& board) {
    summaries.clear();
    std::copy_if(board.begin(), board.end(), std::back_inserter(summaries),
                 [this](const OrderSummary& row) { return row.client == client; });
}

}  // namespace lini
