#include <iostream>
#include <set>

#include "app/cli/base64.h"
#include "app/cli/exported_events.h"
#include "app/cli/verbs.h"
#include "app/documents/evidence.h"
#include "app/documents/table_document.h"
#include "app/identity/digest.h"

namespace lini {
namespace {

using nlohmann::json;

struct Options {
    std::string order;
    std::string file;
};

std::string text_at(const json& object, const char* key) {
    if (!object.contains(key)) return {};
    const json& value = object.at(key);
    return value.is_string() ? value.get<std::string>() : value.dump();
}

json body_of(const json& event) {
    const json& body = event.at("body");
    return body.is_string() ? json::parse(body.get<std::string>(), nullptr, false) : body;
}

/// Time, who, what, and the facts themselves; `wanted` chooses the events.
template <typename Wanted>
EvidenceFile table_of(const std::string& name, const std::vector<json>& events, Wanted wanted) {
    TableDocument table;
    table.heads = {"seq", "at", "business_date", "kind", "actor", "signer", "batch", "facts"};
    for (const json& event : events) {
        const json body = body_of(event);
        if (!wanted(event.value("kind", std::string()), body)) continue;
        table.rows.push_back({text_at(event, "seq"), text_at(event, "at_utc_us"),
                              text_at(event, "business_date"), text_at(event, "kind"),
                              text_at(event, "actor"), text_at(body, "signer"),
                              text_at(body, "batch"), body.dump()});
    }
    return {name, to_csv(table)};
}

bool is_label(const std::string& kind) { return kind.starts_with("label_"); }

/// Photos and letters that its events name, as far as they are here.
void add_attachments(Verbs& verbs, const std::vector<json>& events,
                     std::vector<EvidenceFile>& files) {
    std::set<std::string> digests;
    for (const json& event : events) {
        const json body = body_of(event);
        if (!body.contains("attachments")) continue;
        for (const json& digest : body.at("attachments")) {
            if (digest.is_string()) digests.insert(digest.get<std::string>());
        }
    }
    std::string absent;
    for (const std::string& digest : digests) {
        const auto reply =
            ask_ledger(verbs.place(), {{"verb", "attachment"}, {"sha256", digest}},
                       Access::reading);
        const bool here = reply && reply->value("ok", false);
        auto bytes = here ? from_base64(reply->value("base64", std::string())) : std::nullopt;
        if (bytes) {
            files.push_back({"attachments/" + digest, *std::move(bytes)});
            continue;
        }
        absent += digest + "\n";
    }
    if (!absent.empty()) files.push_back({"attachments/NOT_HERE.txt", absent});
}

void pack(Verbs& verbs, const Options& options) {
    std::vector<json> events;
    const bool whole = each_exported_event(verbs, [&](const json& event) {
        if (event.value("order_no", std::string()) == options.order) events.push_back(event);
    });
    if (!whole) return;
    if (events.empty()) return verbs.fail_with(Error{"order_unknown", options.order});
    std::string lines;
    for (const json& event : events) lines += event.dump() + "\n";
    std::vector<EvidenceFile> files{{"events.jsonl", std::move(lines)}};
    files.push_back(table_of("batch_records.csv", events, [](const std::string& kind, const json&) {
        return !is_label(kind) && kind != "order_imported";
    }));
    files.push_back(table_of("signatures.csv", events, [](const std::string&, const json& body) {
        return !text_at(body, "signer").empty();
    }));
    files.push_back(table_of("labels.csv", events, [](const std::string& kind, const json&) {
        return is_label(kind);
    }));
    files.push_back(table_of("checkpoints.csv", events,
                             [](const std::string& kind, const json&) {
                                 return kind == "checkpoint_recorded" || kind == "test_recorded";
                             }));
    add_attachments(verbs, events, files);
    files = with_manifest(std::move(files), &sha256_hex);
    const auto written = write_archive(files, options.file);
    if (!written) return verbs.fail_with(written.error());
    std::cout << verbs.context.locale.tr(
                     "cli.evidence_written",
                     {{"file", options.file},
                      {"count", ui::count_text(verbs.context.locale.language(),
                                               static_cast<std::int64_t>(events.size()))}})
              << "\n";
}

}  // namespace

void add_evidence_verb(Verbs& verbs) {
    auto& options = verbs.keep<Options>();
    auto* verb = verbs.add("evidence",
                           "Pack all that is recorded of an order, money too, with hashes",
                           [&verbs, &options] { pack(verbs, options); });
    verb->add_option("order", options.order, "Order number")->required();
    verb->add_option("-o", options.file, "FILE.tar.gz")->required();
}

}  // namespace lini
