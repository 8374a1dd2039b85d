// A ring with memory of its own.
#pragma once

#include <vector>

#include "MiaIaRing.h"

namespace miaia::tests {

struct OwnedRing : FrameRing {
    std::vector<uint64_t> memory;

    void Allocate(size_t bytes_capacity, uint32_t frames_capacity) {
        memory.resize(BytesNeeded(bytes_capacity, frames_capacity) / sizeof(uint64_t) + 1);
        Use(memory.data(), bytes_capacity, frames_capacity);
    }
};

}  // namespace miaia::tests
