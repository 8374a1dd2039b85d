// Writes protobuf into memory of a fixed size. Nothing allocates; a message that does not fit sets Overflowed and is not sent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace miaia {

inline uint32_t ZigZag32(int32_t value) {
    return (static_cast<uint32_t>(value) << 1) ^ (value < 0 ? 0xFFFFFFFFu : 0u);
}
inline uint64_t ZigZag64(int64_t value) {
    return (static_cast<uint64_t>(value) << 1) ^ (value < 0 ? ~uint64_t{0} : uint64_t{0});
}

/// Writes value little-endian whatever the machine's own order is.
inline void StoreFixed64(uint8_t* at, uint64_t value) {
    for (int i = 0; i < 8; ++i)
        at[i] = static_cast<uint8_t>(value >> (8 * i));
}

/// Writes value as a varint, ten bytes at most, and gives the place after it.
inline uint8_t* StoreVarint(uint8_t* at, uint64_t value) {
    while (value >= 0x80) {
        *at++ = static_cast<uint8_t>(value) | 0x80;
        value >>= 7;
    }
    *at++ = static_cast<uint8_t>(value);
    return at;
}

class WireWriter {
public:
    WireWriter(uint8_t* memory, size_t capacity) : memory_(memory), capacity_(capacity) {}

    const uint8_t* Bytes() const { return memory_; }
    size_t Size() const { return size_; }
    bool Overflowed() const { return overflowed_; }

    void Varint(uint64_t value) {
        if (!HasRoom(10))
            return;
        size_ = static_cast<size_t>(StoreVarint(memory_ + size_, value) - memory_);
    }

    // As proto3 asks, a scalar field with its default value is not written.
    void UInt(uint32_t field, uint64_t value) {
        if (value == 0)
            return;
        Tag(field, 0);
        Varint(value);
    }
    void Int(uint32_t field, int64_t value) { UInt(field, static_cast<uint64_t>(value)); }
    void SInt32(uint32_t field, int32_t value) { UInt(field, ZigZag32(value)); }
    void Bool(uint32_t field, bool value) { UInt(field, value ? 1 : 0); }

    /// Written even when 0, so that the receiver may patch or find it in its place.
    void Fixed64Always(uint32_t field, uint64_t value) {
        Tag(field, 1);
        if (!HasRoom(8))
            return;
        StoreFixed64(memory_ + size_, value);
        size_ += 8;
    }
    void Double(uint32_t field, double value) {
        uint64_t bits;
        std::memcpy(&bits, &value, sizeof bits);
        if (bits != 0)
            Fixed64Always(field, bits);
    }
    /// For an optional field, where 0 is a value.
    void DoubleAlways(uint32_t field, double value) {
        uint64_t bits;
        std::memcpy(&bits, &value, sizeof bits);
        Fixed64Always(field, bits);
    }
    void Text(uint32_t field, const char* text, size_t length) {
        if (length != 0)
            Raw(field, reinterpret_cast<const uint8_t*>(text), length);
    }
    template <class FixedTextType>
    void Text(uint32_t field, const FixedTextType& text) {
        Text(field, text.chars, text.length);
    }

    /// A length-delimited field with these bytes: a packed column, or a message written elsewhere.
    void Raw(uint32_t field, const uint8_t* bytes, size_t length) {
        Tag(field, 2);
        Varint(length);
        if (!HasRoom(length))
            return;
        std::memcpy(memory_ + size_, bytes, length);
        size_ += length;
    }

    /// Opens a nested message; give the answer to EndMessage.
    size_t BeginMessage(uint32_t field) {
        Tag(field, 2);
        if (HasRoom(1))
            ++size_;
        return size_;
    }

    /// Closes a nested message: its length goes before it, which moves it when the length needs more than one byte.
    void EndMessage(size_t start) {
        if (overflowed_)
            return;
        const size_t length = size_ - start;
        size_t extra = 0;
        for (size_t rest = length >> 7; rest != 0; rest >>= 7)
            ++extra;
        if (!HasRoom(extra))
            return;
        std::memmove(memory_ + start + extra, memory_ + start, length);
        size_ = start - 1;
        Varint(length);
        size_ += length;
    }

private:
    void Tag(uint32_t field, uint32_t wire_type) { Varint((static_cast<uint64_t>(field) << 3) | wire_type); }

    bool HasRoom(size_t bytes) {
        if (overflowed_ || capacity_ - size_ < bytes)
            overflowed_ = true;
        return !overflowed_;
    }

    uint8_t* memory_;
    size_t capacity_;
    size_t size_ = 0;
    bool overflowed_ = false;
};

/// One packed column that grows value by value; its bytes go onto the wire with WireWriter::Raw.
template <size_t Capacity>
struct PackedColumn {
    uint8_t bytes[Capacity];
    size_t size = 0;

    void Clear() { size = 0; }

    /// The owner bounds the number of values, so that ten bytes each always fit.
    void Add(uint64_t value) { GrowTo(StoreVarint(End(), value)); }

    /// Values below 128, which are their own varints.
    void AddBytes(const uint8_t* values, size_t count) {
        std::memcpy(End(), values, count);
        size += count;
    }

    /// Where the next value goes; whoever writes there says so with GrowTo.
    uint8_t* End() { return bytes + size; }
    void GrowTo(const uint8_t* end) { size = static_cast<size_t>(end - bytes); }
};

}  // namespace miaia
