// The camera over a real V4L2 driver: labels held before it are scanned, once each.
#include "drivers/scanner/camera.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/drivers/scanner/degraded_frames.h"
#include "tests/rig/rig_desk.h"
#include "tests/rig/video_loop.h"

#include <catch2/catch_test_macros.hpp>

using namespace lini;
using namespace lini::rig;

namespace {

const SystemClock kClock;

/// A millisecond a frame that is shown: how busy the machine is, is no matter of this.
class FrameClock final : public Clock {
public:
    std::int64_t now_utc_us() const override { return kClock.now_utc_us(); }
    std::int64_t monotonic_us() const override { return us_; }
    void next_frame() { us_ += 1'000; }

private:
    std::atomic<std::int64_t> us_{1'000'000};
};

/// Shows the frame until something is scanned.
std::optional<ScanPayload> scan_of(VideoLoop& loop, Camera& camera, FrameClock& clock,
                                   const GrayFrame& frame) {
    std::optional<ScanOutput> output;
    const bool scanned = within(kPatience, [&] {
        loop.show(frame);
        clock.next_frame();
        camera.poll(clock.monotonic_us());
        output = camera.next();
        return output.has_value();
    });
    if (!scanned) return std::nullopt;
    return std::get<ScanPayload>(*output);
}

}  // namespace

TEST_CASE("labels before a camera of the kernel are scanned once each, and seen in the preview") {
    VideoLoop loop;
    CameraPreview preview;
    preview.watch(true);
    CameraSettings settings;
    settings.device = loop.camera();
    FrameClock clock;
    Camera camera("Kamera", settings, clock, std::make_unique<SystemVideoCalls>(), &preview);
    const GrayFrame carton = test::frame_of(test::gs1_carton(Symbology::gs1_datamatrix));
    const auto first = scan_of(loop, camera, clock, carton);
    REQUIRE(first);
    CHECK(first->aim_id == "]d2");
    CHECK(first->data == test::gs1_carton_data());
    CHECK(camera.condition() == PortCondition::ready);
    // Each next code is the next scan: those before it, still in view or gone, came once.
    const auto second = scan_of(loop, camera, clock, test::frame_of(test::code128("GLW-2611-014")));
    REQUIRE(second);
    CHECK(second->data == "GLW-2611-014");
    CHECK(second->sequence == 2);
    const auto third = scan_of(loop, camera, clock, test::frame_of(test::qr("GLW-2611-015")));
    REQUIRE(third);
    CHECK(third->data == "GLW-2611-015");
    CHECK(third->sequence == 3);
    const auto picture = preview.take();
    REQUIRE(picture);
    CHECK(picture->frame.width == CameraPreview::kWidthMax);
    CHECK(picture->frame.height == CameraPreview::kHeightMax);
}

TEST_CASE("a camera that another program holds is told as busy, and taken when it is free") {
    VideoLoop loop;
    CameraSettings settings;
    settings.device = loop.camera();
    const auto becomes = [&loop](Camera& camera, PortCondition wanted) {
        return within(kPatience, [&] {
            loop.show(GrayFrame{VideoLoop::kWidth, VideoLoop::kHeight,
                                std::vector<std::uint8_t>(
                                    VideoLoop::kWidth * VideoLoop::kHeight, 128)});
            camera.poll(kClock.monotonic_us());
            return camera.condition() == wanted;
        });
    };
    auto holder = std::make_unique<Camera>("Pertama", settings, kClock);
    REQUIRE(becomes(*holder, PortCondition::ready));
    Camera waiting("Kedua", settings, kClock);
    CHECK(becomes(waiting, PortCondition::busy));
    holder.reset();
    CHECK(becomes(waiting, PortCondition::ready));
}
