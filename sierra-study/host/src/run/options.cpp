#include "options.h"

#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace miaia::host {
namespace {

struct Flag {
    bool takes_value;
    std::string help;
    std::function<void(Options&, const std::string& name, const std::string& value)> apply;
};

std::string Plain(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

double ParseNumber(const std::string& name, const std::string& value, double minimum, double maximum) {
    size_t used = 0;
    double number = std::numeric_limits<double>::quiet_NaN();
    try {
        number = std::stod(value, &used);
    } catch (const std::exception&) {
        used = 0;  // Reported below together with a number that is followed by other text.
    }
    if (used == 0 || used != value.size() || !(number >= minimum && number <= maximum))
        throw BadArgument(name + " " + value + ": expected a number from " + Plain(minimum) + " to " + Plain(maximum));
    return number;
}

int ParseInteger(const std::string& name, const std::string& value, int minimum, int maximum) {
    const double number = ParseNumber(name, value, minimum, maximum);
    if (number != std::floor(number))
        throw BadArgument(name + " " + value + ": expected a whole number");
    return static_cast<int>(number);
}

Flag Text(std::string Options::*member, const std::string& help) {
    return {true, help, [member](Options& options, const std::string&, const std::string& value) { options.*member = value; }};
}

Flag Number(double Options::*member, double minimum, double maximum, const std::string& help) {
    return {true, help, [=](Options& options, const std::string& name, const std::string& value) {
                options.*member = ParseNumber(name, value, minimum, maximum);
            }};
}

Flag Integer(int Options::*member, int minimum, int maximum, const std::string& help) {
    return {true, help, [=](Options& options, const std::string& name, const std::string& value) {
                options.*member = ParseInteger(name, value, minimum, maximum);
            }};
}

Flag Moment(std::optional<double> Options::*member, const std::string& help) {
    return {true, help, [member](Options& options, const std::string& name, const std::string& value) {
                options.*member = ParseNumber(name, value, 0, 1e9);
            }};
}

Flag Switch(bool Options::*member, const std::string& help) {
    return {false, help, [member](Options& options, const std::string&, const std::string&) { options.*member = true; }};
}

Flag Input(const char* input, const std::string& help) {
    return {true, help,
            [input](Options& options, const std::string&, const std::string& value) { options.inputs.emplace_back(input, value); }};
}

void ApplyNamedInput(Options& options, const std::string& name, const std::string& value) {
    const size_t equals = value.find('=');
    if (equals == std::string::npos || equals == 0)
        throw BadArgument(name + " " + value + ": expected NAME=VALUE");
    options.inputs.emplace_back(value.substr(0, equals), value.substr(equals + 1));
}

template <class Value, size_t N>
Value Named(const std::pair<const char*, Value> (&all)[N], const std::string& flag, const std::string& value, const std::string& name) {
    std::string known;
    for (const auto& [word, meaning] : all) {
        if (name == word)
            return meaning;
        known += std::string(known.empty() ? "" : ", ") + word;
    }
    throw BadArgument(flag + " " + value + ": expected one of " + known);
}

void ApplyEvent(Options& options, const std::string& name, const std::string& value) {
    static const std::pair<const char*, ChartEvent> events[] = {
        {"recalculation", ChartEvent::Recalculation},
        {"download", ChartEvent::Download},
        {"tape-away", ChartEvent::TapeAway},
        {"server-lost", ChartEvent::ServerLost},
        {"library-released", ChartEvent::LibraryReleased},
        {"symbol-changed", ChartEvent::SymbolChanged},
        {"symbol-away", ChartEvent::SymbolAway},
        {"replay-left", ChartEvent::ReplayLeft},
        {"replay", ChartEvent::Replay},
    };
    const size_t at = value.find('@');
    const ChartEvent what = Named(events, name, value, value.substr(0, at));
    options.events.push_back({what, ParseNumber(name, at == std::string::npos ? "" : value.substr(at + 1), 0, 1e9)});
}

void ApplyTrading(Options& options, const std::string& name, const std::string& value) {
    static const std::pair<const char*, TradingMode> modes[] = {
        {"off", TradingMode::Off}, {"sim", TradingMode::Sim}, {"live", TradingMode::Live}};
    options.trading = Named(modes, name, value, value);
}

void ApplySize(Options& options, const std::string& name, const std::string& value) {
    const size_t by = value.find('x');
    const std::string height = by == std::string::npos ? "" : value.substr(by + 1);
    options.picture_size = {ParseInteger(name, value.substr(0, by), 400, 4000), ParseInteger(name, height, 300, 4000)};
}

void ApplyBars(Options& options, const std::string& name, const std::string& value) {
    static const std::pair<const char*, BarsBy> kinds[] = {
        {"minute", BarsBy::Minute}, {"trades", BarsBy::Trades}, {"lots", BarsBy::Lots}, {"range", BarsBy::RangeTicks}};
    const size_t colon = value.find(':');
    options.bars.by = Named(kinds, name, value, value.substr(0, colon));
    if (options.bars.by != BarsBy::Minute)
        options.bars.size = ParseInteger(name, colon == std::string::npos ? "" : value.substr(colon + 1), 1, 1000000);
}

const std::map<std::string, Flag>& Flags() {
    static const std::map<std::string, Flag> flags = {
        {"--help", Switch(&Options::help, "print this and stop")},
        {"--study", Text(&Options::study, "PATH      the study's shared library (required)")},
        {"--function", Text(&Options::function, "NAME      its study function, when it exports several")},
        {"--scid", Text(&Options::scid, "FILE      trades to play (required without --flood)")},
        {"--depth", Text(&Options::depth, "FILE      market depth to play with them")},
        {"--symbol", Text(&Options::symbol, "TEXT      the chart's symbol [name of the .scid file]")},
        {"--account", Text(&Options::account, "TEXT      selected trade account [none]")},
        {"--price-multiplier", Text(&Options::price_multiplier, "auto|N    factor from the file's prices to points [auto: 1 or 0.01]")},
        {"--speed", Number(&Options::speed, 0, 1e6, "N         market seconds in a second; 0 = as fast as the study takes it [60]")},
        {"--update-interval-ms", Integer(&Options::update_interval_ms, 1, 60000, "N         chart update interval in market time [10]")},
        {"--every-batch", Switch(&Options::every_batch, "also call the study after each depth batch, so that none is conflated")},
        {"--book-depth", Integer(&Options::book_depth_levels, 1, 1000, "N         levels a side that the study can read [10]")},
        {"--chart-number", Integer(&Options::chart_number, 1, 1000, "N         number of the chart [1]")},
        {"--time-sales-records", Integer(&Options::stored_records, 2, 10000000, "N         capacity of the time-and-sales ring [16384]")},
        {"--trading",
         {true, "MODE      off: every order is refused; sim: with Trade Simulation Mode; live: without it [off]", ApplyTrading}},
        {"--balance", Number(&Options::balance_usd, 0, 1e12, "USD       of the account, before its first trade [50000]")},
        {"--orders", Text(&Options::orders, "FILE      a script that breaks Sierra's order side")},
        {"--seed", Integer(&Options::seed, 0, 2147483647, "N         of the script's random steps [1]")},
        {"--tick-size", Number(&Options::tick_size_points, 1e-6, 1e6, "N         points [0.25]")},
        {"--tick-value", Number(&Options::tick_value_usd, 1e-6, 1e6, "N         dollars a tick [12.5]")},
        {"--history-minutes",
         Number(&Options::history_minutes, 0, 1e6, "N         minutes of the file that are in the chart before the study [0]")},
        {"--replay", Switch(&Options::replay, "the chart says that it is in replay")},
        {"--recalculate-at", Moment(&Options::recalculate_at_s, "SECONDS   full recalculation, in market time from the first trade")},
        {"--replay-restart-at",
         Moment(&Options::replay_restart_at_s, "SECONDS   the chart goes back to the start as a replay, Sequence from 1")},
        {"--remove-at", Moment(&Options::remove_at_s, "SECONDS   the study is removed and added again")},
        {"--event",
         {true,
          "NAME@SECONDS what happens to the chart, in market time from the first trade; may be given several times: recalculation, "
          "download, tape-away,\n"
          "                        server-lost, symbol-away (a hundred calls each), library-released, symbol-changed, replay-left,\n"
          "                        replay",
          ApplyEvent}},
        {"--bars", {true, "KIND      minute, trades:N, lots:N or range:N (ticks) [minute]", ApplyBars}},
        {"--time-zone-minutes", Integer(&Options::time_zone_minutes, -720, 840, "N         the chart's time zone, east of UTC [0]")},
        {"--trade-symbol", Text(&Options::trade_symbol, "TEXT      the chart's Trade and Current Quote Symbol [not set]")},
        {"--failing-drawings", Integer(&Options::failing_drawings, 0, 1000000, "N         so many drawings of the study fail [0]")},
        {"--flood", Number(&Options::flood_trades_per_s, 1, 1e7, "RATE      made-up trades a second of wall time instead of a file")},
        {"--seconds", Number(&Options::flood_seconds, 0.001, 1e6, "N         how long to flood [10]")},
        {"--linger-ms",
         Integer(&Options::linger_ms, 0, 3600000,
                 "N         at the end, before a removal or a replay: keep calling until all is acknowledged or this passes [3000]")},
        {"--rest-ms",
         Integer(&Options::rest_ms, 0, 3600000,
                 "N         at the end, after that: keep calling so long, for what is told by the clock [0]")},
        {"--picture", Text(&Options::picture, "FILE      a PNG of the chart with what the study has drawn")},
        {"--at", Moment(&Options::picture_at_s, "SECONDS   when the picture is taken, in market time from the first trade [at the end]")},
        {"--size", {true, "WxH       of the picture in pixels [1280x760]", ApplySize}},
        {"--endpoint", Input("endpoint", "E         value of the study's input whose name contains \"endpoint\"")},
        {"--mode", Input("mode", "M         value of the study's input whose name contains \"mode\"")},
        {"--input", {true, "NAME=VALUE value of any other input of the study; may be given several times", ApplyNamedInput}},
    };
    return flags;
}

void CheckTogether(const Options& options) {
    if (options.study.empty())
        throw BadArgument("--study: missing");
    if (options.trading == TradingMode::Live && options.account.empty())
        throw BadArgument("--account: missing, and --trading live needs one");
    if (options.picture.empty() && options.picture_at_s)
        throw BadArgument("--picture: missing, and --at says when it is taken");
    if (options.flood_trades_per_s > 0) {
        if (!options.depth.empty())
            throw BadArgument("--depth: a flood has no depth file");
        if (options.replay_restart_at_s)
            throw BadArgument("--replay-restart-at: a flood cannot be replayed");
        return;
    }
    if (options.scid.empty())
        throw BadArgument("--scid: missing");
}

}  // namespace

Options ParseOptions(const std::vector<std::string>& arguments) {
    Options options;
    for (size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        const auto flag = Flags().find(name);
        if (flag == Flags().end())
            throw BadArgument(name + ": unknown argument (--help lists all)");
        std::string value;
        if (flag->second.takes_value) {
            if (i + 1 == arguments.size())
                throw BadArgument(name + ": its value is missing");
            value = arguments[++i];
        }
        flag->second.apply(options, name, value);
    }
    if (!options.help)
        CheckTogether(options);
    return options;
}

std::string HelpText() {
    std::string text =
        "miaia-sierra-host --study PATH --scid FILE [--depth FILE] [...]\n"
        "Loads a Sierra Chart study and plays files through it. Prints one JSON object a line.\n\n";
    for (const auto& [name, flag] : Flags()) {
        text += "  " + name + std::string(22 - name.size(), ' ') + flag.help + "\n";
    }
    return text + "\nExit code: 0 played or stopped by a signal, 2 bad argument or file, 4 the study broke a rule.\n";
}

}  // namespace miaia::host
