#include "drivers/scanner/camera.h"

#include <chrono>

#include <catch2/catch_test_macros.hpp>

#include "drivers/scanner/sightings.h"
#include "tests/drivers/scanner/degraded_frames.h"
#include "tests/drivers/transport/fake_video.h"

using namespace lini;
using namespace lini::test;

namespace {

constexpr auto kPatience = std::chrono::seconds(20);

std::vector<std::uint8_t> as_yuyv(const GrayFrame& frame) {
    std::vector<std::uint8_t> bytes;
    for (const std::uint8_t luma : frame.luma) bytes.insert(bytes.end(), {luma, 128});
    return bytes;
}

std::vector<ReadCode> seen(const char* data) { return {{"]C0", data}}; }

/// Shows a frame over and over until `done`; false when that never comes.
template <typename Done>
bool show_until(FakeVideo& video, Camera& camera, const std::vector<std::uint8_t>& frame,
                Done done) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < deadline) {
        camera.poll(0);
        if (done()) return true;
        video.deliver(frame);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
}

}  // namespace

TEST_CASE("a code that stays in view is one scan, and one again after it left") {
    Sightings sightings;
    CHECK(sightings.fresh(seen("A"), 0).size() == 1);
    CHECK(sightings.fresh(seen("A"), Sightings::kAwayUs - 1).empty());
    CHECK(sightings.fresh({}, Sightings::kAwayUs).empty());
    CHECK(sightings.fresh(seen("A"), 2 * Sightings::kAwayUs - 2).empty());
    CHECK(sightings.fresh(seen("A"), 4 * Sightings::kAwayUs).size() == 1);
}

TEST_CASE("another code in view is a scan at once, also beside the first") {
    Sightings sightings;
    CHECK(sightings.fresh(seen("A"), 0).size() == 1);
    CHECK(sightings.fresh({{"]C0", "A"}, {"]C0", "B"}}, 1).size() == 1);
}

TEST_CASE("a label that bears its number twice, as bars and as a square, is scanned once") {
    Sightings sightings;
    const auto codes = sightings.fresh({{"]C0", "A"}, {"]Q1", "A"}}, 0);
    REQUIRE(codes.size() == 1);
    CHECK(codes[0].aim_id == "]C0");
    CHECK(sightings.fresh({{"]Q1", "A"}}, 1).empty());
}

TEST_CASE("a carton in front of the camera becomes one scan with identifier, GS and number") {
    FakeVideo video;
    video.width = 1280;
    video.height = 720;
    video.buffer_bytes = 1280 * 720 * 2;
    const SystemClock clock;
    Camera camera("Kamera", {}, clock, std::make_unique<FakeVideoCalls>(video));
    const auto carton = as_yuyv(frame_of(gs1_carton(Symbology::gs1_datamatrix)));
    std::optional<ScanOutput> output;
    const auto scanned = [&] { return (output = camera.next()).has_value(); };
    REQUIRE(show_until(video, camera, carton, scanned));
    CHECK(camera.condition() == PortCondition::ready);
    CHECK(camera.identity().port_path == "1-2");
    const auto& payload = std::get<ScanPayload>(*output);
    CHECK(payload.aim_id == "]d2");
    CHECK(payload.data == gs1_carton_data());
    CHECK(payload.device == "Kamera");
    CHECK(payload.sequence == 1);
    // Another code ends the wait: whatever came between would have come first.
    const auto other = as_yuyv(frame_of(qr("B-2026-0042")));
    REQUIRE(show_until(video, camera, other, scanned));
    CHECK(std::get<ScanPayload>(*output).data == "B-2026-0042");
    CHECK(std::get<ScanPayload>(*output).sequence == 2);
}

TEST_CASE("pulled out, the camera says so; closed, its thread has ended") {
    FakeVideo video;
    const SystemClock clock;
    Camera camera("Kamera", {}, clock, std::make_unique<FakeVideoCalls>(video));
    const auto is = [&](PortCondition wanted) {
        return [&camera, wanted] { return camera.condition() == wanted; };
    };
    REQUIRE(show_until(video, camera, {}, is(PortCondition::ready)));
    video.plug(false);
    REQUIRE(show_until(video, camera, {}, is(PortCondition::unplugged)));
    video.plug(true);
    REQUIRE(show_until(video, camera, {}, is(PortCondition::ready)));
    camera.close();
    CHECK(show_until(video, camera, {}, [&] { return camera.has_ended(); }));
    CHECK(video.opens == video.closes);
    CHECK(video.mapped == 0);
}
