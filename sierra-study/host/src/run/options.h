// The command line of miaia-sierra-host.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "chart_settings.h"
#include "trading_settings.h"

namespace miaia::host {

// An argument that cannot be used; the message names it.
class BadArgument : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// What happens to the chart at a moment of the market, beside what has a flag of its own.
enum class ChartEvent { Recalculation, Download, TapeAway, ServerLost, LibraryReleased, SymbolChanged, SymbolAway, ReplayLeft, Replay };

struct TimedEvent {
    ChartEvent what;
    double at_s;  // market seconds after the first trade
};

// In pixels.
struct PictureSize {
    int width = 1280;
    int height = 760;
};

struct Options {
    bool help = false;
    std::string study;
    std::string function;  // empty: the only one that the library exports
    std::string scid;
    std::string depth;   // empty: no market depth
    std::string symbol;  // empty: the .scid file's name without extension
    std::string account;
    TradingMode trading = TradingMode::Off;
    double balance_usd = 50000;
    std::string orders;  // file of the script that breaks the order side; empty: none
    int seed = 1;
    std::string price_multiplier = "auto";
    double speed = 60;  // market seconds in a second; 0 = as fast as the study takes it
    int update_interval_ms = 10;
    bool every_batch = false;
    int book_depth_levels = 10;
    int chart_number = 1;
    int stored_records = 16384;
    double tick_size_points = 0.25;
    double tick_value_usd = 12.5;
    double history_minutes = 0;
    bool replay = false;
    std::optional<double> recalculate_at_s;
    std::optional<double> replay_restart_at_s;
    std::optional<double> remove_at_s;
    std::vector<TimedEvent> events;
    BarKind bars;
    int time_zone_minutes = 0;
    std::string trade_symbol;
    int failing_drawings = 0;
    double flood_trades_per_s = 0;  // 0 = play the file
    double flood_seconds = 10;
    int linger_ms = 3000;
    int rest_ms = 0;
    std::string picture;                 // file for a picture of the chart; empty: none
    std::optional<double> picture_at_s;  // market seconds after the first trade; not set: at the end
    PictureSize picture_size;
    std::vector<std::pair<std::string, std::string>> inputs;  // name and value, in order
};

// Throws BadArgument.
Options ParseOptions(const std::vector<std::string>& arguments);

// What --help prints.
std::string HelpText();

}  // namespace miaia::host
