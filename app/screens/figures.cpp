#include "app/screens/figures.h"

#include <algorithm>
#include <set>

#include "app/domain/progress.h"

namespace lini {
namespace {

constexpr std::int64_t kHourUs = 3'600'000'000;

std::int64_t good_of(const Body& body, const BatchNo& batch, const StepCode& step) {
    if (const auto* output = std::get_if<OutputRecorded>(&body)) {
        // What was counted before the terminal came is no output of this hour.
        const bool ours = output->batch == batch && output->step == step &&
                          output->entry != Entry::opening;
        return ours ? output->quantity : 0;
    }
    if (const auto* rework = std::get_if<ReworkClosed>(&body)) {
        return rework->batch == batch && rework->step == step ? rework->good : 0;
    }
    return 0;
}

bool counts_at(const Body& body, const BatchNo& batch, const StepCode& step) {
    return std::visit(
        [&](const auto& record) {
            if constexpr (requires { record.batch; record.step; }) {
                return record.batch == batch && record.step == step;
            } else {
                return false;
            }
        },
        body);
}

}  // namespace

std::int64_t judged_units(const StepCounts& counts) {
    return counts.good + counts.reject + counts.scrap;
}

std::int64_t share_basis_points(std::int64_t part, std::int64_t whole) {
    if (whole <= 0 || part <= 0) return 0;
    if (part >= whole) return 10'000;
    const std::int64_t tenths = (part * 1'000 + whole / 2) / whole;
    return std::min<std::int64_t>(tenths, 999) * 10;
}

std::int64_t good_in_last_hour(const OrderState& order, const BatchNo& batch, const StepCode& step,
                               std::int64_t now_utc_us) {
    std::int64_t sum = 0;
    for (const auto& [id, record] : order.records) {
        const LateEntered* late = late_entry(order, id);
        const std::int64_t at = late == nullptr ? record.stamp.at_utc_us : late->happened_utc_us;
        const bool recent = at > now_utc_us - kHourUs && at <= now_utc_us;
        if (!record.reversed && recent) sum += good_of(record.body, batch, step);
    }
    return sum;
}

std::vector<TerminalId> terminals_of(const OrderState& order, const BatchNo& batch,
                                     const StepCode& step) {
    std::set<TerminalId> names;
    for (const auto& [id, record] : order.records) {
        if (!record.reversed && counts_at(record.body, batch, step)) names.insert(id.terminal);
    }
    return {names.begin(), names.end()};
}

std::int64_t threshold_units(std::int64_t ordered, int threshold_percent) {
    return (ordered * threshold_percent + 99) / 100;
}

std::int64_t units_to_threshold(const OrderState& order) {
    if (!order.order) return 0;
    const std::int64_t needed =
        threshold_units(ordered_quantity(order), order.order->threshold_percent);
    return std::max<std::int64_t>(0, needed - deliverable_good(order));
}

}  // namespace lini
