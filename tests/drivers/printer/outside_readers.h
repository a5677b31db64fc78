// Programs that are not ours, which draw and read labels: zpl-renderer-js, zbarimg and dmtxread.
// Every function fails the test when its program fails. One thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "drivers/printer/label.h"

namespace lini::test {

/// What a command printed. Fails the test if the command failed.
std::string output_of(const std::string& command);

/// Lines "CODE-128:..." and "QR-Code:...", FNC1 between values as GS.
std::string linear_and_qr(const std::string& picture);

/// Dots of a picture; y runs down.
struct Around {
    int x0 = 0;
    int y0 = 0;
    int x1 = 0;
    int y1 = 0;
};

/// The first Data Matrix; FNC1 in front as byte 232, between values as GS.
std::string data_matrix(const std::string& picture);
/// The one within `around` in a picture `height` dots high.
std::string data_matrix(const std::string& picture, const Around& around, int height);

/// Labels on their way through the renderer and the readers, in a folder of their own.
class RenderedZpl {
public:
    RenderedZpl();
    ~RenderedZpl();
    RenderedZpl(const RenderedZpl&) = delete;
    RenderedZpl& operator=(const RenderedZpl&) = delete;

    void add(const Label& label);

    /// One line per label: how many labels the renderer saw in it.
    std::string draw();

    std::string picture(std::size_t i) const { return file(i) + ".png"; }
    const std::filesystem::path& folder() const { return folder_; }

private:
    std::string file(std::size_t i) const;

    const std::filesystem::path folder_;
    std::vector<std::string> arguments_;
};

}  // namespace lini::test
