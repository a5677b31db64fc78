#include "db/ledger.h"

#include <fmt/format.h>
#include <sodium.h>

#include <filesystem>

#include "app/base/check.h"
#include "app/base/log.h"
#include "app/domain/decide.h"
#include "db/ledger_parts.h"

namespace lini {
namespace {

// A terminal code stands at the front of every serial, before a dash.
bool is_terminal_code(const std::string& code) {
    return code.size() >= 2 && code.size() <= 4 &&
           code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string::npos;
}

// A page that could not be read while running: only then is the whole file looked at.
Result<void> check_suspect(Store& store) {
    const std::string suspect = store.file() + ".suspect";
    if (!std::filesystem::exists(suspect)) return {};
    const auto problem = store.integrity_problem();
    if (!problem) return pass_on(problem);
    if (!problem->empty()) return fail("data_damaged", *problem);
    std::error_code trouble;
    std::filesystem::remove(suspect, trouble);
    return {};
}

// A new database is nobody else's to read; SQLite gives its log files the same rights.
Result<void> prepare_file(const LedgerOptions& options, DataFolder& folder) {
    const std::string file = folder.database();
    std::error_code trouble;
    const auto size = std::filesystem::file_size(file, trouble);
    if (!trouble && size > 0) return {};
    if (!options.begin_beside_damaged) {
        if (auto may = folder.may_begin_empty(); !may) return may;
    }
    return options.sqlite_vfs.empty() ? folder.make_private(file) : Result<void>{};
}

// The same numbers would be given a second time, to other records.
Result<void> check_not_rolled_back(const DataFolder& folder, std::int64_t incarnation,
                                   std::int64_t seq) {
    const DataFolder::KnownHead known = folder.known_head();
    // An empty one begins an incarnation that nobody had.
    if (incarnation == 0 || DataFolder::KnownHead{incarnation, seq} >= known) return {};
    return fail("data_rolled_back",
                fmt::format("{}: {}/{} < {}/{}", folder.database(), incarnation, seq,
                            known.incarnation, known.seq));
}

Error kept_aside(DataFolder& folder, const Error& damage, std::int64_t now_utc_us) {
    const auto aside = folder.put_aside("damaged", now_utc_us);
    if (!aside) return aside.error();
    log::error("ledger: damaged, kept as {}: {}", *aside, damage.detail);
    return {"data_damaged", *aside + ": " + damage.detail};
}

}  // namespace

Ledger::Ledger(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Ledger::~Ledger() {
    if (!parts_ || parts_->store->is_reading() || !parts_->store->stopped_by().empty()) return;
    if (auto done = sign_head(); !done)
        log::error("ledger: head not signed: {}", done.error().code);
    if (auto done = parts_->store->checkpoint(); !done) {
        log::error("ledger: log not moved: {}", done.error().code);
    }
}

Result<std::unique_ptr<Ledger>> Ledger::open(LedgerOptions options) {
    CHECK(sodium_init() >= 0);
    CHECK(options.clock != nullptr);
    CHECK(is_id_text(options.terminal.str()));
    CHECK(is_terminal_code(options.terminal_code));
    auto folder = DataFolder::hold(options.folder);
    if (!folder) return pass_on(folder);
    const std::string file = (*folder)->database();
    if (auto may = prepare_file(options, **folder); !may) return pass_on(may);
    auto parts = Parts::open(options, **folder, file);
    if (parts) {
        const auto sound = check_suspect(*(*parts)->store);
        if (!sound) parts = pass_on(sound);
    }
    if (!parts) {
        if (parts.error().code != "data_damaged") return pass_on(parts);
        return tl::unexpected(
            kept_aside(**folder, parts.error(), options.clock->now_utc_us()));
    }
    const OwnHead& own = (*parts)->own;
    if (auto whole = check_not_rolled_back(**folder, own.incarnation, own.seq); !whole) {
        return pass_on(whole);
    }
    (*parts)->folder_owner = *std::move(folder);
    std::unique_ptr<Ledger> ledger(new Ledger(*std::move(parts)));
    if (auto ready = ledger->make_ready(); !ready) return pass_on(ready);
    return ledger;
}

Result<std::unique_ptr<Ledger>> Ledger::open_reading(LedgerOptions options) {
    CHECK(sodium_init() >= 0);
    CHECK(options.clock != nullptr);
    auto folder = DataFolder::look(options.folder);
    auto parts = Parts::open(options, *folder, folder->database(), Parts::Mode::reading);
    if (!parts) return pass_on(parts);
    (*parts)->folder_owner = std::move(folder);
    std::unique_ptr<Ledger> ledger(new Ledger(*std::move(parts)));
    if (auto ready = ledger->make_readable(); !ready) return pass_on(ready);
    return ledger;
}

Result<void> Ledger::make_readable() {
    Parts& p = *parts_;
    bool outdated = false;
    const auto folded = p.store->read([&] {
        outdated = p.own.incarnation == 0 ||
                   p.store->meta("projection_version") != std::to_string(kProjectionVersion);
        p.fold_site();
    });
    if (!folded) return folded;
    if (outdated) return fail("data_older", p.store->file());
    const std::string key = p.folder.key("terminal");
    if (!std::filesystem::exists(key)) return {};
    auto signer = open_head_signer(key, {});
    if (!signer) return pass_on(signer);
    p.signer = *std::move(signer);
    return {};
}

Result<void> Ledger::make_ready() {
    Parts& p = *parts_;
    const auto begun = p.transact([&] {
        if (p.own.incarnation == 0) p.begin_incarnation("install");
        p.after_restart();
        return true;
    });
    if (!begun) return pass_on(begun);
    if (auto noted = p.folder.note_incarnation(p.own.incarnation); !noted) return noted;
    p.note_head();
    auto signer = open_head_signer(p.folder.key("terminal"), p.options.random);
    if (!signer) return pass_on(signer);
    p.signer = *std::move(signer);
    if (auto folded = p.store->read([&] { p.fold_site(); }); !folded) return folded;
    bool outdated = false;
    const auto asked = p.store->read([&] {
        outdated = p.store->meta("projection_version") != std::to_string(kProjectionVersion);
    });
    if (!asked) return asked;
    if (outdated) {
        if (auto done = replay(); !done) return pass_on(done);
    }
    return p.store->checkpoint();
}

void Ledger::Parts::after_restart() {
    print_queue.doubt_after_restart(options.clock->now_utc_us());
    outbox.resume_after_restart();
    fill_in_bodies();
}

// An order that cannot be read keeps its deliveries back and stops nobody else's.
void Ledger::Parts::fill_in_bodies() {
    for (Delivery& delivery : outbox.without_body()) {
        Result<std::string> body;
        try {
            ChargeClaimed claim;
            claim.charge = delivery.charge;
            body = body_of(delivery.order_no, claim);
        } catch (const StoreFailure& failure) {
            body = tl::unexpected(failure.error);
        }
        if (body) {
            outbox.set_body(delivery.id, *body);
            continue;
        }
        log::error("charge {}: {}: {}", delivery.key, body.error().code, body.error().detail);
        delivery.last_error = body.error().code;
        outbox.update(delivery);
    }
}

Stamp Ledger::stamp_now() const { return parts_->stamp_now(); }

Command Ledger::system_command(CommandId id, OrderNo order_no, Action action) const {
    Command command;
    command.id = std::move(id);
    command.actor = kSystemActor;
    command.order_no = std::move(order_no);
    command.stamp = parts_->stamp_now();
    command.action = std::move(action);
    return command;
}

Result<void> Ledger::checkpoint() {
    if (parts_->store->log_pages() < kLogPagesIdle) return {};
    return parts_->store->checkpoint();
}

Result<void> Ledger::sign_head() {
    Parts& p = *parts_;
    if (p.own.seq <= p.signed_seq) return {};
    const auto done = p.transact([&] {
        p.sign_head();
        return true;
    });
    if (!done) return pass_on(done);
    return {};
}

Result<void> Ledger::resume() {
    Parts& p = *parts_;
    auto resumed = p.store->resume([&] {
        p.orders.clear();
        p.load_own_head();
        p.check_tail();
        p.fold_site();
    });
    if (!resumed) return resumed;
    // What came of a delivery that was on its way could not be stored.
    return p.store->write([&] { p.outbox.resume_after_restart(); });
}

Result<void> Ledger::update_job(std::int64_t job_id, LabelJobState state,
                                const std::string& detail) {
    Parts& p = *parts_;
    return p.store->write([&] {
        const auto changed =
            p.print_queue.update(job_id, state, detail, p.options.clock->now_utc_us());
        if (!changed) throw StoreFailure{{"job_unknown", std::to_string(job_id)}};
        // Voided or confirmed a moment ago: its first byte must not leave.
        if (!*changed && state == LabelJobState::sending) {
            throw StoreFailure{{"job_settled", std::to_string(job_id)}};
        }
    });
}

Result<void> Ledger::update_run(std::int64_t run_id, bool paused, bool check_wanted) {
    Parts& p = *parts_;
    return p.store->write([&] {
        if (p.print_queue.update_run(run_id, paused, check_wanted)) return;
        throw StoreFailure{{"run_unknown", std::to_string(run_id)}};
    });
}

Result<void> Ledger::update_delivery(const Delivery& delivery) {
    Parts& p = *parts_;
    return p.store->write([&] {
        if (!p.outbox.update(delivery)) {
            throw StoreFailure{{"delivery_unknown", std::to_string(delivery.id)}};
        }
    });
}

}  // namespace lini
