// The market side of the chart: ring, book, bars and clock, fed by trades and depth records.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "acsil_study_interface.h"
#include "chart_settings.h"
#include "host_report.h"
#include "chart_bars.h"
#include "intraday_records.h"
#include "order_book.h"
#include "scid_file.h"
#include "time_and_sales_ring.h"

namespace miaia::host {

// Who trades in the market that is played. Times are microseconds since 1970 UTC.
class MarketListener {
public:
    virtual ~MarketListener() = default;
    // The next trade or batch has that time; the market still stands as it stood before.
    virtual void BeforeChange(int64_t unixUs) = 0;
    virtual void OnTrade(const ScidTrade& trade, int64_t unixUs) = 0;
    // A batch is complete.
    virtual void OnBook() = 0;
    virtual void OnRestart() = 0;
};

class Market {
public:
    explicit Market(const ChartSettings& settings);

    void AddTrade(const ScidTrade& trade);
    void SetListener(MarketListener* listener) { listener_ = listener; }
    // Applies one depth command; END_OF_BATCH completes the book that the study may see, and adds a quote record to
    // time and sales when the best bid or ask changed.
    void ApplyDepth(const DepthRecord& record);
    // The chart's clock, microseconds since 1899-12-30 UTC. It never goes back, except through Restart.
    void AdvanceClock(int64_t sierraUs);

    // A replay begins: empty chart, empty book, Sequence from 1, clock at the given time.
    void Restart(int64_t sierraUs);

    // The chart goes on with a tape that lay beside the one it showed, as after a change of symbol: the same trades under numbers
    // from 1,000,001 on.
    void ShowOtherTape() { ring_.Become(1000000, 0); }
    // The replay is left: the live tape stands there as it has grown meanwhile, twenty hours after the replay's.
    void LeaveReplay();

    // A replay of what the chart has shown last begins: its first half is in the chart, the trades of the rest are given, to be added one
    // by one. The market itself is for whoever begins it to keep: a copy brings it back.
    std::vector<ScidTrade> BeginReplay();
    // A copy of the market of before a replay goes on: time and sales have other numbers than before it.
    void EndReplay(const Market& before);

    // Whether the chart says that it replays what it shows.
    void ShowReplay(bool replays) { replay_ = replays; }

    // The study has seen everything up to here. Batches that were overwritten before count as conflated.
    void MarkSeen();
    // Ring records added since MarkSeen.
    int UnseenRecords() const { return unseen_records_; }
    bool HasUnseen() const { return unseen_records_ > 0 || unseen_batches_ > 0; }

    int64_t ClockSierraUs() const { return clock_us_; }
    int64_t ClockUnixUs() const { return clock_us_ - acsil_time::kUnixEpochMicroseconds; }
    bool InReplay() const { return replay_; }
    const PlayedCounts& Played() const { return played_; }
    const TimeAndSalesRing& Ring() const { return ring_; }
    const OrderBook& Book() const { return book_; }
    ChartBars& Bars() { return bars_; }
    // The intraday file of what the chart shows.
    const IntradayRecords& Records() const { return records_; }
    // Last trade, 0 before the first.
    const ScidTrade& LastTrade() const { return last_trade_; }
    // From here on records and batches are counted as played; before, they are the chart's history.
    void EndOfHistory() { ContinueCounting(PlayedCounts()); }
    // Counting goes on from there: what came in between was history.
    void ContinueCounting(const PlayedCounts& played) { played_ = played; }

private:
    void AddQuoteWhenChanged(int64_t sierraUs);
    void AddRecord(const s_TimeAndSales& record);

    double multiplier_;
    bool replay_;
    TimeAndSalesRing ring_;
    OrderBook book_;
    ChartBars bars_;
    IntradayRecords records_;
    BookLevel best_bid_;
    BookLevel best_ask_;
    ScidTrade last_trade_;
    std::deque<ScidTrade> newest_;  // of the chart's time
    int64_t clock_us_ = 0;
    int64_t later_us_ = 0;  // what is added to the file's times
    int unseen_records_ = 0;
    uint64_t unseen_batches_ = 0;
    PlayedCounts played_;
    MarketListener* listener_ = nullptr;
    bool in_batch_ = false;
};

}  // namespace miaia::host
