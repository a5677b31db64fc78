#include "tests/rig/gadget/ffs_printer.h"

#include <fcntl.h>
#include <linux/usb/functionfs.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace lini::rig {
namespace {

// Class requests, section 4.2.
constexpr std::uint8_t kGetDeviceId = 0;
constexpr std::uint8_t kGetPortStatus = 1;
constexpr std::uint8_t kSoftReset = 2;

constexpr auto kNudge = std::chrono::milliseconds(2);

[[noreturn]] void die(const std::string& what) {
    std::fprintf(stderr, "rig: %s: %s\n", what.c_str(), std::strerror(errno));
    std::_Exit(1);
}

void put32(std::string& out, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 0xff);
}

void put_endpoint(std::string& out, int address, std::size_t packet_bytes) {
    constexpr int kBulk = 2;
    for (const int byte : {7, 5, address, kBulk, static_cast<int>(packet_bytes & 0xff),
                           static_cast<int>(packet_bytes >> 8), 0}) {
        out += static_cast<char>(byte);
    }
}

void put_interface(std::string& out, std::size_t packet_bytes) {
    for (const int byte : {9, 4, 0, 0, 2, 7, 1, 2, 1}) out += static_cast<char>(byte);
    put_endpoint(out, 0x01, packet_bytes);
    put_endpoint(out, 0x82, packet_bytes);
}

std::string descriptors() {
    constexpr std::uint32_t kEach = 3;
    std::string body;
    put32(body, kEach);
    put32(body, kEach);
    put_interface(body, 64);
    put_interface(body, 512);
    std::string out;
    put32(out, FUNCTIONFS_DESCRIPTORS_MAGIC_V2);
    put32(out, static_cast<std::uint32_t>(body.size() + 12));
    put32(out, FUNCTIONFS_HAS_FS_DESC | FUNCTIONFS_HAS_HS_DESC);
    return out + body;
}

std::string strings() {
    const std::string name = std::string("\x09\x04Label printer", 15) + '\0';
    std::string out;
    put32(out, FUNCTIONFS_STRINGS_MAGIC);
    put32(out, static_cast<std::uint32_t>(name.size() + 16));
    put32(out, 1);
    put32(out, 1);
    return out + name;
}

void write_whole(int fd, const std::string& bytes, const char* what) {
    if (::write(fd, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) die(what);
}

void on_nudge(int) {}

}  // namespace

FfsPrinter::FfsPrinter(UsbGadget gadget, std::string device_id, const std::string& record)
    : gadget_(std::move(gadget)),
      device_id_(std::move(device_id)),
      packet_bytes_(gadget_.packet_bytes()) {
    record_fd_ = ::open(record.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (record_fd_ < 0) die(record);
}

void FfsPrinter::start() {
    struct sigaction action {};
    action.sa_handler = on_nudge;  // Without SA_RESTART: a read that waits returns.
    ::sigaction(SIGUSR1, &action, nullptr);

    const std::string name = "p" + std::to_string(gadget_.identity().index);
    const std::string folder = "/dev/ffs-" + name;
    gadget_.unplug();
    gadget_.add_function("ffs." + name);
    ::mkdir(folder.c_str(), 0755);
    if (::mount(name.c_str(), folder.c_str(), "functionfs", 0, nullptr) != 0 && errno != EBUSY) {
        die("mounting functionfs");
    }
    control_fd_ = ::open((folder + "/ep0").c_str(), O_RDWR | O_CLOEXEC);
    if (control_fd_ < 0) die(folder + "/ep0");
    write_whole(control_fd_, descriptors(), "descriptors");
    write_whole(control_fd_, strings(), "strings");
    out_fd_ = ::open((folder + "/ep1").c_str(), O_RDWR | O_CLOEXEC);
    in_fd_ = ::open((folder + "/ep2").c_str(), O_RDWR | O_CLOEXEC);
    if (out_fd_ < 0 || in_fd_ < 0) die(folder + "/ep1, ep2");
    keep({});
    control_ = std::thread([this] { answer_requests(); });
    out_ = std::thread([this] { take_packets(); });
    in_ = std::thread([this] { give_replies(); });
}

void FfsPrinter::follow(Plan plan) {
    std::unique_lock lock(mutex_);
    plan_ = plan;
    plan_wanted_ = true;
    done_ = false;
    changed_.notify_all();
    // Until the thread has left its read: a signal in front of the read would be lost.
    while (plan_wanted_) {
        ::pthread_kill(out_.native_handle(), SIGUSR1);
        changed_.wait_for(lock, kNudge);
    }
}

void FfsPrinter::say(std::string reply) {
    const std::lock_guard lock(mutex_);
    reply_ = std::move(reply);
    changed_.notify_all();
}

void FfsPrinter::answer_requests() {
    while (true) {
        usb_functionfs_event event{};
        const ssize_t got = ::read(control_fd_, &event, sizeof event);
        // The host asked something new before the last was answered, or refused it.
        const bool passing = errno == EINTR || errno == EIDRM || errno == EL2HLT;
        if (got < 0 && !passing) die("reading ep0");
        if (got != sizeof event || event.type != FUNCTIONFS_SETUP) continue;
        answer(event.u.setup.bRequestType, event.u.setup.bRequest, event.u.setup.wLength);
    }
}

void FfsPrinter::answer(std::uint8_t type, std::uint8_t request, std::uint16_t length) {
    const bool to_host = (type & 0x80) != 0;
    std::string reply;
    if (to_host && request == kGetDeviceId) {
        const std::size_t size = device_id_.size() + 2;
        reply = {static_cast<char>(size >> 8), static_cast<char>(size & 0xff)};
        reply += device_id_;
    } else if (to_host && request == kGetPortStatus) {
        reply = std::string(1, static_cast<char>(status_.load()));
    } else if (!to_host && request == kSoftReset) {
        if (::read(control_fd_, nullptr, 0) < 0) errno = 0;
        return;
    }
    if (reply.empty()) {
        // Reading a request to the host, or writing the other kind, is how FunctionFS stalls.
        const ssize_t stalled =
            to_host ? ::read(control_fd_, nullptr, 0) : ::write(control_fd_, nullptr, 0);
        if (stalled < 0) errno = 0;
    } else if (::write(control_fd_, reply.data(), std::min<std::size_t>(reply.size(), length)) <
               0) {
        errno = 0;  // The host has asked again or is gone.
    }
}

void FfsPrinter::take_packets() {
    Plan plan;
    plan.packets = SIZE_MAX;
    while (true) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return plan_wanted_ || !parked_; });
            if (plan_wanted_) {
                plan = plan_;
                if (plan.end == PlanEnd::go_on) plan.packets = SIZE_MAX;
                parked_ = false;
                plan_wanted_ = false;
                changed_.notify_all();
            }
        }
        if (plan.packets == 0 && plan.requests == 0) {
            finish_plan(plan.end, plan.pause_ms);
            plan.packets = SIZE_MAX;
            continue;
        }
        const Taken taken = take_packet();
        if (taken == Taken::request && plan.requests > 0) --plan.requests;
        const bool counts = taken == Taken::packet && plan.packets != SIZE_MAX;
        if (counts && plan.packets > 0) --plan.packets;
    }
}

/// Nothing when the plan changed, or the device was unplugged. One packet a read: what a longer
/// read holds of a transfer without a short packet is lost when it is broken off.
FfsPrinter::Taken FfsPrinter::take_packet() {
    std::string bytes(packet_bytes_, '\0');
    const ssize_t got = ::read(out_fd_, bytes.data(), bytes.size());
    if (got < 0 && errno != EINTR && errno != ESHUTDOWN && errno != ENODEV) die("reading ep1");
    if (got <= 0) return Taken::nothing;
    bytes.resize(static_cast<std::size_t>(got));
    if (auto answer = status_answer(bytes, mood_)) {
        ++requests_;
        if (!answer->empty()) say(*std::move(answer));
        return Taken::request;
    }
    keep(bytes);
    return Taken::packet;
}

void FfsPrinter::finish_plan(PlanEnd end, int pause_ms) {
    char byte = 0;
    switch (end) {
        case PlanEnd::go_on: break;
        case PlanEnd::nak: {
            const std::lock_guard lock(mutex_);
            parked_ = true;
            break;
        }
        case PlanEnd::pause:
            done_ = true;
            std::this_thread::sleep_for(std::chrono::milliseconds(pause_ms));
            break;
        case PlanEnd::stall:
            // Writing to the way out is how FunctionFS halts it.
            if (::write(out_fd_, &byte, 1) >= 0) die("halting ep1");
            if (errno != EBADMSG && errno != EINTR) die("halting ep1");
            break;
        case PlanEnd::vanish: gadget_.unplug(); break;
        case PlanEnd::die: ::kill(::getpid(), SIGKILL); break;
    }
    done_ = true;
}

void FfsPrinter::keep(const std::string& bytes) {
    const std::size_t size = bytes.size();
    const std::string row =
        std::string{static_cast<char>(size & 0xff), static_cast<char>(size >> 8)} + bytes;
    write_whole(record_fd_, row, "the record");
    bytes_taken_ += size;
}

void FfsPrinter::give_replies() {
    while (true) {
        std::string reply;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return !reply_.empty(); });
            reply = std::exchange(reply_, {});
        }
        if (::write(in_fd_, reply.data(), reply.size()) < 0) errno = 0;  // Unplugged meanwhile.
    }
}

}  // namespace lini::rig
