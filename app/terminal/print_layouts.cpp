// What a job looks like: its layout as the shelf has it in force for the job's printer.
#include <fmt/format.h>

#include "app/domain/progress.h"
#include "app/terminal/device_setup.h"
#include "app/terminal/print_desk.h"
#include "drivers/scanner/enrolment.h"

namespace lini {

LayoutKey PrintDesk::layout_key(const std::string& name, const Line& line) const {
    const std::string language(line.language == nullptr ? "" : line.language->name);
    return {name, language, printer_resolution(*line.printer).dots_per_mm};
}

/// Begins to read what the printer will need, so that its first label does not wait.
void PrintDesk::read_ahead(const Line& line) {
    if (line.language == nullptr) return;
    shelf_.find(layout_key(line.printer->label_template, line));
    for (const std::string& more : line.printer->templates) {
        shelf_.find(layout_key(more, line));
    }
}

/// The layout is read, and only then the order asked for: what is in force counts as it prints.
void PrintDesk::lay_out(const LabelJob& job) {
    const auto known = known_.find(std::to_string(job.job_id));
    if (known == known_.end()) return;
    const LayoutKey key = layout_key(job.template_name, lines_.at(known->second.printer));
    shelf_.with(key, [this, job, key](const Result<const LabelTemplate*>& layout) {
        if (layout) {
            return floor_.with_order(
                job.order_no, [this, job](const OrderState& order) { offer(job, order); },
                [this, job](const Error& error) { hold(job, error); });
        }
        const auto waiting = known_.find(std::to_string(job.job_id));
        if (waiting == known_.end()) return;
        // Read at a later turn.
        if (layout.error().code == "worker_busy") return leave(waiting->second, Place::waiting);
        lacking_.insert(key);
        hold(job, layout.error());
    });
}

/// Jobs whose layout was wrong go on once its file is right.
void PrintDesk::offer_mended() {
    for (auto key = lacking_.begin(); key != lacking_.end();) {
        if (shelf_.find(*key) == nullptr) {
            ++key;
            continue;
        }
        for (auto& [job_id, known] : known_) {
            const Line* line = line_of(known.printer);
            const bool its = line != nullptr && known.place == Place::resting &&
                             known.state == JobState::held &&
                             known.job.template_name == key->name &&
                             layout_key(key->name, *line) == *key;
            if (!its) continue;
            known.state = JobState::queued;
            leave(known, Place::waiting);
        }
        key = lacking_.erase(key);
    }
}

Result<Label> PrintDesk::label_of(const LabelJob& job, const OrderState& order,
                                  std::int64_t content_units) {
    const SitePrinter* printer = printer_for(config_, job.template_name);
    if (printer == nullptr) return fail("no_printer", job.template_name);
    const Line& line = lines_.at(printer->name);
    const LayoutKey key = layout_key(job.template_name, line);
    const LabelTemplate* layout = shelf_.find(key);
    if (layout == nullptr) return fail("template_unreadable", job.template_name);
    const BatchState* batch = find_batch(order, job.batch);
    if (batch == nullptr) return fail("label_batch_unknown", job.batch.str());
    const auto product = floor_.site().products.find(batch->plan.product);
    if (product == floor_.site().products.end()) {
        return fail("label_product_unknown", batch->plan.product.str());
    }
    if (content_units == 0) {
        return build_label(*layout, order, product->second, job, key.language);
    }
    ProductDefined part = product->second;  // A label that is not issued holds a full carton.
    part.units_per_carton = static_cast<int>(content_units);
    return build_label(*layout, order, part, job, key.language);
}

std::optional<Label> PrintDesk::label_here(const LabelJob& job) {
    const OrderState* order = floor_.order(job.order_no);
    if (order == nullptr) return std::nullopt;
    const auto label = label_of(job, *order);
    if (!label) return std::nullopt;
    return *label;
}

void PrintDesk::print_test_label(const std::string& printer) {
    if (config_.printers.empty()) return floor_.show_error({"no_printer", "test label"});
    const std::string name = printer.empty() ? config_.printers.front().name : printer;
    const Line* line = line_of(name);
    if (line == nullptr) return floor_.show_error({"no_printer", "test label"});
    shelf_.with(layout_key("device_test", *line),
                [this, name](const Result<const LabelTemplate*>& layout) {
                    if (!layout) return floor_.show_error(layout.error());
                    print_test_label(name, **layout);
                });
}

void PrintDesk::print_test_label(const std::string& printer, const LabelTemplate& layout) {
    const Line* line = line_of(printer);
    if (line == nullptr) return;
    LabelData data;
    data.printer = printer;
    data.test_symbol = std::string(enrolment_text());
    const auto label =
        fill(layout, data, line->language == nullptr ? "" : line->language->name);
    if (!label) return floor_.show_error(label.error());
    const std::string job_id =
        fmt::format("{}{}-{}", kTestJob, floor_.stamp_now().at_utc_us, ++tests_printed_);
    const auto sent = send(*line, job_id, *label);
    if (!sent) floor_.show_error(sent.error());
}

}  // namespace lini
