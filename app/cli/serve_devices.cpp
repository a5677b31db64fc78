#include "app/cli/devices_json.h"
#include "app/cli/serve.h"

namespace lini {

nlohmann::json serve_devices(const nlohmann::json&, const VerbContext& context) {
    if (!context.devices) return reply_error({"no_terminal", {}});
    const auto devices = context.devices();
    if (!devices) return reply_error(devices.error());
    return {{"ok", true}, {"devices", devices_json(*devices)}};
}

}  // namespace lini
