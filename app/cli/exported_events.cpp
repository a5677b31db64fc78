#include "app/cli/exported_events.h"

namespace lini {
namespace {

using nlohmann::json;

bool each_of_chain(Verbs& verbs, const json& chain,
                   const std::function<void(const json&)>& each) {
    json after{{"terminal", chain["terminal"]}, {"incarnation", chain["incarnation"]}, {"seq", 0}};
    for (;;) {
        const auto reply =
            verbs.ask({{"verb", "ledger.export"}, {"after", after}}, Access::reading);
        if (reply.is_null()) return false;
        if (reply["events"].empty()) return true;
        for (const json& event : reply["events"]) each(event);
        after["seq"] = reply["events"].back()["seq"];
    }
}

}  // namespace

bool each_exported_event(Verbs& verbs, const std::function<void(const json&)>& each) {
    const auto reply = verbs.ask({{"verb", "ledger.export"}}, Access::reading);
    if (reply.is_null()) return false;
    for (const json& chain : reply["chains"]) {
        if (!each_of_chain(verbs, chain, each)) return false;
    }
    return true;
}

}  // namespace lini
