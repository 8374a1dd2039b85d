// The two clocks, read at the edge only. They are passed to every call and never stored: a stored function pointer would
// point into a DLL that Sierra may have reloaded.
#pragma once

#include <chrono>
#include <cstdint>

#ifdef _WIN32
#include <windows.h>
#endif

namespace miaia {

struct Clock {
    int64_t (*unix_nanos)();    // wall clock, for what other processes compare
    int64_t (*steady_nanos)();  // monotonic, for time-outs
};

/// later − earlier, or the nearest there is: what a frame says of a time may be anything.
inline int64_t TimeBetween(int64_t earlier, int64_t later) {
    const bool is_forward = later >= earlier;
    const uint64_t distance = is_forward ? static_cast<uint64_t>(later) - static_cast<uint64_t>(earlier)
                                         : static_cast<uint64_t>(earlier) - static_cast<uint64_t>(later);
    const int64_t bounded = distance > INT64_MAX ? INT64_MAX : static_cast<int64_t>(distance);
    return is_forward ? bounded : -bounded;
}

#ifdef _WIN32

inline int64_t UnixNanosNow() {
    // The precise clock exists since Windows 8; the plain one moves in steps of up to 16 ms, which no latency survives.
    typedef void(WINAPI * ReadTime)(LPFILETIME);
    // Looked up by hand at the first call: a static whose first value is computed brings a lock of the C++ runtime with it, and each
    // release of the library would leave the handle of that lock open in Sierra.
    static ReadTime precise = nullptr;
    static bool is_known = false;
    if (!is_known) {
        precise = reinterpret_cast<ReadTime>(
            reinterpret_cast<void*>(GetProcAddress(GetModuleHandleA("kernel32.dll"), "GetSystemTimePreciseAsFileTime")));
        is_known = true;
    }
    FILETIME time;
    if (precise != nullptr)
        precise(&time);
    else
        GetSystemTimeAsFileTime(&time);
    const int64_t ticks = (static_cast<int64_t>(time.dwHighDateTime) << 32) | time.dwLowDateTime;
    return (ticks - 116444736000000000LL) * 100;
}

inline int64_t SteadyNanosNow() {
    LARGE_INTEGER count;
    LARGE_INTEGER frequency;
    QueryPerformanceCounter(&count);
    QueryPerformanceFrequency(&frequency);
    const int64_t seconds = count.QuadPart / frequency.QuadPart;
    const int64_t rest = count.QuadPart % frequency.QuadPart;
    return seconds * 1000000000LL + rest * 1000000000LL / frequency.QuadPart;
}

#else

inline int64_t UnixNanosNow() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

inline int64_t SteadyNanosNow() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

#endif

inline Clock SystemClock() {
    Clock clock;
    clock.unix_nanos = &UnixNanosNow;
    clock.steady_nanos = &SteadyNanosNow;
    return clock;
}

}  // namespace miaia
