// The bytes of ZMTP 3.1 with the NULL mechanism, as far as a DEALER needs them: greeting, heads of frames, commands. No socket here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "MiaIaText.h"

namespace miaia {

// Bits in the first byte of a frame.
constexpr uint8_t ZmtpMore = 1;
constexpr uint8_t ZmtpLong = 2;
constexpr uint8_t ZmtpCommand = 4;

constexpr size_t ZmtpGreetingBytes = 64;
constexpr size_t ZmtpLargestHeadBytes = 9;
constexpr size_t ZmtpLargestPingContextBytes = 16;

/// Whether bytes that are still incomplete may be waited for.
enum class ZmtpVerdict : uint8_t { Incomplete, Good, Refused };

/// Our greeting: signature, version 3.1, NULL, no server.
inline void WriteZmtpGreeting(uint8_t* to) {
    std::memset(to, 0, ZmtpGreetingBytes);
    to[0] = 0xFF;
    to[9] = 0x7F;
    to[10] = 3;
    to[11] = 1;
    std::memcpy(to + 12, "NULL", 4);
}

/// Judges as much of the peer's greeting as there is: older protocols send fewer bytes than 64 and would be waited for in vain.
inline ZmtpVerdict JudgeZmtpGreeting(const uint8_t* bytes, size_t length, FixedText<320>& why) {
    why.Clear();
    if (length > 0 && bytes[0] != 0xFF)
        why.AppendFormat("does not speak ZMTP 3 (its first byte is 0x%02X)", bytes[0]);
    else if (length > 9 && (bytes[9] & 1) == 0)
        why.Assign("speaks ZMTP 1, this study needs 3 or newer");
    else if (length > 10 && bytes[10] < 3)
        why.AppendFormat("speaks ZMTP %u, this study needs 3 or newer", bytes[10] == 0 ? 1u : 2u);
    else if (length >= ZmtpGreetingBytes) {
        uint8_t null_mechanism[20] = {'N', 'U', 'L', 'L'};
        if (std::memcmp(bytes + 12, null_mechanism, sizeof null_mechanism) == 0)
            return ZmtpVerdict::Good;
        char named[21] = {};
        std::memcpy(named, bytes + 12, 20);
        FixedText<24> mechanism(named);
        mechanism.RemoveControlCharacters();
        why.AppendFormat("wants the mechanism %s, this study has NULL only", mechanism.chars);
    }
    return why.Empty() ? ZmtpVerdict::Incomplete : ZmtpVerdict::Refused;
}

/// The head of a frame: what follows it and how much.
struct ZmtpHead {
    uint8_t flags = 0;
    size_t bytes = 0;  // of the head itself
    uint64_t length = 0;

    bool More() const { return (flags & ZmtpMore) != 0; }
    bool IsCommand() const { return (flags & ZmtpCommand) != 0; }
};

/// Refused are bits that nobody has given a meaning, a command in parts, and a length above 2^63: then the stream is out of step.
inline ZmtpVerdict ReadZmtpHead(const uint8_t* bytes, size_t available, ZmtpHead& head) {
    if (available == 0)
        return ZmtpVerdict::Incomplete;
    head.flags = bytes[0];
    if ((head.flags & ~(ZmtpMore | ZmtpLong | ZmtpCommand)) != 0 || (head.IsCommand() && head.More()))
        return ZmtpVerdict::Refused;
    head.bytes = (head.flags & ZmtpLong) != 0 ? 9 : 2;
    if (available < head.bytes)
        return ZmtpVerdict::Incomplete;
    head.length = 0;
    for (size_t i = 1; i < head.bytes; ++i)
        head.length = head.length << 8 | bytes[i];
    return head.length >> 63 != 0 ? ZmtpVerdict::Refused : ZmtpVerdict::Good;
}

/// Writes a head and gives its bytes. Lengths up to 255 take the short form.
inline size_t WriteZmtpHead(uint8_t* to, uint8_t flags, uint64_t length) {
    if (length <= 255) {
        to[0] = flags;
        to[1] = static_cast<uint8_t>(length);
        return 2;
    }
    to[0] = static_cast<uint8_t>(flags | ZmtpLong);
    for (size_t i = 0; i < 8; ++i)
        to[8 - i] = static_cast<uint8_t>(length >> (8 * i));
    return 9;
}

/// The body of a command: a name and what belongs to it.
struct ZmtpCommandBody {
    const uint8_t* name = nullptr;
    size_t name_bytes = 0;
    const uint8_t* rest = nullptr;
    size_t rest_bytes = 0;

    /// False when the name does not fit into the body.
    bool Read(const uint8_t* bytes, size_t length) {
        if (length == 0 || bytes[0] == 0 || length - 1 < bytes[0])
            return false;
        name = bytes + 1;
        name_bytes = bytes[0];
        rest = name + name_bytes;
        rest_bytes = length - 1 - name_bytes;
        return true;
    }

    bool Is(const char* wanted) const { return std::strlen(wanted) == name_bytes && std::memcmp(name, wanted, name_bytes) == 0; }
};

constexpr size_t ZmtpReadyBytes = 43;

/// Our READY, a whole frame: a DEALER without an identity. Gives ZmtpReadyBytes.
inline size_t WriteZmtpReady(uint8_t* to) {
    static const char body[] =
        "\x05"
        "READY"
        "\x0B"
        "Socket-Type\0\0\0\x06"
        "DEALER"
        "\x08"
        "Identity\0\0\0\0";
    constexpr size_t BodyBytes = sizeof body - 1;
    static_assert(BodyBytes + 2 == ZmtpReadyBytes, "the length of READY");
    const size_t head = WriteZmtpHead(to, ZmtpCommand, BodyBytes);
    std::memcpy(to + head, body, BodyBytes);
    return head + BodyBytes;
}

inline bool IsNamed(const uint8_t* bytes, size_t length, const char* name) {
    if (std::strlen(name) != length)
        return false;
    // The names of properties do not depend on case.
    for (size_t i = 0; i < length; ++i)
        if ((bytes[i] | 0x20) != (static_cast<uint8_t>(name[i]) | 0x20))
            return false;
    return true;
}

/// Whether the peer's READY is one of a socket that a DEALER may talk to. One that does not tell is taken.
inline bool JudgeZmtpReady(const ZmtpCommandBody& ready, FixedText<320>& why) {
    const uint8_t* at = ready.rest;
    const uint8_t* const end = ready.rest + ready.rest_bytes;
    while (at != end) {
        const size_t name_bytes = *at++;
        const uint8_t* const name = at;
        if (name_bytes == 0 || static_cast<size_t>(end - at) < name_bytes + 4) {
            why.Assign("sends a READY that cannot be read");
            return false;
        }
        at += name_bytes;
        const uint32_t value_bytes = static_cast<uint32_t>(at[0]) << 24 | static_cast<uint32_t>(at[1]) << 16 |
            static_cast<uint32_t>(at[2]) << 8 | static_cast<uint32_t>(at[3]);
        at += 4;
        if (static_cast<size_t>(end - at) < value_bytes) {
            why.Assign("sends a READY that cannot be read");
            return false;
        }
        if (IsNamed(name, name_bytes, "Socket-Type")) {
            FixedText<16> type;
            type.Assign(reinterpret_cast<const char*>(at), value_bytes);
            type.RemoveControlCharacters();
            if (!type.Equals("ROUTER") && !type.Equals("DEALER") && !type.Equals("REP")) {
                why.Clear();
                why.AppendFormat("is a %s socket, not the bridge's ROUTER", type.chars);
                return false;
            }
        }
        at += value_bytes;
    }
    return true;
}

constexpr size_t ZmtpLargestPongBytes = 2 + 5 + ZmtpLargestPingContextBytes;
constexpr size_t ZmtpPingBytes = 2 + 7;

/// The answer to a PING, a whole frame with the PING's context; 0 bytes when the PING is malformed.
inline size_t WriteZmtpPong(uint8_t* to, const ZmtpCommandBody& ping) {
    if (ping.rest_bytes < 2 || ping.rest_bytes > 2 + ZmtpLargestPingContextBytes)
        return 0;
    const size_t context_bytes = ping.rest_bytes - 2;
    const size_t head = WriteZmtpHead(to, ZmtpCommand, 5 + context_bytes);
    std::memcpy(to + head, "\x04PONG", 5);
    std::memcpy(to + head + 5, ping.rest + 2, context_bytes);
    return head + 5 + context_bytes;
}

/// Our own PING, a whole frame: no time to live, because the peer is to judge our silence by itself; no context.
inline size_t WriteZmtpPing(uint8_t* to) {
    const size_t head = WriteZmtpHead(to, ZmtpCommand, 7);
    std::memcpy(to + head, "\x04PING\0\0", 7);
    return head + 7;
}

}  // namespace miaia
