#include <algorithm>
#include <map>

#include "app/domain/contract.h"
#include "app/domain/money.h"
#include "app/import/item_readers.h"

namespace lini {
namespace {

using nlohmann::json;

OrderLine read_line(const json& node, const std::string& pointer, const ReadContext& context) {
    JsonReader reader(node, pointer, context.problems);
    OrderLine line;
    line.product = ProductCode{reader.id_text("product")};
    line.quantity = reader.integer("quantity", {1, kQuantityMax});
    line.unit_price = Rupiah{reader.integer("unit_price_rupiah", {0, kRupiahMax})};
    reader.refuse_unknown_keys();
    return line;
}

/// The sum of the lines; nothing is left of a cent, since prices are whole rupiah.
Rupiah read_lines(JsonReader& order, OrderImported& content, const ReadContext& context) {
    const json& lines = order.array("lines", 1, 100);
    Rupiah value;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string at = order.pointer_to("lines") + "/" + std::to_string(i);
        const OrderLine line = read_line(lines[i], at, context);
        const auto amount = line_amount(line.quantity, line.unit_price);
        if (!amount || value.value + amount->value > kRupiahMax) {
            context.problems.add(at, "value_range", {{"max", kRupiahMax}});
            return value;
        }
        value.value += amount->value;
        content.lines.push_back(line);
    }
    return value;
}

void read_threshold(JsonReader& order, const PlaybookFile& playbook, OrderImported& content) {
    content.threshold_percent = playbook.threshold_percent;
    if (order.has("threshold_percent")) {
        content.threshold_percent = static_cast<int>(order.integer("threshold_percent", {1, 100}));
    }
    content.counts_status = playbook.counts_status;
    content.over_basis_points = playbook.playbook.over_basis_points;
    content.under_basis_points = playbook.playbook.under_basis_points;
    if (order.has("over_basis_points")) {
        content.over_basis_points =
            static_cast<int>(order.integer("over_basis_points", {0, 10'000}));
    }
    if (order.has("under_basis_points")) {
        content.under_basis_points =
            static_cast<int>(order.integer("under_basis_points", {0, 10'000}));
    }
    if (!order.has("counts_status")) return;
    const bool released =
        order.choice("counts_status", {"not_rejected", "released"}) == "released";
    content.counts_status = released ? CountsStatus::released : CountsStatus::not_rejected;
}

/// Fields of the contract; a number may be written as one. What they mean is judged by the rules.
void read_fields(JsonReader& order, OrderImported& content, const ReadContext& context) {
    if (!order.has("contract")) return;
    const json& fields = order.object("contract");
    JsonReader reader(fields, order.pointer_to("contract"), context.problems);
    for (const auto& [code, value] : fields.items()) {
        const char* key = code.c_str();
        content.fields[code] = value.is_number_integer()
                                   ? std::to_string(reader.integer(key, {0, kRupiahMax}))
                                   : reader.text(key);
    }
}

void read_deviations(JsonReader& order, OrderImported& content, const ReadContext& context) {
    if (!order.has("deviations")) return;
    const json& nodes = order.array("deviations", 1, 40);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::string at = order.pointer_to("deviations") + "/" + std::to_string(i);
        JsonReader reader(nodes[i], at, context.problems);
        Deviation deviation;
        deviation.rule = reader.id_text("rule");
        deviation.reason = reader.text("reason");
        // In files of before there were signatures at a terminal; it signs nothing.
        if (reader.has("signed_by")) reader.id_text("signed_by");
        reader.refuse_unknown_keys();
        if (find_deviation(content, deviation.rule) != nullptr) {
            reader.wrong("rule", "item_twice", {{"value", deviation.rule}});
        }
        content.deviations.push_back(std::move(deviation));
    }
}

/// Terms that were billed before the terminal was installed.
void read_opening_terms(JsonReader& order, ImportOrder& action, const ReadContext& context) {
    if (!order.has("opening_terms")) return;
    const json& nodes = order.array("opening_terms", 1, 20);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::string at = order.pointer_to("opening_terms") + "/" + std::to_string(i);
        JsonReader reader(nodes[i], at, context.problems);
        TermOpened opened;
        opened.term = TermId{reader.id_text("term")};
        opened.document_no = reader.text("document_no", 64);
        opened.paid = Rupiah{reader.integer("paid_rupiah", {0, kRupiahMax})};
        reader.refuse_unknown_keys();
        for (const Term& term : action.order.terms) {
            if (term.id == opened.term) opened.amount = term.amount;
        }
        action.terms_opening.push_back(std::move(opened));
    }
}

/// Checkpoints that were passed before it.
void read_opening_checkpoints(JsonReader& order, ImportOrder& action, const ReadContext& context) {
    if (!order.has("opening_checkpoints")) return;
    const json& nodes = order.array("opening_checkpoints", 1, 1'000);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::string at = order.pointer_to("opening_checkpoints") + "/" + std::to_string(i);
        JsonReader reader(nodes[i], at, context.problems);
        CheckpointRecorded passed;
        passed.checkpoint = reader.id_text("checkpoint");
        passed.reference = reader.text("reference");
        if (reader.has("batch_no")) passed.batch = BatchNo{reader.id_text("batch_no")};
        reader.refuse_unknown_keys();
        action.checkpoints_opening.push_back(std::move(passed));
    }
}

void read_deadline_days(JsonReader& order, OrderImported& content, const ReadContext& context) {
    if (!order.has("deadline_days")) return;
    const json& days = order.object("deadline_days");
    JsonReader reader(days, order.pointer_to("deadline_days"), context.problems);
    for (const auto& [code, value] : days.items()) {
        content.deadline_days[code] = static_cast<int>(reader.integer(code.c_str(), {1, 3'650}));
    }
}

bool is_counted_step(const Playbook& playbook, const std::string& code) {
    return std::ranges::any_of(
        playbook.steps, [&](const Step& step) { return step.counted && step.code.str() == code; });
}

void read_opening(JsonReader& batch, const Playbook& playbook, const BatchNo& batch_no,
                  std::vector<OutputRecorded>& opening) {
    if (!batch.has("opening")) return;
    std::map<std::string, std::int64_t> good;
    for (const auto& [step, count] : batch.object("opening").items()) {
        const std::int64_t quantity = count.is_number_integer() ? count.get<std::int64_t>() : 0;
        if (!is_counted_step(playbook, step)) {
            batch.wrong("opening", "step_unknown", {{"value", step}});
        } else if (quantity < 1 || quantity > kQuantityMax) {
            batch.wrong("opening", "number_range",
                        {{"value", quantity}, {"min", std::int64_t{1}}, {"max", kQuantityMax}});
        } else {
            good[step] = quantity;
        }
    }
    for (const Step& step : playbook.steps) {
        const auto found = good.find(step.code.str());
        if (found == good.end()) continue;
        opening.push_back({batch_no, step.code, found->second, Entry::opening, {}, {}});
    }
}

bool is_ordered(const OrderImported& order, const ProductCode& product) {
    return std::ranges::any_of(order.lines,
                               [&](const OrderLine& l) { return l.product == product; });
}

void read_batch(const json& node, const std::string& pointer, const Playbook& playbook,
                ImportOrder& action, const ReadContext& context) {
    JsonReader reader(node, pointer, context.problems);
    BatchPlanned batch;
    batch.batch = BatchNo{reader.id_text("batch_no")};
    batch.product = ProductCode{reader.id_text("product")};
    batch.planned = reader.integer("planned", {1, kQuantityMax});
    batch.manufactured = reader.date("manufactured");
    batch.expires = reader.date("expires");
    if (reader.has("bulk")) batch.bulk = reader.boolean("bulk");
    if (reader.has("from_bulk")) batch.from = BatchNo{reader.id_text("from_bulk")};
    read_opening(reader, playbook, batch.batch, action.opening);
    reader.refuse_unknown_keys();
    if (!batch.product.empty() && !is_ordered(action.order, batch.product)) {
        reader.wrong("product", "product_not_ordered", {{"value", batch.product.str()}});
    }
    const bool dated = batch.manufactured.ok() && batch.expires.ok();
    if (dated && batch.expires <= batch.manufactured) reader.wrong("expires", "dates_crossed");
    const bool twice = std::ranges::any_of(
        action.batches, [&](const BatchPlanned& other) { return other.batch == batch.batch; });
    if (twice && !batch.batch.empty()) {
        reader.wrong("batch_no", "item_twice", {{"value", batch.batch.str()}});
    }
    action.batches.push_back(std::move(batch));
}

}  // namespace

void read_batches(JsonReader& order, const Playbook& playbook, ImportOrder& action,
                  const ReadContext& context) {
    if (!order.has("batches")) return;
    const json& batches = order.array("batches", 0, 1'000);
    for (std::size_t i = 0; i < batches.size(); ++i) {
        const std::string at = order.pointer_to("batches") + "/" + std::to_string(i);
        read_batch(batches[i], at, playbook, action, context);
    }
}

ReadOrder read_order(const json& item, const std::string& pointer, const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ReadOrder read;
    OrderImported& content = read.action.order;
    read.order_no = OrderNo{reader.id_text("order_no")};
    content.revision = static_cast<int>(reader.integer("revision", {1, kRevisionMax}));
    content.client = reader.text("client", 120);
    content.client_po = reader.text("client_po", 60);
    content.value = read_lines(reader, content, context);
    const std::string playbook_name = reader.text("playbook", 64);
    const auto playbook = context.playbooks.find(playbook_name);
    if (playbook == context.playbooks.end()) {
        if (!playbook_name.empty()) {
            reader.wrong("playbook", "playbook_unknown", {{"value", playbook_name}});
        }
        return read;
    }
    content.playbook = playbook->second.playbook;
    content.terms = read_terms(reader, playbook->second, content.value, context);
    read_threshold(reader, playbook->second, content);
    read_fields(reader, content, context);
    read_extras(reader, playbook->second, content, context);
    read_deviations(reader, content, context);
    read_deadline_days(reader, content, context);
    read_opening_terms(reader, read.action, context);
    read_opening_checkpoints(reader, read.action, context);
    read_batches(reader, content.playbook, read.action, context);
    reader.refuse_unknown_keys();
    // The playbook is not in it: the file again is a no-op, even after the playbook was edited,
    // because the order keeps the text that it was signed under.
    content.content_sha256_hex = content_hash(item, {}, context.sha256_hex);
    return read;
}

}  // namespace lini
