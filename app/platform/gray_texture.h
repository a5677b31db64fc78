// A picture of brightness that the graphics card keeps, for a screen to draw. UI thread only, while
// the window is open.
#pragma once

#include <cstdint>
#include <span>

namespace lini {

class GrayTexture {
public:
    GrayTexture() = default;
    ~GrayTexture();
    GrayTexture(const GrayTexture&) = delete;
    GrayTexture& operator=(const GrayTexture&) = delete;

    /// Replaces the picture: width x height bytes from the top left, 0 black (CHECKed).
    void set(int width_px, int height_px, std::span<const std::uint8_t> gray);

    /// For ImGui's ImTextureID; 0 before the first set().
    std::uint64_t id() const { return id_; }
    int width_px() const { return width_px_; }
    int height_px() const { return height_px_; }

private:
    unsigned id_ = 0;
    int width_px_ = 0;
    int height_px_ = 0;
};

}  // namespace lini
