// What the bytes of a fuzzer mean: two of options, then what the bridge says. Its maker of seeds and its reader share this file.
#pragma once

#include <cstdint>
#include <string>

#include "ZmtpBytes.h"

namespace miaia::tests {

/// The bits of the first two bytes.
struct FuzzOptions {
    static constexpr unsigned Sim = 1;          // trades in Sierra's simulation, not dry-run
    static constexpr unsigned Raw = 2;          // the rest is a stream of ZMTP as it is, not frames of the engine
    static constexpr unsigned Recalculate = 4;  // in the end Sierra deletes what is drawn
    static constexpr unsigned Slow = 8;         // a call each two seconds: all that waits for an answer gives it up
    static constexpr unsigned Fills = 16;       // what is ordered is filled
    static constexpr unsigned Leave = 32;       // in the end the study leaves the chart
    static constexpr unsigned PiecesAt = 6;     // two bits: how many bytes a read gives
    static constexpr unsigned French = 256;
    static constexpr unsigned HangsUp = 512;  // behind the last byte
};

/// The epoch of the study that is fuzzed, the same before every input.
constexpr uint64_t FuzzEpoch = 1700000000010000000;

inline std::string LittleEndian(uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text.push_back(static_cast<char>(value >> (8 * i)));
    return text;
}

inline std::string FuzzInputOf(unsigned options, const std::string& rest) {
    return LittleEndian(options, 2) + rest;
}

/// A frame within an input that is not raw: its length in two bytes, so that a mutation of one spoils no other.
inline std::string FuzzFrame(const std::string& frame) {
    return LittleEndian(frame.size(), 2) + frame;
}

/// The stream of ZMTP that the frames of an input make. Each is of the study's epoch unless it says another one itself: the study would not
/// look any further. A length that is too large takes what there is.
inline std::string FuzzStream(const uint8_t* bytes, size_t length) {
    std::string stream;
    for (size_t at = 0; at + 2 <= length;) {
        size_t frame = static_cast<size_t>(bytes[at] | bytes[at + 1] << 8);
        at += 2;
        frame = frame < length - at ? frame : length - at;
        const std::string body(reinterpret_cast<const char*>(bytes + at), frame);
        stream += Message("\x09" + LittleEndian(FuzzEpoch, 8) + body);
        at += frame;
    }
    return stream;
}

/// How many frames those are.
inline uint64_t FuzzFramesIn(const uint8_t* bytes, size_t length) {
    uint64_t frames = 0;
    for (size_t at = 0; at + 2 <= length; ++frames)
        at += 2 + static_cast<size_t>(bytes[at] | bytes[at + 1] << 8);
    return frames;
}

}  // namespace miaia::tests
