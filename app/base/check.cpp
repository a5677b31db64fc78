#include "app/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace lini {

void check_failed(const char* condition, const char* file, int line) noexcept {
    std::fprintf(stderr, "%s:%d: CHECK(%s) failed\n", file, line, condition);
    std::fflush(stderr);
    std::abort();
}

}  // namespace lini
