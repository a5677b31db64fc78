// The one window: full screen on the terminal, of a given size in tests. Draws only when asked to.
// Everything is called on the UI thread but wake(), which any thread may call.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/base/result.h"

struct GLFWwindow;

namespace lini {

// Key codes and actions as GLFW gives them (glfw3.h), so that a listener need not include it.
inline constexpr int kKeyEscape = 256;
inline constexpr int kKeyEnter = 257;
inline constexpr int kKeyTab = 258;
inline constexpr int kKeyBackspace = 259;
inline constexpr int kKeyKeypad0 = 320;
inline constexpr int kKeyKeypadEnter = 335;
inline constexpr int kKeyRightBracket = 93;
inline constexpr int kKeyRelease = 0;
inline constexpr int kKeyPress = 1;
inline constexpr int kKeyRepeat = 2;
inline constexpr int kModShift = 1;
inline constexpr int kModControl = 2;
inline constexpr int kModAlt = 4;

/// Hears the keyboard before Dear ImGui does: a scanner that types is decoded here, and what it
/// consumes never reaches a text field. Keys and characters come in the order they were typed.
class KeyListener {
public:
    virtual ~KeyListener() = default;
    /// True: consumed. Code points under 32 never come (GLFW drops them); they come as keys.
    virtual bool on_char(std::uint32_t code_point) = 0;
    virtual bool on_key(int key, int action, int mods) = 0;
};

struct WindowOptions {
    std::string title = "Lini";
    int width = 0;  // Pixels; 0 x 0 is full screen on the first monitor.
    int height = 0;
    float dpi = 0;  // 0: ask the monitor (full screen).
    bool show_cursor = false;
    bool injected_pointer = false;  // Scenarios: the real pointer is ignored.
};

class Window {
public:
    /// Opens the window with its GL context and a Dear ImGui context without any font. One at a
    /// time. `listener` may be null and else outlives the window. Errors: display_unavailable.
    static Result<std::unique_ptr<Window>> open(const WindowOptions& options,
                                                KeyListener* listener);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Sleeps until input, wake() or the timeout; then runs the callbacks.
    void wait_events(double timeout_s);
    /// Runs the callbacks of what has already come.
    void poll_events();
    /// Ends a wait_events() that is running or the next one. Any thread.
    void wake();
    bool close_requested() const;

    /// True while a frame must be drawn for the window's own sake: ImGui still has queued input
    /// (it takes one press or release per frame, so quick taps need several), the window was
    /// resized or uncovered, or the frames after an input that let a pressed look go.
    bool wants_frame() const;

    void begin_frame();
    /// Ends ImGui's frame, clears to `clear_colour` (ImU32, opaque), draws and shows it.
    void end_frame(std::uint32_t clear_colour);

    float width_px() const;
    float height_px() const;
    /// Dots per inch as given, or of the monitor from its size in mm. Where neither says, the
    /// screen is taken for one of the usual 23 inches: 96 at 1080 pixels of height, 192 at 2160.
    float dpi() const;

    /// The last frame as a PNG; between end_frame() and begin_frame(). Error: file_unwritable.
    Result<void> screenshot(const std::string& file);
    /// Tests: another size of the window, in effect after the next events.
    void resize(int width, int height);

    /// A finger of a scenario, in pixels. Down and up are drawn as frames of their own.
    void inject_pointer(float x_px, float y_px);
    void inject_button(bool down);
    /// A keystroke of a scenario, on the way that the real ones take.
    void inject_char(std::uint32_t code_point);
    void inject_key(int key, int action, int mods);

private:
    explicit Window(GLFWwindow* handle, const WindowOptions& options, KeyListener* listener);
    void install_callbacks();
    void damage() { frames_wanted_ = 3; }
    void render();

    GLFWwindow* handle_;
    KeyListener* listener_;
    bool injected_pointer_;
    float dpi_ = 0;
    int frames_wanted_ = 3;
    std::uint32_t clear_colour_ = 0;
};

}  // namespace lini
