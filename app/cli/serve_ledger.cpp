#include <map>
#include <string>

#include "app/cli/serve.h"

namespace lini {
namespace {

using nlohmann::json;

constexpr int kExportEventsMax = 1000;

json chain_json(const ChainReport& chain) {
    return {{"terminal", chain.terminal.str()},
            {"incarnation", chain.incarnation},
            {"events", chain.events},
            {"certain_to_seq", chain.certain_to_seq},
            {"problem", chain.problem},
            {"problem_seq", chain.problem_seq}};
}

json event_json(const StoredEvent& event) {
    return {{"terminal_id", event.id.terminal.str()},
            {"incarnation", event.id.incarnation},
            {"seq", event.id.seq},
            {"lamport", event.lamport},
            {"order_no", event.order_no},
            {"at_utc_us", event.at_utc_us},
            {"clock_state", event.clock_state},
            {"zone", event.zone},
            {"business_date", event.business_date},
            {"shift", event.shift},
            {"actor", event.actor},
            {"command_id", event.command_id},
            {"kind", event.kind},
            {"version", event.version},
            // The bytes as they are, for their hash: a parsed body would lose them.
            {"body", event.body},
            {"prev_hash", to_hex(event.prev_hash)},
            {"hash", to_hex(event.hash)}};
}

Result<json> events_json(Ledger& ledger, const EventId& after) {
    const auto events = ledger.events_after(after, kExportEventsMax);
    if (!events) return pass_on(events);
    json list = json::array();
    for (const StoredEvent& event : *events) list.push_back(event_json(event));
    return list;
}

Result<json> chains_json(Ledger& ledger) {
    const auto heads = ledger.heads();
    if (!heads) return pass_on(heads);
    json list = json::array();
    for (const Head& head : *heads) {
        list.push_back({{"terminal", head.terminal.str()},
                        {"incarnation", head.incarnation},
                        {"seq", head.seq},
                        {"hash", head.hash_hex}});
    }
    return list;
}

Result<json> stats_json(Ledger& ledger) {
    const auto heads = ledger.heads();
    if (!heads) return pass_on(heads);
    std::map<std::string, std::int64_t> kinds;
    std::int64_t events = 0;
    std::int64_t bytes = 0;
    for (const Head& head : *heads) {
        EventId after{head.terminal, head.incarnation, 0};
        for (;;) {
            const auto page = ledger.events_after(after, kExportEventsMax);
            if (!page) return pass_on(page);
            if (page->empty()) break;
            for (const StoredEvent& event : *page) {
                ++kinds[event.kind];
                bytes += static_cast<std::int64_t>(event.body.size());
            }
            events += static_cast<std::int64_t>(page->size());
            after = page->back().id;
        }
    }
    const auto summaries = ledger.all_summaries();
    if (!summaries) return pass_on(summaries);
    return json{{"events", events},
                {"body_bytes", bytes},
                {"kinds", kinds},
                {"chains", heads->size()},
                {"orders", summaries->size()},
                {"users", ledger.site().users.size()},
                {"products", ledger.site().products.size()}};
}

/// Runs `read` on a ledger that nobody waits for; its value comes back under `name`.
template <typename Read>
json reply_with(const char* name, const VerbContext& context, Read read) {
    Result<json> value;
    const auto called = context.reading()([&](Ledger& ledger) { value = read(ledger); });
    if (!called) return reply_error(called.error());
    if (!value) return reply_error(value.error());
    return {{"ok", true}, {name, *value}};
}

}  // namespace

json serve_verify(const json&, const VerbContext& context) {
    return reply_with("report", context, [](Ledger& ledger) -> Result<json> {
        const auto report = ledger.verify();
        if (!report) return pass_on(report);
        json chains = json::array();
        for (const ChainReport& chain : report->chains) chains.push_back(chain_json(chain));
        return json{{"sound", report->sound},
                    {"events", report->events},
                    {"storage_problem", report->storage_problem},
                    {"chains", chains}};
    });
}

/// Without "after": the chains that there are. With it: the next events of its chain.
json serve_export(const json& request, const VerbContext& context) {
    if (!request.contains("after")) return reply_with("chains", context, &chains_json);
    const json& from = request.at("after");
    const EventId after{TerminalId(from.at("terminal").get<std::string>()),
                        from.at("incarnation").get<std::int64_t>(),
                        from.at("seq").get<std::int64_t>()};
    return reply_with("events", context,
                      [&](Ledger& ledger) { return events_json(ledger, after); });
}

json serve_stats(const json&, const VerbContext& context) {
    return reply_with("stats", context, &stats_json);
}

json serve_backup(const json& request, const VerbContext& context) {
    const std::string file = request.at("file").get<std::string>();
    // Only the owner of the ledger can sign its head, so that the copy is certain to its end.
    Result<void> head_signed;
    const auto called =
        context.ledger([&](Ledger& ledger) { head_signed = ledger.sign_head(); });
    if (!called) return reply_error(called.error());
    if (!head_signed) return reply_error(head_signed.error());
    return reply_with("file", context, [&](Ledger& ledger) -> Result<json> {
        const auto written = ledger.backup(file);
        if (!written) return pass_on(written);
        return json(file);
    });
}

}  // namespace lini
