#include "tests/bench/bare_rows.h"

#include <fmt/format.h>

#include "app/base/check.h"
#include "app/domain/ids.h"
#include "db/event_table.h"
#include "tests/bench/ratio.h"

namespace lini::bench {
namespace {

const std::string kOrder = "PO-1";
const std::string kBatch = "PO-1-B1";
const std::string kTemplate = "carton";

Serial serial_of(std::int64_t number) { return Serial(fmt::format("L2-1-{:07}", number)); }

Event issued_event() {
    Event event;
    event.id = {TerminalId("L2"), 1, 1};
    event.order_no = OrderNo(kOrder);
    event.stamp.zone = "Asia/Jakarta";
    event.stamp.business_date = std::chrono::year{2026} / 11 / 18;
    event.stamp.shift = 1;
    event.actor = UserId("op1");
    event.command_id = CommandId("run-1");
    event.body = LabelIssued{serial_of(1), BatchNo(kBatch), kTemplate, 1, 24};
    return event;
}

}  // namespace

BareRows::BareRows(const std::string& file, int labels) {
    auto store = Store::open(file, {});
    CHECK(store);
    store_ = *std::move(store);
    const StoredEvent event = encode_event(issued_event());
    events_.assign(static_cast<std::size_t>(labels), event);
    serials_.resize(events_.size());
}

BareRows::~BareRows() = default;

double BareRows::operator()() {
    for (std::size_t i = 0; i < events_.size(); ++i) {
        events_[i].id.seq = events_[i].lamport = ++seq_;
        serials_[i] = serial_of(seq_).str();
    }
    CHECK(store_->checkpoint());
    const std::int64_t from = now_ns();
    const auto done = store_->write([&] {
        for (std::size_t i = 0; i < events_.size(); ++i) {
            put(events_[i]);
            store_->query("INSERT INTO label_serial (serial, order_no, batch_no) VALUES (?, ?, ?)")
                .bind(serials_[i])
                .bind(kOrder)
                .bind(kBatch)
                .run();
            store_
                ->query("INSERT INTO print_queue (order_no, batch_no, serial, template_name,"
                        " carton_no, copy, state, changed_at_utc_us)"
                        " VALUES (?, ?, ?, ?, ?, 0, 0, ?)")
                .bind(kOrder)
                .bind(kBatch)
                .bind(serials_[i])
                .bind(kTemplate)
                .bind(seq_)
                .bind(from)
                .run();
        }
    });
    CHECK(done);
    return static_cast<double>(now_ns() - from) / 1e6;
}

void BareRows::put(StoredEvent& event) {
    event.prev_hash = last_;
    event.hash = last_ = event_hash(event);
    EventTable(*store_).insert(event);
}

}  // namespace lini::bench
