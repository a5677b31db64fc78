// Scanners and printers as `lini devices --json` tells them (app/cli/README.md). Pure; any thread.
#pragma once

#include <nlohmann/json.hpp>

#include "app/screens/view.h"

namespace lini {

nlohmann::json devices_json(const DeviceViews& devices);

}  // namespace lini
