// Plays recorded files through the study, paced against the wall clock.
#pragma once

#include "chart_session.h"
#include "playback.h"

namespace miaia::host {

class PlayFiles {
public:
    PlayFiles(const Options& options, Market& market, Playback& playback, ChartSession& session, HostReport& report);

    // Fills the chart with the history, adds the study and plays to the end, or until the session is stopped. The
    // study is still on the chart afterwards.
    void Run(const std::string& symbol);

private:
    void FillHistory();
    void AnchorPace(int64_t sierraUs);
    void SkipLongSilence(int64_t nextUs);
    double FractionPlayed() const;
    void PlayUntil(int64_t boundaryUs);
    void RestartAsReplayWhenDue(int64_t sierraUs);
    WallClock::time_point WallTimeOf(int64_t sierraUs) const;
    int64_t MarketTimeAt(WallClock::time_point wall) const;
    int64_t BoundaryAfter(int64_t sierraUs) const;
    double SecondsFromStart(int64_t sierraUs) const { return static_cast<double>(sierraUs - start_us_) / 1e6; }

    const Options& options_;
    Market& market_;
    Playback& playback_;
    ChartSession& session_;
    HostReport& report_;
    Playback::Position after_history_;
    int64_t start_us_ = 0;  // what --remove-at and the like count from: the first trade after the history
    size_t events_ = 0;
    int64_t pace_market_us_ = 0;
    WallClock::time_point pace_wall_;
    bool restarted_ = false;
};

}  // namespace miaia::host
