#include "drivers/usb/identity.h"

#include <catch2/catch_test_macros.hpp>

#include "drivers/usb/quirks.h"

using namespace lini;

TEST_CASE("a Zebra's device id names maker, model and command sets") {
    const DeviceId id = parse_device_id(
        "MANUFACTURER:Zebra Technologies ;COMMAND SET:ZPL,epl;MODEL:ZTC "
        "ZD421;CLASS:PRINTER;SN:D4J1;");
    CHECK(id.manufacturer == "Zebra Technologies");
    CHECK(id.model == "ZTC ZD421");
    CHECK(id.serial == "D4J1");
    CHECK(id.commands == std::vector<std::string>{"ZPL", "EPL"});
}

TEST_CASE("a broken device id gives what can be read of it") {
    CHECK(parse_device_id("").model.empty());
    CHECK(parse_device_id(";;;:;x").model.empty());
    CHECK(parse_device_id("MDL:A:B").model == "A:B");
    CHECK(parse_device_id("mfg:X;MDL").manufacturer == "X");
    CHECK(parse_device_id("CMD:,,ZPL,").commands == std::vector<std::string>{"ZPL"});
    CHECK(parse_device_id("MDL:" + std::string(100'000, 'x')).model.size() < 4096);
}

TEST_CASE("the length in front of a device id may be wrong") {
    using std::string;
    CHECK(device_id_text(string("\x00\x08MDL:A;xx", 10)) == "MDL:A;");
    CHECK(device_id_text(string("\x08\x00MDL:A;xx", 10)) == "MDL:A;");
    CHECK(device_id_text(string("\xff\xffMDL:A;", 8)) == "MDL:A;");
    CHECK(device_id_text("MDL:A;") == "MDL:A;");
    CHECK(device_id_text("").empty());
    CHECK(device_id_text("x").empty());
}

TEST_CASE("a device is named by its serial number, else by its port") {
    UsbIdentity usb;
    usb.vendor_id = 0x0a5f;
    usb.product_id = 0x0120;
    usb.port_path = "1-2.4";
    CHECK(stable_name(usb) == "0a5f:0120@1-2.4");
    usb.serial = "D4J1";
    CHECK(stable_name(usb) == "0a5f:0120/D4J1");
}

TEST_CASE("quirks are by vendor or by model") {
    UsbIdentity usb;
    usb.vendor_id = 0x0a5f;
    usb.product_id = 0x1234;
    CHECK(quirks_of(usb).no_reattach);
    CHECK_FALSE(quirks_of(usb).one_way);  // Else it could not say that its paper is out.
    usb.vendor_id = 0x2730;
    CHECK_FALSE(quirks_of(usb).one_way);
    usb.product_id = 0x2008;
    CHECK(quirks_of(usb).one_way);
}
