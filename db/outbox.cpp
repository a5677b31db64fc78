#include "db/outbox.h"

namespace lini {
namespace {

#define LINI_OUTBOX_COLUMNS                                                                  \
    "id, order_no, charge_id, destination, key, state, attempts, next_attempt_at_utc_us, "   \
    "last_error, document_no"

// The partial index outbox_unfinished holds the states below this.
static_assert(static_cast<int>(DeliveryState::waiting) == 0);
static_assert(static_cast<int>(DeliveryState::sending) == 1);
static_assert(static_cast<int>(DeliveryState::accepted) == 2);
static_assert(static_cast<int>(DeliveryState::refused) == 3);

std::vector<Delivery> read_rows(Query& row) {
    std::vector<Delivery> deliveries;
    while (row.next()) {
        Delivery delivery;
        delivery.id = row.integer(0);
        delivery.order_no = OrderNo(row.text(1));
        delivery.charge = ChargeId(row.text(2));
        delivery.destination = row.text(3);
        delivery.key = row.text(4);
        delivery.state = static_cast<DeliveryState>(row.integer(5));
        delivery.attempts = static_cast<int>(row.integer(6));
        delivery.next_attempt_at_utc_us = row.integer(7);
        delivery.last_error = row.text(8);
        delivery.document_no = row.text(9);
        deliveries.push_back(std::move(delivery));
    }
    return deliveries;
}

}  // namespace

void Outbox::add(const Event& event, const ChargeClaimed& claim, const std::string& body) {
    for (const std::string& destination : destinations_) {
        store_
            .query("INSERT INTO outbox (order_no, charge_id, destination, key, state, body)"
                   " VALUES (?, ?, ?, ?, 0, ?)")
            .bind(event.order_no.str())
            .bind(claim.charge.str())
            .bind(destination)
            .bind(claim.key)
            .bind_blob(body.data(), body.size())
            .run();
    }
}

std::vector<Delivery> Outbox::without_body() {
    Query row = store_.query("SELECT " LINI_OUTBOX_COLUMNS
                             " FROM outbox WHERE state < 2 AND length(body) = 0");
    return read_rows(row);
}

void Outbox::set_body(std::int64_t id, const std::string& body) {
    store_.query("UPDATE outbox SET body = ? WHERE id = ? AND length(body) = 0")
        .bind_blob(body.data(), body.size())
        .bind(id)
        .run();
}

std::string Outbox::body(std::int64_t id) {
    Query row = store_.query("SELECT body FROM outbox WHERE id = ?");
    return row.bind(id).next() ? std::string(row.blob(0)) : std::string();
}

void Outbox::resume_after_restart() {
    store_
        .query("UPDATE outbox SET state = 0, next_attempt_at_utc_us = 0 WHERE state < 2")
        .run();
}

bool Outbox::send_again(const OrderNo& order_no, const ChargeId& charge,
                        std::int64_t now_utc_us) {
    return store_
               .query("UPDATE outbox SET state = 0, next_attempt_at_utc_us = ?, last_error = ''"
                      " WHERE order_no = ? AND charge_id = ? AND state = 3")
               .bind(now_utc_us)
               .bind(order_no.str())
               .bind(charge.str())
               .run() != 0;
}

bool Outbox::update(const Delivery& delivery) {
    const int changed =
        store_
            .query("UPDATE outbox SET state = ?, attempts = ?, next_attempt_at_utc_us = ?,"
                   " last_error = ?, document_no = ? WHERE id = ? AND state < 2")
            .bind(static_cast<std::int64_t>(delivery.state))
            .bind(delivery.attempts)
            .bind(delivery.next_attempt_at_utc_us)
            .bind(delivery.last_error)
            .bind(delivery.document_no)
            .bind(delivery.id)
            .run();
    if (changed != 0) return true;
    return store_.query("SELECT 1 FROM outbox WHERE id = ?").bind(delivery.id).next();
}

std::vector<Delivery> Outbox::unfinished_and_last(int finished_max) {
    Query open = store_.query("SELECT " LINI_OUTBOX_COLUMNS
                              " FROM outbox WHERE state < 2 ORDER BY id LIMIT 1000");
    std::vector<Delivery> deliveries = read_rows(open);
    Query done = store_.query("SELECT " LINI_OUTBOX_COLUMNS
                              " FROM outbox WHERE state >= 2 ORDER BY id DESC LIMIT ?");
    done.bind(finished_max);
    for (Delivery& delivery : read_rows(done)) deliveries.push_back(std::move(delivery));
    return deliveries;
}

std::vector<Delivery> Outbox::due(std::int64_t now_utc_us, int max) {
    Query row = store_.query("SELECT " LINI_OUTBOX_COLUMNS
                             " FROM outbox WHERE state < 2 AND state = 0"
                             " AND length(body) > 0 AND next_attempt_at_utc_us <= ?"
                             " ORDER BY next_attempt_at_utc_us, id LIMIT ?");
    row.bind(now_utc_us).bind(max);
    return read_rows(row);
}

std::int64_t Outbox::unfinished() {
    Query row = store_.query("SELECT count(*) FROM outbox WHERE state < 2");
    return row.next() ? row.integer(0) : 0;
}

}  // namespace lini
