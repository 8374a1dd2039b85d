// When the exchange's day ends and orders of time in force DAY with it.
#pragma once

#include <cstdint>

namespace miaia::host {

// The next 17:00 in New York after that time, microseconds since 1970 UTC, by the daylight saving rules of the United States since 2007.
// Days that end early are not known here.
int64_t NextCloseUnixUs(int64_t unixUs);

}  // namespace miaia::host
