#include "flood.h"

#include <algorithm>
#include <cmath>

namespace miaia::host {
namespace {

// The market time at which every flood begins: 2026-01-05 14:30 UTC, a Monday, the opening of the regular session.
// A fixed time makes two floods the same apart from their pace.
const int64_t kStartUs = SCDateTime(2026, 1, 5, 14, 30, 0).AsMicrosecondsSinceBaseDate();

}  // namespace

Flood::Flood(const Options& options, const ChartSettings& settings, Market& market, ChartSession& session, HostReport& report)
    : options_(options), settings_(settings), market_(market), session_(session), report_(report), start_us_(kStartUs) {}

void Flood::Run(double startPoints) {
    const auto total = static_cast<int64_t>(std::llround(options_.flood_trades_per_s * options_.flood_seconds));
    const int64_t startUnix = start_us_ - acsil_time::kUnixEpochMicroseconds;
    report_.Start({settings_.symbol, static_cast<uint64_t>(total), 1, startUnix,
                   startUnix + static_cast<int64_t>(options_.flood_seconds * 1e6), 1, options_.update_interval_ms});
    price_ticks_ = std::llround(startPoints / settings_.tick_size_points);
    SeedBook(startPoints);
    session_.AddStudy();

    const int mostUnseen = session_.MostUnseenRecords();
    const auto began = WallClock::now();
    const std::chrono::milliseconds interval(options_.update_interval_ms);
    for (auto due = began + interval; made_ < total && !session_.Stopped(); due += interval) {
        if (session_.IdleUntil(due, [this](auto) { return last_us_; }))
            break;
        // When the machine held this process up, the trades of that time come now, in portions that the ring can hold.
        const double elapsed = std::chrono::duration<double>(WallClock::now() - began).count();
        const int64_t wanted = std::min(total, static_cast<int64_t>(elapsed * options_.flood_trades_per_s));
        while (made_ < wanted) {
            market_.AddTrade(Next());
            if (market_.UnseenRecords() >= mostUnseen)
                session_.Update();
        }
        if (market_.HasUnseen())
            session_.Update();
        session_.RunDueChanges(elapsed);
        session_.ReportProgress(static_cast<double>(made_) / static_cast<double>(total));
    }
    session_.ReportLastProgress(static_cast<double>(made_) / static_cast<double>(total));
}

void Flood::SeedBook(double points) {
    const double tick = settings_.tick_size_points;
    for (int level = 0; level < settings_.book_depth_levels; ++level) {
        DepthRecord bid{start_us_, DepthCommand::AddBid, false, 5, static_cast<float>(points - level * tick), 50};
        DepthRecord ask{
            start_us_, DepthCommand::AddAsk, level + 1 == settings_.book_depth_levels, 5, static_cast<float>(points + (level + 1) * tick),
            50};
        market_.ApplyDepth(bid);
        market_.ApplyDepth(ask);
    }
}

// Evenly spaced in market time; inside a millisecond Sierra's microseconds only count the trades.
int64_t Flood::NextTime() {
    const auto ms = static_cast<int64_t>(static_cast<double>(made_) * 1e3 / options_.flood_trades_per_s);
    last_us_ = std::max(start_us_ + ms * 1000, last_us_ + 1);
    return last_us_;
}

// A walk of one tick at most, 1 to 8 lots.
ScidTrade Flood::Next() {
    random_ = random_ * 1664525u + 1013904223u;
    const uint32_t bits = random_ >> 8;
    price_ticks_ += (bits & 0xfu) == 0 ? 1 : (bits & 0xfu) == 1 ? -1 : 0;
    const double tick = settings_.tick_size_points;
    const double price = static_cast<double>(price_ticks_) * tick;
    const bool buyer = (bits >> 4 & 1u) != 0;
    ScidTrade trade;
    trade.sierra_us = NextTime();
    trade.price = static_cast<float>(price);
    trade.bid = static_cast<float>(buyer ? price - tick : price);
    trade.ask = static_cast<float>(buyer ? price : price + tick);
    trade.volume_lots = 1 + (bits >> 5 & 7u);
    trade.trades = 1;
    trade.side = buyer ? Side::Ask : Side::Bid;
    ++made_;
    return trade;
}

}  // namespace miaia::host
