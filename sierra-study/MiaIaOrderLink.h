// What the order side is told of the conversation with the engine.
#pragma once

#include <cstdint>

namespace miaia {

/// Where the conversation with the engine stands at one call.
struct OrderLinkState {
    bool publisher = false;    // the engine takes our frames: this study holds the lease
    bool reader = false;       // another study holds it
    bool stale = false;        // nothing from the bridge for three beats
    bool engine_away = false;  // as the bridge says
    uint64_t epoch = 0;
};

}  // namespace miaia
