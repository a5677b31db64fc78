# Packages come from the system; Dear ImGui and Catch2 are newer than Debian 12 and 13 have them,
# so app/setup unpacks their checked sources below LINI_DEPS_DIR. Where there is internet and no
# such folder, FetchContent takes the pinned releases instead.
include(FetchContent)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenGL REQUIRED)
find_package(glfw3 3.3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(CURL REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(ZXing REQUIRED)
find_package(Freetype REQUIRED)
find_package(PNG REQUIRED)
find_package(LibArchive REQUIRED)
find_package(Boost REQUIRED CONFIG COMPONENTS locale)
find_package(date REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(LIBUSB REQUIRED IMPORTED_TARGET libusb-1.0)
pkg_check_modules(TURBOJPEG REQUIRED IMPORTED_TARGET libturbojpeg)
pkg_check_modules(SERIALPORT REQUIRED IMPORTED_TARGET libserialport)
pkg_check_modules(OPENAL REQUIRED IMPORTED_TARGET openal)
find_library(ZINT_LIBRARY zint REQUIRED)
find_library(HPDF_LIBRARY hpdf REQUIRED)
find_library(CSV_LIBRARY csv REQUIRED)

set(LINI_DEPS_DIR "${CMAKE_SOURCE_DIR}/build/deps" CACHE PATH "Sources unpacked by app/setup")
if(EXISTS "${LINI_DEPS_DIR}/imgui/imgui.h")
  set(FETCHCONTENT_SOURCE_DIR_IMGUI "${LINI_DEPS_DIR}/imgui")
endif()
if(EXISTS "${LINI_DEPS_DIR}/catch2/CMakeLists.txt")
  set(FETCHCONTENT_SOURCE_DIR_CATCH2 "${LINI_DEPS_DIR}/catch2")
endif()
# The hash of Dear ImGui is that of release 1.92.2b's commit archive; the one of Catch2 is also the
# hash of Debian's signed catch2_3.7.1.orig.tar.gz.
FetchContent_Declare(imgui SYSTEM DOWNLOAD_EXTRACT_TIMESTAMP ON
  URL https://codeload.github.com/ocornut/imgui/tar.gz/45acd5e0e82f4c954432533ae9985ff0e1aad6d5
  URL_HASH SHA256=97484925aec2f4d3e913d6644d46b234f8d6d8d98c6aa9c50109e0f0df772090)
FetchContent_Declare(Catch2 SYSTEM DOWNLOAD_EXTRACT_TIMESTAMP ON
  URL https://github.com/catchorg/Catch2/archive/refs/tags/v3.7.1.tar.gz
  URL_HASH SHA256=c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c)
FetchContent_MakeAvailable(imgui)
if(LINI_TESTS)
  FetchContent_MakeAvailable(Catch2)
endif()

# The test engine's hooks are compiled in: one build, so what is tested is what is shipped.
add_library(imgui STATIC
  ${imgui_SOURCE_DIR}/imgui.cpp ${imgui_SOURCE_DIR}/imgui_draw.cpp
  ${imgui_SOURCE_DIR}/imgui_tables.cpp ${imgui_SOURCE_DIR}/imgui_widgets.cpp
  ${imgui_SOURCE_DIR}/imgui_demo.cpp
  ${imgui_SOURCE_DIR}/misc/freetype/imgui_freetype.cpp
  ${imgui_SOURCE_DIR}/backends/imgui_impl_glfw.cpp
  ${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_SOURCE_DIR} ${imgui_SOURCE_DIR}/backends)
target_compile_definitions(imgui PUBLIC IMGUI_ENABLE_TEST_ENGINE IMGUI_ENABLE_FREETYPE
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
target_link_libraries(imgui PUBLIC glfw OpenGL::GL Freetype::Freetype ${CMAKE_DL_LIBS})
