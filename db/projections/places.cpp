#include "db/projections/places.h"

#include "app/base/check.h"

namespace lini {

void Places::note(const Event& event) {
    if (const auto* plan = std::get_if<BatchPlanned>(&event.body)) {
        store_.query("INSERT OR IGNORE INTO batch (batch_no, order_no) VALUES (?, ?)")
            .bind(plan->batch.str())
            .bind(event.order_no.str())
            .run();
    } else if (const auto* label = std::get_if<LabelIssued>(&event.body)) {
        store_
            .query("INSERT OR IGNORE INTO label_serial (serial, order_no, batch_no)"
                   " VALUES (?, ?, ?)")
            .bind(label->serial.str())
            .bind(event.order_no.str())
            .bind(label->batch.str())
            .run();
    }
}

std::vector<BatchPlace> Places::find_batch(const std::string& text) {
    Query row = store_.query("SELECT order_no, batch_no FROM batch WHERE batch_no = ?"
                             " ORDER BY order_no LIMIT 20");
    row.bind(text);
    std::vector<BatchPlace> places;
    while (row.next()) places.push_back({OrderNo(row.text(0)), BatchNo(row.text(1))});
    return places;
}

std::optional<SerialPlace> Places::find_serial(const Serial& serial) {
    Query row = store_.query("SELECT order_no, batch_no FROM label_serial WHERE serial = ?");
    if (!row.bind(serial.str()).next()) return std::nullopt;
    return SerialPlace{OrderNo(row.text(0)), BatchNo(row.text(1)), serial};
}

std::int64_t Places::last_counter(const std::string& prefix) {
    // ':' follows '9': every serial of the prefix sorts before prefix + ':'.
    const std::string end = prefix + ":";
    Query row = store_.query("SELECT serial FROM label_serial WHERE serial > ? AND serial < ?"
                             " ORDER BY serial DESC LIMIT 1");
    if (!row.bind(prefix).bind(end).next()) return 0;
    return std::stoll(row.text(0).substr(prefix.size()));
}

void Places::clear() {
    store_.query("DELETE FROM batch").run();
    store_.query("DELETE FROM label_serial").run();
}

std::string serial_prefix(const std::string& terminal_code, std::int64_t incarnation) {
    return terminal_code + "-" + std::to_string(incarnation) + "-";
}

Serial make_serial(const std::string& prefix, std::int64_t counter) {
    CHECK(counter > 0 && counter <= kSerialCounterMax);
    const std::string digits = std::to_string(counter);
    return Serial(prefix + std::string(7 - digits.size(), '0') + digits);
}

}  // namespace lini
