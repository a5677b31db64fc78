#include "app/terminal/answers.h"

#include <string>
#include <utility>
#include <vector>

#include "app/domain/progress.h"

namespace lini {
namespace {

using Args = std::vector<std::pair<std::string, RefusalArg>>;

Answer accepted(std::string title_key, std::string text_key, Args args) {
    return {AnswerKind::accepted, std::move(title_key), std::move(text_key), std::move(args),
            Remedy::none, {}};
}

const char* status_key(BatchStatus status) {
    switch (status) {
        case BatchStatus::in_process:
        case BatchStatus::quarantine: break;
        case BatchStatus::released: return "answer.batch_released";
        case BatchStatus::rejected: return "answer.batch_rejected";
        case BatchStatus::on_hold: return "answer.batch_held";
    }
    return "answer.batch_goes_on";
}

// One overload a kind of fact that has words of its own.
struct Teller {
    const Command& command;
    const OrderState* order;
    std::int64_t facts;

    Answer counted(const char* title, const BatchNo& batch_no, const StepCode& step,
                   std::int64_t count, Args more = {}) const {
        Args args = {{"count", count}, {"batch", batch_no.str()}};
        args.insert(args.end(), more.begin(), more.end());
        const BatchState* batch = order == nullptr ? nullptr : find_batch(*order, batch_no);
        if (batch == nullptr) return accepted(title, {}, std::move(args));
        args.emplace_back("good", step_counts(*batch, step).good);
        args.emplace_back("planned", batch->plan.planned);
        return accepted(title, "answer.recorded_text", std::move(args));
    }

    std::int64_t carton_of(const Serial& serial) const {
        if (order == nullptr) return 0;
        const auto label = order->labels.find(serial);
        return label == order->labels.end() ? 0 : label->second.label.carton_no;
    }

    Answer operator()(const OutputRecorded& output) const {
        if (output.approval) {
            return counted("answer.over_approved", output.batch, output.step, output.quantity);
        }
        if (output.serial.empty()) {
            return counted("answer.recorded_good", output.batch, output.step, output.quantity);
        }
        return counted("answer.carton_counted", output.batch, output.step, output.quantity,
                       {{"carton", carton_of(output.serial)}});
    }
    Answer operator()(const RejectRecorded& r) const {
        return counted("answer.recorded_reject", r.batch, r.step, r.quantity);
    }
    Answer operator()(const ReworkOpened& r) const {
        return counted("answer.recorded_rework", r.batch, r.step, r.quantity);
    }
    Answer operator()(const SampleTaken& s) const {
        return counted("answer.recorded_sample", s.batch, s.step, s.quantity);
    }
    Answer operator()(const LossRecorded& l) const {
        return counted("answer.recorded_loss", l.batch, l.step, l.quantity);
    }
    Answer operator()(const ReworkClosed& closed) const {
        return accepted("answer.rework_closed", {},
                        {{"good", closed.good}, {"scrap", closed.scrap}});
    }
    Answer operator()(const RecordReversed&) const { return accepted("answer.reversed", {}, {}); }
    Answer operator()(const TestRecorded& test) const {
        const bool meets = test.verdict == Verdict::meets;
        return accepted(meets ? "answer.test_meets" : "answer.test_fails", {},
                        {{"test", test.test}});
    }
    Answer operator()(const BatchStarted& started) const {
        return accepted("answer.batch_started", {}, {{"batch", started.batch.str()}});
    }
    Answer operator()(const BatchPlanned& planned) const {
        return accepted("answer.batch_planned", {}, {{"batch", planned.batch.str()}});
    }
    Answer operator()(const BatchClosed& closed) const {
        return accepted("answer.batch_closed", {}, {{"batch", closed.batch.str()}});
    }
    Answer operator()(const MilestoneSigned& signed_) const {
        return accepted("answer.signed", "answer.signed_text",
                        {{"order", command.order_no.str()},
                         {"good", signed_.evidence.good},
                         {"ordered", signed_.evidence.ordered}});
    }
    Answer operator()(const LabelIssued&) const {
        return accepted("answer.labels_queued", {}, {{"count", facts}});
    }
    Answer operator()(const LabelReprinted& reprint) const {
        return accepted("answer.reprint_queued", {},
                        {{"carton", carton_of(reprint.serial)},
                         {"copy", std::int64_t{reprint.copy}}});
    }
    Answer operator()(const ClientApproved& approval) const {
        return accepted("answer.approval_recorded", "answer.approval_text",
                        {{"batch", approval.batch.str()}, {"reference", approval.reference}});
    }
    Answer operator()(const BatchStatusChanged& changed) const {
        return accepted(status_key(changed.status), {}, {{"batch", changed.batch.str()}});
    }
    Answer operator()(const LabelConfirmed& label) const {
        return accepted("answer.label_confirmed", {}, {{"serial", label.serial.str()}});
    }
    Answer operator()(const LabelVoided& label) const {
        if (std::holds_alternative<VoidLabels>(command.action)) {
            const bool returned = label.reason == kVoidReturned;
            return accepted(returned ? "answer.labels_returned" : "answer.labels_cancelled", {},
                            {{"count", facts}});
        }
        return accepted("answer.label_voided", {}, {{"serial", label.serial.str()}});
    }
    template <typename Other>
    Answer operator()(const Other&) const {
        return accepted("answer.done", {}, {});
    }
};

}  // namespace

std::optional<Answer> answer_to(const Command& command, const Outcome& outcome,
                                const OrderState* order) {
    if (outcome.events.empty()) {
        if (std::holds_alternative<ResendCharge>(command.action)) {
            return accepted("answer.charge_resent", {}, {{"order", command.order_no.str()}});
        }
        // No new fact, and yet it settled a reprint in doubt.
        const auto* scan = std::get_if<ConfirmLabel>(&command.action);
        if (scan == nullptr) return std::nullopt;
        return accepted("answer.label_confirmed", {}, {{"serial", scan->serial.str()}});
    }
    const auto facts = static_cast<std::int64_t>(outcome.events.size());
    // Of a late entry what was counted is told, which stands behind the words on when it was.
    const bool late = std::holds_alternative<EnterLate>(command.action);
    const Event& told = late ? outcome.events.back() : outcome.events.front();
    return std::visit(Teller{command, order, facts}, told.body);
}

}  // namespace lini
