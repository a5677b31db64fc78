// rig_printer INDEX VENDOR PRODUCT SERIAL(or "none") SPEED DEVICE-ID
//
// One FunctionFS printer, told what to do over the Unix socket /run/rig/printer<INDEX>, a line at a
// time; each line is answered with one. Its packets stand in /run/rig/printer<INDEX>.packets.
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <sstream>
#include <string>

#include "tests/rig/gadget/command_server.h"
#include "tests/rig/gadget/ffs_printer.h"

using namespace lini::rig;

namespace {

PlanEnd end_named(const std::string& name) {
    if (name == "nak") return PlanEnd::nak;
    if (name == "pause") return PlanEnd::pause;
    if (name == "stall") return PlanEnd::stall;
    if (name == "vanish") return PlanEnd::vanish;
    if (name == "die") return PlanEnd::die;
    return PlanEnd::go_on;
}

Mood mood_named(const std::string& name) {
    if (name == "paper-out") return Mood::paper_out;
    if (name == "printing") return Mood::printing;
    return name == "silent" ? Mood::silent : Mood::well;
}

std::string obey(FfsPrinter& printer, const std::string& line) {
    std::istringstream in(line);
    std::string verb;
    in >> verb;
    if (verb == "plan") {
        Plan plan;
        std::string end;
        in >> plan.packets >> end >> plan.pause_ms >> plan.requests;
        plan.end = end_named(end);
        printer.follow(plan);
    } else if (verb == "plug") {
        int controller = printer.controller();
        in >> controller;
        printer.plug(in ? controller : printer.controller());
    } else if (verb == "unplug") {
        printer.unplug();
    } else if (verb == "status") {
        int bits = 0;
        in >> bits;
        printer.report(static_cast<std::uint8_t>(bits));
    } else if (verb == "feel") {
        std::string mood;
        in >> mood;
        printer.feel(mood_named(mood));
    } else if (verb == "say") {
        printer.say(line.substr(line.find(' ') + 1));
    } else if (verb == "die") {
        ::kill(::getpid(), SIGKILL);
    } else if (verb != "state") {
        return "unknown";
    }
    return (printer.plan_is_done() ? "1 " : "0 ") + std::to_string(printer.bytes_taken()) + " " +
           std::to_string(printer.requests());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 7) return 2;
    GadgetIdentity identity;
    identity.index = std::atoi(argv[1]);
    identity.vendor_id = static_cast<std::uint16_t>(std::strtoul(argv[2], nullptr, 16));
    identity.product_id = static_cast<std::uint16_t>(std::strtoul(argv[3], nullptr, 16));
    const std::string serial = argv[4];
    if (serial != "none") identity.serial = serial;
    identity.product = "Printer " + serial;
    identity.speed = argv[5];
    const std::string name = "/run/rig/printer" + std::to_string(identity.index);
    FfsPrinter printer(UsbGadget(identity), argv[6], name + ".packets");
    printer.start();
    printer.plug(identity.index);
    serve_commands(name, [&](const std::string& line) { return obey(printer, line); });
}
