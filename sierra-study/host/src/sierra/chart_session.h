// The study's place on the chart through a run: added, called, recalculated, removed and added again.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "chart_scene.h"
#include "market.h"
#include "options.h"
#include "study_instance.h"

namespace miaia::host {

using WallClock = std::chrono::steady_clock;

class ChartSession {
public:
    // stop: set from a signal handler to end the run early. Everything passed must outlive this.
    ChartSession(const Options& options, const ChartSettings& settings, StudyLibrary& library, Market& market, TradeService& trading,
                 HostReport& report, const std::atomic<bool>& stop);

    // Adds the study and lets it recalculate over what is in the chart.
    void AddStudy();
    void RemoveStudy();
    void Recalculate();
    void Update();

    // Updates every 10 ms of wall time until then, with the chart's clock set to what marketTime answers (microseconds
    // since 1899-12-30 UTC). True when the run was stopped meanwhile.
    bool IdleUntil(WallClock::time_point then, const std::function<int64_t(WallClock::time_point)>& marketTime);
    // Lets the study send while its ring is more than a quarter full. Gives up for the rest of the run when
    // nothing is acknowledged for 10 seconds: a market does not wait for ever.
    void WaitWhileStudyIsFull();
    // While the market stands still (at its end, before the study goes, before a replay): updates until everything is
    // acknowledged or --linger-ms have passed.
    void LetStudyCatchUp();
    // At the market's end: updates for --rest-ms, for what the other side tells by the clock.
    void Rest();

    // How many records may be new at most when the study is called.
    int MostUnseenRecords() const;

    // Runs --recalculate-at, --remove-at and every --event once their time has come, in market seconds from the start.
    void RunDueChanges(double secondsFromStart);
    // Reports progress about four times a second, and the last time in any case.
    void ReportProgress(double fraction);
    void ReportLastProgress(double fraction);

    // What --picture shows: the chart at its moment, or now where that has not come. Empty while nothing is wanted or no study is there.
    std::optional<ChartScene> Scene() const;

    bool Stopped() const { return stop_.load(); }
    const CallMeter& Calls() const { return meter_; }

private:
    void Run(ChartEvent event);
    // The market stands still meanwhile.
    void Replay();

    const Options& options_;
    const ChartSettings& settings_;
    StudyLibrary& library_;
    Market& market_;
    TradeService& trading_;
    HostReport& report_;
    const std::atomic<bool>& stop_;
    CallMeter meter_;
    std::unique_ptr<StudyInstance> study_;
    WallClock::time_point next_progress_;
    bool recalculated_ = false;
    bool removed_ = false;
    std::optional<ChartScene> scene_;  // once the picture's moment has come
    std::vector<TimedEvent> events_;   // that have not happened yet
    bool waiting_gave_up_ = false;
};

}  // namespace miaia::host
