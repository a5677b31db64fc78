#include "app/terminal/device_store.h"

#include <utility>

#include "app/base/log.h"

namespace lini {

DeviceStore::DeviceStore(Floor& floor, Worker& worker, const std::filesystem::path& data_folder,
                         Floor::Post post)
    : floor_(floor), worker_(worker), file_(data_folder / kDevicesFile), post_(std::move(post)) {
    LoadedBindings loaded = load_device_bindings(file_);
    for (const Problem& problem : loaded.problems) log::error("devices: {}", to_string(problem));
    bindings_ = std::move(loaded.bindings);
}

void DeviceStore::store() {
    waiting_ = !worker_.submit(
        [file = file_, bindings = bindings_] { return store_device_bindings(file, bindings); },
        [this](const Result<void>& stored) {
            if (stored) return;
            post_([this, error = stored.error()] { floor_.show_error(error); });
        });
}

bool may_manage_devices(Floor& floor) {
    if (floor.session_may(Right::manage_devices)) return true;
    floor.show_refusal({floor.session ? "devices_not_yours" : "nobody_logged_in", {},
                        Remedy::scan_id_card});
    return false;
}

}  // namespace lini
