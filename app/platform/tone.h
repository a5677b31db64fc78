// The four tones as samples: a loud floor hears the answer before it is read. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace lini {

enum class Tone : std::uint8_t { accepted, repeated, wrong, unknown };
inline constexpr int kToneCount = 4;
inline constexpr int kSamplesPerSecond = 44100;

/// Mono, 16 bit. Accepted rises, repeated is twice the same, wrong falls, unknown is low and long.
std::vector<std::int16_t> tone_samples(Tone tone);

}  // namespace lini
