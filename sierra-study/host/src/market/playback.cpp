#include "playback.h"

#include <algorithm>

namespace miaia::host {

Playback::Playback(const ScidFile& trades, const DepthFile* depth) : trades_(trades), depth_(depth) {
    FindBatches();
    FindSpan();
}

PlayedEvent Playback::Give(Market& market) {
    if (TradeIsNext()) {
        trade_floor_us_ = TradeTime();
        market.AddTrade(trades_.At(next_trade_++));
        return PlayedEvent::Trade;
    }
    const Batch& batch = batches_[next_batch_++];
    for (size_t i = batch.first; i < batch.end; ++i)
        market.ApplyDepth(depth_->At(i));
    return PlayedEvent::DepthBatch;
}

void Playback::GoTo(const Position& position) {
    next_trade_ = position.trade;
    next_batch_ = position.batch;
    trade_floor_us_ = position.trade_floor_us;
}

void Playback::FindBatches() {
    if (depth_ == nullptr)
        return;
    batches_.reserve(depth_->Batches());
    size_t first = 0;
    int64_t latest = 0;
    for (size_t i = 0; i < depth_->Size(); ++i) {
        const DepthRecord record = depth_->At(i);
        latest = std::max(latest, record.sierra_us);
        if (!record.end_of_batch)
            continue;
        batches_.push_back({latest, first, i + 1});
        first = i + 1;
    }
}

void Playback::FindSpan() {
    if (AtEnd())
        return;
    first_us_ = NextTime();
    first_trade_us_ = trades_.Size() == 0 ? first_us_ : trades_.At(0).sierra_us;
    for (size_t i = 0; i < trades_.Size(); ++i)
        last_us_ = std::max(last_us_, trades_.At(i).sierra_us);
    if (!batches_.empty())
        last_us_ = std::max(last_us_, batches_.back().sierra_us);
}

int64_t Playback::TradeTime() const {
    return std::max(trade_floor_us_, trades_.At(next_trade_).sierra_us);
}

bool Playback::TradeIsNext() const {
    if (next_trade_ == trades_.Size())
        return false;
    return next_batch_ == BatchCount() || TradeTime() <= batches_[next_batch_].sierra_us;
}

}  // namespace miaia::host
