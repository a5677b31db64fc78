// What the cameras see, for the screen that a person aims at: tells them whether anybody looks,
// and keeps the picture of the first camera of the site that has one. UI thread only, while the
// window is open.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "app/import/site_config.h"
#include "app/platform/gray_texture.h"
#include "app/screens/view.h"
#include "drivers/devices.h"

namespace lini {

class CameraDesk {
public:
    /// Both outlive the desk.
    CameraDesk(Devices& devices, const SiteConfig& config) : devices_(devices), config_(config) {}

    /// Before each frame: whether it shows the cameras' picture.
    void watch(bool looking);

    /// Takes the pictures that came; true when the one to be shown is another.
    bool take_pictures();

    std::optional<CameraView> view() const;

private:
    const GrayFrame* shown() const;

    Devices& devices_;
    const SiteConfig& config_;
    std::map<std::string, GrayFrame> pictures_;  // By camera; none for one that shows nothing.
    GrayTexture texture_;
};

}  // namespace lini
