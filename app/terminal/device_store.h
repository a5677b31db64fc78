// What devices.toml holds, shared by those who ask which device is which: a change is in force at
// once and on the disk a moment later. UI thread; the worker waits for the disk.
#pragma once

#include <filesystem>

#include "app/identity/worker.h"
#include "app/import/device_bindings.h"
#include "app/terminal/floor.h"

namespace lini {

class DeviceStore {
public:
    /// Reads the file of that folder. All outlive the store.
    DeviceStore(Floor& floor, Worker& worker, const std::filesystem::path& data_folder,
                Floor::Post post);

    DeviceBindings& bindings() { return bindings_; }

    /// To be called after each change. Where the file cannot be written that is shown, and the
    /// change holds until the terminal closes.
    void store();
    /// Tries again what the worker had no room for.
    void turn() {
        if (waiting_) store();
    }

private:
    Floor& floor_;
    Worker& worker_;
    const std::filesystem::path file_;
    const Floor::Post post_;
    DeviceBindings bindings_;
    bool waiting_ = false;
};

/// Whether who is logged in may say which device is which; shows the refusal where not.
bool may_manage_devices(Floor& floor);

}  // namespace lini
