// Sierra's time-and-sales buffer as a test writes it.
#pragma once

#include <vector>

#include "MiaIaTape.h"

namespace miaia::tests {

constexpr int64_t HourUs = 3600LL * 1000000;

struct FakeTape {
    std::vector<TapeRecord> records;
    int max_size = 1000000;
    int longest_stretch = 1000000;

    int Size() const { return static_cast<int>(records.size()); }
    int MaxSize() const { return max_size; }
    uint32_t SequenceAt(int index) const { return records[static_cast<size_t>(index)].sequence; }

    struct Stretch {
        const TapeRecord* first;
        int count;

        int Count() const { return count; }
        const TapeRecord& At(int index) const { return first[index]; }
    };

    /// At most longest_stretch records, as if the ring's seam came after them.
    Stretch StretchFrom(int index, int end) const {
        return Stretch{&records[static_cast<size_t>(index)], end - index < longest_stretch ? end - index : longest_stretch};
    }

    TapeRecord& Add(uint32_t sequence, double price = 4810.25, uint32_t volume = 1, int type = TapeRecord::AtAsk) {
        TapeRecord record;
        record.sequence = sequence;
        record.unix_us = 1703500000000000 + sequence;
        record.price = price;
        record.bid = 4810.00;
        record.ask = 4810.25;
        record.volume = volume;
        record.type = type;
        records.push_back(record);
        // A real buffer forgets its oldest record.
        if (static_cast<int>(records.size()) > max_size)
            records.erase(records.begin());
        return records.back();
    }
};

}  // namespace miaia::tests
