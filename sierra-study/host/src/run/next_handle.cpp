#include "next_handle.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace miaia::host {

int64_t NextHandleNumber() {
#ifdef _WIN32
    // Handles are multiples of four. GetProcessHandleCount says 0 under wine.
    const HANDLE next = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    if (next == nullptr)
        return -1;
    CloseHandle(next);
    return static_cast<int64_t>(reinterpret_cast<uintptr_t>(next) / 4);
#else
    const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (next >= 0)
        ::close(next);
    return next;
#endif
}

}  // namespace miaia::host
