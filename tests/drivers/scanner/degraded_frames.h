// Pictures of bar codes as a camera might take them: zint writes the symbol, then it is turned,
// blurred, dimmed and made noisy. The same settings give the same picture. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drivers/printer/label.h"
#include "drivers/transport/gray_frame.h"

namespace lini::test {

struct Degradation {
    double turned_deg = 0;
    double blur_px = 0;       // Radius of the lens's disc.
    double noise_steps = 0;   // Standard deviation, of 255 steps.
    double contrast = 1;      // Of the difference between paper and ink.
    double shade_across = 0;  // How much darker the right side is: 0.5 is half.
    double module_px = 3;     // Width of the narrowest bar.
    std::uint32_t seed = 1;
};

LabelBarcode code128(std::string data);
LabelBarcode qr(std::string data);
LabelBarcode datamatrix(std::string data);
/// A carton: 01, 17, 10, 21, so that GS must stand between the lot and the serial.
LabelBarcode gs1_carton(Symbology symbology);
/// Its data as a scanner sends it.
std::string gs1_carton_data();

/// A 1280x720 frame with the symbol in its middle, as a camera sees it; without one, a light table
/// with text-like clutter that is no code.
GrayFrame frame_of(const LabelBarcode& barcode, const Degradation& how = {});
GrayFrame frame_without_code(std::uint32_t seed);

/// A picture of the set that readers are compared on.
struct DegradedFrame {
    std::string symbology;
    std::string data;  // Without FNC1 and GS, which readers show differently.
    GrayFrame frame;
};

/// 288 of them: Code 128, GS1-128, QR; eight kinds of damage of growing strength.
constexpr int kDegradedFrames = 288;
DegradedFrame degraded_frame(int index);

}  // namespace lini::test
