#include "tests/rig/rig_desk.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace lini::rig {
namespace {

namespace fs = std::filesystem;

constexpr auto kTick = std::chrono::milliseconds(5);

}  // namespace

bool within(std::chrono::seconds limit, const std::function<bool()>& reached) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!reached()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(kTick);
    }
    return true;
}

std::string driver_of(const std::string& serial) {
    for (const auto& device : fs::directory_iterator("/sys/bus/usb/devices")) {
        std::ifstream in(device.path() / "serial");
        std::string found;
        if (!(in >> found) || found != serial) continue;
        const fs::path name = device.path().filename();
        const fs::path link = device.path() / (name.string() + ":1.0") / "driver";
        std::error_code none;
        return fs::read_symlink(link, none).filename().string();
    }
    return "unplugged";
}

std::string port_of(int controller) {
    const fs::path folder = "/sys/devices/platform/dummy_hcd." + std::to_string(controller);
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        if (name.starts_with("usb")) return name.substr(3) + "-1";
    }
    throw std::runtime_error(folder.string() + " has no bus");
}

RigDesk::RigDesk() : devices_(clock_, {}, [] {}) { devices_.start(); }

void RigDesk::add(const std::string& printer, const UsbMatch& match, const std::string& language) {
    if (!devices_.request(PrinterConfig{printer, language, match})) {
        throw std::runtime_error("the devices thread takes no printer");
    }
}

void RigDesk::print(const std::string& printer, const std::string& job_id,
                    const std::string& bytes) {
    last_[job_id] = {job_id, JobState::queued, JobReason::none, {}};
    if (!devices_.request(PrintRequest{printer, {job_id, bytes}})) {
        throw std::runtime_error("the devices thread takes no job");
    }
}

void RigDesk::collect() {
    while (const auto event = devices_.next_event()) {
        if (const auto* job = std::get_if<PrinterJobEvent>(&*event)) {
            last_[job->job.job_id] = job->job;
            const bool asks = job->job.state == JobState::sending;
            if (asks && !devices_.request(ProceedRequest{job->printer, job->job.job_id})) {
                throw std::runtime_error("the devices thread takes no answer");
            }
        } else if (const auto* told = std::get_if<PrinterConditionEvent>(&*event)) {
            conditions_[told->printer] = told->condition;
        } else if (const auto* here = std::get_if<UsbPrinterAppeared>(&*event)) {
            present_[here->identity.port_path] = stable_name(here->identity);
        } else if (const auto* choice = std::get_if<PrinterChoice>(&*event)) {
            choices_[choice->printer] = choice->devices;
        } else if (const auto* gone = std::get_if<UsbPrinterGone>(&*event)) {
            std::erase_if(present_,
                          [&](const auto& one) { return one.second == gone->stable_name; });
        }
    }
}

bool RigDesk::reaches(const std::string& job_id, JobState wanted) {
    const auto over = [](JobState state) {
        return state == JobState::uncertain || state == JobState::cancelled;
    };
    const auto there = [&] {
        const JobState state = state_of(job_id);
        // What was confirmed had been sent before.
        const bool passed = wanted == JobState::sent && state == JobState::confirmed;
        return state == wanted || passed;
    };
    within(kPatience, [&] { return there() || over(last_[job_id].state); });
    return there();
}

JobState RigDesk::state_of(const std::string& job_id) {
    collect();
    return last_[job_id].state;
}

bool RigDesk::becomes(const std::string& printer, PortCondition wanted) {
    return within(kPatience, [&] {
        collect();
        const auto found = conditions_.find(printer);
        return found != conditions_.end() && found->second == wanted;
    });
}

}  // namespace lini::rig
