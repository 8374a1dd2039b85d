// Time and sales: the records and the study's view of the host's ring of them.
#pragma once

#include "acsil_constants.h"
#include "acsil_datetime.h"

// One record. Prices are raw: multiply by s_sc::RealTimePriceMultiplier.
struct s_TimeAndSales {
    SCDateTimeMS DateTime;  // UTC, whatever the chart's time zone
    float Price = 0;
    uint32_t Volume = 0;
    float Bid = 0;
    float Ask = 0;
    uint32_t BidSize = 0;
    uint32_t AskSize = 0;
    uint32_t Sequence = 0;  // at least 1, ascending, with holes; starts again at a replay
    int16_t UnbundledTradeIndicator = 0;
    int16_t Type = 0;
    uint32_t TotalBidDepth = 0;
    uint32_t TotalAskDepth = 0;
    int8_t TradeIndicator = 0;
    uint16_t NumberOfTrades = 0;

    s_TimeAndSales& operator*=(float multiplier) {
        Price *= multiplier;
        Bid *= multiplier;
        Ask *= multiplier;
        return *this;
    }
};

// The study's view of the host's ring, oldest record first. It holds a pointer into the host's buffer: valid during
// the call in which it was fetched and not a moment longer. Copy records, never keep the view.
class c_SCTimeAndSalesArray {
public:
    int Size() const { return records_ == nullptr ? 0 : (full_ ? capacity_ : next_); }
    int GetArraySize() const { return Size(); }
    int MaxSize() const { return capacity_; }
    int IsCreated() const { return records_ == nullptr ? 0 : 1; }

    // The record at index 0 (oldest) to Size()-1 (newest); an empty record for any other index.
    const s_TimeAndSales& operator[](int index) const {
        static const s_TimeAndSales none;
        if (index < 0 || index >= Size())
            return none;
        if (!full_)
            return records_[index];
        const int64_t at = static_cast<int64_t>(next_) + index;
        return records_[at >= capacity_ ? at - capacity_ : at];
    }

    bool IsRecordIndexTrade(int index) const {
        const int16_t type = (*this)[index].Type;
        return type == SC_TS_BID || type == SC_TS_ASK;
    }

    uint32_t GetSequenceNumberOfLastElement() const { return Size() == 0 ? 0 : (*this)[Size() - 1].Sequence; }

    // The first record whose Sequence is greater. When none is, Size()-1, which is then NOT greater: check it.
    // An empty ring answers with the largest uint32.
    uint32_t GetRecordIndexAtGreaterThanSequenceNumber(uint32_t sequence) const {
        const int size = Size();
        if (size == 0)
            return UINT32_MAX;
        int low = 0;
        int high = size;
        while (low < high) {
            const int middle = low + (high - low) / 2;
            if ((*this)[middle].Sequence > sequence)
                high = middle;
            else
                low = middle + 1;
        }
        return static_cast<uint32_t>(low < size ? low : size - 1);
    }

    // After a restart of the numbering the remembered number lies beyond the newest record: it becomes 0.
    void ValidateAndCorrectPriorSequenceNumber(uint32_t& priorSequence) const {
        if (priorSequence > GetSequenceNumberOfLastElement())
            priorSequence = 0;
    }

    // For the host only: the ring as it stands. next is the slot that the next record takes.
    void InternalSetRing(const s_TimeAndSales* records, int capacity, int next, bool full) {
        records_ = records;
        capacity_ = capacity;
        next_ = next;
        full_ = full;
    }

private:
    const s_TimeAndSales* records_ = nullptr;
    int capacity_ = 0;
    int next_ = 0;
    bool full_ = false;
};
