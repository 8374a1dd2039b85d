#include "market.h"

#include <algorithm>
#include <cmath>

namespace miaia::host {
namespace {

constexpr size_t kMostReplayed = 4000;

bool Same(const BookLevel& a, const BookLevel& b) {
    return a.price == b.price && a.lots == b.lots;
}

}  // namespace

Market::Market(const ChartSettings& settings)
    : multiplier_(settings.price_multiplier), replay_(settings.replay), ring_(settings.stored_records), bars_(settings) {}

void Market::AddTrade(const ScidTrade& played) {
    ScidTrade trade = played;
    trade.sierra_us += later_us_;
    const int64_t unixUs = std::max(trade.sierra_us, clock_us_) - acsil_time::kUnixEpochMicroseconds;
    if (listener_ != nullptr && trade.side != Side::None)
        listener_->BeforeChange(unixUs);
    s_TimeAndSales record;
    record.DateTime = SCDateTime::MICROSECONDS(trade.sierra_us);
    record.Price = trade.price;
    record.Bid = trade.bid;
    record.Ask = trade.ask;
    record.Volume = trade.volume_lots;
    record.NumberOfTrades = static_cast<uint16_t>(trade.trades);
    record.BidSize = best_bid_.lots;
    record.AskSize = best_ask_.lots;
    record.UnbundledTradeIndicator = static_cast<int16_t>(trade.group);
    record.Type = static_cast<int16_t>(trade.side == Side::Ask ? SC_TS_ASK : trade.side == Side::Bid ? SC_TS_BID : SC_TS_BIDASKVALUES);
    AddRecord(record);
    AdvanceClock(trade.sierra_us);
    if (trade.side == Side::None) {
        records_.Add(bars_.Size() - 1, trade);
        return;
    }

    ++played_.records;
    played_.lots += trade.volume_lots;
    last_trade_ = trade;
    newest_.push_back(trade);
    if (newest_.size() > kMostReplayed)
        newest_.pop_front();
    // A price that is not one would spoil the whole bar; it still travels to the study as a record.
    const auto points = static_cast<float>(static_cast<double>(trade.price) * multiplier_);
    if (std::isfinite(points) && points > 0)
        bars_.Add(trade.sierra_us, points, trade.volume_lots, trade.side == Side::Ask);
    records_.Add(bars_.Size() - 1, trade);
    if (listener_ != nullptr && std::isfinite(points) && points > 0)
        listener_->OnTrade(trade, unixUs);
}

void Market::ApplyDepth(const DepthRecord& record) {
    if (listener_ != nullptr && !in_batch_)
        listener_->BeforeChange(std::max(record.sierra_us + later_us_, clock_us_) - acsil_time::kUnixEpochMicroseconds);
    in_batch_ = !record.end_of_batch;
    book_.Apply(record);
    AdvanceClock(record.sierra_us + later_us_);
    if (!record.end_of_batch)
        return;
    ++played_.depth_batches;
    ++unseen_batches_;
    AddQuoteWhenChanged(record.sierra_us + later_us_);
    if (listener_ != nullptr)
        listener_->OnBook();
}

void Market::AdvanceClock(int64_t sierraUs) {
    if (sierraUs > clock_us_)
        clock_us_ = sierraUs;
}

void Market::Restart(int64_t sierraUs) {
    ring_.Restart();
    book_.Clear();
    bars_.Clear();
    records_.Clear();
    best_bid_ = best_ask_ = BookLevel();
    last_trade_ = ScidTrade();
    clock_us_ = sierraUs;
    unseen_records_ = 0;
    unseen_batches_ = 0;
    replay_ = true;
    in_batch_ = false;
    if (listener_ != nullptr)
        listener_->OnRestart();
}

void Market::LeaveReplay() {
    constexpr int64_t laterUs = 20 * 3600LL * 1000000;
    replay_ = false;
    later_us_ += laterUs;
    ring_.Become(5000000, laterUs);
    bars_.Clear();
    records_.Clear();
}

std::vector<ScidTrade> Market::BeginReplay() {
    const std::vector<ScidTrade> shown(newest_.begin(), newest_.end());
    listener_ = nullptr;
    later_us_ = 0;
    Restart(shown.empty() ? clock_us_ : shown.front().sierra_us);
    const auto half = shown.begin() + static_cast<std::ptrdiff_t>(shown.size() / 2);
    for (auto trade = shown.begin(); trade != half; ++trade)
        AddTrade(*trade);
    return {half, shown.end()};
}

void Market::EndReplay(const Market& before) {
    constexpr uint32_t higher = 3000000;
    *this = before;
    ring_.Become(higher, 0);
}

void Market::MarkSeen() {
    if (unseen_batches_ > 1)
        played_.depth_conflated_by_interval += unseen_batches_ - 1;
    unseen_records_ = 0;
    unseen_batches_ = 0;
}

void Market::AddQuoteWhenChanged(int64_t sierraUs) {
    BookLevel bid;
    BookLevel ask;
    book_.BidAt(0, bid);
    book_.AskAt(0, ask);
    if (Same(bid, best_bid_) && Same(ask, best_ask_))
        return;
    best_bid_ = bid;
    best_ask_ = ask;
    s_TimeAndSales quote;
    quote.DateTime = SCDateTime::MICROSECONDS(sierraUs);
    quote.Type = SC_TS_BIDASKVALUES;
    quote.Bid = bid.price;
    quote.Ask = ask.price;
    quote.BidSize = bid.lots;
    quote.AskSize = ask.lots;
    AddRecord(quote);
}

void Market::AddRecord(const s_TimeAndSales& record) {
    ring_.Add(record);
    ++unseen_records_;
}

}  // namespace miaia::host
