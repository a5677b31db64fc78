#include <string>
#include <utility>

#include "app/cli/serve.h"

namespace lini {

using nlohmann::json;

/// "user" answers for it; without one the owner of the data folder does, as the system.
json serve_resend(const json& request, const VerbContext& context) {
    const OrderNo order_no(request.at("order").get<std::string>());
    const ChargeId charge(request.at("charge").get<std::string>());
    const UserId user(request.value("user", std::string()));
    Result<CommitAnswer> answer;
    const auto called = context.ledger([&](Ledger& ledger) {
        Command command = ledger.system_command(new_command_id(context.clock, context.random),
                                                order_no, ResendCharge{charge});
        if (!user.empty()) command.actor = user;
        answer = ledger.commit({std::move(command)});
    });
    if (!called) return reply_error(called.error());
    if (!answer) return reply_error(answer.error());
    const Outcome& outcome = answer->outcomes.front();
    if (outcome.refusal) return reply_refusal(*outcome.refusal);
    return {{"ok", true}};
}

}  // namespace lini
