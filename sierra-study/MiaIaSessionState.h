// Where a conversation with bridge and engine stands, and how long it waits for what.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace miaia {

/// Where the conversation stands.
enum class SessionState : uint8_t {
    Greeting,    // hello sent or to be sent, no answer yet
    Publishing,  // the engine takes our frames
    Reading,     // another study holds the lease; this one only draws
    Refused      // the engine or a version forbids it; tried again now and then
};

struct SessionLimits {
    size_t ring_bytes = 16 * 1024 * 1024;
    uint32_t ring_frames = 65536;
    int64_t send_budget_nanos = 60 * 1000;  // of one call
    size_t send_budget_bytes = 96 * 1024;   // of one call, and less than a link holds: heartbeats and answers find room behind it
    int64_t stale_after_nanos = 3000LL * 1000000;
    int64_t heartbeat_every_nanos = 1000LL * 1000000;
    int64_t refused_retry_nanos = 30000LL * 1000000;
    int64_t hello_again_nanos = 5000LL * 1000000;
};

/// Why a study that the engine welcomes as a reader only draws. An engine that forbids it nothing only says how it is itself: then somebody
/// else feeds it, which may be this very study's epoch of before, for a second or two.
inline const char* WhyItOnlyDraws(const char* engine_state) {
    const bool says_why = engine_state[0] != 0 && std::strcmp(engine_state, "running") != 0 && std::strncmp(engine_state, "halted", 6) != 0;
    return says_why ? engine_state : "another study, or an epoch of this one, still feeds the engine";
}

}  // namespace miaia
