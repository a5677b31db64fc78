// What the tests of the identity room share: randomness that can be foreseen, a clock to turn, and
// a folder that is gone afterwards. One thread.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "app/base/clock.h"
#include "app/identity/keys.h"

namespace lini::test {

inline constexpr std::int64_t kSecondUs = 1'000'000;
inline constexpr std::int64_t kMinuteUs = 60 * kSecondUs;
inline constexpr std::int64_t kDayUs = 24 * 60 * kMinuteUs;

/// 0, 1, 2 …
inline void counting_random(unsigned char* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(i);
}

class TurnedClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return wall_us; }
    std::int64_t monotonic_us() const override { return steady_us; }
    /// Time goes by on both.
    void pass(std::int64_t us) {
        wall_us += us;
        steady_us += us;
    }

    std::int64_t wall_us = 1'795'000'000LL * kSecondUs;
    std::int64_t steady_us = 0;
};

class TestFolder {
public:
    explicit TestFolder(const std::string& name)
        : path_(std::filesystem::temp_directory_path() /
                ("lini-identity-" + name + std::to_string(::getpid()))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TestFolder() { std::filesystem::remove_all(path_); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

inline Pepper pepper_of(char fill) { return Pepper{Secret(std::string(kPepperBytes, fill))}; }

}  // namespace lini::test
