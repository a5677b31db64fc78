#include "drivers/scanner/camera_preview.h"

#include <cstdint>

#include <catch2/catch_test_macros.hpp>

using namespace lini;

namespace {

GrayFrame scene(std::uint8_t luma) {
    GrayFrame frame{1280, 720, {}};
    frame.luma.assign(frame.pixels(), luma);
    return frame;
}

int taken(CameraPreview& preview) {
    int count = 0;
    while (preview.take()) ++count;
    return count;
}

}  // namespace

TEST_CASE("of the pictures that nobody took the newest is given, small, and once") {
    int woken = 0;
    CameraPreview preview([&] { ++woken; });
    preview.watch(true);
    PreviewFeed feed("Kamera", &preview);
    std::int64_t now_us = 0;
    for (const int luma : {10, 60, 110}) {
        feed.take(scene(static_cast<std::uint8_t>(luma)), now_us += PreviewFeed::kPeriodUs);
    }
    const auto picture = preview.take();
    REQUIRE(picture);
    CHECK(picture->camera == "Kamera");
    CHECK(picture->frame.width == 640);
    CHECK(picture->frame.height == 360);
    CHECK(picture->frame.luma[0] == 110);
    CHECK_FALSE(preview.take());
    CHECK(woken == 3);
}

TEST_CASE("while nobody looks no picture is made, and a scene that stands still makes one") {
    CameraPreview preview;
    PreviewFeed feed("Kamera", &preview);
    feed.take(scene(10), 1);
    CHECK(taken(preview) == 0);
    preview.watch(true);
    int pictures = 0;
    for (int frame = 0; frame < 100; ++frame) {
        // A cheap camera's noise, which is no news.
        feed.take(scene(static_cast<std::uint8_t>(100 + frame % 3)), frame * 40'000);
        pictures += taken(preview);
    }
    CHECK(pictures == 1);
}

TEST_CASE("a scene that moves makes ten pictures a second at most") {
    CameraPreview preview;
    preview.watch(true);
    PreviewFeed feed("Kamera", &preview);
    int pictures = 0;
    for (int frame = 0; frame < 60; ++frame) {
        feed.take(scene(static_cast<std::uint8_t>(frame * 37 % 256)), frame * 16'667);
        pictures += taken(preview);
    }
    CHECK(pictures >= 5);
    CHECK(pictures <= 10);
}

TEST_CASE("a camera that has nothing more to show says so once") {
    CameraPreview preview;
    preview.watch(true);
    PreviewFeed feed("Kamera", &preview);
    feed.nothing();
    CHECK(taken(preview) == 0);
    feed.take(scene(10), 0);
    feed.nothing();
    feed.nothing();
    const auto picture = preview.take();
    REQUIRE(picture);
    CHECK_FALSE(picture->frame.is_whole());
    CHECK_FALSE(preview.take());
    // In view again, the same scene is news.
    feed.take(scene(10), PreviewFeed::kPeriodUs);
    CHECK(taken(preview) == 1);
}
