#include "db/ledger_parts.h"

#include <cstdlib>

#include <sodium.h>

#include "app/base/check.h"
#include "app/base/log.h"
#include "db/sync/charge_payload.h"

namespace lini {
namespace {

constexpr int kTailEvents = 100;
constexpr int kSteppedBackMax = 10'000;  // Records looked back over for the last good time.
// A command may wait behind a backup or a claim that is stamped later: that is no step back.
constexpr std::int64_t kStampWaitUs = 10'000'000;

LedgerOptions completed(LedgerOptions options) {
    CHECK(options.clock != nullptr);
    CHECK(!options.shifts.empty());
    if (!options.random) options.random = [](unsigned char* out, std::size_t n) {
        randombytes_buf(out, n);
    };
    return options;
}

}  // namespace

Ledger::Parts::Parts(LedgerOptions given, DataFolder& held, std::unique_ptr<Store> opened)
    : options(completed(std::move(given))),
      folder(held),
      store(std::move(opened)),
      events(*store),
      orders(events),
      order_rows(*store),
      kpi_rows(*store),
      places(*store),
      charges(*store),
      outbox(*store, options.destinations),
      print_queue(*store),
      credentials(*store),
      vault(*store, folder.key("vault"), options.random),
      attachments(*store, folder.path() + "/attachments") {}

Result<std::unique_ptr<Ledger::Parts>> Ledger::Parts::open(const LedgerOptions& options,
                                                           DataFolder& folder,
                                                           const std::string& file,
                                                           Mode mode) {
    if (!stamp_at(options.clock->now_utc_us(), ClockState::synced, options.zone, options.shifts)) {
        return fail("zone_unknown", options.zone);
    }
    auto store = mode == Mode::reading ? Store::open_reading(file, options.sqlite_vfs)
                                       : Store::open(file, options.sqlite_vfs);
    if (!store) return pass_on(store);
    auto parts = std::make_unique<Parts>(options, folder, *std::move(store));
    const auto loaded = parts->store->read([&] { parts->load_own_head(); });
    if (!loaded) return pass_on(loaded);
    if (parts->own.incarnation > 0) {
        const auto checked = parts->store->read([&] { parts->check_tail(); });
        if (!checked) return pass_on(checked);
    }
    return parts;
}

void Ledger::Parts::load_own_head() {
    own = OwnHead{};
    const std::string terminal = store->meta("terminal_id");
    if (terminal.empty()) return;
    if (terminal != options.terminal.str() ||
        store->meta("terminal_code") != options.terminal_code) {
        throw StoreFailure{{"data_other_terminal", terminal}};
    }
    own.incarnation = std::strtoll(store->meta("incarnation").c_str(), nullptr, 10);
    const auto last = events.last(options.terminal, own.incarnation);
    if (!last) throw StoreFailure{{"data_damaged", "the incarnation has no first event"}};
    own.seq = last->id.seq;
    own.lamport = last->lamport;
    own.at_utc_us = events.last_good_time(last->id, kSteppedBackMax);
    own.hash = last->hash;
    Query foreign = store->query("SELECT coalesce(sum(events), 0), coalesce(max(lamport_max), 0)"
                                 " FROM foreign_chain");
    if (foreign.next()) {
        foreign_events = foreign.integer(0);
        own.lamport = std::max(own.lamport, foreign.integer(1));
    }
    Query head = store->query("SELECT coalesce(max(seq), 0) FROM signed_head"
                              " WHERE terminal_id = ? AND incarnation = ?");
    if (head.bind(terminal).bind(own.incarnation).next()) signed_seq = head.integer(0);
    serial_counter = -1;
}

// The whole chain is verify()'s business; the end is where a torn disk shows, and costs the same
// however long the history is.
void Ledger::Parts::check_tail() {
    const EventId from{options.terminal, own.incarnation,
                       std::max<std::int64_t>(0, own.seq - kTailEvents)};
    Hash before{};
    if (from.seq > 0) {
        const auto previous = events.find(from);
        if (!previous) throw StoreFailure{{"data_damaged", to_string(from) + " is missing"}};
        before = previous->hash;
    }
    std::int64_t seq = from.seq;
    for (const StoredEvent& event : events.after(from, kTailEvents)) {
        const bool holds = event.id.seq == ++seq && event.prev_hash == before &&
                           event_hash(event) == event.hash;
        if (!holds) throw StoreFailure{{"data_damaged", to_string(event.id) + ": chain"}};
        before = event.hash;
    }
}

void Ledger::Parts::fold_site() {
    site = SiteState{};
    events.each_of_order("", [&](const Event& event) { apply(site, event); });
}

Stamp Ledger::Parts::stamp_now() const {
    const std::int64_t now = options.clock->now_utc_us();
    const ClockState state =
        now < own.at_utc_us ? ClockState::stepped_back : ClockState::synced;
    const auto stamp = stamp_at(now, state, options.zone, options.shifts);
    CHECK(stamp.has_value());  // The zone was tried when the ledger was opened.
    return *stamp;
}

Event Ledger::Parts::append(const Command& command, Body body) {
    Event event;
    event.id = {options.terminal, own.incarnation, own.seq + 1};
    event.lamport = own.lamport + 1;
    event.order_no = command.order_no;
    event.stamp = command.stamp;
    // Who made the stamp may not know what was recorded before the last start.
    if (event.stamp.at_utc_us < own.at_utc_us - kStampWaitUs) {
        event.stamp.clock_state = ClockState::stepped_back;
    }
    event.actor = command.actor;
    event.command_id = command.id;
    event.body = std::move(body);
    StoredEvent stored = encode_event(event);
    stored.prev_hash = own.hash;
    stored.hash = event_hash(stored);
    events.insert(stored);
    own.seq = event.id.seq;
    own.lamport = event.lamport;
    own.at_utc_us = std::max(own.at_utc_us, event.stamp.at_utc_us);
    own.hash = stored.hash;
    project(event, true);
    if (own.seq % kSignEveryEvents == 0) sign_head();
    return event;
}

void Ledger::Parts::project(const Event& event, bool is_own) {
    if (event.order_no.empty()) {
        if (is_own) apply(site, event);
        return;
    }
    touched.insert(event.order_no);
    orders.add(event);
    places.note(event);
    charges.note(event, is_own);
    print_queue.note(event, is_own);
    const auto* claim = std::get_if<ChargeClaimed>(&event.body);
    if (claim == nullptr || !is_own) return;
    outbox.add(event, *claim, must(body_of(event.order_no, *claim)));
}

Result<std::string> Ledger::Parts::body_of(const OrderNo& order_no, const ChargeClaimed& claim) {
    const auto payload = charge_payload(orders.load(order_no), claim.charge);
    if (!payload) return pass_on(payload);
    return to_cloud_event(*payload);
}

void Ledger::Parts::write_order_rows(const std::set<OrderNo>& changed) {
    for (const OrderNo& order_no : changed) {
        const OrderState& state = orders.load(order_no);
        order_rows.write(state);
        kpi_rows.write(state, site);
    }
}

void Ledger::Parts::sign_head() {
    if (!signer || own.seq <= signed_seq) return;
    const EventId id{options.terminal, own.incarnation, own.seq};
    const std::string signature = signer->sign(head_message(id, own.hash));
    const std::string public_key = signer->public_key();
    store
        ->query("INSERT OR REPLACE INTO signed_head (terminal_id, incarnation, seq, hash,"
                " public_key, signature, at_utc_us) VALUES (?,?,?,?,?,?,?)")
        .bind(id.terminal.str())
        .bind(id.incarnation)
        .bind(id.seq)
        .bind_blob(own.hash.data(), own.hash.size())
        .bind_blob(public_key.data(), public_key.size())
        .bind_blob(signature.data(), signature.size())
        .bind(options.clock->now_utc_us())
        .run();
    signed_seq = own.seq;
}

void Ledger::Parts::begin_incarnation(const std::string& cause) {
    IncarnationStarted started;
    started.terminal_code = options.terminal_code;
    started.cause = cause;
    if (own.incarnation > 0) {
        started.old_head_hex = to_hex(own.hash);
        started.old_incarnation = own.incarnation;
        started.old_seq = own.seq;
        // From here on the old chain is one that others may complete.
        store
            ->query("INSERT OR REPLACE INTO foreign_chain (terminal_id, incarnation, events,"
                    " seq_max, whole_to_seq, lamport_max) VALUES (?, ?, ?, ?, ?, ?)")
            .bind(options.terminal.str())
            .bind(own.incarnation)
            .bind(own.seq)
            .bind(own.seq)
            .bind(own.seq)
            .bind(own.lamport)
            .run();
        foreign_events += own.seq;
    }
    own.incarnation = std::max(own.incarnation, folder.last_incarnation()) + 1;
    own.seq = 0;
    own.hash = Hash{};
    signed_seq = 0;
    serial_counter = -1;
    store->set_meta("terminal_id", options.terminal.str());
    store->set_meta("terminal_code", options.terminal_code);
    store->set_meta("incarnation", std::to_string(own.incarnation));
    store->set_meta("projection_version", std::to_string(kProjectionVersion));
    Command command;
    command.id = CommandId(cause + ":" + options.terminal.str() + ":" +
                           std::to_string(own.incarnation));
    command.actor = kSystemActor;
    command.stamp = stamp_now();
    append(command, started);
}

void Ledger::Parts::note_head() {
    // A backup that is being restored is not this folder's database yet.
    if (store->file() != folder.database()) return;
    const auto noted = folder.note_head({own.incarnation, own.seq});
    if (!noted) log::warn("ledger: head not noted: {}", noted.error().detail);
}

Result<bool> Ledger::Parts::transact(const std::function<bool()>& body) {
    const OwnHead own_before = own;
    const std::int64_t signed_before = signed_seq;
    const std::int64_t counter_before = serial_counter;
    const std::int64_t foreign_before = foreign_events;
    const std::int64_t site_before = site.version;
    touched.clear();
    auto done = store->write_if(body);
    if (done && *done) {
        if (own.seq != own_before.seq || own.incarnation != own_before.incarnation) note_head();
        return done;
    }
    own = own_before;
    signed_seq = signed_before;
    serial_counter = counter_before;
    foreign_events = foreign_before;
    for (const OrderNo& order_no : touched) orders.forget(order_no);
    if (site.version != site_before) {
        const auto folded = store->read([&] { fold_site(); });
        if (!folded) return pass_on(folded);
    }
    return done;
}

}  // namespace lini
