// What the study reads: one plain struct a body of EngineFrame, decoded by protobuf's merge rules. See proto/miaia/v1.
#pragma once

#include "MiaIaHistogram.h"
#include "MiaIaWireReader.h"

namespace miaia {

enum class EngineBody : uint32_t {
    None = 0,
    Welcome = 10,
    Refused = 11,
    Ack = 12,
    ResendRequest = 13,
    HelloRequest = 14,
    BridgeHeartbeat = 15,
    Signal = 16,
    Levels = 17,
    State = 18,
    OrderCommand = 19,
    Halt = 20,
    Resume = 21,
    Flatten = 22,
    CancelCommand = 23,
    OrderQuery = 24,
    TradingView = 25
};

/// Reads a text field; false when it is not UTF-8, which proto3 forbids.
template <size_t Capacity>
bool ReadText(const WireField& field, FixedText<Capacity>& text) {
    if (!IsUtf8(field.bytes, field.length))
        return false;
    text.Assign(reinterpret_cast<const char*>(field.bytes), field.length);
    text.RemoveControlCharacters();
    return true;
}

/// Calls take(field) for each field of a message; take answers false for a malformed one. The same field again replaces the value.
template <class Take>
bool ReadMessage(const uint8_t* bytes, size_t length, Take take) {
    WireReader reader(bytes, length);
    WireField field;
    while (reader.Next(field))
        if (!take(field))
            return false;
    return !reader.Malformed();
}

inline bool IsVarint(const WireField& field) {
    return field.type == WireType::Varint;
}
inline bool IsFixed64(const WireField& field) {
    return field.type == WireType::Fixed64;
}
inline bool IsBytes(const WireField& field) {
    return field.type == WireType::Bytes;
}

/// The answer to Hello.
struct Welcome {
    uint32_t protocol_version = 0;
    uint64_t resume_counter = 0;
    uint32_t role = 0;  // 1 publisher, 2 reader
    FixedText<64> engine_version;
    uint32_t mode = 0;
    FixedText<256> engine_state;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsVarint(field)) {
                if (field.number == 1)
                    protocol_version = field.AsUInt32();
                if (field.number == 2)
                    resume_counter = field.value;
                if (field.number == 3)
                    role = field.AsUInt32();
                if (field.number == 5)
                    mode = field.AsUInt32();
            } else if (IsBytes(field)) {
                if (field.number == 4)
                    return ReadText(field, engine_version);
                if (field.number == 6)
                    return ReadText(field, engine_state);
            }
            return true;
        });
    }
};

/// Two texts at fields 1 and 2: the shape of Refused (code, text) and Halt (reason, by).
struct TwoTexts {
    FixedText<192> first;
    FixedText<256> second;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsBytes(field) && field.number == 1)
                return ReadText(field, first);
            if (IsBytes(field) && field.number == 2)
                return ReadText(field, second);
            return true;
        });
    }
};

/// One counter at field 1: the shape of Ack and ResendRequest.
struct OneCounter {
    uint64_t counter = 0;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsVarint(field) && field.number == 1)
                counter = field.value;
            return true;
        });
    }
};

struct BridgeHeartbeat {
    bool engine_connected = false;
    FixedText<128> text;

    bool Read(const uint8_t* bytes, size_t length) {
        return ReadMessage(bytes, length, [this](const WireField& field) {
            if (IsVarint(field) && field.number == 1)
                engine_connected = field.value != 0;
            if (IsBytes(field) && field.number == 2)
                return ReadText(field, text);
            return true;
        });
    }
};

}  // namespace miaia
