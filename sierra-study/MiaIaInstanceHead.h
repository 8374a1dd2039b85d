// How one build of the study knows what it left on a chart.
#pragma once

#include <cstdint>

namespace miaia {

/// What every build of the study begins with. A block of another one has another layout, whatever its size: it may only be given back.
struct InstanceHead {
    static constexpr uint64_t Magic = 0x4D49414941000300ull;  // all of it is one block of Sierra's memory
    uint64_t magic = Magic;
    uint64_t build = 0;
};

}  // namespace miaia
