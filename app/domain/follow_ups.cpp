#include "app/domain/follow_ups.h"

#include <set>
#include <utility>

#include "app/domain/contract.h"
#include "app/domain/progress.h"

namespace lini {
namespace {

struct Follower {
    const OrderState& order;
    const Command& command;
    std::vector<Command> found = {};

    void operator()(const AllocateUnits& action) {
        const BatchState* batch = find_batch(order, action.batch);
        if (action.to_order.empty() || batch == nullptr || !command.proof) return;
        const BatchPlanned& plan = batch->plan;
        add(action.to_order,
            ReceiveUnits{{action.batch, plan.product, plan.manufactured, plan.expires,
                          action.quantity, action.line, order.order_no, command.proof->user},
                         order.order->client});
    }

    // Whoever got units of the batch, or of one that is filled from it, hears what became of it.
    void operator()(const ChangeBatchStatus& action) {
        std::set<std::pair<OrderNo, BatchNo>> told;
        for (const AllocationState& each : order.allocations) {
            const OrderNo& to = each.record.to_order;
            const BatchState* batch = find_batch(order, each.record.batch);
            const bool concerned = batch != nullptr && (each.record.batch == action.batch ||
                                                        batch->plan.from == action.batch);
            if (!concerned || to.empty() || to == action.from_order) continue;
            if (!told.insert({to, each.record.batch}).second) continue;
            ChangeBatchStatus followed = action;
            followed.batch = each.record.batch;
            followed.status = batch->status;
            followed.from_order = order.order_no;
            add(to, followed);
        }
    }

    // From its first revision on: what was promised to the client stays promised.
    void operator()(const ImportOrder&) {
        const OrderImported& contract = *order.order;
        const auto& exclusive = contract.playbook.exclusive;
        if (!exclusive || !matches(contract, *exclusive)) return;
        for (const OrderLine& line : contract.lines) {
            add({}, ReserveProduct{{line.product, contract.client, order.order_no}});
        }
    }

    template <typename Other>
    void operator()(const Other&) {}

    void add(const OrderNo& to, Action action) {
        Command next = command;
        next.id = CommandId(command.id.str() + ":" + std::to_string(found.size() + 1));
        next.order_no = to;
        next.action = std::move(action);
        found.push_back(std::move(next));
    }
};

}  // namespace

std::vector<Command> follow_ups(const OrderState& order, const Command& command) {
    Follower follower{order, command};
    std::visit(follower, command.action);
    return std::move(follower.found);
}

}  // namespace lini
