// These need a display (tests/run starts a virtual one); without one they are skipped.
#include "app/platform/window.h"

#include <cstdlib>
#include <string>
#include <thread>

#include <catch2/catch_test_macros.hpp>

#include "imgui.h"

namespace lini {
namespace {

struct Listener final : KeyListener {
    bool on_char(std::uint32_t code_point) override {
        heard += static_cast<char>(code_point);
        return consume;
    }
    bool on_key(int key, int, int) override {
        if (key == kKeyEnter) heard += '\n';
        return consume;
    }
    std::string heard;
    bool consume = false;
};

std::unique_ptr<Window> open_window(KeyListener* listener) {
    if (std::getenv("DISPLAY") == nullptr) SKIP("no display");
    WindowOptions options;
    options.width = 640;
    options.height = 480;
    options.injected_pointer = true;
    auto window = Window::open(options, listener);
    REQUIRE(window);
    ImGui::GetIO().Fonts->AddFontDefault();
    return std::move(*window);
}

std::size_t queued_characters() {
    return static_cast<std::size_t>(ImGui::GetIO().InputQueueCharacters.Size);
}

void empty_frame(Window& window) {
    window.poll_events();
    window.begin_frame();
    window.end_frame(0xFF000000);
}

}  // namespace

TEST_CASE("what the listener consumes never reaches Dear ImGui, the rest does") {
    Listener listener;
    const auto window = open_window(&listener);
    empty_frame(*window);
    listener.consume = true;
    for (const char c : std::string("]C1010899")) {
        window->inject_char(static_cast<std::uint32_t>(c));
    }
    window->inject_key(kKeyEnter, kKeyPress, 0);
    window->begin_frame();
    CHECK(queued_characters() == 0);
    CHECK_FALSE(ImGui::IsKeyDown(ImGuiKey_Enter));
    window->end_frame(0xFF000000);
    CHECK(listener.heard == "]C1010899\n");
    listener.consume = false;
    window->inject_char('a');
    window->begin_frame();
    CHECK(queued_characters() == 1);
    window->end_frame(0xFF000000);
}

TEST_CASE("quick taps are all counted when frames are drawn while input waits") {
    const auto window = open_window(nullptr);
    int clicks = 0;
    const auto frame = [&] {
        window->begin_frame();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize({640, 480});
        ImGui::Begin("w", nullptr, ImGuiWindowFlags_NoDecoration);
        if (ImGui::Button("b", {300, 300})) ++clicks;
        ImGui::End();
        window->end_frame(0xFF000000);
    };
    frame();
    frame();
    window->inject_pointer(100, 100);
    for (int i = 0; i < 40; ++i) {
        window->inject_button(true);
        window->inject_button(false);
    }
    while (window->wants_frame()) frame();
    CHECK(clicks == 40);
}

TEST_CASE("with nothing to show no frame is wanted, and input wants some") {
    const auto window = open_window(nullptr);
    for (int i = 0; i < 20 && window->wants_frame(); ++i) empty_frame(*window);
    CHECK_FALSE(window->wants_frame());
    window->inject_button(true);
    CHECK(window->wants_frame());
}

TEST_CASE("any thread can wake the frame loop") {
    const auto window = open_window(nullptr);
    empty_frame(*window);
    std::thread other([&] { window->wake(); });
    // Would not come back before the test's own time limit if the wake were lost.
    window->wait_events(3600);
    other.join();
    SUCCEED();
}

TEST_CASE("the window has the size that was asked for, and another when it is resized") {
    const auto window = open_window(nullptr);
    CHECK(window->width_px() == 640);
    CHECK(window->height_px() == 480);
    window->resize(800, 600);
    for (int i = 0; i < 100 && window->width_px() != 800; ++i) window->wait_events(0.05);
    CHECK(window->width_px() == 800);
    CHECK(window->height_px() == 600);
}

TEST_CASE("a window of unknown dpi is taken for an ordinary screen of its height") {
    const auto window = open_window(nullptr);
    CHECK(window->dpi() == 96.0F);
    window->resize(1920, 2160);
    for (int i = 0; i < 100 && window->height_px() != 2160; ++i) window->wait_events(0.05);
    CHECK(window->dpi() == 192.0F);
}

}  // namespace lini
