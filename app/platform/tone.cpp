#include "app/platform/tone.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

namespace lini {
namespace {

struct Note {
    double hz;  // 0: silence.
    int length_ms;
};

// Between 400 and 2000 Hz, where small speakers are loud and factory noise is less so.
constexpr Note kAccepted[] = {{880, 90}, {1318.5, 150}};
constexpr Note kRepeated[] = {{784, 110}, {0, 70}, {784, 110}};
constexpr Note kWrong[] = {{1046.5, 140}, {622.3, 260}};
constexpr Note kUnknown[] = {{415.3, 620}};

std::span<const Note> notes_of(Tone tone) {
    switch (tone) {
        case Tone::accepted: return kAccepted;
        case Tone::repeated: return kRepeated;
        case Tone::wrong: return kWrong;
        case Tone::unknown: break;
    }
    return kUnknown;
}

/// A few milliseconds of ramp at both ends, or each note would begin and end with a click.
double loudness(std::size_t at, std::size_t count) {
    constexpr double kRamp = 0.006 * kSamplesPerSecond;
    const auto to_end = static_cast<double>(count - at);
    return std::min({1.0, static_cast<double>(at) / kRamp, to_end / kRamp});
}

}  // namespace

std::vector<std::int16_t> tone_samples(Tone tone) {
    std::vector<std::int16_t> samples;
    for (const Note& note : notes_of(tone)) {
        const auto count = static_cast<std::size_t>(note.length_ms) * kSamplesPerSecond / 1000;
        for (std::size_t i = 0; i < count; ++i) {
            const double turn =
                2 * std::numbers::pi * note.hz * static_cast<double>(i) / kSamplesPerSecond;
            // The third harmonic carries through noise and through a cheap speaker.
            const double wave = 0.62 * std::sin(turn) + 0.22 * std::sin(3 * turn);
            samples.push_back(static_cast<std::int16_t>(wave * loudness(i, count) * 32000));
        }
    }
    return samples;
}

}  // namespace lini
