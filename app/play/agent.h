// Between the terminal and somebody who plays on it: the terminal polls an Agent once per turn of
// its loop, and the agent acts on the terminal through TerminalProbe, as a person would: keys go in
// where the window's callbacks put them, and the probes of app/ui say what the frame showed. Taps
// need no function here: the agent adds mouse events to ImGui's queue.
// UI thread only.
#pragma once

#include <cstdint>
#include <string>

#include "app/base/result.h"
#include "app/ui/draw_probe.h"
#include "app/ui/format.h"
#include "app/ui/item_probe.h"
#include "drivers/devices.h"
#include "drivers/scanner/wedge.h"
#include "drivers/transport/file_port.h"

namespace lini {

/// What the terminal lets an agent do. The terminal implements it.
class TerminalProbe {
public:
    virtual ~TerminalProbe() = default;

    /// One callback of the window, real or played: it takes the same way through the wedge
    /// decoder, and what is no scan goes on to ImGui.
    virtual void feed(const WedgeInput& input) = 0;
    virtual const WedgeConfig& wedge() const = 0;

    /// Why the terminal is not at rest: "ledger", "worker", "devices", "sync", "door" …; empty
    /// when nothing is under way. A held or uncertain label, and a delivery whose next attempt
    /// lies in the future, are at rest.
    virtual std::string under_way() const = 0;

    /// What the frame last drawn showed, and what of it could be touched.
    virtual const ui::DrawProbe& drawn() const = 0;
    virtual const ui::ItemProbe& touchable() const = 0;

    /// Frames drawn since the start.
    virtual std::uint64_t frames() const = 0;

    /// The clock was turned: whoever sleeps until a time looks at it again.
    virtual void clock_turned() = 0;

    virtual void set_printer(const FilePortState& state) = 0;  // Virtual printers only.
    /// A scanner is plugged in, pulled out, or sends something.
    virtual void set_scanner(const DeviceRequest& request) = 0;
    virtual void set_language(ui::Language language) = 0;
    virtual void set_dark(bool dark) = 0;
    virtual void resize(int width_px, int height_px) = 0;

    /// Writes the frame last drawn as a PNG. Errors of the disk.
    virtual Result<void> screenshot(const std::string& path) = 0;

    /// Ends the loop after this turn, as a person who closes the program would.
    virtual void stop() = 0;
};

class Agent {
public:
    virtual ~Agent() = default;

    /// Once per turn of the loop, after the frame of this turn if one was drawn. True: the agent
    /// is in the middle of something, so draw the next frame at once instead of waiting for input.
    virtual bool poll(TerminalProbe& terminal) = 0;
};

}  // namespace lini
