#include "app/terminal/camera_desk.h"

#include <utility>

namespace lini {

void CameraDesk::watch(bool looking) { devices_.preview().watch(looking); }

const GrayFrame* CameraDesk::shown() const {
    for (const SiteBoundScanner& scanner : config_.scanners) {
        const auto found = pictures_.find(scanner.name);
        if (found != pictures_.end()) return &found->second;
    }
    return nullptr;
}

bool CameraDesk::take_pictures() {
    const GrayFrame* before = shown();
    bool another = false;
    while (std::optional<PreviewPicture> picture = devices_.preview().take()) {
        if (picture->frame.is_whole()) {
            GrayFrame& kept = pictures_[picture->camera];
            kept = std::move(picture->frame);
            another = another || &kept == shown();
        } else {
            pictures_.erase(picture->camera);
        }
    }
    const GrayFrame* now = shown();
    if (now == before && !another) return false;
    if (now != nullptr) texture_.set(now->width, now->height, now->luma);
    return true;
}

std::optional<CameraView> CameraDesk::view() const {
    if (shown() == nullptr) return std::nullopt;
    return CameraView{texture_.id(), texture_.width_px(), texture_.height_px()};
}

}  // namespace lini
