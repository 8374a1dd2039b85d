// A .scid and a .depth file merged by time, one event after the other.
#pragma once

#include <cstdint>
#include <vector>

#include "depth_file.h"
#include "market.h"
#include "scid_file.h"

namespace miaia::host {

// What the last event was.
enum class PlayedEvent { Trade, DepthBatch };

// Within a file the file's order is kept, even where its times go back; between the files the earlier event comes first
// and a trade comes before a depth batch of the same time. A depth batch is one event: nothing comes between its records.
class Playback {
public:
    // depth may be null. Both files must outlive this.
    Playback(const ScidFile& trades, const DepthFile* depth);

    bool AtEnd() const { return next_trade_ == trades_.Size() && next_batch_ == BatchCount(); }
    // Time of the next event, microseconds since 1899-12-30 UTC; never falling. Only while not AtEnd.
    int64_t NextTime() const { return TradeIsNext() ? TradeTime() : batches_[next_batch_].sierra_us; }
    // Gives the next event to the market. Only while not AtEnd.
    PlayedEvent Give(Market& market);

    // Where the playback stands, to come back to it when a replay starts again.
    struct Position {
        size_t trade = 0;
        size_t batch = 0;
        int64_t trade_floor_us = 0;
    };
    Position Where() const { return {next_trade_, next_batch_, trade_floor_us_}; }
    void GoTo(const Position& position);

    // Time of the first event, of the first trade (of the first event without trades) and of the last event,
    // microseconds since 1899-12-30 UTC; 0 when there is nothing.
    int64_t FirstTime() const { return first_us_; }
    int64_t FirstTradeTime() const { return first_trade_us_; }
    int64_t LastTime() const { return last_us_; }
    size_t TradesLeft() const { return trades_.Size() - next_trade_; }
    size_t BatchesLeft() const { return BatchCount() - next_batch_; }

private:
    struct Batch {
        int64_t sierra_us;  // of its latest record, never before the batch ahead of it
        size_t first;
        size_t end;
    };

    void FindBatches();
    void FindSpan();
    size_t BatchCount() const { return batches_.size(); }
    // A time that goes back in the file counts as the time before it, so that the file's order stays.
    int64_t TradeTime() const;
    bool TradeIsNext() const;

    const ScidFile& trades_;
    const DepthFile* depth_;
    std::vector<Batch> batches_;
    size_t next_trade_ = 0;
    size_t next_batch_ = 0;
    int64_t trade_floor_us_ = 0;
    int64_t first_us_ = 0;
    int64_t first_trade_us_ = 0;
    int64_t last_us_ = 0;
};

}  // namespace miaia::host
