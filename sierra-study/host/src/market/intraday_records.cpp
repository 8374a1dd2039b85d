#include "intraday_records.h"

namespace miaia::host {
namespace {

constexpr size_t kMostRecords = 4000000;

// The marks of the file's format.
constexpr float kFirstOfUnbundled = -1.99900095e+37f;
constexpr float kLastOfUnbundled = -1.99900197e+37f;

}  // namespace

void IntradayRecords::Add(int bar, const ScidTrade& from) {
    if (bar < 0)
        return;
    while (first_of_bar_.size() <= static_cast<size_t>(bar))
        first_of_bar_.push_back(forgotten_ + static_cast<int64_t>(records_.size()));
    s_IntradayRecord record;
    record.DateTime = SCDateTime::MICROSECONDS(from.sierra_us);
    record.Open = from.group == Group::First ? kFirstOfUnbundled : from.group == Group::Last ? kLastOfUnbundled : 0;
    record.High = from.ask;
    record.Low = from.bid;
    record.Close = from.price;
    record.NumTrades = from.trades;
    record.TotalVolume = from.side == Side::None ? 0 : from.volume_lots;
    (from.side == Side::Ask ? record.AskVolume : record.BidVolume) = record.TotalVolume;
    records_.push_back(record);
    if (records_.size() > kMostRecords) {
        records_.pop_front();
        ++forgotten_;
    }
}

void IntradayRecords::Clear() {
    records_.clear();
    first_of_bar_.clear();
    forgotten_ = 0;
}

bool IntradayRecords::At(int bar, int sub, s_IntradayRecord& record) const {
    if (bar < 0 || sub < 0 || static_cast<size_t>(bar) >= first_of_bar_.size())
        return false;
    const auto next = static_cast<size_t>(bar) + 1;
    const int64_t all = forgotten_ + static_cast<int64_t>(records_.size());
    const int64_t at = first_of_bar_[next - 1] + sub;
    if (at < forgotten_ || at >= (next < first_of_bar_.size() ? first_of_bar_[next] : all))
        return false;
    record = records_[static_cast<size_t>(at - forgotten_)];
    return true;
}

}  // namespace miaia::host
