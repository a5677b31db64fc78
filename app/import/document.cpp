#include "app/import/document.h"

#include <algorithm>
#include <set>

#include "app/import/csv_document.h"
#include "app/import/item_readers.h"
#include "app/import/strict_json.h"

namespace lini {
namespace {

using nlohmann::json;

/// Reads the items of one kind and hands back the key of each, so that twins are found.
using ReadItem = std::string (*)(const json& item, const std::string& pointer,
                                 const ReadContext& context, ImportBatch& batch);

std::string add_product(const json& item, const std::string& pointer, const ReadContext& context,
                        ImportBatch& batch) {
    ProductDefined product = read_product(item, pointer, context);
    std::string key = product.code.str();
    batch.items.push_back({OrderNo{}, DefineProduct{std::move(product)}});
    return key;
}

std::string add_user(const json& item, const std::string& pointer, const ReadContext& context,
                     ImportBatch& batch) {
    ReadUser read = read_user(item, pointer, context);
    const UserId user = read.user.user;
    batch.names.push_back({user, std::move(read.name)});
    if (read.card) batch.cards.push_back(std::move(*read.card));
    batch.items.push_back({OrderNo{}, DefineUser{std::move(read.user)}});
    return user.str();
}

std::string add_order(const json& item, const std::string& pointer, const ReadContext& context,
                      ImportBatch& batch) {
    ReadOrder read = read_order(item, pointer, context);
    batch.items.push_back({read.order_no, std::move(read.action)});
    return read.order_no.str();
}

/// A batch may have several approvals, each under its own reference. No code holds a space.
std::string add_approval(const json& item, const std::string& pointer, const ReadContext& context,
                         ImportBatch& batch) {
    ReadApproval read = read_approval(item, pointer, context);
    const RecordClientApproval& action = read.action;
    const bool whole =
        !read.order_no.empty() && !action.batch.empty() && !action.reference.empty();
    std::string key =
        whole ? read.order_no.str() + " " + action.batch.str() + " " + action.reference : "";
    batch.items.push_back(
        {std::move(read.order_no), std::move(read.action), std::move(read.recorded_by)});
    return key;
}

std::string add_payment(const json& item, const std::string& pointer, const ReadContext& context,
                        ImportBatch& batch) {
    ReadPayment read = read_payment(item, pointer, context);
    std::string key = read.order_no.str() + " " + read.action.payment.payment;
    batch.items.push_back(
        {std::move(read.order_no), std::move(read.action), std::move(read.recorded_by)});
    return key;
}

/// The same checkpoint may fail and pass in one file.
std::string add_checkpoint(const json& item, const std::string& pointer,
                           const ReadContext& context, ImportBatch& batch) {
    ReadCheckpoint read = read_checkpoint(item, pointer, context);
    batch.items.push_back(
        {std::move(read.order_no), std::move(read.action), std::move(read.recorded_by)});
    return {};
}

/// A revision may be asked for and done in one file, a pause begin and end.
template <ReadChange (*read_change)(const json&, const std::string&, const ReadContext&)>
std::string add_change(const json& item, const std::string& pointer, const ReadContext& context,
                       ImportBatch& batch) {
    ReadChange read = read_change(item, pointer, context);
    batch.items.push_back(
        {std::move(read.order_no), std::move(read.action), std::move(read.recorded_by)});
    return {};
}

std::string add_holidays(const json& item, const std::string& pointer, const ReadContext& context,
                         ImportBatch& batch) {
    DefineHolidays holidays = read_holidays(item, pointer, context);
    std::string key = std::to_string(holidays.holidays.year);
    batch.items.push_back({OrderNo{}, std::move(holidays)});
    return key;
}

std::string add_duties(const json& item, const std::string& pointer, const ReadContext& context,
                       ImportBatch& batch) {
    batch.items.push_back({OrderNo{}, read_duties(item, pointer, context)});
    return "duties";
}

std::string add_taxes(const json& item, const std::string& pointer, const ReadContext& context,
                      ImportBatch& batch) {
    batch.items.push_back({OrderNo{}, read_taxes(item, pointer, context)});
    return "taxes";
}

struct Kind {
    std::string_view name;
    ReadItem read;
};

// To add one: write its reader in item_readers.h and its schema in assets/schema, then list it.
constexpr Kind kKinds[] = {{"products", add_product},
                           {"users", add_user},
                           {"orders", add_order},
                           {"approvals", add_approval},
                           {"payments", add_payment},
                           {"checkpoints", add_checkpoint},
                           {"revisions", add_change<read_revision>},
                           {"holds", add_change<read_hold>},
                           {"cases", add_change<read_case>},
                           {"shipments", add_change<read_shipment>},
                           {"holidays", add_holidays},
                           {"duties", add_duties},
                           {"taxes", add_taxes}};

/// Two users with one card: a scan could not tell them apart.
void refuse_shared_cards(const ImportBatch& batch, ProblemList& problems) {
    std::set<std::string> tokens;
    for (const ImportedCard& card : batch.cards) {
        if (tokens.insert(card.token).second) continue;
        problems.add("/items", "card_twice", {{"user", card.user.str()}});
    }
}

}  // namespace

std::string content_hash(const json& item, const std::vector<std::string>& left_out,
                         Sha256Hex sha256_hex) {
    if (!item.is_object()) return {};
    json content = item;
    content.erase("revision");
    for (const std::string& key : left_out) content.erase(key);
    return sha256_hex(content.dump());
}

namespace {

Parsed<ImportBatch> read_document(const std::string& filename, const json& document,
                                  const Playbooks& playbooks, Sha256Hex sha256_hex) {
    ProblemList problems(filename);
    const ReadContext context{playbooks, sha256_hex, problems};
    ImportBatch batch;
    JsonReader top(document, "", problems);
    const std::string kind_name = top.text("kind", 32);
    const json& items = top.array("items", 1, kDocumentItemsMax);
    if (top.has("$schema")) top.text("$schema");
    top.refuse_unknown_keys();

    const auto* kind = std::ranges::find(kKinds, kind_name, &Kind::name);
    if (kind == std::end(kKinds)) {
        if (!kind_name.empty()) top.wrong("kind", "kind_unknown", {{"value", kind_name}});
        return tl::unexpected(problems.take());
    }
    std::set<std::string> keys;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string pointer = "/items/" + std::to_string(i);
        const std::string key = kind->read(items[i], pointer, context, batch);
        if (key.empty() || keys.insert(key).second) continue;
        problems.add(pointer, "item_twice", {{"value", key}});
    }
    refuse_shared_cards(batch, problems);
    if (!problems.empty()) return tl::unexpected(problems.take());
    return batch;
}

}  // namespace

Parsed<ImportBatch> read_documents(const std::string& filename, std::string_view bytes,
                                   const Playbooks& playbooks, Sha256Hex sha256_hex) {
    if (!filename.ends_with(".csv")) {
        const auto document =
            read_strict_json(filename, bytes, {kDocumentBytesMax, kDocumentDepthMax});
        if (!document) return tl::unexpected(document.error());
        return read_document(filename, *document, playbooks, sha256_hex);
    }
    const auto csv = read_csv_document(filename, bytes);
    if (!csv) return tl::unexpected(csv.error());
    auto batch = read_document(filename, csv->document, playbooks, sha256_hex);
    if (batch) return batch;
    Problems in_rows;
    for (const Problem& problem : batch.error()) in_rows.push_back(csv->in_file(problem));
    return tl::unexpected(std::move(in_rows));
}

}  // namespace lini
