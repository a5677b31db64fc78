// What a client may read of its orders: an allow-list, so that nothing new in an order's state gets
// out by itself. No money, no formula, no name of a worker or of another client.
// Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/domain/order_state.h"
#include "app/domain/phrase.h"
#include "app/domain/site_state.h"

namespace lini {

struct ReportBatch {
    BatchNo batch;
    BatchStatus status = BatchStatus::in_process;
    std::int64_t good = 0;
    Date manufactured{};
    Date expires{};
};

struct ReportRow {
    OrderNo order_no;
    std::string client_po;
    std::string product;
    std::int64_t ordered = 0;
    std::int64_t good = 0;
    std::optional<Date> promised;  // Of the plan's last deadline; nothing without a plan.
    std::optional<Date> expected;
    bool done = false;
    std::optional<Phrase> next;  // The gate that is waited for.
    std::vector<ReportBatch> batches;
};

/// Nothing for an order of another client, or of none.
std::optional<ReportRow> report_row(const OrderState& state, const SiteState& site,
                                    const std::string& client, const Date& today);

}  // namespace lini
