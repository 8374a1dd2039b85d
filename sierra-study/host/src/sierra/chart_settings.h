// What the chart is, apart from the data in it.
#pragma once

#include <string>

namespace miaia::host {

// What closes a bar.
enum class BarsBy { Minute, Trades, Lots, RangeTicks };

struct BarKind {
    BarsBy by = BarsBy::Minute;
    int size = 0;  // trades, lots or ticks; of no meaning for minutes
};

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
    BarKind bars;
    int time_zone_minutes = 0;  // of the chart, east of UTC
    std::string trade_symbol;   // Trade and Current Quote Symbol; empty = not set
    int failing_drawings = 0;   // so many drawings fail, the first of them the study's first
    int region_width_px = 0;    // what the chart draws in, without its price scale; 0 = it is not drawn
    int prices_top_px = 0;      // where the prices' region begins
    int shown_bars = 0;         // that fit into it; 0 = it is not drawn
    int bars_left_px = 0;       // between these two they stand, the last of them at the right
    int bars_right_px = 0;
    int widest_bar_px = 0;        // with the gap behind it, where few bars have much room
    int region_top_px = 0;        // where the study's region begins, below that of the prices; 0 = it is not drawn
    double stacked_bid_lots = 0;  // what Sierra says of the book, once the study has asked for it
    double stacked_ask_lots = 0;
    bool replay = false;  // whether the chart replays from the beginning
};

}  // namespace miaia::host
