// rig_scanner INDEX VENDOR SERIAL KIND(keyboard, pos or serial)
//
// One scanner, told what to read over the Unix socket /run/rig/scanner<INDEX>: "scan FIRST COUNT",
// "half FIRST COUNT", "plug", "state"; the answer is "busy" or "idle" and the codes read.
#include <cstdlib>
#include <sstream>

#include "tests/rig/gadget/command_server.h"
#include "tests/rig/gadget/scanner_gadget.h"

using namespace lini::rig;

namespace {

std::string obey(ScannerGadget& scanner, const std::string& line) {
    std::istringstream in(line);
    std::string verb;
    int first = 0;
    int count = 0;
    in >> verb >> first >> count;
    if (verb == "scan" || verb == "half") scanner.scan(first, count, verb == "half");
    if (verb == "plug") scanner.plug();
    return (scanner.busy() ? "busy " : "idle ") + std::to_string(scanner.codes_read());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) return 2;
    GadgetIdentity identity;
    identity.index = std::atoi(argv[1]);
    identity.vendor_id = static_cast<std::uint16_t>(std::strtoul(argv[2], nullptr, 16));
    identity.product_id = static_cast<std::uint16_t>(0x0200 + identity.index);
    identity.serial = argv[3];
    identity.product = "Scanner " + identity.serial;
    const std::string kind = argv[4];
    ScannerKind which = ScannerKind::serial;
    if (kind == "keyboard") which = ScannerKind::keyboard;
    if (kind == "pos") which = ScannerKind::pos;
    ScannerGadget scanner(UsbGadget(identity), which);
    scanner.plug();
    serve_commands("/run/rig/scanner" + std::to_string(identity.index),
                   [&](const std::string& line) { return obey(scanner, line); });
}
