#include "app/platform/sound.h"

#include <array>

#include <AL/al.h>
#include <AL/alc.h>

#include "app/base/log.h"

namespace lini {
namespace {

/// Device, context, one source and a buffer for each tone; all of one thread.
class Speaker {
public:
    Speaker() {
        device_ = alcOpenDevice(nullptr);
        context_ = device_ != nullptr ? alcCreateContext(device_, nullptr) : nullptr;
        if (context_ == nullptr || alcMakeContextCurrent(context_) == ALC_FALSE) return;
        alGenSources(1, &source_);
        alGenBuffers(kToneCount, buffers_.data());
        for (int i = 0; i < kToneCount; ++i) {
            const auto samples = tone_samples(static_cast<Tone>(i));
            const auto bytes = static_cast<ALsizei>(samples.size() * sizeof(samples[0]));
            alBufferData(buffers_[static_cast<std::size_t>(i)], AL_FORMAT_MONO16, samples.data(),
                         bytes, kSamplesPerSecond);
        }
        ready_ = alGetError() == AL_NO_ERROR;
    }
    ~Speaker() {
        if (source_ != 0) alDeleteSources(1, &source_);
        if (buffers_[0] != 0) alDeleteBuffers(kToneCount, buffers_.data());
        alcMakeContextCurrent(nullptr);
        if (context_ != nullptr) alcDestroyContext(context_);
        if (device_ != nullptr) alcCloseDevice(device_);
    }
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    bool ready() const { return ready_; }

    void play(Tone tone) {
        alSourceStop(source_);
        alSourcei(source_, AL_BUFFER, static_cast<ALint>(buffers_[static_cast<std::size_t>(tone)]));
        alSourcePlay(source_);
    }

private:
    ALCdevice* device_ = nullptr;
    ALCcontext* context_ = nullptr;
    ALuint source_ = 0;
    std::array<ALuint, kToneCount> buffers_{};
    bool ready_ = false;
};

constexpr std::size_t kWaitingMax = 3;

}  // namespace

Sound::Sound(bool on) : queue_(kWaitingMax) {
    if (on) thread_ = std::thread([this] { run(); });
}

Sound::~Sound() {
    queue_.close();
    if (thread_.joinable()) thread_.join();
}

void Sound::play(Tone tone) {
    if (thread_.joinable()) static_cast<void>(queue_.try_push(tone));
}

void Sound::run() {
    Speaker speaker;
    if (!speaker.ready()) {
        log::warn("sound: no audio device, the terminal stays silent");
        queue_.close();
        return;
    }
    // What was asked for before there was a device would answer a scan that is long past.
    while (queue_.try_pop()) {
    }
    while (const auto tone = queue_.pop()) speaker.play(*tone);
}

}  // namespace lini
