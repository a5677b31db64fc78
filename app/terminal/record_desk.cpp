#include "app/terminal/record_desk.h"

#include <utility>

#include "app/base/log.h"
#include "app/domain/progress.h"

namespace lini {
namespace {

Answer accepted(std::string title_key, std::string text_key,
                std::vector<std::pair<std::string, RefusalArg>> args) {
    return {AnswerKind::accepted, std::move(title_key), std::move(text_key), std::move(args),
            Remedy::none, {}};
}

}  // namespace

void RecordDesk::submit(const OrderNo& order_no, Action action) {
    if (!floor_.session) {
        return floor_.show_refusal({"nobody_logged_in", {}, Remedy::scan_id_card});
    }
    send(floor_.command(floor_.session->user, order_no, std::move(action)));
}

void RecordDesk::submit_signed(const UserId& actor, const OrderNo& order_no, Action action,
                               Proof proof) {
    send(floor_.command(actor, order_no, std::move(action), std::move(proof)));
}

void RecordDesk::send(Command command) {
    const bool sent = floor_.commit(command, [this, command](const Result<CommitAnswer>& result) {
        --floor_.recording;
        committed(command, result);
    });
    if (sent) ++floor_.recording;
}

void RecordDesk::committed(const Command& command, const Result<CommitAnswer>& result) {
    if (!result) {
        sound_.play(Tone::unknown);
        return floor_.show_error(result.error());
    }
    const Outcome& outcome = result->outcomes.front();
    if (outcome.refusal) {
        floor_.show_refusal(*outcome.refusal);
        const AnswerKind kind = floor_.answer->kind;
        sound_.play(kind == AnswerKind::repeated ? Tone::repeated
                    : kind == AnswerKind::unknown ? Tone::unknown
                                                  : Tone::wrong);
        return;
    }
    if (auto answer = answer_to(command, outcome)) {
        sound_.play(Tone::accepted);
        floor_.show(std::move(*answer));
    }
}

std::optional<Answer> RecordDesk::answer_to(const Command& command,
                                            const Outcome& outcome) const {
    if (outcome.events.empty()) return std::nullopt;
    const Body& body = outcome.events.front().body;
    const OrderState* order = floor_.order(command.order_no);
    const auto batch_args = [&](const BatchNo& batch_no, const StepCode& step,
                                std::int64_t quantity) {
        std::vector<std::pair<std::string, RefusalArg>> args = {{"quantity", quantity},
                                                                {"batch", batch_no.str()}};
        const BatchState* batch = order == nullptr ? nullptr : find_batch(*order, batch_no);
        if (batch != nullptr) {
            args.emplace_back("good", step_counts(*batch, step).good);
            args.emplace_back("planned", batch->plan.planned);
        }
        return args;
    };
    if (const auto* output = std::get_if<OutputRecorded>(&body)) {
        return accepted("answer.good_recorded", "answer.batch_progress",
                        batch_args(output->batch, output->step, output->quantity));
    }
    if (const auto* reject = std::get_if<RejectRecorded>(&body)) {
        return accepted("answer.reject_recorded", "answer.batch_progress",
                        batch_args(reject->batch, reject->step, reject->quantity));
    }
    if (const auto* rework = std::get_if<ReworkOpened>(&body)) {
        return accepted("answer.rework_recorded", "answer.batch_progress",
                        batch_args(rework->batch, rework->step, rework->quantity));
    }
    if (const auto* test = std::get_if<TestRecorded>(&body)) {
        const bool meets = test->verdict == Verdict::meets;
        return accepted(meets ? "answer.test_meets" : "answer.test_fails", "answer.test_stored",
                        {{"test", test->test}, {"batch", test->batch.str()}});
    }
    if (std::holds_alternative<RecordReversed>(body)) {
        return accepted("answer.reversed", "answer.reversed_text", {});
    }
    if (std::holds_alternative<MilestoneSigned>(body)) {
        return accepted("answer.signed", "answer.signed_text",
                        {{"order", command.order_no.str()}});
    }
    if (std::holds_alternative<LabelIssued>(body)) {
        return accepted("answer.labels_queued", "answer.labels_queued_text",
                        {{"count", static_cast<std::int64_t>(outcome.events.size())}});
    }
    if (std::holds_alternative<LabelConfirmed>(body)) {
        return accepted("answer.label_confirmed", "answer.label_confirmed_text", {});
    }
    return accepted("answer.accepted", "answer.stored", {});
}

void RecordDesk::count_carton(const SerialPlace& place) {
    submit(place.order_no, CountCarton{place.serial, place.batch, config_.step, {}});
}

void RecordDesk::confirm_label(const SerialPlace& place) {
    const OrderState* order = floor_.order(place.order_no);
    if (order == nullptr) return;
    const auto label = order->labels.find(place.serial);
    const bool known = label != order->labels.end();
    if (known && (label->second.status == LabelStatus::confirmed ||
                  label->second.status == LabelStatus::counted)) {
        sound_.play(Tone::repeated);
        return floor_.show({AnswerKind::repeated, "answer.label_known", "answer.label_known_text",
                            {{"carton", label->second.label.carton_no},
                             {"batch", place.batch.str()}},
                            Remedy::none, {}});
    }
    submit(place.order_no, ConfirmLabel{place.serial});
}

void RecordDesk::print_labels(const BatchNo& batch_no, int count) {
    const OrderState* order = floor_.order(floor_.open_order);
    const BatchState* batch = order == nullptr ? nullptr : find_batch(*order, batch_no);
    if (batch == nullptr || config_.printers.empty()) {
        return floor_.show_error({"no_printer", "no printer configured"});
    }
    const auto product = floor_.site().products.find(batch->plan.product);
    const std::int64_t content =
        product == floor_.site().products.end() ? 1 : product->second.units_per_carton;
    submit(order->order_no, IssueLabels{batch_no, config_.printers.front().label_template, content,
                                        count, {}});
}

}  // namespace lini
