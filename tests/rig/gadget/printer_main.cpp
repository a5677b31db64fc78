// rig_printer INDEX VENDOR PRODUCT SERIAL SPEED DEVICE-ID
//
// One FunctionFS printer, told what to do over the Unix socket /run/rig/printer<INDEX>, a line at a
// time; each line is answered with one. Its packets stand in /run/rig/printer<INDEX>.packets.
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <string>

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

std::string obey(FfsPrinter& printer, const std::string& line) {
    std::istringstream in(line);
    std::string verb;
    in >> verb;
    if (verb == "plan") {
        Plan plan;
        std::string end;
        in >> plan.packets >> end >> plan.pause_ms;
        plan.end = end_named(end);
        printer.follow(plan);
    } else if (verb == "plug") {
        printer.plug();
    } else if (verb == "unplug") {
        printer.unplug();
    } else if (verb == "status") {
        int bits = 0;
        in >> bits;
        printer.report(static_cast<std::uint8_t>(bits));
    } else if (verb == "say") {
        printer.say(line.substr(line.find(' ') + 1));
    } else if (verb == "die") {
        ::kill(::getpid(), SIGKILL);
    } else if (verb != "state") {
        return "unknown";
    }
    return (printer.plan_is_done() ? "1 " : "0 ") + std::to_string(printer.bytes_taken()) + " " +
           std::to_string(printer.soft_resets());
}

int listen_at(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    ::unlink(path.c_str());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::chmod(path.c_str(), 0666) != 0 || ::listen(fd, 4) != 0) {
        std::perror(path.c_str());
        std::exit(1);
    }
    return fd;
}

void serve(FfsPrinter& printer, int client) {
    std::string line;
    char c = 0;
    while (::read(client, &c, 1) == 1) {
        if (c != '\n') {
            line += c;
            continue;
        }
        const std::string answer = obey(printer, line) + "\n";
        line.clear();
        if (::write(client, answer.data(), answer.size()) < 0) return;
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 7) return 2;
    ::signal(SIGPIPE, SIG_IGN);
    GadgetIdentity identity;
    identity.index = std::atoi(argv[1]);
    identity.vendor_id = static_cast<std::uint16_t>(std::strtoul(argv[2], nullptr, 16));
    identity.product_id = static_cast<std::uint16_t>(std::strtoul(argv[3], nullptr, 16));
    identity.serial = argv[4];
    identity.product = "Printer " + identity.serial;
    identity.speed = argv[5];
    const std::string name = "/run/rig/printer" + std::to_string(identity.index);
    FfsPrinter printer(UsbGadget(identity), argv[6], name + ".packets");
    printer.start();
    printer.plug();
    const int server = listen_at(name);
    while (true) {
        const int client = ::accept4(server, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        serve(printer, client);
        ::close(client);
    }
}
