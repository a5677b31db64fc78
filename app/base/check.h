// CHECK: an assumption about ourselves. It stays on in release builds: a terminal that counts
// money stops before it goes on with a broken assumption.
#pragma once

#include "app/base/check_failed.h"

#define CHECK(condition) \
    ((condition) ? static_cast<void>(0) : ::lini::check_failed(#condition, __FILE__, __LINE__))
