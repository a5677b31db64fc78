// Bytes that leave no copy behind: wiped when they go out of scope, never copied by accident,
// never printed. Values; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lini {

/// Overwrites what `text` holds in a way that no optimizer removes, and empties it.
void wipe(std::string& text) noexcept;

class Secret {
public:
    Secret() = default;
    /// Takes the bytes and wipes the source.
    explicit Secret(std::string&& bytes);
    explicit Secret(std::string_view bytes);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    std::string_view view() const { return bytes_; }
    std::size_t size() const { return bytes_.size(); }
    bool empty() const { return bytes_.empty(); }
    /// A second copy, where one is meant.
    Secret clone() const { return Secret(view()); }

private:
    std::string bytes_;
};

}  // namespace lini
