// What a call that the world can fail gives back: the value, or an Error to handle or pass on.
// Values only; any thread.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace lini {

/// A failure of the world (disk, device, network). `code` is stable and has a sentence in
/// assets/locale under "error.<code>"; `detail` is for the log and never holds a secret.
struct Error {
    std::string code;
    std::string detail;
};

template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> fail(std::string code, std::string detail = {}) {
    return tl::unexpected<Error>(Error{std::move(code), std::move(detail)});
}

/// The error of one result, handed on as the error of another type of result.
template <typename T>
tl::unexpected<Error> pass_on(const Result<T>& result) {
    return tl::unexpected<Error>(result.error());
}

}  // namespace lini
