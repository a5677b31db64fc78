#include "app/terminal/run_desk.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "app/base/log.h"
#include "app/domain/gs1.h"

namespace lini {
namespace {

std::optional<FirstLabel::Elements> elements_of(std::string_view data) {
    if (const auto link = gs1::parse_digital_link(data)) return *link;
    if (data.starts_with(gs1::kSeparator)) data.remove_prefix(1);
    const auto fields = gs1::parse(data);
    if (!fields) return std::nullopt;
    return *fields;
}

}  // namespace

std::vector<FirstLabel::Elements> gs1_symbols(const Label& label) {
    std::vector<FirstLabel::Elements> symbols;
    for (const LabelItem& item : label.items) {
        const auto* barcode = std::get_if<LabelBarcode>(&item);
        if (barcode == nullptr || barcode->gs1.empty()) continue;
        FirstLabel::Elements elements;
        for (const Gs1Element& one : barcode->gs1) elements.push_back({one.ai, one.value});
        symbols.push_back(std::move(elements));
    }
    return symbols;
}

RunDesk::RunDesk(Floor& floor, RecordDesk& record_desk, LabelOf label_of,
                 std::function<void()> changed)
    : floor_(floor),
      record_desk_(record_desk),
      label_of_(std::move(label_of)),
      changed_(std::move(changed)) {}

void RunDesk::refresh() {
    std::set<std::int64_t> published;
    for (const PrintRun& run : floor_.print_runs) {
        published.insert(run.run_id);
        const auto [found, is_new] = runs_.try_emplace(run.run_id, Run{run, true, {}, 0});
        if (is_new) continue;
        const bool paused = found->second.now.paused;
        const bool check_wanted = found->second.now.check_wanted;
        found->second.now = run;
        // What was decided here is newer than what was published before it was stored.
        found->second.now.paused = paused;
        found->second.now.check_wanted = check_wanted;
    }
    for (auto& [run_id, run] : runs_) {
        const bool unreadable =
            run.now.is_to_be_checked() && prepare(run) && !run.reading->is_readable();
        if (unreadable) set(run, run.now.paused, false);
    }
    for (auto run = runs_.begin(); run != runs_.end();) {
        if (!run->second.stored) store(run->second);
        const bool gone = run->second.stored && published.count(run->first) == 0;
        run = gone ? runs_.erase(run) : std::next(run);
    }
}

RunDesk::Run* RunDesk::find(std::int64_t run_id) {
    const auto found = runs_.find(run_id);
    return found == runs_.end() ? nullptr : &found->second;
}

bool RunDesk::may_print(const LabelJob& job) const {
    auto run = runs_.upper_bound(job.job_id);
    if (run == runs_.begin()) return true;
    const PrintRun& now = std::prev(run)->second.now;
    if (!now.holds(job.job_id)) return true;
    if (now.paused) return false;
    return !now.check_wanted || now.first.job_id == job.job_id;
}

bool RunDesk::may_act() {
    if (!floor_.session) {
        floor_.show_refusal({"nobody_logged_in", {}, Remedy::scan_id_card});
        return false;
    }
    if (!floor_.session_may(Right::print_labels)) {
        floor_.show_refusal({"not_allowed",
                             {{"right", std::string(right_name(Right::print_labels))}},
                             Remedy::scan_id_card});
        return false;
    }
    return true;
}

void RunDesk::set(Run& run, bool paused, bool check_wanted) {
    run.now.paused = paused;
    run.now.check_wanted = check_wanted;
    store(run);
    changed_();
}

void RunDesk::store(Run& run) {
    const std::int64_t run_id = run.now.run_id;
    run.stored = floor_.update_run(run.now, [this, run_id](const Result<void>& done) {
        if (done) return;
        floor_.show_error(done.error());
        // A ledger that stopped takes it once it goes on.
        Run* kept = find(run_id);
        if (kept != nullptr) kept->stored = done.error().code == "run_unknown";
    });
}

void RunDesk::pause(std::int64_t run_id) {
    Run* run = find(run_id);
    if (run == nullptr || !may_act()) return;
    log::info("run {} paused", run_id);
    set(*run, true, run->now.check_wanted);
}

void RunDesk::go_on(std::int64_t run_id) {
    Run* run = find(run_id);
    if (run == nullptr || !may_act()) return;
    log::info("run {} goes on", run_id);
    set(*run, false, run->now.check_wanted);
}

void RunDesk::cancel(std::int64_t run_id, std::vector<Serial> waiting) {
    Run* run = find(run_id);
    if (run == nullptr || waiting.empty() || !may_act()) return;
    log::info("run {} cancelled, {} labels", run_id, waiting.size());
    // Nothing more of it leaves while the ledger voids what waits.
    set(*run, true, run->now.check_wanted);
    record_desk_.submit(run->now.order_no,
                        VoidLabels{std::move(waiting), std::string(kVoidCancelled)});
}

void RunDesk::reject_first(std::int64_t run_id, const std::string& reason) {
    Run* run = find(run_id);
    if (run == nullptr || run->now.first.job_id == 0 || !may_act()) return;
    log::info("run {}: its first label is bad: {}", run_id, log::printable(reason));
    set(*run, true, true);
    run->reading.reset();
    record_desk_.submit(run->now.order_no, VoidLabel{run->now.first.serial, reason});
}

RunDesk::Run* RunDesk::waiting_for(const Serial& serial) {
    for (auto& [run_id, run] : runs_) {
        const PrintRun& now = run.now;
        if (!now.is_to_be_checked()) continue;
        if (serial.empty() || now.first.serial == serial) return &run;
    }
    return nullptr;
}

/// False when it is not known what the label holds.
bool RunDesk::prepare(Run& run) const {
    if (run.reading && run.reading_job == run.now.first.job_id) return true;
    const std::optional<Label> label = label_of_(run.now.first);
    if (!label) return false;
    run.reading.emplace(gs1_symbols(*label));
    run.reading_job = run.now.first.job_id;
    return true;
}

bool RunDesk::check(const Serial& serial, const std::string& data) {
    Run* run = waiting_for(serial);
    if (run == nullptr || !prepare(*run)) return false;
    const auto read = elements_of(data);
    if (!read) return false;
    if (const auto refusal = run->reading->take(*read)) {
        if (serial.empty() && refusal->key == "first_label_other_symbol") return false;
        floor_.show_refusal(*refusal);
        return true;
    }
    if (!run->reading->is_complete()) {
        floor_.show({AnswerKind::accepted, "answer.first_label_part",
                     "answer.first_label_part_text", {}, Remedy::none, {}});
        return true;
    }
    const std::int64_t run_id = run->now.run_id;
    record_desk_.submit(run->now.order_no, ConfirmLabel{run->now.first.serial},
                        [this, run_id] { passed(run_id); });
    return true;
}

void RunDesk::passed(std::int64_t run_id) {
    Run* run = find(run_id);
    if (run == nullptr) return;
    log::info("run {}: its first label reads as it was encoded", run_id);
    set(*run, run->now.paused, false);
}

std::vector<PrintRun> RunDesk::runs() const {
    std::vector<PrintRun> all;
    for (const auto& [run_id, run] : runs_) all.push_back(run.now);
    return all;
}

std::vector<std::string> RunDesk::missing(const PrintRun& run) const {
    const auto found = runs_.find(run.run_id);
    if (found == runs_.end() || !found->second.reading) return {};
    const FirstLabel& reading = *found->second.reading;
    const bool begun = found->second.reading_job == run.first.job_id && reading.is_begun();
    return begun ? reading.missing() : std::vector<std::string>{};
}

}  // namespace lini
