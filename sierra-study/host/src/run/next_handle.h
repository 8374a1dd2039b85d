// How many handles of the system this process has open, as far as one can see from outside the libraries that opened them.
#pragma once

#include <cstdint>

namespace miaia::host {

// The number that the next handle gets (Linux: the next file descriptor): both systems give the lowest that is free, so that it grows when
// handles are left open. -1: none can be had.
int64_t NextHandleNumber();

}  // namespace miaia::host
