#include "drivers/usb/printer_choice.h"

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

UsbIdentity printer(const char* port, const char* serial = "") {
    UsbIdentity identity;
    identity.vendor_id = 0x0a5f;
    identity.product_id = 0x0164;
    identity.serial = serial;
    identity.port_path = port;
    return identity;
}

UsbMatch model() {
    UsbMatch match;
    match.vendor_id = 0x0a5f;
    match.product_id = 0x0164;
    return match;
}

UsbMatch at(const char* port) {
    UsbMatch match = model();
    match.port_path = port;
    return match;
}

UsbMatch with_serial(const char* serial) {
    UsbMatch match = model();
    match.serial = serial;
    return match;
}

TEST_CASE("of two printers that are alike none is opened, and both are told once") {
    UsbChoice choice;
    const std::vector<UsbIdentity> both{printer("1-2"), printer("1-3")};
    CHECK_FALSE(choice.is_the_one(model(), {}, both[0], both, 1'000'000));
    CHECK_FALSE(choice.is_the_one(model(), {}, both[1], both, 1'000'000));
    const auto told = choice.news(false, 1'100'000);
    REQUIRE(told);
    CHECK(told->size() == 2);
    CHECK_FALSE(choice.news(false, 1'200'000));
    // One is pulled out: the other is the one, and there is no choice any more.
    CHECK(choice.is_the_one(model(), {}, both[1], {both[1]}, 2'000'000));
    const auto over = choice.news(true, 2'000'000);
    REQUIRE(over);
    CHECK(over->empty());
}

TEST_CASE("a printer that is bound by its port leaves the other one to the other") {
    UsbChoice choice;
    const std::vector<UsbIdentity> both{printer("1-2"), printer("1-3")};
    CHECK(choice.is_the_one(at("1-2"), {{model(), ""}}, both[0], both, 1));
    CHECK_FALSE(choice.is_the_one(model(), {{at("1-2"), ""}}, both[0], both, 1));
    CHECK(choice.is_the_one(model(), {{at("1-2"), ""}}, both[1], both, 1));
    CHECK_FALSE(choice.news(false, 1));
}

TEST_CASE("a device that another printer has open is no choice") {
    UsbChoice choice;
    const std::vector<UsbIdentity> both{printer("1-2"), printer("1-3")};
    CHECK_FALSE(choice.is_the_one(model(), {{model(), "1-2"}}, both[0], both, 1));
    CHECK(choice.is_the_one(model(), {{model(), "1-2"}}, both[1], both, 1));
}

TEST_CASE("twins that claim one serial number are asked about, others are not") {
    UsbChoice choice;
    const std::vector<UsbIdentity> twins{printer("1-2", "0001"), printer("1-3", "0001")};
    CHECK_FALSE(choice.is_the_one(with_serial("0001"), {}, twins[0], twins, 1));
    const std::vector<UsbIdentity> two{printer("1-2", "A"), printer("1-3", "B")};
    CHECK(choice.is_the_one(with_serial("A"), {}, two[0], two, 1));
    // A place says more than a number that twins share.
    CHECK(choice.is_the_one(with_serial("0001"), {{at("1-2"), ""}}, twins[1], twins, 1));
    CHECK(choice.is_the_one(at("1-2"), {{with_serial("0001"), ""}}, twins[0], twins, 1));
}

}  // namespace
}  // namespace lini
