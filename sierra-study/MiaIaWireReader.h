// Reads protobuf from memory that nobody vouches for: every length is checked against what is there, nothing is allocated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "MiaIaText.h"

namespace miaia {

enum class WireType : uint32_t { Varint = 0, Fixed64 = 1, Bytes = 2, GroupStart = 3, GroupEnd = 4, Fixed32 = 5 };

/// One field as it stands on the wire.
struct WireField {
    uint32_t number = 0;
    WireType type = WireType::Varint;
    uint64_t value = 0;              // varint, fixed64, fixed32
    const uint8_t* bytes = nullptr;  // Bytes only
    size_t length = 0;

    uint32_t AsUInt32() const { return static_cast<uint32_t>(value); }
    int32_t AsSInt32() const {
        const uint32_t bits = static_cast<uint32_t>(value);
        return static_cast<int32_t>((bits >> 1) ^ (0u - (bits & 1u)));
    }
    int64_t AsSInt64() const { return static_cast<int64_t>((value >> 1) ^ (0ull - (value & 1ull))); }
    int64_t AsInt64() const { return static_cast<int64_t>(value); }
    double AsDouble() const {
        double number_value;
        std::memcpy(&number_value, &value, sizeof number_value);
        return number_value;
    }
};

class WireReader {
public:
    WireReader(const uint8_t* bytes, size_t length) : at_(bytes), end_(bytes + length) {}

    bool Malformed() const { return malformed_; }

    /// Reads the next field; unknown groups are skipped whole. False at the end and at the first malformed byte.
    bool Next(WireField& field) {
        while (!malformed_ && at_ != end_) {
            if (!ReadField(field))
                return false;
            if (field.type == WireType::GroupEnd)
                return Fail();
            if (field.type != WireType::GroupStart)
                return true;
            if (!SkipGroup(field.number))
                return false;
        }
        return false;
    }

private:
    static constexpr int LargestGroupDepth = 64;

    bool Fail() {
        malformed_ = true;
        return false;
    }

    bool ReadVarint(uint64_t& value) {
        value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at_ == end_)
                return Fail();
            const uint8_t byte = *at_++;
            // The tenth byte has room for one bit; libprotobuf drops what is above it, and so do we.
            value |= static_cast<uint64_t>(byte & 0x7F) << shift;
            if ((byte & 0x80) == 0)
                return true;
        }
        return Fail();
    }

    bool ReadFixed(int bytes, uint64_t& value) {
        if (end_ - at_ < bytes)
            return Fail();
        value = 0;
        for (int i = 0; i < bytes; ++i)
            value |= static_cast<uint64_t>(at_[i]) << (8 * i);
        at_ += bytes;
        return true;
    }

    bool ReadField(WireField& field) {
        const uint8_t* start = at_;
        uint64_t whole;
        if (!ReadVarint(whole))
            return false;
        // As libprotobuf does: a tag has five bytes at most, and of these the lower 32 bits count.
        const uint32_t tag = static_cast<uint32_t>(whole);
        if (at_ - start > 5 || (tag >> 3) == 0 || (tag & 7) > 5)
            return Fail();
        field.number = tag >> 3;
        field.type = static_cast<WireType>(tag & 7);
        switch (field.type) {
            case WireType::Varint: return ReadVarint(field.value);
            case WireType::Fixed64: return ReadFixed(8, field.value);
            case WireType::Fixed32: return ReadFixed(4, field.value);
            case WireType::Bytes: {
                uint64_t length;
                if (!ReadVarint(length))
                    return false;
                if (length > static_cast<uint64_t>(end_ - at_))
                    return Fail();
                field.bytes = at_;
                field.length = static_cast<size_t>(length);
                at_ += field.length;
                return true;
            }
            default: return true;
        }
    }

    // A stack of field numbers instead of recursion: the depth comes from the wire and must not eat our stack.
    bool SkipGroup(uint32_t number) {
        uint32_t open[LargestGroupDepth];
        int depth = 0;
        open[depth++] = number;
        WireField inner;
        while (depth > 0) {
            if (at_ == end_)
                return Fail();
            if (!ReadField(inner))
                return false;
            if (inner.type == WireType::GroupEnd && open[--depth] != inner.number)
                return Fail();
            if (inner.type == WireType::GroupStart) {
                if (depth == LargestGroupDepth)
                    return Fail();
                open[depth++] = inner.number;
            }
        }
        return true;
    }

    const uint8_t* at_;
    const uint8_t* end_;
    bool malformed_ = false;
};

}  // namespace miaia
