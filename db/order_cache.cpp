#include "db/order_cache.h"

namespace lini {

OrderState& OrderCache::load(const OrderNo& order_no) {
    const auto found = by_order_.find(order_no);
    if (found != by_order_.end()) {
        entries_.splice(entries_.begin(), entries_, found->second);
        return found->second->state;
    }
    Entry entry;
    entry.state.order_no = order_no;
    events_.each_of_order(order_no.str(), [&](const Event& event) {
        apply(entry.state, event);
        entry.last = {event.lamport, event.id};
    });
    entries_.push_front(std::move(entry));
    by_order_[order_no] = entries_.begin();
    if (entries_.size() > kOrdersMax) {
        by_order_.erase(entries_.back().state.order_no);
        entries_.pop_back();
    }
    return entries_.front().state;
}

void OrderCache::add(const Event& event) {
    const auto found = by_order_.find(event.order_no);
    if (found == by_order_.end()) return;
    const std::pair key{event.lamport, event.id};
    if (key < found->second->last) {
        forget(event.order_no);
        return;
    }
    apply(found->second->state, event);
    found->second->last = key;
}

void OrderCache::forget(const OrderNo& order_no) {
    const auto found = by_order_.find(order_no);
    if (found == by_order_.end()) return;
    entries_.erase(found->second);
    by_order_.erase(found);
}

void OrderCache::clear() {
    by_order_.clear();
    entries_.clear();
}

}  // namespace lini
