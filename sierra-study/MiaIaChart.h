// What the ACSIL layer tells the study's logic about the chart at each call. Plain data: this file knows no sierrachart.h.
#pragma once

#include <cctype>
#include <cstdint>
#include <cstring>

#include "MiaIaStudyFrames.h"
#include "MiaIaMapping.h"
#include "MiaIaView.h"

namespace miaia {

/// Sierra's state of a connection to its data server that stands; all others are one that does not, or not yet.
constexpr uint32_t ServerConnected = 2;

/// The chart and the study's inputs at one call. The texts are valid for that call only.
struct ChartFacts {
    const char* symbol = "";        // the one before, while it is away
    bool symbol_is_away = false;    // the chart has lost its symbol, as for a moment when it is loaded anew: nothing on it is of any
    const char* trade_symbol = "";  // Chart Settings >> Trade and Current Quote Symbol: book and orders are for it; empty = symbol
    const char* account = "";
    const char* sierra_version = "";
    const char* endpoint = "";
    TradingMode mode = TradingMode::DryRun;
    uint32_t book_depth_levels = 10;
    const char* instrument = "";      // input: what the symbol is; empty = as the symbol says
    uint32_t history_minutes = 1440;  // input: how far back history is read at the start; 0 = not at all
    const char* bridge_path = "";     // input: the program to start when nothing answers; empty = none
    const ViewSettings* view = &DefaultView;
    const MappingSettings* mappings = &NoMappings;
    float tick_size = 0;
    float tick_value = 0;
    float price_multiplier = 1;
    uint32_t update_interval_ms = 0;  // 0 = Sierra's global setting
    uint32_t seconds_per_bar = 0;
    int region_left_px = 0;         // of the chart's window: where what it draws in begins
    int region_top_px = 0;          // as near as Sierra says it: the prices may begin a title's height below
    uint32_t region_width_px = 0;   // of what the chart draws in, without its price scale; 0 = Sierra has not said
    uint32_t region_height_px = 0;  // of the prices, at most; 0 = Sierra has not said
    double ticks_per_px = 0;        // of the prices' scale, at the market; 0 = Sierra has not said
    uint32_t server_state = 0;
    ReplayState replay = ReplayState::Stopped;
    bool trade_simulation_on = false;
    int data_export_allowed = -1;  // 1 yes, 0 no, −1 this Sierra cannot be asked
    bool recalculating = false;    // Sierra's flag as it is: it speaks of bars and drawings, never of the tape
    bool downloading = false;
    float last_price = 0;                // of the trade symbol's newest trade, as the chart shows it
    const char* confirmed_account = "";  // input: the account that a person confirms for the mode live
    uint32_t position_ceiling = 0;       // input: contracts at most, position and order together
    bool kill = false;                   // input: no new order, flatten what is ours
    bool kill_whole_symbol = false;      // input: and what is not ours in this symbol too
    bool auto_trading_global = false;
    bool auto_trading_chart = false;
    bool trading_locked = false;
    int64_t market_unix_us = 0;  // of the newest record of time and sales, the one time whose zone Sierra leaves no doubt of; 0 = none

    const ViewSettings& View() const { return *view; }
};

/// ES for ESH24_FUT_CME, and for that with SYNTHETIC- before it: the leading letters, without a contract's month before its year.
/// IQFeed writes @ESH24 and @ES#, CQG F.US.EPH24: its E-minis are called EP and ENQ, its micros as everywhere.
inline FixedText<16> InstrumentOf(const char* symbol) {
    bool of_cqg = false;
    static const char* const prefixes[] = {"SYNTHETIC-", "@", "F.US."};
    for (const char* prefix : prefixes) {
        const size_t prefix_length = std::strlen(prefix);
        if (std::strncmp(symbol, prefix, prefix_length) != 0)
            continue;
        symbol += prefix_length;
        of_cqg = prefix[0] == 'F';
    }
    const size_t length = std::strlen(symbol);
    size_t letters = 0;
    while (letters < length && std::isalpha(static_cast<unsigned char>(symbol[letters])))
        ++letters;
    const bool dated = letters > 1 && letters < length && std::isdigit(static_cast<unsigned char>(symbol[letters]));
    if (dated && std::strchr("FGHJKMNQUVXZ", symbol[letters - 1]) != nullptr)
        --letters;
    FixedText<16> instrument;
    instrument.Assign(symbol, letters);
    if (of_cqg && instrument.Equals("EP"))
        instrument.Assign("ES");
    else if (of_cqg && instrument.Equals("ENQ"))
        instrument.Assign("NQ");
    return instrument;
}

/// The instrument of a chart: as the trader says, or as its symbol does.
inline FixedText<16> InstrumentOn(const ChartFacts& chart) {
    if (chart.instrument[0] == 0)
        return InstrumentOf(chart.symbol);
    FixedText<16> instrument(chart.instrument);
    for (uint32_t i = 0; i < instrument.length; ++i)
        instrument.chars[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(instrument.chars[i])));
    return instrument;
}

/// Whether the chart's book and orders are for another symbol than its trades. Sierra does not tell large letters from small ones.
inline bool TradesAnotherSymbol(const ChartFacts& chart) {
    const char* trade = chart.trade_symbol;
    const char* symbol = chart.symbol;
    if (*trade == 0)
        return false;
    while (*trade != 0 && std::toupper(static_cast<unsigned char>(*trade)) == std::toupper(static_cast<unsigned char>(*symbol))) {
        ++trade;
        ++symbol;
    }
    return *trade != *symbol;
}

/// What must stand beside everything that comes from this chart; empty for a real, live one.
inline const char* LabelOf(const ChartFacts& chart) {
    if (std::strstr(chart.symbol, "SYNTHETIC") != nullptr)
        return "SYNTHETIC";
    return chart.replay == ReplayState::Stopped ? "" : "REPLAY";
}

inline void FillHello(const ChartFacts& chart, double tick_size_points, Hello& hello) {
    hello.instrument = InstrumentOn(chart);
    hello.contract.Assign(chart.symbol);
    hello.trade_symbol.Assign(TradesAnotherSymbol(chart) ? chart.trade_symbol : chart.symbol);
    hello.tick_size_points = tick_size_points;
    hello.tick_value_usd = static_cast<double>(chart.tick_value);
    hello.account.Assign(chart.account);
    hello.chart_update_interval_ms = chart.update_interval_ms;
    hello.mode = chart.mode;
    hello.sierra_version.Assign(chart.sierra_version);
    hello.trade_simulation_on = chart.trade_simulation_on;
    hello.replay = chart.replay;
    hello.book_depth_levels = chart.book_depth_levels;
    hello.label.Assign(LabelOf(chart));
    hello.data_export_allowed = chart.data_export_allowed == 1;
}

/// Another symbol has another tape, and so has a replay.
enum class OtherTape : uint8_t { None, OtherMarket, ReplayBegins, ReplayEnds };

/// What an epoch is about: when this changes, a new epoch begins.
struct EpochIdentity {
    FixedText<128> contract;
    FixedText<128> trade_symbol;
    FixedText<16> instrument;
    FixedText<64> account;
    FixedText<16> label;
    double tick_size_points = 0;
    bool in_replay = false;
    bool in_simulation = false;
    TradingMode mode = TradingMode::DryRun;

    static EpochIdentity Of(const ChartFacts& chart, double tick_size_points) {
        EpochIdentity identity;
        identity.contract.Assign(chart.symbol);
        identity.trade_symbol.Assign(chart.trade_symbol);
        identity.instrument.Assign(chart.instrument);
        identity.account.Assign(chart.account);
        identity.label.Assign(LabelOf(chart));
        identity.tick_size_points = tick_size_points;
        identity.in_replay = chart.replay != ReplayState::Stopped;
        identity.in_simulation = chart.trade_simulation_on;
        identity.mode = chart.mode;
        return identity;
    }

    OtherTape TapeOf(const ChartFacts& chart) const {
        const bool replays = chart.replay != ReplayState::Stopped;
        if (contract != FixedText<128>(chart.symbol))
            return OtherTape::OtherMarket;
        return in_replay == replays ? OtherTape::None : replays ? OtherTape::ReplayBegins : OtherTape::ReplayEnds;
    }

    /// Names the first difference; nullptr when there is none, which is found without copying a text. A chart without its symbol says
    /// nothing of itself: what it is shows when the symbol is there again.
    const char* DifferenceTo(const ChartFacts& chart, double tick_size) const {
        if (chart.symbol_is_away)
            return nullptr;
        if (contract.Equals(chart.symbol) && account.Equals(chart.account) && label.Equals(LabelOf(chart)) &&
            tick_size_points == tick_size && in_replay == (chart.replay != ReplayState::Stopped) &&
            trade_symbol.Equals(chart.trade_symbol) && instrument.Equals(chart.instrument) && in_simulation == chart.trade_simulation_on &&
            mode == chart.mode)
            return nullptr;
        return DifferenceTo(Of(chart, tick_size));
    }

    /// Names the first difference; nullptr when there is none.
    const char* DifferenceTo(const EpochIdentity& other) const {
        if (contract != other.contract)
            return "symbol_changed";
        if (trade_symbol != other.trade_symbol)
            return "trade_symbol_changed";
        if (instrument != other.instrument)
            return "instrument_changed";
        if (account != other.account)
            return "account_changed";
        if (label != other.label || in_replay != other.in_replay)
            return "replay_changed";
        if (mode != other.mode)
            return "mode_changed";
        if (in_simulation != other.in_simulation)
            return "simulation_changed";
        return tick_size_points == other.tick_size_points ? nullptr : "tick_size_changed";
    }
};

// Sierra's own default of 500 ms would make every signal half a second old.
constexpr uint32_t AdvisedIntervalMs = 10;

/// Tells the trader at the start of an epoch what this study is about to do, and what would serve it better.
inline void LogStart(const ChartFacts& chart, uint64_t epoch, double tick_size_points, LogLines& log) {
    log.Add("MIA IA study %s, epoch %llu: %s, tick %.9g, chart update interval %u ms, endpoint %s, label '%s'.", StudyVersion,
            static_cast<unsigned long long>(epoch), chart.symbol, tick_size_points, chart.update_interval_ms, chart.endpoint,
            LabelOf(chart));
    if (chart.update_interval_ms == 0 || chart.update_interval_ms > AdvisedIntervalMs)
        log.Add(
            "MIA IA: every signal is at least one interval old: set Chart >> Chart Settings >> Chart Update Interval to %u ms, and the "
            "global Minimum Chart Update Interval for ACSIL UpdateAlways to no more. Give the study its own chart with few studies: "
            "all of them calculate at each interval.",
            AdvisedIntervalMs);
    if (TradesAnotherSymbol(chart))
        log.Add(
            "MIA IA: this chart's Trade and Current Quote Symbol is %s and its own %s: book and orders would be another symbol's, so "
            "this study only draws.",
            chart.trade_symbol, chart.symbol);
    if (chart.mode != TradingMode::DryRun)
        log.Add("MIA IA: mode %s, account '%s', %u contract(s) at most.", chart.mode == TradingMode::Live ? "LIVE" : "sim", chart.account,
                chart.position_ceiling);
    if (chart.data_export_allowed != 1)
        log.Add("MIA IA: Sierra %s data export for this exchange; only an endpoint on this machine is used.",
                chart.data_export_allowed == 0 ? "does not allow" : "cannot be asked about");
}

}  // namespace miaia
