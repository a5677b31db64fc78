#include "app/terminal/floor.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/base/check.h"
#include "app/base/log.h"
#include "app/domain/barcode.h"
#include "app/identity/digest.h"

namespace lini {
namespace {

constexpr std::int64_t kAnswerUs = 2'000'000;
constexpr std::int64_t kSecondUs = 1'000'000;

AnswerKind kind_of(const Refusal& refusal) {
    if (refusal.key == "carton_counted") return AnswerKind::repeated;
    if (refusal.key == "wrong_batch") return AnswerKind::wrong_batch;
    if (refusal.key == "code_unknown" || refusal.key == "batch_unknown" ||
        refusal.key == "label_unknown" || refusal.key == "card_unknown") {
        return AnswerKind::unknown;
    }
    return AnswerKind::refused;
}

const char* title_of(AnswerKind kind) {
    switch (kind) {
        case AnswerKind::accepted: return "answer.accepted";
        case AnswerKind::repeated: return "answer.repeated";
        case AnswerKind::wrong_batch: return "answer.wrong_batch";
        case AnswerKind::unknown: return "answer.unknown";
        case AnswerKind::refused: return "answer.refused";
    }
    CHECK(false);
    return "";
}

}  // namespace

Floor::Floor(const SiteConfig& config, const Clock& clock, Post post)
    : config_(config),
      clock_(clock),
      post_(std::move(post)),
      site_(std::make_unique<SiteState>()) {
    touched();
}

Stamp Floor::stamp_now() const {
    const std::int64_t now = clock_.now_utc_us();
    const ClockState state = now < latest_utc_us_ ? ClockState::stepped_back : ClockState::synced;
    const auto stamp = stamp_at(now, state, config_.zone, config_.shifts);
    CHECK(stamp.has_value());  // The configuration is refused when its zone is unknown.
    return *stamp;
}

std::string Floor::new_command_id() {
    unsigned char noise[10];
    system_random(noise, sizeof noise);
    const std::string_view bytes(reinterpret_cast<const char*>(noise), sizeof noise);
    // Milliseconds first, so that the index of command ids grows at one end.
    return fmt::format("{:012x}{}", clock_.now_utc_us() / 1000, to_hex(bytes));
}

Command Floor::command(const UserId& actor, const OrderNo& order_no, Action action,
                       std::optional<Proof> proof) {
    Command command{CommandId(new_command_id()), actor, order_no, stamp_now(), std::move(proof),
                    std::move(action)};
    latest_utc_us_ = std::max(latest_utc_us_, command.stamp.at_utc_us);
    return command;
}

template <typename Request>
bool Floor::send(Request request) {
    CHECK(ledger_ != nullptr);
    if (ledger_->request(std::move(request))) return true;
    show_error({"ledger_busy", "request queue full"});
    return false;
}

bool Floor::commit(Command command, OnCommit then) {
    const std::uint64_t token = next_token();
    std::vector<Command> commands;
    commands.push_back(std::move(command));
    if (!send(CommitRequest{token, std::move(commands), {}})) return false;
    commits_[token] = std::move(then);
    return true;
}

bool Floor::find_lot(const BatchNo& lot, OnLot then) {
    const auto look = [lot](Ledger& ledger) -> Result<FoundLot> {
        Result<std::vector<BatchPlace>> places = ledger.find_batch(lot.str());
        if (!places) return pass_on(places);
        const auto known = [&](const BatchNo& batch) {
            const Result<std::vector<BatchPlace>> found = ledger.find_batch(batch.str());
            return found && !found->empty();
        };
        return FoundLot{*places, refuse_lot(lot, known)};
    };
    const bool sent = send(CallRequest{[this, look, then](Ledger& ledger) {
        post_([this, then, found = look(ledger)] {
            --calls_under_way_;
            then(found);
        });
    }});
    if (sent) ++calls_under_way_;
    return sent;
}

bool Floor::find_serial(const Serial& serial, OnSerial then) {
    const std::uint64_t token = next_token();
    if (!send(FindSerialRequest{token, serial})) return false;
    serials_[token] = std::move(then);
    return true;
}

bool Floor::credential(std::function<Result<std::optional<Credential>>(CredentialStore&)> run,
                       OnCredential then) {
    const std::uint64_t token = next_token();
    if (!send(CredentialRequest{token, std::move(run)})) return false;
    credentials_[token] = std::move(then);
    return true;
}

bool Floor::update_job(std::int64_t job_id, LabelJobState state, const std::string& detail,
                       OnUpdate then) {
    const std::uint64_t token = next_token();
    if (!ledger_->request(UpdateJobRequest{token, job_id, state, detail})) return false;
    updates_[token] = std::move(then);
    return true;
}

bool Floor::update_delivery(const Delivery& delivery) {
    const std::uint64_t token = next_token();
    if (!send(UpdateDeliveryRequest{token, delivery})) return false;
    updates_[token] = [](const Result<void>&) {};
    return true;
}

bool Floor::update_run(const PrintRun& run, OnUpdate then) {
    const std::uint64_t token = next_token();
    const UpdateRunRequest request{token, run.run_id, run.paused, run.check_wanted};
    if (!ledger_->request(request)) return false;
    updates_[token] = std::move(then);
    return true;
}

bool Floor::account_labels(const OrderNo& order_no, const BatchNo& batch, OnAccount then) {
    if (accounting_) return false;
    accounting_ = ledger_->request(CallRequest{[this, order_no, batch, then](Ledger& ledger) {
        post_([this, then, account = ledger.label_account_of(order_no, batch)] {
            accounting_ = false;
            --calls_under_way_;
            then(account);
        });
    }});
    if (accounting_) ++calls_under_way_;
    return accounting_;
}

void Floor::ask_for_kpis() {
    if (asking_kpis_) return;
    asking_kpis_ = ledger_->request(CallRequest{[this](Ledger& ledger) {
        post_([this, rows = ledger.kpi_rows()] {
            asking_kpis_ = false;
            --calls_under_way_;
            if (rows) kpi_rows = *rows;
            if (!rows) show_error(rows.error());
        });
    }});
    if (asking_kpis_) ++calls_under_way_;
}

void Floor::resume() {
    if (resuming_) return;
    const std::uint64_t token = next_token();
    if (!send(ResumeRequest{token})) return;
    resuming_ = true;
    updates_[token] = [this](const Result<void>& done) {
        resuming_ = false;
        if (!done) log::error("resume: {}", log::printable(done.error().detail));
    };
}

bool Floor::waiting() const {
    return calls_under_way_ > 0 || !commits_.empty() || !serials_.empty() ||
           !credentials_.empty() || !updates_.empty() || !orders_awaited_.empty();
}

const OrderState* Floor::order(const OrderNo& order_no) const {
    const auto found = orders.find(order_no);
    return found == orders.end() ? nullptr : found->second.get();
}

std::optional<Person> Floor::person(const UserId& user) const {
    const UserDefined* known = active_user(*site_, user);
    if (known == nullptr) return std::nullopt;
    const auto name = names.find(user);
    return Person{user, name == names.end() ? user.str() : name->second, known->roles};
}

bool Floor::session_may(Right right) const {
    if (!session) return false;
    const OrderState* open = order(open_order);
    const bool granted = open != nullptr && open->order.has_value();
    return may(session->roles, right,
               granted ? open->order->playbook.grants : std::vector<RightGrant>{});
}

void Floor::take(CommitDone& message) {
    const auto found = commits_.find(message.token);
    if (found == commits_.end()) return;
    const OnCommit then = std::move(found->second);
    commits_.erase(found);
    then(message.answer);
}

namespace {

// Runs and forgets the continuation of an answer.
template <typename Waits, typename Answer>
void answered(Waits& waits, std::uint64_t token, const Answer& answer) {
    const auto found = waits.find(token);
    if (found == waits.end()) return;
    const auto then = std::move(found->second);
    waits.erase(found);
    then(answer);
}

}  // namespace

void Floor::take(LedgerMessage message) {
    take_one(message);
    ask_for_orders();
}

void Floor::take_one(LedgerMessage& message) {
    if (auto* done = std::get_if<CommitDone>(&message)) return take(*done);
    if (auto* published = std::get_if<OrderPublished>(&message)) return take(*published);
    if (auto* unreadable = std::get_if<OrderUnreadable>(&message)) return take(*unreadable);
    if (auto* serial = std::get_if<SerialFound>(&message)) {
        answered(serials_, serial->token, serial->place);
    } else if (auto* credential_answer = std::get_if<CredentialAnswer>(&message)) {
        answered(credentials_, credential_answer->token, credential_answer->answer);
    } else if (auto* update = std::get_if<UpdateDone>(&message)) {
        answered(updates_, update->token, update->answer);
    } else if (auto* site_now = std::get_if<SitePublished>(&message)) {
        site_ = std::move(site_now->site);
    } else if (auto* rows = std::get_if<SummariesPublished>(&message)) {
        summaries = std::move(rows->rows);
        if (guest) guest->take(summaries);
        release_orders();
        open_running();
    } else if (auto* jobs = std::get_if<LabelJobsPublished>(&message)) {
        label_jobs = std::move(jobs->jobs);
        ++label_news;
    } else if (auto* runs = std::get_if<PrintRunsPublished>(&message)) {
        print_runs = std::move(runs->runs);
        ++label_news;
    } else if (auto* sent = std::get_if<DeliveriesPublished>(&message)) {
        deliveries = std::move(sent->deliveries);
    } else if (auto* people = std::get_if<NamesPublished>(&message)) {
        names = std::move(people->names);
    } else if (auto* ledger_status = std::get_if<StatusPublished>(&message)) {
        status = std::move(ledger_status->status);
    }
}

void Floor::show(Answer shown) {
    answer = std::move(shown);
    answer_until_us_ = clock_.monotonic_us() + kAnswerUs;
}

void Floor::show_refusal(const Refusal& refusal) {
    log::info("refused: {}", log::printable(to_string(refusal)));
    Answer shown;
    shown.kind = kind_of(refusal);
    shown.title_key = title_of(shown.kind);
    shown.text_key = "refusal." + refusal.key;
    shown.args = refusal.args;
    shown.remedy = refusal.remedy;
    for (const auto& [name, value] : refusal.args) {
        if (name == "label_batch") shown.other_batch = BatchNo(std::get<std::string>(value));
    }
    show(std::move(shown));
}

void Floor::show_error(const Error& error) {
    log::error("{}: {}", error.code, log::printable(error.detail));
    Answer shown;
    shown.kind = AnswerKind::refused;
    shown.title_key = "answer.stopped";
    shown.text_key = "error." + error.code;
    shown.args = {{"detail", log::printable(error.detail)}};
    show(std::move(shown));
}

bool Floor::expire() {
    const std::int64_t now = clock_.monotonic_us();
    bool changed = false;
    if (answer && now >= answer_until_us_) {
        answer.reset();
        changed = true;
    }
    if (!session) return changed;
    const bool keeps = std::find(session->roles.begin(), session->roles.end(), Role::operator_) !=
                       session->roles.end();
    const Stamp stamp = stamp_now();
    const bool shift_over = stamp.shift != session_shift_ || stamp.business_date != session_date_;
    const bool idle = now - last_touch_us_ >= config_.idle_lock_s * kSecondUs;
    if (shift_over || (idle && !keeps)) {
        log::info("session of {} ended: {}", session->user.str(), shift_over ? "shift" : "idle");
        log_out();
        changed = true;
    }
    return changed;
}

double Floor::seconds_to_next_change(double longest) const {
    if (!answer) return longest;
    const auto left = static_cast<double>(answer_until_us_ - clock_.monotonic_us()) / kSecondUs;
    return std::clamp(left, 0.0, longest);
}

void Floor::log_in(Person person_in) {
    const Stamp stamp = stamp_now();
    if (!session || session->user != person_in.user) drop_questions();
    guest.reset();
    session = std::move(person_in);
    session_shift_ = stamp.shift;
    session_date_ = stamp.business_date;
    touched();
    log::info("session of {} began", session->user.str());
}

void Floor::begin_guest(const std::string& client) {
    log_out();
    answer.reset();
    last_scan.reset();
    open_order = {};
    open_batch = {};
    room = Room::monitor;
    guest.emplace(Guest{client});
    guest->take(summaries);
    guest->take(orders);
    for (const OrderSummary& row : guest->summaries) load_when_idle(row.order_no);
    log::info("guest mode began");
}

void Floor::log_out() {
    session.reset();
    drop_questions();
}

void Floor::drop_questions() {
    signing.reset();
    over_carton.reset();
    reprint.reset();
}

}  // namespace lini
