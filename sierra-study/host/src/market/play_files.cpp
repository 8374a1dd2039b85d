#include "play_files.h"

#include <algorithm>

namespace miaia::host {

PlayFiles::PlayFiles(const Options& options, Market& market, Playback& playback, ChartSession& session, HostReport& report)
    : options_(options), market_(market), playback_(playback), session_(session), report_(report) {}

void PlayFiles::Run(const std::string& symbol) {
    FillHistory();
    market_.EndOfHistory();
    market_.MarkSeen();
    after_history_ = playback_.Where();
    events_ = playback_.TradesLeft() + playback_.BatchesLeft();
    const int64_t first = playback_.AtEnd() ? playback_.LastTime() : playback_.NextTime();
    start_us_ = std::max(first, playback_.FirstTradeTime());
    constexpr int64_t epoch = acsil_time::kUnixEpochMicroseconds;
    report_.Start({symbol, playback_.TradesLeft(), playback_.BatchesLeft(), start_us_ - epoch, playback_.LastTime() - epoch, options_.speed,
                   options_.update_interval_ms});
    market_.AdvanceClock(first);
    session_.AddStudy();
    AnchorPace(first);

    while (!playback_.AtEnd() && !session_.Stopped()) {
        SkipLongSilence(playback_.NextTime());
        const int64_t boundary = BoundaryAfter(playback_.NextTime());
        if (options_.speed > 0) {
            if (session_.IdleUntil(WallTimeOf(boundary), [this](auto now) { return MarketTimeAt(now); }))
                break;
        } else {
            session_.WaitWhileStudyIsFull();
        }
        PlayUntil(boundary);
        session_.RunDueChanges(SecondsFromStart(boundary));
        RestartAsReplayWhenDue(boundary);
        session_.ReportProgress(FractionPlayed());
    }
    session_.ReportLastProgress(FractionPlayed());
}

void PlayFiles::FillHistory() {
    const auto length = static_cast<int64_t>(options_.history_minutes * 60e6);
    const int64_t end = playback_.FirstTradeTime() + length;
    while (length > 0 && !playback_.AtEnd() && playback_.NextTime() < end)
        playback_.Give(market_);
}

void PlayFiles::AnchorPace(int64_t sierraUs) {
    pace_market_us_ = sierraUs;
    pace_wall_ = WallClock::now();
}

// A depth file begins with a snapshot at midnight, hours before the session, and weekends lie inside longer files. Nobody
// wants to wait for them: as in Sierra's own replay a long silence passes at once. Before the first trade a second is long.
void PlayFiles::SkipLongSilence(int64_t nextUs) {
    const int64_t longestSeconds = nextUs < start_us_ ? 1 : 60;
    if (nextUs - market_.ClockSierraUs() > longestSeconds * acsil_time::kMicrosecondsPerSecond)
        AnchorPace(nextUs);
}

double PlayFiles::FractionPlayed() const {
    const size_t left = playback_.TradesLeft() + playback_.BatchesLeft();
    return 1.0 - static_cast<double>(left) / static_cast<double>(std::max<size_t>(1, events_));
}

// Gives the market everything before the boundary and calls the study as Sierra would at the boundary. In between it
// is called when every batch is wanted, and before more is new than it can have read in time: losing records is for a
// test of the ring, not for a run that must lose nothing.
void PlayFiles::PlayUntil(int64_t boundaryUs) {
    const int mostUnseen = session_.MostUnseenRecords();
    while (!playback_.AtEnd() && playback_.NextTime() < boundaryUs && !session_.Stopped()) {
        const PlayedEvent played = playback_.Give(market_);
        const bool batchIsWanted = options_.every_batch && played == PlayedEvent::DepthBatch;
        if (!batchIsWanted && market_.UnseenRecords() < mostUnseen)
            continue;
        session_.Update();
        if (options_.speed == 0)
            session_.WaitWhileStudyIsFull();
    }
    market_.AdvanceClock(boundaryUs);
    if (market_.HasUnseen())
        session_.Update();
}

void PlayFiles::RestartAsReplayWhenDue(int64_t sierraUs) {
    if (restarted_ || !options_.replay_restart_at_s || SecondsFromStart(sierraUs) < *options_.replay_restart_at_s)
        return;
    restarted_ = true;
    report_.Log("host: the chart goes back to the start as a replay");
    session_.LetStudyCatchUp();
    const PlayedCounts played = market_.Played();
    playback_.GoTo({});
    market_.Restart(playback_.FirstTime());
    FillHistory();
    market_.MarkSeen();
    market_.ContinueCounting(played);
    playback_.GoTo(after_history_);
    market_.AdvanceClock(playback_.NextTime());
    AnchorPace(playback_.NextTime());
    session_.Recalculate();
}

WallClock::time_point PlayFiles::WallTimeOf(int64_t sierraUs) const {
    const double wallUs = static_cast<double>(sierraUs - pace_market_us_) / options_.speed;
    return pace_wall_ + std::chrono::duration_cast<WallClock::duration>(std::chrono::duration<double, std::micro>(wallUs));
}

int64_t PlayFiles::MarketTimeAt(WallClock::time_point wall) const {
    const double wallUs = std::chrono::duration<double, std::micro>(wall - pace_wall_).count();
    return pace_market_us_ + static_cast<int64_t>(wallUs * options_.speed);
}

int64_t PlayFiles::BoundaryAfter(int64_t sierraUs) const {
    const int64_t interval = options_.update_interval_ms * 1000LL;
    return (sierraUs / interval + 1) * interval;
}

}  // namespace miaia::host
