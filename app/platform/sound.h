// Plays the tones. Opening a device can take seconds on a machine without one, so it happens on a
// thread of its own; until then, and without a device, the terminal is silent and says so once in
// the log. play() is called on the UI thread and never waits.
#pragma once

#include <thread>

#include "app/base/bounded_queue.h"
#include "app/platform/tone.h"

namespace lini {

class Sound {
public:
    /// `on` false: never opens a device (tests, scenarios).
    explicit Sound(bool on);
    ~Sound();
    Sound(const Sound&) = delete;
    Sound& operator=(const Sound&) = delete;

    /// Starts a tone; a tone that still sounds is cut off by it. Where three already wait, the
    /// newest is dropped: a late tone would answer the wrong scan.
    void play(Tone tone);

private:
    void run();

    BoundedQueue<Tone> queue_;
    std::thread thread_;
};

}  // namespace lini
