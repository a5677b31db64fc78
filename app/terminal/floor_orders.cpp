// Which orders the floor knows: loaded when somebody asks or a room shows them, told of every
// change, and let go when nobody looks any more.
#include <algorithm>

#include "app/base/check.h"
#include "app/domain/reference.h"
#include "app/terminal/floor.h"

namespace lini {

void Floor::with_order(const OrderNo& order_no, OnOrder then, OnNoOrder otherwise) {
    if (const OrderState* known = order(order_no)) {
        then(*known);
        return;
    }
    orders_awaited_[order_no].by.push_back({std::move(then), std::move(otherwise)});
    ask_for_orders();
}

void Floor::load_when_idle(const OrderNo& order_no) {
    const bool known = orders.count(order_no) != 0 || unreadable_.count(order_no) != 0 ||
                       std::find(to_load_.begin(), to_load_.end(), order_no) != to_load_.end();
    if (!known) to_load_.push_back(order_no);
    ask_for_orders();
}

bool Floor::open(const OrderNo& order_no) {
    CHECK(ledger_ != nullptr);
    if (!ledger_->request(OpenOrderRequest{order_no})) return false;
    watched_.insert(order_no);
    return true;
}

// What found no place in the ledger's queue is tried again with each of its answers.
void Floor::ask_for_orders() {
    for (auto& [order_no, awaited] : orders_awaited_) {
        if (!awaited.sent) awaited.sent = open(order_no);
    }
    while (orders_awaited_.empty() && !to_load_.empty()) {
        const OrderNo next = to_load_.front();
        if (orders.count(next) == 0) {
            if (!open(next)) return;
            orders_awaited_[next].sent = true;
        }
        to_load_.pop_front();
    }
}

// Of a long shift only what is open, on the board or awaited stays in memory.
void Floor::release_orders() {
    std::set<OrderNo> shown;
    for (const OrderSummary& row : summaries) shown.insert(row.order_no);
    for (const auto& [order_no, order] : orders) {
        const bool kept = order_no == open_order || shown.count(order_no) != 0;
        if (kept) shown.insert(reference_order(*order));
    }
    for (auto it = orders.begin(); it != orders.end();) {
        const OrderNo& order_no = it->first;
        const bool kept = order_no == open_order || shown.count(order_no) != 0 ||
                          orders_awaited_.count(order_no) != 0;
        if (kept || !ledger_->request(CloseOrderRequest{order_no})) {
            ++it;
            continue;
        }
        watched_.erase(order_no);
        it = orders.erase(it);
    }
}

void Floor::take(OrderPublished& message) {
    const OrderNo order_no = message.order->order_no;
    // Released meanwhile: its changes would never be told.
    if (watched_.count(order_no) == 0) return;
    // Its results are shown against those of the order that it names as its reference.
    const OrderNo reference = reference_order(*message.order);
    orders[order_no] = std::move(message.order);
    if (guest) guest->take(orders);
    unreadable_.erase(order_no);
    if (!reference.empty()) load_when_idle(reference);
    const auto found = orders_awaited_.find(order_no);
    if (found == orders_awaited_.end()) return;
    const Awaited awaited = std::move(found->second);
    orders_awaited_.erase(found);
    for (const Awaiting& one : awaited.by) one.then(*orders[order_no]);
}

void Floor::take(OrderUnreadable& message) {
    unreadable_.insert(message.order_no);
    const auto found = orders_awaited_.find(message.order_no);
    if (found == orders_awaited_.end()) return;
    const Awaited awaited = std::move(found->second);
    orders_awaited_.erase(found);
    for (const Awaiting& one : awaited.by) {
        if (one.otherwise) {
            one.otherwise(message.error);
        } else {
            show_error(message.error);
        }
    }
}

// The first rows of the board are what runs or needs a person: the rooms show them unasked.
void Floor::open_running() {
    const std::size_t shown = std::min(summaries.size(), kRunningOrdersMax);
    for (std::size_t i = 0; i < shown; ++i) load_when_idle(summaries[i].order_no);
}

}  // namespace lini
