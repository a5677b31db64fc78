// A USB printer over FunctionFS: printer class 7/1/2, bulk OUT and IN. It keeps every packet that
// it took, and does what a plan says after so many of them. A packet that asks for its status is
// answered and neither kept nor counted among them.
// Sources: "Universal Serial Bus Device Class Definition for Printing Devices", version 1.1;
// Linux, include/uapi/linux/usb/functionfs.h.
//
// Threads of its own: one answers control requests, one takes bulk OUT, one gives bulk IN. Public
// functions may be called from one further thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "tests/rig/gadget/status_talk.h"
#include "tests/rig/gadget/usb_gadget.h"

namespace lini::rig {

enum class PlanEnd {
    go_on,   // No fault: takes whatever comes.
    nak,     // Takes nothing more, for ever.
    pause,   // Takes nothing for a while, then goes on.
    stall,   // Halts bulk OUT; goes on once the host cleared it.
    vanish,  // Leaves the bus.
    die,     // The process kills itself.
};

struct Plan {
    std::size_t packets = 0;   // To be taken first.
    std::size_t requests = 0;  // And so many questions for its status.
    PlanEnd end = PlanEnd::go_on;
    int pause_ms = 0;
};

class FfsPrinter {
public:
    /// `record` is the file that every packet is appended to: its length in two bytes, little
    /// endian, then its bytes. A record of length 0 means that the printer was started anew.
    FfsPrinter(UsbGadget gadget, std::string device_id, const std::string& record);

    /// Ends the process on failure: there is nothing to test with.
    void start();

    /// From now on; the packets taken before do not count. No packet is lost in between.
    void follow(Plan plan);
    bool plan_is_done() const { return done_; }

    /// At dummy_hcd's controller of that number.
    void plug(int controller) { gadget_.plug(controller); }
    int controller() const { return gadget_.identity().index; }
    void unplug() { gadget_.unplug(); }
    void report(std::uint8_t status) { status_ = status; }
    void say(std::string reply);
    /// What it answers from now on when it is asked how it is.
    void feel(Mood mood) { mood_ = mood; }
    std::size_t bytes_taken() const { return bytes_taken_; }
    int requests() const { return requests_; }

private:
    void answer_requests();
    void answer(std::uint8_t type, std::uint8_t request, std::uint16_t length);
    void take_packets();
    void give_replies();
    enum class Taken { nothing, packet, request };
    Taken take_packet();
    void finish_plan(PlanEnd end, int pause_ms);
    void keep(const std::string& bytes);

    const UsbGadget gadget_;
    const std::string device_id_;
    const std::size_t packet_bytes_;
    int record_fd_ = -1;
    int control_fd_ = -1;
    int out_fd_ = -1;
    int in_fd_ = -1;
    std::atomic<std::uint8_t> status_ = 0x18;  // Selected, no error.
    std::atomic<Mood> mood_ = Mood::well;
    std::atomic<std::size_t> bytes_taken_ = 0;
    std::atomic<int> requests_ = 0;
    std::atomic<bool> done_ = false;
    std::mutex mutex_;
    std::condition_variable changed_;
    Plan plan_;
    bool plan_wanted_ = false;  // The taking thread must leave its read and fetch a new plan.
    bool parked_ = false;       // It takes nothing until then.
    std::string reply_;
    std::thread control_, out_, in_;
};

}  // namespace lini::rig
