#include "app/import/device_bindings.h"

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include <fstream>

namespace lini {
namespace {

namespace fs = std::filesystem;

DeviceBindings sample() {
    DeviceBindings bindings;
    bindings.scanners.push_back(
        {"Zebra \"DS2208\"\\", BoundScannerKind::hid_pos, "05e0:1300/S'1\"2", ""});
    bindings.scanners.push_back(
        {"Scanner HID", BoundScannerKind::keyboard, "0581:011c@1-4", "loses_gs"});
    bindings.printers = {{"Printer karton", "0a5f:0164@1-3", false},
                         {"Palet", "0a5f:0bee/N 1", true}};
    bindings.declined = {"046d:c31c@1-2"};
    return bindings;
}

TEST_CASE("what was bound is read back, whatever a device calls itself") {
    const auto parsed = parse_device_bindings("devices.toml", device_bindings_text(sample()));
    REQUIRE(parsed);
    CHECK(*parsed == sample());
    CHECK(*parse_device_bindings("devices.toml", device_bindings_text({})) == DeviceBindings{});
}

TEST_CASE("a file of devices that is damaged is put aside and binds nothing") {
    const fs::path folder =
        fs::temp_directory_path() / ("lini-bindings-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    const fs::path file = folder / kDevicesFile;
    CHECK(load_device_bindings(file).problems.empty());
    REQUIRE(store_device_bindings(file, sample()));
    CHECK(load_device_bindings(file).bindings == sample());
    std::ofstream(file) << "[[scanners]]\nname = \"x\"\nkind = \"gun\"\nusb = \"zz\"\n";
    const LoadedBindings loaded = load_device_bindings(file);
    CHECK(loaded.bindings.scanners.empty());
    CHECK(loaded.problems.size() == 2);
    CHECK(fs::exists(file.string() + ".unreadable"));
    CHECK_FALSE(fs::exists(file));
    CHECK(store_device_bindings("/proc/none/devices.toml", sample()).error().code ==
          "devices_file_unwritable");
    fs::remove_all(folder);
}

}  // namespace
}  // namespace lini
