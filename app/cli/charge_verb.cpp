#include <iostream>

#include "app/cli/verbs.h"

namespace lini {
namespace {

struct Options {
    std::string order;
    std::string charge;
    std::string user;
};

void resend(Verbs& verbs, const Options& options) {
    nlohmann::json request{
        {"verb", "charge.resend"}, {"order", options.order}, {"charge", options.charge}};
    if (!options.user.empty()) request["user"] = options.user;
    const auto reply = verbs.ask(request, Access::existing);
    if (reply.is_null()) return;
    std::cout << verbs.context.locale.tr("cli.charge_resent",
                                         {{"charge", options.order + "/" + options.charge}})
              << "\n";
}

}  // namespace

void add_charge_verb(Verbs& verbs) {
    auto* verb = verbs.add("charge", "See to a charge that the ERP refused", {});
    verb->require_subcommand(1);
    auto& options = verbs.keep<Options>();
    auto* again = verbs.add_below(*verb, "resend",
                                  "Send a refused charge once more, under the same key",
                                  [&verbs, &options] { resend(verbs, options); });
    again->add_option("order", options.order, "Order number")->required();
    again->add_option("charge", options.charge, "Of the order: termin:2")->required();
    again->add_option("--as", options.user, "User who answers for it (default: the system)");
}

}  // namespace lini
