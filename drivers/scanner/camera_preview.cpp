#include "drivers/scanner/camera_preview.h"

#include <utility>

namespace lini {

void CameraPreview::show(const std::string& camera, GrayFrame frame) {
    {
        const std::lock_guard lock(mutex_);
        pictures_[camera] = std::move(frame);
    }
    if (wake_) wake_();
}

std::optional<PreviewPicture> CameraPreview::take() {
    const std::lock_guard lock(mutex_);
    if (pictures_.empty()) return std::nullopt;
    auto first = pictures_.extract(pictures_.begin());
    return PreviewPicture{std::move(first.key()), std::move(first.mapped())};
}

void PreviewFeed::take(const GrayFrame& frame, std::int64_t now_us) {
    if (preview_ == nullptr || !preview_->watched() || now_us < due_at_us_) return;
    due_at_us_ = now_us + kPeriodUs;
    GrayFrame small = shrunk_to(frame, CameraPreview::kWidthMax, CameraPreview::kHeightMax);
    if (shown_.is_whole() && looks_alike(small, shown_)) return;
    shown_ = small;
    preview_->show(camera_, std::move(small));
}

void PreviewFeed::nothing() {
    if (preview_ == nullptr || !shown_.is_whole()) return;
    shown_ = {};
    preview_->show(camera_, {});
}

}  // namespace lini
