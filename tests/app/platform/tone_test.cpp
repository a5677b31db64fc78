#include "app/platform/tone.h"

#include <cstdlib>
#include <set>

#include <catch2/catch_test_macros.hpp>

namespace lini {
namespace {

constexpr Tone kTones[] = {Tone::accepted, Tone::repeated, Tone::wrong, Tone::unknown};

/// Crossings of zero per second: the pitch, near enough to compare two parts of a tone.
double pitch(const std::vector<std::int16_t>& samples, std::size_t from, std::size_t to) {
    int crossings = 0;
    for (std::size_t i = from + 1; i < to; ++i) {
        if ((samples[i - 1] < 0) != (samples[i] < 0)) ++crossings;
    }
    return crossings * static_cast<double>(kSamplesPerSecond) / static_cast<double>(to - from);
}

}  // namespace

TEST_CASE("the four tones differ in length, so they can be told apart without pitch") {
    std::set<std::size_t> lengths;
    for (const Tone tone : kTones) lengths.insert(tone_samples(tone).size());
    CHECK(lengths.size() == 4);
}

TEST_CASE("accepted rises and wrong falls") {
    const auto accepted = tone_samples(Tone::accepted);
    const auto wrong = tone_samples(Tone::wrong);
    const std::size_t part = 2000;
    CHECK(pitch(accepted, 500, 500 + part) <
          pitch(accepted, accepted.size() - part, accepted.size()));
    CHECK(pitch(wrong, 500, 500 + part) > pitch(wrong, wrong.size() - part, wrong.size()));
}

TEST_CASE("tones are loud, begin and end without a click, and last less than a second") {
    for (const Tone tone : kTones) {
        const auto samples = tone_samples(tone);
        int loudest = 0;
        for (const std::int16_t s : samples) loudest = std::max(loudest, std::abs(int{s}));
        CHECK(loudest > 15000);
        CHECK(std::abs(int{samples.front()}) < 500);
        CHECK(std::abs(int{samples.back()}) < 500);
        CHECK(samples.size() < static_cast<std::size_t>(kSamplesPerSecond));
    }
}

}  // namespace lini
