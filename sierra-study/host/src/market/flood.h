// Made-up trades at a fixed rate of wall time, for sustained measurements. Always labelled SYNTHETIC.
#pragma once

#include "chart_session.h"

namespace miaia::host {

class Flood {
public:
    Flood(const Options& options, const ChartSettings& settings, Market& market, ChartSession& session, HostReport& report);

    // Adds the study and floods it for the given time, or until the session is stopped.
    // startPoints: price of the first trade.
    void Run(double startPoints);

private:
    void SeedBook(double points);
    int64_t NextTime();
    ScidTrade Next();

    const Options& options_;
    const ChartSettings& settings_;
    Market& market_;
    ChartSession& session_;
    HostReport& report_;
    int64_t start_us_ = 0;
    int64_t made_ = 0;
    int64_t price_ticks_ = 0;
    int64_t last_us_ = 0;
    uint32_t random_ = 1;
};

}  // namespace miaia::host
