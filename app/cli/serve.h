// The verbs that need the ledger, as requests and replies in JSON. The same functions serve the
// command door of a running terminal and a command line that holds the data folder's lock itself,
// so both give the same answer.
// A reply is {"ok": true, …}, or {"ok": false} with "error" (and "detail"), "refusal" {key, args}
// or "problems" [{file, pointer, line, column, key, args}].
// serve() runs on the door's or the command line's thread; what it hands to VerbContext::ledger
// runs on the thread that owns the ledger, what goes to reading() on its own.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/domain/refusal.h"
#include "app/identity/digest.h"
#include "app/import/problem.h"
#include "app/screens/view.h"
#include "db/ledger.h"

namespace lini {

/// Runs a function on the ledger and returns when it has run. Error "ledger_busy" when it could
/// not be handed over: then it did not run.
using LedgerCall = std::function<Result<void>(const std::function<void(Ledger&)>& run)>;

struct VerbContext {
    std::filesystem::path data;    // The data folder.
    std::filesystem::path assets;  // Holds playbooks/.
    const Clock& clock;
    RandomFill random;
    LedgerCall ledger;
    /// A ledger of one's own, opened to read, for what takes long: nobody waits for it. Empty where
    /// `ledger` already is one that nobody else waits for.
    LedgerCall beside = {};
    /// The devices of the terminal that runs; empty on a command line.
    std::function<Result<DeviceViews>()> devices = {};

    const LedgerCall& reading() const { return beside ? beside : ledger; }
};

/// Answers one request. Anything that is no request of ours gets "request_unknown"; nothing
/// that comes in can make it throw.
nlohmann::json serve(const nlohmann::json& request, const VerbContext& context);

// ---- One function a verb, each in a file of its name ----

nlohmann::json serve_import(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_status(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_verify(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_export(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_stats(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_backup(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_enrol(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_users(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_resend(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_devices(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_attachment(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_report(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_document(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_formula(const nlohmann::json& request, const VerbContext& context);
nlohmann::json serve_label(const nlohmann::json& request, const VerbContext& context);

// ---- Replies ----

nlohmann::json reply_error(const Error& error);
nlohmann::json reply_refusal(const Refusal& refusal);
nlohmann::json reply_problems(const Problems& problems);

/// A command id nobody else makes: time first, so its index grows at one end, then 80 random bits.
CommandId new_command_id(const Clock& clock, RandomFill random);

}  // namespace lini
