#include "app/platform/gray_texture.h"

#include <cstddef>
#include <vector>

#include "app/base/check.h"

#include <GL/gl.h>

namespace lini {

GrayTexture::~GrayTexture() {
    if (id_ != 0) glDeleteTextures(1, &id_);
}

void GrayTexture::set(int width_px, int height_px, std::span<const std::uint8_t> gray) {
    CHECK(width_px > 0 && height_px > 0);
    CHECK(gray.size() ==
          static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px));
    // A texture of one channel is drawn red, and OpenGL 3.0 has no way to say otherwise.
    std::vector<std::uint8_t> rgb;
    rgb.reserve(gray.size() * 3);
    for (const std::uint8_t step : gray) rgb.insert(rgb.end(), 3, step);
    GLint before = 0;
    glGetIntegerv(GL_TEXTURE_BINDING_2D, &before);
    if (id_ == 0) glGenTextures(1, &id_);
    glBindTexture(GL_TEXTURE_2D, id_);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB, width_px, height_px, 0, GL_RGB, GL_UNSIGNED_BYTE,
                 rgb.data());
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(before));
    width_px_ = width_px;
    height_px_ = height_px;
}

}  // namespace lini
