// What the chart is, apart from the data in it.
#pragma once

#include <string>

namespace miaia::host {

struct ChartSettings {
    std::string symbol;
    std::string account;  // selected trade account; empty = none
    int chart_number = 1;
    double tick_size_points = 0.25;
    double tick_value_usd = 12.5;
    double price_multiplier = 1.0;  // raw prices times this are points
    int book_depth_levels = 10;     // levels a side that the study can read
    int update_interval_ms = 10;
    int stored_records = 16384;  // capacity of the time-and-sales ring
    bool replay = false;         // whether the chart replays from the beginning
};

}  // namespace miaia::host
