#include "app/terminal/printer_book.h"

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

UsbIdentity device(const char* port, const char* serial = "", std::uint16_t product = 0x0164) {
    return {0x0a5f, product, serial, port, "Zebra", "GK420d", {}};
}

SitePrinter usb_printer(const char* name, const char* usb_id) {
    SitePrinter printer;
    printer.name = name;
    printer.transport = PrinterTransport::usb;
    printer.usb_id = usb_id;
    return printer;
}

SiteConfig site(std::vector<SitePrinter> printers) {
    SiteConfig config;
    config.printers = std::move(printers);
    return config;
}

UsbMatch match_in(const PrinterBook& book, const char* name) {
    PrinterConfig config;
    config.name = name;
    config.where = UsbMatch{};
    return std::get<UsbMatch>(book.bound(config).where);
}

TEST_CASE("two alike are asked about once, and both are bound by the one answer") {
    const SiteConfig config =
        site({usb_printer("Karton", "0a5f:0164"), usb_printer("Palet", "0a5f:0164")});
    DeviceBindings bindings;
    PrinterBook book(config, bindings);
    CHECK_FALSE(book.question());
    const std::vector<UsbIdentity> both{device("1-2"), device("1-3")};
    book.take(PrinterChoice{"Palet", both});
    book.take(PrinterChoice{"Karton", both});
    const auto asked = book.question();
    REQUIRE(asked);
    CHECK(asked->which);
    CHECK(asked->name == "Karton");
    REQUIRE(asked->devices.size() == 2);
    CHECK(asked->devices[1] == "GK420d · port 1-3");

    DeviceQuestion stale = *asked;
    stale.devices.pop_back();
    CHECK(book.answer(stale, 0).empty());
    CHECK(bindings.printers.empty());

    const auto changed = book.answer(*asked, 1);
    CHECK(changed == std::vector<std::string>{"Karton", "Palet"});
    CHECK(match_in(book, "Karton").port_path == "1-3");
    CHECK(match_in(book, "Palet").port_path == "1-2");
    CHECK_FALSE(book.question());
    // And after a restart.
    const PrinterBook again(config, bindings);
    CHECK(match_in(again, "Palet").port_path == "1-2");
    // The wrong one came out: both are open again, or the other would keep its place.
    CHECK(book.release("Karton") == std::vector<std::string>{"Karton", "Palet"});
    CHECK_FALSE(book.is_bound("Palet"));
    CHECK(book.release("Karton").empty());
}

TEST_CASE("a new printer in the place of a missing one is asked about, and takes its place") {
    const SiteConfig config = site({usb_printer("Karton", "0a5f:0164:OLD")});
    DeviceBindings bindings;
    PrinterBook book(config, bindings);
    book.take(UsbPrinterAppeared{device("1-2", "OLD")});
    book.take(PrinterIdentified{"Karton", device("1-2", "OLD"), "zpl"});
    book.take(PrinterConditionEvent{"Karton", PortCondition::ready});
    book.take(UsbPrinterAppeared{device("1-4", "NEW")});
    CHECK_FALSE(book.question());  // Nothing is missing.

    book.take(UsbPrinterGone{stable_name(device("1-2", "OLD"))});
    book.take(PrinterConditionEvent{"Karton", PortCondition::unplugged});
    const auto asked = book.question();
    REQUIRE(asked);
    CHECK_FALSE(asked->which);
    CHECK(book.answer(*asked, 0) == std::vector<std::string>{"Karton"});
    CHECK(match_in(book, "Karton").serial == "NEW");
    CHECK_FALSE(bindings.printers.front().other_model);
}

TEST_CASE("a printer of another model is asked for its language; one declined is not asked again") {
    const SiteConfig config = site({usb_printer("Karton", "0a5f:0164:OLD")});
    DeviceBindings bindings;
    PrinterBook book(config, bindings);
    book.take(PrinterConditionEvent{"Karton", PortCondition::unplugged});
    book.take(UsbPrinterAppeared{device("1-4", "", 0x0bee)});
    const auto office = book.question();
    REQUIRE(office);
    CHECK(book.answer(*office, std::nullopt).empty());
    CHECK_FALSE(book.question());
    book.take(UsbPrinterAppeared{device("1-5", "N", 0x0bee)});
    const auto asked = book.question();
    REQUIRE(asked);
    book.answer(*asked, 0);
    PrinterConfig zpl;
    zpl.name = "Karton";
    zpl.where = UsbMatch{};
    CHECK(book.bound(zpl).language == kAutoLanguage);
}

}  // namespace
}  // namespace lini
