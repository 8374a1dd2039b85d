#include "session_close.h"

#include "acsil_datetime.h"

namespace miaia::host {
namespace {

using acsil_time::DaysSinceUnixEpoch;
using acsil_time::kMicrosecondsPerDay;

constexpr int64_t kMicrosecondsPerHour = 3600000000LL;

int YearOf(int64_t day) {
    auto year = static_cast<int>(1970 + day / 366);
    while (DaysSinceUnixEpoch(year + 1, 1, 1) <= day)
        ++year;
    return year;
}

// The n-th Sunday of a month. 1970-01-01 was a Thursday.
int64_t Sunday(int year, int month, int n) {
    const int64_t first = DaysSinceUnixEpoch(year, month, 1);
    return first + (10 - first % 7) % 7 + 7 * (n - 1);
}

int64_t CloseOf(int64_t day) {
    const int year = YearOf(day);
    const bool daylightSaving = day >= Sunday(year, 3, 2) && day < Sunday(year, 11, 1);
    return day * kMicrosecondsPerDay + (daylightSaving ? 21 : 22) * kMicrosecondsPerHour;
}

}  // namespace

int64_t NextCloseUnixUs(int64_t unixUs) {
    int64_t day = unixUs / kMicrosecondsPerDay;
    while (CloseOf(day) <= unixUs)
        ++day;
    return CloseOf(day);
}

}  // namespace miaia::host
