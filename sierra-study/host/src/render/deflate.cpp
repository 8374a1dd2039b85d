#include "deflate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

namespace miaia::host {
namespace {

constexpr size_t kShortest = 4;  // matches are found by the hash of so many bytes
constexpr size_t kLongest = 258;
constexpr size_t kFarthest = 32768;
constexpr int kHashBits = 16;

class BitWriter {
public:
    explicit BitWriter(std::string& to) : to_(to) {}

    // The lowest bit first.
    void Add(uint32_t bits, int count) {
        held_ |= static_cast<uint64_t>(bits) << count_;
        count_ += count;
        for (; count_ >= 8; count_ -= 8, held_ >>= 8)
            to_ += static_cast<char>(held_ & 0xFFu);
    }
    // A code's highest bit comes first.
    void AddCode(uint32_t code, int count) {
        uint32_t turned = 0;
        for (int i = 0; i < count; ++i)
            turned |= (code >> i & 1u) << (count - 1 - i);
        Add(turned, count);
    }
    void Finish() {
        if (count_ > 0)
            Add(0, 8 - count_);
    }

private:
    std::string& to_;
    uint64_t held_ = 0;
    int count_ = 0;
};

// The fixed code of a byte (0 to 255), the end (256) or a length's symbol (257 to 285).
void AddSymbol(BitWriter& to, uint32_t symbol) {
    if (symbol < 144)
        to.AddCode(0x30 + symbol, 8);
    else if (symbol < 256)
        to.AddCode(0x190 + symbol - 144, 9);
    else if (symbol < 280)
        to.AddCode(symbol - 256, 7);
    else
        to.AddCode(0xC0 + symbol - 280, 8);
}

// Symbols stand for ranges that double in width every `group` of them; the place in the range follows in plain bits.
struct Ranged {
    uint32_t symbol;
    uint32_t extra;
    int extra_bits;
};
Ranged RangeOf(uint32_t value, uint32_t group) {
    if (value < 2 * group)
        return {value, 0, 0};
    int bits = 0;
    while (value >> bits >= 2 * group)
        ++bits;
    return {static_cast<uint32_t>(bits) * group + (value >> bits), value & ((1u << bits) - 1), bits};
}

void AddMatch(BitWriter& to, size_t length, size_t distance) {
    if (length == kLongest) {
        AddSymbol(to, 285);
    } else {
        const Ranged range = RangeOf(static_cast<uint32_t>(length) - 3, 4);
        AddSymbol(to, 257 + range.symbol);
        to.Add(range.extra, range.extra_bits);
    }
    const Ranged range = RangeOf(static_cast<uint32_t>(distance) - 1, 2);
    to.AddCode(range.symbol, 5);
    to.Add(range.extra, range.extra_bits);
}

uint32_t HashAt(const std::string& bytes, size_t at) {
    uint32_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    return word * 2654435761u >> (32 - kHashBits);
}

struct Match {
    size_t length = 0;
    size_t from = 0;
};

// Where the bytes that are compressed have stood before: the newest place of each hash, and from each place the next older one.
class Places {
public:
    explicit Places(const std::string& bytes) : bytes_(bytes), newest_(size_t{1} << kHashBits, kNowhere), older_(bytes.size(), kNowhere) {}

    void Enter(size_t at) {
        if (at + kShortest > bytes_.size())
            return;
        size_t& newest = newest_[HashAt(bytes_, at)];
        older_[at] = newest;
        newest = at;
    }

    // Of the nearest places only: a picture repeats its last row.
    Match LongestBefore(size_t at) const {
        Match best;
        if (at + kShortest > bytes_.size())
            return best;
        const size_t most = std::min(kLongest, bytes_.size() - at);
        size_t from = newest_[HashAt(bytes_, at)];
        for (int tried = 0; tried < kMostTried && from != kNowhere && at - from <= kFarthest && best.length < most; ++tried) {
            size_t length = 0;
            while (length < most && bytes_[from + length] == bytes_[at + length])
                ++length;
            if (length > best.length)
                best = {length, from};
            from = older_[from];
        }
        return best;
    }

private:
    static constexpr size_t kNowhere = SIZE_MAX;
    static constexpr int kMostTried = 64;

    const std::string& bytes_;
    std::vector<size_t> newest_;
    std::vector<size_t> older_;
};

uint32_t Adler(const std::string& bytes) {
    uint32_t low = 1;
    uint32_t high = 0;
    for (const char byte : bytes) {
        low = (low + static_cast<uint8_t>(byte)) % 65521;
        high = (high + low) % 65521;
    }
    return high << 16 | low;
}

}  // namespace

std::string ZlibCompress(const std::string& bytes) {
    std::string out = "\x78\x01";
    BitWriter bits(out);
    bits.Add(1, 1);  // the last block
    bits.Add(1, 2);  // fixed codes
    Places places(bytes);
    for (size_t at = 0; at < bytes.size();) {
        const Match match = places.LongestBefore(at);
        const size_t taken = match.length < kShortest ? 1 : match.length;
        if (match.length < kShortest)
            AddSymbol(bits, static_cast<uint8_t>(bytes[at]));
        else
            AddMatch(bits, match.length, at - match.from);
        for (const size_t end = at + taken; at < end; ++at)
            places.Enter(at);
    }
    AddSymbol(bits, 256);
    bits.Finish();
    const uint32_t check = Adler(bytes);
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(check >> shift & 0xFFu);
    return out;
}

}  // namespace miaia::host
