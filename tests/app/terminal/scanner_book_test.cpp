#include "app/terminal/scanner_book.h"

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

ScannerCandidate device(const char* serial, const char* port) {
    return {ScannerKind::hid_pos, {0x05e0, 0x1300, serial, port, "Zebra", "DS2208", {}}};
}

SiteConfig site() {
    SiteConfig config;
    config.scanners = {{"Meja 1", BoundScannerKind::serial, "05f9:4204:S99", "enter"}};
    return config;
}

TEST_CASE("an enrolled scanner is bound by its serial number, else by its port") {
    const SiteConfig config = site();
    DeviceBindings bindings;
    ScannerBook book(config, bindings);
    const std::string first = book.enrol(device("S1", "1-2"), "");
    const std::string second = book.enrol(device("", "1-3"), "");
    CHECK(first == "DS2208");
    CHECK(second == "DS2208 2");
    CHECK(matches(book.find(first)->config.match, device("S1", "1-9").identity));
    CHECK_FALSE(matches(book.find(first)->config.match, device("S2", "1-2").identity));
    CHECK(matches(book.find(second)->config.match, device("", "1-3").identity));
    CHECK_FALSE(matches(book.find(second)->config.match, device("", "1-4").identity));
    CHECK(book.scanners().size() == 3);
}

TEST_CASE("a scanner that is enrolled again keeps its name, and its fault is the last one") {
    const SiteConfig config = site();
    DeviceBindings bindings;
    ScannerBook book(config, bindings);
    const std::string name = book.enrol(device("S1", "1-2"), "loses_gs");
    CHECK(book.fault(name) == "loses_gs");
    CHECK(book.enrol(device("S1", "1-2"), "") == name);
    CHECK(book.fault(name).empty());
    CHECK(bindings.scanners.size() == 1);
}

TEST_CASE("a device in place of another is blocked until it reads right, also over a restart") {
    const SiteConfig config = site();
    DeviceBindings bindings;
    ScannerBook book(config, bindings);
    book.replace("Meja 1", device("S7", "1-5"));
    CHECK(book.scanners().size() == 1);
    const ScannerBook again(config, bindings);
    CHECK(again.fault("Meja 1") == "not_tried");
    CHECK(again.find("Meja 1")->config.kind == ScannerKind::hid_pos);
    book.set_fault("Meja 1", "");
    CHECK(ScannerBook(config, bindings).fault("Meja 1").empty());
    CHECK(book.forget("Meja 1"));  // The site's own entry is in force again.
    CHECK(book.find("Meja 1")->config.kind == ScannerKind::serial);
    CHECK_FALSE(book.forget("Meja 1"));
}

TEST_CASE("a device that replaces nothing is not asked about again") {
    const SiteConfig config = site();
    DeviceBindings bindings;
    ScannerBook book(config, bindings);
    book.decline(device("S1", "1-2"));
    book.decline(device("S1", "1-4"));
    CHECK(bindings.declined.size() == 1);
    CHECK(ScannerBook(config, bindings).declined(device("S1", "1-7")));
    CHECK_FALSE(book.declined(device("", "1-2")));
}

}  // namespace
}  // namespace lini
