#include "app/platform/window.h"

#include <algorithm>
#include <cmath>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/base/check.h"
#include "app/base/log.h"
#include "app/platform/picture.h"
#include "imgui.h"
#include "imgui_impl_glfw.h"
#include "imgui_impl_opengl3.h"
#include "imgui_internal.h"

#include <GL/gl.h>

namespace lini {
namespace {

static_assert(kKeyEnter == GLFW_KEY_ENTER && kKeyTab == GLFW_KEY_TAB &&
              kKeyEscape == GLFW_KEY_ESCAPE && kKeyBackspace == GLFW_KEY_BACKSPACE);
static_assert(kKeyKeypad0 == GLFW_KEY_KP_0 && kKeyKeypadEnter == GLFW_KEY_KP_ENTER &&
              kKeyRightBracket == GLFW_KEY_RIGHT_BRACKET);
static_assert(kKeyRelease == GLFW_RELEASE && kKeyPress == GLFW_PRESS && kKeyRepeat == GLFW_REPEAT);
static_assert(kModShift == GLFW_MOD_SHIFT && kModControl == GLFW_MOD_CONTROL &&
              kModAlt == GLFW_MOD_ALT);

/// What the monitor says of its size, or 0 where it says nothing or nonsense. GLFW turns "unknown"
/// into exactly 96 dpi (x11_monitor.c), which no panel higher than 1200 pixels really has.
float monitor_dpi() {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
    if (mode == nullptr) return 0;
    int width_mm = 0;
    int height_mm = 0;
    glfwGetMonitorPhysicalSize(monitor, &width_mm, &height_mm);
    if (width_mm < 50 || height_mm < 50) return 0;
    const float dpi = static_cast<float>(mode->width) * 25.4F / static_cast<float>(width_mm);
    const bool made_up = mode->height > 1200 && std::abs(dpi - 96) < 1.5F;
    return dpi < 60 || dpi > 400 || made_up ? 0 : dpi;
}

GLFWwindow* create_window(const WindowOptions& options) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
    glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
    glfwWindowHint(GLFW_RESIZABLE, GLFW_FALSE);
    glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
    if (options.width > 0) {
        return glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr,
                                nullptr);
    }
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
    if (mode == nullptr) return nullptr;
    return glfwCreateWindow(mode->width, mode->height, options.title.c_str(), monitor, nullptr);
}

Window* window_of(GLFWwindow* handle) {
    return static_cast<Window*>(glfwGetWindowUserPointer(handle));
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options, KeyListener* listener) {
    CHECK(ImGui::GetCurrentContext() == nullptr);
    glfwSetErrorCallback([](int code, const char* what) {
        log::warn("glfw error {}: {}", code, log::printable(what));
    });
#ifdef GLFW_PLATFORM
    // GLFW 3.4 may choose Wayland, where a client can neither place nor keep a kiosk window.
    glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
    if (glfwInit() != GLFW_TRUE) return fail("display_unavailable", "glfwInit");
    GLFWwindow* handle = create_window(options);
    if (handle == nullptr) {
        glfwTerminate();
        return fail("display_unavailable", "no window with OpenGL 3");
    }
    return std::unique_ptr<Window>(new Window(handle, options, listener));
}

Window::Window(GLFWwindow* handle, const WindowOptions& options, KeyListener* listener)
    : handle_(handle), listener_(listener), injected_pointer_(options.injected_pointer) {
    dpi_ = options.dpi;
    if (options.dpi <= 0 && options.width == 0) dpi_ = monitor_dpi();
    glfwSetWindowUserPointer(handle_, this);
    glfwMakeContextCurrent(handle_);
    glfwSwapInterval(1);
    if (!options.show_cursor) glfwSetInputMode(handle_, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    // A cursor that blinks would ask for a frame twice a second.
    io.ConfigInputTextCursorBlink = false;
    // Our callbacks call ImGui's by hand, after the listener, so ImGui installs none.
    CHECK(ImGui_ImplGlfw_InitForOpenGL(handle_, false));
    CHECK(ImGui_ImplOpenGL3_Init("#version 130"));
    install_callbacks();
    // The backend asks the real pointer unless it believes it to be inside.
    if (injected_pointer_) ImGui_ImplGlfw_CursorEnterCallback(handle_, GLFW_TRUE);
}

Window::~Window() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(handle_);
    glfwTerminate();
}

void Window::install_callbacks() {
    glfwSetCharCallback(
        handle_, [](GLFWwindow* w, unsigned code_point) { window_of(w)->inject_char(code_point); });
    glfwSetKeyCallback(handle_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
        Window* self = window_of(w);
        self->damage();
        if (self->listener_ != nullptr && self->listener_->on_key(key, action, mods)) return;
        ImGui_ImplGlfw_KeyCallback(w, key, scancode, action, mods);
    });
    glfwSetCursorPosCallback(handle_, [](GLFWwindow* w, double x, double y) {
        if (!window_of(w)->injected_pointer_) ImGui_ImplGlfw_CursorPosCallback(w, x, y);
    });
    glfwSetCursorEnterCallback(handle_, [](GLFWwindow* w, int entered) {
        if (!window_of(w)->injected_pointer_) ImGui_ImplGlfw_CursorEnterCallback(w, entered);
    });
    glfwSetMouseButtonCallback(handle_, [](GLFWwindow* w, int button, int action, int mods) {
        Window* self = window_of(w);
        if (self->injected_pointer_) return;
        self->damage();
        ImGui_ImplGlfw_MouseButtonCallback(w, button, action, mods);
    });
    // A played finger must not be lifted because another window came or went.
    glfwSetWindowFocusCallback(handle_, [](GLFWwindow* w, int focused) {
        if (!window_of(w)->injected_pointer_) ImGui_ImplGlfw_WindowFocusCallback(w, focused);
    });
    glfwSetWindowRefreshCallback(handle_, [](GLFWwindow* w) { window_of(w)->damage(); });
    glfwSetFramebufferSizeCallback(handle_,
                                   [](GLFWwindow* w, int, int) { window_of(w)->damage(); });
}

void Window::wait_events(double timeout_s) { glfwWaitEventsTimeout(timeout_s); }
void Window::poll_events() { glfwPollEvents(); }
void Window::wake() { glfwPostEmptyEvent(); }
bool Window::close_requested() const { return glfwWindowShouldClose(handle_) != 0; }

bool Window::wants_frame() const {
    return frames_wanted_ > 0 || ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
}

void Window::begin_frame() {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
}

void Window::end_frame(std::uint32_t clear_colour) {
    ImGui::Render();
    clear_colour_ = clear_colour;
    render();
    glfwSwapBuffers(handle_);
    if (frames_wanted_ > 0) --frames_wanted_;
}

void Window::render() {
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(handle_, &width, &height);
    const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(clear_colour_);
    glViewport(0, 0, width, height);
    glClearColor(colour.x, colour.y, colour.z, 1.0F);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

float Window::width_px() const {
    int width = 0;
    glfwGetFramebufferSize(handle_, &width, nullptr);
    return static_cast<float>(width);
}

float Window::height_px() const {
    int height = 0;
    glfwGetFramebufferSize(handle_, nullptr, &height);
    return static_cast<float>(height);
}

Result<void> Window::screenshot(const std::string& file) {
    // The swap left the back buffer undefined, so the same draw data goes there once more.
    render();
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(handle_, &width, &height);
    Picture picture(width, height);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, picture.rgb.data());
    return write_png(picture, file);
}

void Window::resize(int width, int height) {
    glfwSetWindowSize(handle_, width, height);
    damage();
}

float Window::dpi() const {
    return dpi_ > 0 ? dpi_ : 96.0F * std::max(1.0F, height_px() / 1080.0F);
}

void Window::inject_pointer(float x_px, float y_px) {
    damage();
    ImGui::GetIO().AddMousePosEvent(x_px, y_px);
}

void Window::inject_button(bool down) {
    damage();
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
}

void Window::inject_char(std::uint32_t code_point) {
    damage();
    if (listener_ != nullptr && listener_->on_char(code_point)) return;
    ImGui_ImplGlfw_CharCallback(handle_, code_point);
}

void Window::inject_key(int key, int action, int mods) {
    damage();
    if (listener_ != nullptr && listener_->on_key(key, action, mods)) return;
    ImGui_ImplGlfw_KeyCallback(handle_, key, 0, action, mods);
}

}  // namespace lini
