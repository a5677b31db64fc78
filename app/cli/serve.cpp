#include "app/cli/serve.h"

#include <array>
#include <string_view>
#include <utility>

#include "app/base/log.h"
#include "app/cli/phrases_json.h"

namespace lini {
namespace {

using nlohmann::json;

json args_json(const std::vector<std::pair<std::string, RefusalArg>>& args) {
    json object = json::object();
    for (const auto& [name, value] : args) {
        if (const auto* phrases = std::get_if<Phrases>(&value)) {
            object[name] = phrases_json(*phrases);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            object[name] = *text;
        } else {
            object[name] = std::get<std::int64_t>(value);
        }
    }
    return object;
}

struct VerbServer {
    std::string_view name;
    json (*serve)(const json& request, const VerbContext& context);
};

constexpr std::array kServers = {
    VerbServer{"import", &serve_import},        VerbServer{"status", &serve_status},
    VerbServer{"ledger.verify", &serve_verify}, VerbServer{"ledger.export", &serve_export},
    VerbServer{"ledger.stats", &serve_stats},   VerbServer{"backup", &serve_backup},
    VerbServer{"user.enrol", &serve_enrol},     VerbServer{"user.list", &serve_users},
    VerbServer{"label", &serve_label},          VerbServer{"report", &serve_report},
    VerbServer{"attachment", &serve_attachment}, VerbServer{"document", &serve_document},
    VerbServer{"formula", &serve_formula},
    VerbServer{"devices", &serve_devices},      VerbServer{"charge.resend", &serve_resend},
};

}  // namespace

json serve(const json& request, const VerbContext& context) {
    // The request may be anything; a field of another type than promised ends as an exception.
    try {
        const std::string verb = request.at("verb").get<std::string>();
        for (const VerbServer& server : kServers) {
            if (server.name != verb) continue;
            return server.serve(request, context);
        }
    } catch (const json::exception& error) {
        log::warn("request: {}", log::printable(error.what()));
    }
    return reply_error({"request_unknown", {}});
}

json reply_error(const Error& error) {
    return {{"ok", false}, {"error", error.code}, {"detail", error.detail}};
}

json reply_refusal(const Refusal& refusal) {
    return {{"ok", false},
            {"refusal", {{"key", refusal.key}, {"args", args_json(refusal.args)}}}};
}

json reply_problems(const Problems& problems) {
    json list = json::array();
    for (const Problem& problem : problems) {
        list.push_back({{"file", problem.file},
                        {"pointer", problem.pointer},
                        {"line", problem.line},
                        {"column", problem.column},
                        {"key", problem.key},
                        {"args", args_json(problem.args)}});
    }
    return {{"ok", false}, {"problems", list}};
}

CommandId new_command_id(const Clock& clock, RandomFill random) {
    // As UUID version 7 (RFC 9562, section 5.7) orders its parts: 48 bits of milliseconds.
    constexpr std::size_t kTimeBytes = 6;
    std::array<unsigned char, 16> bytes{};
    random(bytes.data(), bytes.size());
    auto ms = static_cast<std::uint64_t>(clock.now_utc_us() / 1000);
    for (std::size_t i = kTimeBytes; i-- > 0; ms >>= 8) {
        bytes[i] = static_cast<unsigned char>(ms & 0xFF);
    }
    return CommandId(to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
}

}  // namespace lini
