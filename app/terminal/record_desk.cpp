#include "app/terminal/record_desk.h"

#include <algorithm>
#include <utility>

#include "app/base/log.h"
#include "app/domain/progress.h"
#include "app/terminal/answers.h"
#include "app/terminal/device_setup.h"

namespace lini {

void RecordDesk::submit(const OrderNo& order_no, Action action, std::function<void()> accepted) {
    if (!floor_.session) {
        return floor_.show_refusal({"nobody_logged_in", {}, Remedy::scan_id_card});
    }
    send(floor_.command(floor_.session->user, order_no, std::move(action)), std::move(accepted));
}

void RecordDesk::submit_signed(const UserId& actor, const OrderNo& order_no, Action action,
                               Proof proof) {
    send(floor_.command(actor, order_no, std::move(action), std::move(proof)));
}

void RecordDesk::send(Command command, std::function<void()> accepted) {
    const auto then = [this, command, accepted](const Result<CommitAnswer>& result) {
        --floor_.recording;
        if (accepted && result && !result->outcomes.front().refusal) accepted();
        committed(command, result);
    };
    const bool sent = floor_.commit(command, then);
    if (sent) ++floor_.recording;
}

void RecordDesk::committed(const Command& command, const Result<CommitAnswer>& result) {
    if (!result) {
        sound_.play(Tone::unknown);
        return floor_.show_error(result.error());
    }
    const Outcome& outcome = result->outcomes.front();
    if (outcome.refusal) {
        const bool over = std::holds_alternative<CountCarton>(command.action) &&
                          outcome.refusal->key == "over_ordered" && floor_.room == Room::batch;
        if (over) {
            // The batch screen asks the supervisor at once, instead of an answer that goes by.
            log::info("refused: {}", log::printable(to_string(*outcome.refusal)));
            floor_.over_carton = outcome.refusal;
            return sound_.play(Tone::wrong);
        }
        floor_.show_refusal(*outcome.refusal);
        const AnswerKind kind = floor_.answer->kind;
        sound_.play(kind == AnswerKind::repeated ? Tone::repeated
                    : kind == AnswerKind::unknown ? Tone::unknown
                                                  : Tone::wrong);
        return;
    }
    if (auto answer = answer_to(command, outcome, floor_.order(command.order_no))) {
        sound_.play(Tone::accepted);
        floor_.show(std::move(*answer));
    }
}

void RecordDesk::count_carton(const SerialPlace& place) {
    const LabelState* label = label_of(place);
    // A carton counts once; scanned again it can still settle a reprint of its label.
    if (label != nullptr && label->status == LabelStatus::counted && in_doubt(place.serial)) {
        return confirm_label(place);
    }
    submit(place.order_no, CountCarton{place.serial, place.batch, config_.step, {}});
}

void RecordDesk::confirm_label(const SerialPlace& place) {
    if (floor_.order(place.order_no) == nullptr) return;
    const LabelState* label = label_of(place);
    const bool confirmed = label != nullptr && (label->status == LabelStatus::confirmed ||
                                                label->status == LabelStatus::counted);
    if (confirmed && !in_doubt(place.serial)) {
        sound_.play(Tone::repeated);
        return floor_.show({AnswerKind::repeated, "answer.repeated_confirmed",
                            "answer.repeated_plain", {}, Remedy::none, {}});
    }
    submit(place.order_no, ConfirmLabel{place.serial});
}

const LabelState* RecordDesk::label_of(const SerialPlace& place) const {
    const OrderState* order = floor_.order(place.order_no);
    if (order == nullptr) return nullptr;
    const auto label = order->labels.find(place.serial);
    return label == order->labels.end() ? nullptr : &label->second;
}

bool RecordDesk::in_doubt(const Serial& serial) const {
    return std::any_of(floor_.label_jobs.begin(), floor_.label_jobs.end(),
                       [&](const LabelJob& job) {
                           return job.serial == serial && job.state == LabelJobState::uncertain;
                       });
}

void RecordDesk::print_labels(const BatchNo& batch, int count, std::int64_t content_units) {
    if (config_.printers.empty()) {
        return floor_.show_error({"no_printer", "no printer configured"});
    }
    IssueLabels labels;
    labels.batch = batch;
    labels.template_name = config_.printers.front().label_template;
    labels.content_units = content_units;
    labels.count = count;
    labels.check_first = printer_for(config_, labels.template_name)->check_first;
    submit(floor_.open_order, std::move(labels));
}

}  // namespace lini
