#include <algorithm>
#include <concepts>

#include "app/domain/gates.h"
#include "app/screens/wording.h"

namespace lini {
namespace {

std::string plus(const ui::Ui& ui, std::int64_t quantity) { return "+ " + ui.count(quantity); }

std::string reason_words(const ui::Ui& ui, const OrderState& order, const RejectRecorded& reject) {
    if (!reject.note.empty()) return reject.note;
    if (order.order) {
        for (const RejectReason& reason : order.order->playbook.reject_reasons) {
            if (reason.code == reject.reason) return wording(ui, reason.label);
        }
    }
    return reject.reason;
}

/// A reason of our own list by its words; one that was typed as it is.
std::string loss_words(const ui::Ui& ui, const std::string& reason) {
    const std::string key = "loss.reason." + reason;
    return ui.locale.has(key) ? ui.tr(key) : reason;
}

std::string purpose_words(const ui::Ui& ui, SamplePurpose purpose) {
    switch (purpose) {
        case SamplePurpose::qc: return ui.tr("sample.purpose.qc");
        case SamplePurpose::retained: return ui.tr("sample.purpose.retained");
        case SamplePurpose::client: return ui.tr("sample.purpose.client");
    }
    return {};
}

std::string test_name(const ui::Ui& ui, const View& view, const OrderState& order,
                      const TestRecorded& test) {
    const auto batch = order.batches.find(test.batch);
    if (batch == order.batches.end()) return test.test;
    const auto product = view.site.products.find(batch->second.plan.product);
    if (product == view.site.products.end()) return test.test;
    for (const TestLimit& limit : product->second.tests) {
        if (limit.code == test.test) return wording(ui, limit.label);
    }
    return test.test;
}

std::string entry_suffix(const ui::Ui& ui, Entry entry) {
    if (entry == Entry::manual) return " · " + ui.tr("record.manual");
    if (entry == Entry::opening) return " · " + ui.tr("record.opening");
    return {};
}

StepCode step_of(const Body& body) {
    return std::visit(
        [](const auto& record) {
            if constexpr (requires { { record.step } -> std::convertible_to<StepCode>; }) {
                return record.step;
            } else {
                return StepCode();
            }
        },
        body);
}

struct Liner {
    const ui::Ui& ui;
    const View& view;
    const OrderState& order;

    RecordLine operator()(const OutputRecorded& r) const {
        const std::string what =
            r.serial.empty() ? ui.tr("record.good")
                             : ui.tr("record.carton", {{"serial", r.serial.str()}});
        return {plus(ui, r.quantity), what + entry_suffix(ui, r.entry)};
    }
    RecordLine operator()(const RejectRecorded& r) const {
        const std::string reason = reason_words(ui, order, r);
        return {plus(ui, r.quantity),
                ui.tr("record.reject", {{"reason", reason}}) + entry_suffix(ui, r.entry)};
    }
    RecordLine operator()(const ReworkOpened& r) const {
        return {plus(ui, r.quantity), ui.tr("record.rework_open") + entry_suffix(ui, r.entry)};
    }
    RecordLine operator()(const ReworkClosed& r) const {
        return {{}, ui.tr("record.rework_closed",
                          {{"good", ui.count(r.good)}, {"scrap", ui.count(r.scrap)}})};
    }
    RecordLine operator()(const SampleTaken& r) const {
        return {plus(ui, r.quantity),
                ui.tr("record.sample", {{"purpose", purpose_words(ui, r.purpose)}})};
    }
    RecordLine operator()(const LossRecorded& r) const {
        return {plus(ui, r.quantity),
                ui.tr("record.lost", {{"reason", loss_words(ui, r.reason)}})};
    }
    RecordLine operator()(const TestRecorded& r) const {
        return {{}, ui.tr("record.test", {{"test", test_name(ui, view, order, r)},
                                          {"value", value_with_unit(ui, r.value, r.unit)}})};
    }
    RecordLine operator()(const ClientApproved& r) const {
        return {{}, ui.tr("record.approval", {{"reference", r.reference}})};
    }
    RecordLine operator()(const CheckpointRecorded& r) const {
        const Checkpoint* checkpoint = find_checkpoint(order, r.checkpoint);
        const std::string name =
            checkpoint == nullptr ? r.checkpoint : wording(ui, checkpoint->label);
        const char* outcome = r.outcome == CheckpointOutcome::failed   ? "checkpoint.fail"
                              : r.outcome == CheckpointOutcome::waived ? "checkpoint.waive"
                                                                       : "checkpoint.pass";
        return {{}, name + " · " + ui.tr(outcome)};
    }
    template <typename Other>
    RecordLine operator()(const Other&) const {
        return {{}, ui.tr("record.other")};
    }
};

}  // namespace

RecordLine record_line(const ui::Ui& ui, const View& view, const OrderState& order,
                       const Record& record) {
    RecordLine line = std::visit(Liner{ui, view, order}, record.body);
    const StepCode step = step_of(record.body);
    if (!step.empty() && step != view.step) line.what += " · " + step_name(ui, order, step);
    if (const LateEntered* late = late_entry(order, record.id)) {
        line.what += " · " + ui.tr("record.late", {{"time", day_and_time(view,
                                                                        late->happened_utc_us)}});
    }
    return line;
}

}  // namespace lini
