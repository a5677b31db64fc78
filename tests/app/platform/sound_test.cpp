#include "app/platform/sound.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWavHeaderBytes = 64;  // No more than that comes before the samples.
constexpr int kLooksMax = 1000;

/// OpenAL's own wave driver: what would be heard, as 16-bit mono in a file.
class Recorder {
public:
    Recorder() : folder_(fs::temp_directory_path() / ("lini-sound-" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
        std::ofstream(folder_ / "alsoft.conf")
            << "drivers = wave\nfrequency = " << kSamplesPerSecond
            << "\nchannels = mono\nsample-type = int16\n[wave]\nfile = " << file().string() << '\n';
        setenv("ALSOFT_CONF", (folder_ / "alsoft.conf").c_str(), 1);
    }
    ~Recorder() { fs::remove_all(folder_); }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void forget() const { fs::remove(file()); }

    std::vector<std::int16_t> heard() const {
        std::ifstream in(file(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        if (bytes.size() <= kWavHeaderBytes) return {};
        std::vector<std::int16_t> samples((bytes.size() - kWavHeaderBytes) / 2);
        std::memcpy(samples.data(), bytes.data() + kWavHeaderBytes, samples.size() * 2);
        return samples;
    }

private:
    fs::path file() const { return folder_ / "heard.wav"; }
    const fs::path folder_;
};

bool loud(std::int16_t sample) { return std::abs(int{sample}) > 300; }

/// The tone that was heard last, from its first to its last loud sample.
std::vector<std::int16_t> last_tone(const std::vector<std::int16_t>& heard, std::size_t longest) {
    const auto end = std::find_if(heard.rbegin(), heard.rend(), loud).base();
    const auto room = static_cast<std::size_t>(end - heard.begin());
    const auto from = end - static_cast<std::ptrdiff_t>(std::min(room, longest));
    return {std::find_if(from, end, loud), end};
}

/// Plays until something is heard, then listens until it has been silent for half a second.
std::vector<std::int16_t> played(const Recorder& recorder, Tone tone) {
    recorder.forget();
    Sound sound(true);
    const auto look = [] { std::this_thread::sleep_for(std::chrono::milliseconds(20)); };
    for (int i = 0; i < kLooksMax; ++i, look()) {
        const auto heard = recorder.heard();
        if (std::any_of(heard.begin(), heard.end(), loud)) break;
        sound.play(tone);
    }
    for (int i = 0; i < kLooksMax; ++i, look()) {
        const auto heard = recorder.heard();
        const auto end = std::find_if(heard.rbegin(), heard.rend(), loud).base();
        if (end != heard.begin() && heard.end() - end > kSamplesPerSecond / 2) {
            return last_tone(heard, tone_samples(tone).size());
        }
    }
    return {};
}

/// Crossings of zero in a stretch of 2,000 samples.
int crossings(const std::vector<std::int16_t>& samples, std::size_t from) {
    int count = 0;
    for (std::size_t i = from + 1; i < std::min(from + 2000, samples.size()); ++i) {
        if ((samples[i - 1] < 0) != (samples[i] < 0)) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("the tone that is asked for is the one that leaves the loudspeaker") {
    const Recorder recorder;
    for (int i = 0; i < kToneCount; ++i) {
        const auto wanted = tone_samples(static_cast<Tone>(i));
        const auto heard = played(recorder, static_cast<Tone>(i));
        INFO("tone " << i << ", " << heard.size() << " samples of " << wanted.size());
        REQUIRE(heard.size() > wanted.size() - 2000);
        CHECK(std::abs(crossings(heard, 500) - crossings(wanted, 500)) <= 4);
        const std::size_t end = heard.size() - 2500;
        CHECK(std::abs(crossings(heard, end) - crossings(wanted, end)) <= 4);
    }
}

TEST_CASE("sound that is off takes any number of tones and does nothing") {
    Sound sound(false);
    for (int i = 0; i < 1000; ++i) sound.play(Tone::accepted);
    SUCCEED();
}

TEST_CASE("sound on a machine without a device is silent and ends") {
    setenv("ALSOFT_DRIVERS", "none-such", 1);
    Sound sound(true);
    for (int i = 0; i < 1000; ++i) sound.play(Tone::unknown);
    SUCCEED();
}

}  // namespace lini
