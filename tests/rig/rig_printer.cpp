#include "tests/rig/rig_printer.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

namespace lini::rig {
namespace {

constexpr int kTriesMax = 600;
constexpr auto kTryEvery = std::chrono::milliseconds(50);

/// The rows from `at` on: two bytes of length and as many bytes.
template <typename Row>
void each_row(const std::string& path, std::size_t at, Row row) {
    std::ifstream in(path, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(at));
    const std::string all{std::istreambuf_iterator<char>(in), {}};
    for (std::size_t i = 0; i + 2 <= all.size();) {
        const std::size_t size = static_cast<unsigned char>(all[i]) +
                                 std::size_t{static_cast<unsigned char>(all[i + 1])} * 256;
        row(all.substr(i + 2, size));
        i += 2 + size;
    }
}

}  // namespace

RigPrinter::RigPrinter(int index)
    : name_("/run/rig/printer" + std::to_string(index)), socket_(name_) {
    socket_.command("plan 0 go_on");
    socket_.command("feel well");
}

void RigPrinter::plan(std::size_t packets, const std::string& end, int pause_ms,
                      int requests) {
    const std::string line = "plan " + std::to_string(packets) + " " + end + " " +
                             std::to_string(pause_ms) + " " + std::to_string(requests);
    if (end == "die") {
        // Asked once: it may die before it answers, and its successor must not be told to.
        socket_.command("state");
        socket_.ask(line);
    } else {
        socket_.command(line);
    }
}

bool RigPrinter::plan_is_done() { return socket_.command("state").starts_with("1"); }

int RigPrinter::requests() {
    const std::string state = socket_.command("state");
    return std::stoi(state.substr(state.rfind(' ') + 1));
}

void RigPrinter::kill() {
    const std::size_t before = mark();
    socket_.ask("die");
    for (int i = 0; i < kTriesMax && !restarted_since(before); ++i) {
        std::this_thread::sleep_for(kTryEvery);
    }
    socket_.command("state");
}

std::size_t RigPrinter::mark() const { return std::filesystem::file_size(name_ + ".packets"); }

std::vector<std::string> RigPrinter::packets_since(std::size_t mark) const {
    std::vector<std::string> packets;
    each_row(name_ + ".packets", mark,
             [&](std::string row) { packets.push_back(std::move(row)); });
    return packets;
}

std::string RigPrinter::bytes_since(std::size_t mark) const {
    std::string bytes;
    for (const std::string& packet : packets_since(mark)) bytes += packet;
    return bytes;
}

bool RigPrinter::restarted_since(std::size_t mark) const {
    bool restarted = false;
    each_row(name_ + ".packets", mark, [&](const std::string& row) {
        restarted = restarted || row.empty();
    });
    return restarted;
}

}  // namespace lini::rig
