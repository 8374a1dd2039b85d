// The study's socket with a count of what the system does for it, and percentiles.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

#include "MiaIaTcp.h"

namespace miaia::bench {

/// The socket that the study uses, how many bytes it has written, and for how long the system was at it.
struct CountingSocket : TcpSocket {
    static inline size_t written = 0;
    static inline double sending_us = 0;
    static inline double reading_us = 0;

    IoResult Send(const uint8_t* bytes, size_t length) {
        const IoResult result = Timed(sending_us, [&] { return TcpSocket::Send(bytes, length); });
        written += result.bytes;
        return result;
    }

    IoResult Receive(uint8_t* bytes, size_t capacity) {
        return Timed(reading_us, [&] { return TcpSocket::Receive(bytes, capacity); });
    }

private:
    template <class Act>
    static IoResult Timed(double& us, const Act& act) {
        const auto began = std::chrono::steady_clock::now();
        const IoResult result = act();
        us += std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began).count();
        return result;
    }
};

/// The value that this part of all does not exceed.
inline double At(std::vector<double>& values, double part) {
    std::sort(values.begin(), values.end());
    return values[static_cast<size_t>(static_cast<double>(values.size() - 1) * part)];
}

}  // namespace miaia::bench
