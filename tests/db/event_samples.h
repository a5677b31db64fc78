// One body of every kind with every field filled, as version 1 stores it. Pure; any thread.
#pragma once

#include <vector>

#include "app/domain/events.h"

namespace lini::testing {

std::vector<Body> sample_bodies();

/// The event of the test vectors in db/README.md.
Event sample_event();

}  // namespace lini::testing
