#include "drivers/transport/camera_port.h"

#include <array>

#include <turbojpeg.h>

#include <catch2/catch_test_macros.hpp>

#include "tests/drivers/transport/fake_video.h"

using namespace lini;
using namespace lini::test;

namespace {

std::vector<std::uint8_t> yuyv(std::uint8_t luma, std::size_t bytes = 640 * 480 * 2) {
    std::vector<std::uint8_t> frame(bytes, 128);
    for (std::size_t i = 0; i < bytes; i += 2) frame[i] = luma;
    return frame;
}

/// As cameras send it when `tables` is false: without the usual Huffman tables (marker FFC4).
std::vector<std::uint8_t> jpeg(int width, int height, std::uint8_t luma, bool tables) {
    const std::vector<std::uint8_t> gray(static_cast<std::size_t>(width * height), luma);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    void* encoder = tjInitCompress();
    REQUIRE(tjCompress2(encoder, gray.data(), width, 0, height, TJPF_GRAY, &out, &size,
                        TJSAMP_GRAY, 90, 0) == 0);
    std::vector<std::uint8_t> bytes(out, out + size);
    tjFree(out);
    tjDestroy(encoder);
    for (std::size_t i = 2; !tables && i + 3 < bytes.size() && bytes[i + 1] != 0xDA;) {
        const std::size_t length = 2U + bytes[i + 2] * 256U + bytes[i + 3];
        const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(i);
        if (bytes[i + 1] == 0xC4) bytes.erase(from, from + static_cast<std::ptrdiff_t>(length));
        else i += length;
    }
    return bytes;
}

struct Rig {
    FakeVideo video;
    FakeVideoCalls calls{video};
    CameraPort port{{}, calls};
    GrayFrame frame;
};

}  // namespace

TEST_CASE("of the frames that wait the newest is given, and all buffers go back") {
    Rig rig;
    rig.port.poll(1);
    REQUIRE(rig.port.condition() == PortCondition::ready);
    CHECK_FALSE(rig.port.take_newest(rig.frame));
    for (const int luma : {10, 20, 30}) {
        CHECK(rig.video.deliver(yuyv(static_cast<std::uint8_t>(luma))));
    }
    REQUIRE(rig.port.take_newest(rig.frame));
    CHECK(rig.frame.luma[5] == 30);
    CHECK(rig.video.empty.size() == CameraPort::kBuffers);
    CHECK_FALSE(rig.port.take_newest(rig.frame));
}

TEST_CASE("with every buffer full none of them is the newest, and the next frame is waited for") {
    Rig rig;
    rig.port.poll(1);
    for (int i = 0; i < CameraPort::kBuffers; ++i) CHECK(rig.video.deliver(yuyv(10)));
    CHECK_FALSE(rig.video.deliver(yuyv(99)));
    CHECK_FALSE(rig.port.take_newest(rig.frame));
    CHECK(rig.video.deliver(yuyv(40)));
    REQUIRE(rig.port.take_newest(rig.frame));
    CHECK(rig.frame.luma[5] == 40);
}

TEST_CASE("a camera that cannot be used says why, and leaves nothing open") {
    struct Row {
        unsigned long request;
        int error;
        PortCondition condition;
    };
    const std::array rows = {Row{VIDIOC_QUERYCAP, ENOTTY, PortCondition::fault},
                             Row{VIDIOC_QUERYCAP, ENODEV, PortCondition::unplugged},
                             Row{VIDIOC_S_FMT, EBUSY, PortCondition::busy},
                             Row{VIDIOC_S_FMT, EINVAL, PortCondition::fault},
                             Row{VIDIOC_REQBUFS, EBUSY, PortCondition::busy},
                             Row{VIDIOC_REQBUFS, ENOMEM, PortCondition::fault},
                             Row{VIDIOC_QUERYBUF, EINVAL, PortCondition::fault},
                             Row{VIDIOC_QBUF, EIO, PortCondition::fault},
                             Row{VIDIOC_STREAMON, EBUSY, PortCondition::busy},
                             Row{VIDIOC_STREAMON, ENODEV, PortCondition::unplugged}};
    for (const Row& row : rows) {
        INFO("request " << row.request << ", errno " << row.error);
        Rig rig;
        rig.video.errors[row.request] = row.error;
        rig.port.poll(1);
        CHECK(rig.port.condition() == row.condition);
        CHECK(rig.video.opens == rig.video.closes);
        CHECK(rig.video.mapped == 0);
        rig.video.errors.clear();
        rig.port.poll(1 + CameraPort::kLookPeriodUs);
        CHECK(rig.port.condition() == PortCondition::ready);
    }
}

TEST_CASE("a device without access, in use, without pictures, or of unknown formats is told") {
    Rig rig;
    rig.video.open_error = EACCES;
    rig.port.poll(1);
    CHECK(rig.port.condition() == PortCondition::no_access);
    rig.video.open_error = EBUSY;
    rig.port.poll(1 + CameraPort::kLookPeriodUs);
    CHECK(rig.port.condition() == PortCondition::busy);
    rig.video.open_error = 0;
    rig.video.capabilities = V4L2_CAP_META_CAPTURE;
    rig.port.poll(1 + 2 * CameraPort::kLookPeriodUs);
    CHECK(rig.port.condition() == PortCondition::fault);
    rig.video.capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    rig.video.format = V4L2_PIX_FMT_H264;
    rig.port.poll(1 + 3 * CameraPort::kLookPeriodUs);
    CHECK(rig.port.condition() == PortCondition::fault);
}

TEST_CASE("a camera that is pulled out and put in again goes on") {
    Rig rig;
    rig.port.poll(1);
    rig.video.plug(false);
    CHECK_FALSE(rig.port.take_newest(rig.frame));
    CHECK(rig.port.condition() == PortCondition::unplugged);
    rig.video.plug(true);
    rig.port.poll(2 + CameraPort::kLookPeriodUs);
    CHECK(rig.port.condition() == PortCondition::ready);
    CHECK(rig.video.deliver(yuyv(7)));
    CHECK(rig.port.take_newest(rig.frame));
}

TEST_CASE("a camera that falls silent is opened anew") {
    Rig rig;
    rig.port.poll(1);
    rig.port.poll(1 + CameraPort::kSilenceMaxUs);
    CHECK(rig.video.opens == 1);
    rig.port.poll(2 + CameraPort::kSilenceMaxUs);
    rig.port.poll(3 + CameraPort::kSilenceMaxUs + CameraPort::kLookPeriodUs);
    CHECK(rig.video.opens == 2);
    CHECK(rig.port.condition() == PortCondition::ready);
}

TEST_CASE("lengths and places that the driver lies about reach no foreign memory") {
    Rig rig;
    rig.port.poll(1);
    rig.video.length_lie = 1'000'000;
    CHECK(rig.video.deliver(yuyv(9)));
    CHECK(rig.port.take_newest(rig.frame));
    rig.video.length_lie = 0;
    CHECK(rig.video.deliver(yuyv(9, 1000)));
    CHECK_FALSE(rig.port.take_newest(rig.frame));
    rig.video.index_lie = 9;
    CHECK(rig.video.deliver(yuyv(9)));
    CHECK_FALSE(rig.port.take_newest(rig.frame));
    CHECK(rig.port.condition() == PortCondition::unplugged);
}

TEST_CASE("MJPEG is read with and without its tables, and refused when cut or of another size") {
    const FrameLayout layout{FrameFormat::mjpeg, 64, 48, 0};
    GrayFrame frame;
    for (const bool tables : {true, false}) {
        REQUIRE(to_gray(layout, jpeg(64, 48, 90, tables), frame));
        CHECK(frame.luma[100] > 85);
        CHECK(frame.luma[100] < 95);
    }
    CHECK_FALSE(to_gray(layout, jpeg(48, 64, 90, true), frame));
    CHECK_FALSE(to_gray(layout, std::vector<std::uint8_t>(500, 0xFF), frame));
    CHECK_FALSE(to_gray({FrameFormat::mjpeg, 0, 48, 0}, jpeg(64, 48, 90, true), frame));
}
