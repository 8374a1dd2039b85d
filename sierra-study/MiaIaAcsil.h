// The chart as the study's logic wants to see it, over Sierra's interface. Include sierrachart.h before this file; the
// MiaIaAcsil*.h are the only headers here that need it.
#pragma once

#include "MiaIaAcsilCanvas.h"
#include "MiaIaAcsilRecords.h"
#include "MiaIaBars.h"
#include "MiaIaBook.h"
#include "MiaIaChart.h"
#include "MiaIaTape.h"

namespace miaia {

/// Sierra's time-and-sales buffer during one call.
class AcsilTape {
public:
    /// Empty while the chart has no symbol: whose tape Sierra showed then nobody could tell.
    explicit AcsilTape(SCStudyInterfaceRef sc) {
        if (!sc.Symbol.IsEmpty())
            sc.GetTimeAndSales(records_);
    }
    explicit AcsilTape(const c_SCTimeAndSalesArray& records) : records_(records) {}

    int Size() const { return records_.Size(); }
    int MaxSize() const { return records_.MaxSize(); }
    int64_t NewestUnixUs() const { return Size() == 0 ? 0 : records_[Size() - 1].DateTime.ToUNIXTimeInMicroseconds(); }
    uint32_t SequenceAt(int index) const { return records_[index].Sequence; }

    /// Records that lie in a row in Sierra's buffer; At(0) is the first.
    class Stretch {
    public:
        Stretch(const s_TimeAndSales* first, int count) : first_(first), count_(count) {}

        int Count() const { return count_; }

        TapeRecord At(int index) const {
            const s_TimeAndSales& from = first_[index];
            TapeRecord record;
            record.unix_us = from.DateTime.ToUNIXTimeInMicroseconds();
            record.price = static_cast<double>(from.Price);
            record.bid = static_cast<double>(from.Bid);
            record.ask = static_cast<double>(from.Ask);
            record.volume = from.Volume;
            record.sequence = from.Sequence;
            record.type = from.Type;
            record.unbundled = from.UnbundledTradeIndicator;
            return record;
        }

    private:
        const s_TimeAndSales* first_;
        int count_;
    };

    /// The records from index on and before end that lie in a row: all of them, or those before the seam of Sierra's ring. Sierra
    /// computes a record's place at every access; two accesses that lie as far apart as their indexes spare those between.
    Stretch StretchFrom(int index, int end) const {
        int inside = end - 1;
        if (!LieInARow(index, inside)) {
            inside = index;
            for (int beyond = end - 1; beyond - inside > 1;) {
                const int middle = inside + (beyond - inside) / 2;
                (LieInARow(index, middle) ? inside : beyond) = middle;
            }
        }
        return Stretch(&records_[index], inside + 1 - index);
    }

private:
    bool LieInARow(int first, int other) const {
        const uintptr_t apart = reinterpret_cast<uintptr_t>(&records_[other]) - reinterpret_cast<uintptr_t>(&records_[first]);
        return apart == static_cast<uintptr_t>(other - first) * sizeof(s_TimeAndSales);
    }

    c_SCTimeAndSalesArray records_;
};

/// Sierra's book during one call.
class AcsilBook {
public:
    explicit AcsilBook(SCStudyInterfaceRef sc)
        : sc_(sc), multiplier_(sc.RealTimePriceMultiplier > 0 ? static_cast<double>(sc.RealTimePriceMultiplier) : 1) {}

    uint32_t Levels(bool bid) {
        const int levels = bid ? sc_.GetBidMarketDepthNumberOfLevels() : sc_.GetAskMarketDepthNumberOfLevels();
        return levels < 0 ? 0 : static_cast<uint32_t>(levels);
    }

    bool At(bool bid, uint32_t level, RawLevel& raw) {
        s_MarketDepthEntry entry;
        const int index = static_cast<int>(level);
        const int found = bid ? sc_.GetBidMarketDepthEntryAtLevel(entry, index) : sc_.GetAskMarketDepthEntryAtLevel(entry, index);
        // AdjustedPrice is the price as the chart shows it; the logic applies the multiplier itself, as it does for trades.
        raw.price = entry.AdjustedPrice != 0 ? static_cast<double>(entry.AdjustedPrice) / multiplier_ : static_cast<double>(entry.Price);
        raw.lots = static_cast<double>(entry.Quantity);
        raw.orders = entry.NumOrders;
        return found != 0;
    }

private:
    SCStudyInterfaceRef sc_;
    double multiplier_;
};

/// The chart's bars during one call.
class AcsilBars {
public:
    explicit AcsilBars(SCStudyInterfaceRef sc) : sc_(sc) {}

    int Count() const { return sc_.ArraySize; }
    int64_t ChartTimeAt(int index) const { return sc_.BaseDateTimeIn[index].ToUNIXTimeInMicroseconds(); }
    double TradesAt(int index) const { return Value(SC_NUM_TRADES, index); }

    RawBar At(int index) const {
        RawBar bar;
        bar.start_unix_us = sc_.ConvertDateTimeFromChartTimeZone(sc_.BaseDateTimeIn[index], TIMEZONE_UTC).ToUNIXTimeInMicroseconds();
        bar.open = Value(SC_OPEN, index);
        bar.high = Value(SC_HIGH, index);
        bar.low = Value(SC_LOW, index);
        bar.close = Value(SC_LAST, index);
        bar.volume = Value(SC_VOLUME, index);
        bar.bid_volume = Value(SC_BIDVOL, index);
        bar.ask_volume = Value(SC_ASKVOL, index);
        bar.trades = Value(SC_NUM_TRADES, index);
        return bar;
    }

private:
    double Value(int array, int index) const { return static_cast<double>(sc_.BaseDataIn[array][index]); }

    SCStudyInterfaceRef sc_;
};

// Asks Sierra about data export where its headers know the question, and only a Sierra that is no older than they are: in an older one
// the answer would be read from behind the end of its structure.
template <class Interface>
auto AskDataExport(Interface& sc, int version, int) -> decltype(static_cast<int>(sc.IsDataExportAllowed())) {
    return version >= SC_DLL_VERSION ? static_cast<int>(sc.IsDataExportAllowed()) : -1;
}
template <class Interface>
int AskDataExport(Interface&, int, long) {
    return -1;
}

// Sierra keeps lots stacked and pulled only where it is told to. To tell it is asked of it as data export is.
template <class Interface>
auto KeepStackedAndPulled(Interface& sc, int version, int) -> decltype(static_cast<void>(sc.SetUseMarketDepthPullingStackingData(1))) {
    if (version >= SC_DLL_VERSION)
        sc.SetUseMarketDepthPullingStackingData(1);
}
template <class Interface>
void KeepStackedAndPulled(Interface&, int, long) {}

// Lots stacked (above 0) and pulled (below 0) on each side of the book, where Sierra's headers know the question. False where there are
// none: Sierra does not say whether it keeps them.
template <class Interface>
auto AskStackedAndPulled(Interface& sc, double& bid, double& ask, int) -> decltype(sc.GetBidMarketDepthStackPullSum() > 0) {
    bid = sc.GetBidMarketDepthStackPullSum();
    ask = sc.GetAskMarketDepthStackPullSum();
    return std::isfinite(bid) && std::isfinite(ask) && (bid != 0 || ask != 0);
}
template <class Interface>
bool AskStackedAndPulled(Interface&, double&, double&, long) {
    return false;
}

/// What is known of the chart from calls before: inputs and subgraphs as they were when the study was last recalculated, and its symbol.
struct ChartKnown {
    const ViewSettings& view;
    const MappingSettings& mappings;
    FixedText<128>& symbol;
};

/// Everything the logic asks of the chart during one call.
class AcsilChart {
public:
    /// sierra_version is filled when it is empty; it and what is known must outlive the chart.
    AcsilChart(SCStudyInterfaceRef sc, FixedText<32>& sierra_version, const ChartKnown& known)
        : sc_(sc), tape_(sc), book_(sc), bars_(sc), canvas_(sc) {
        if (sierra_version.Empty())
            sierra_version.Assign(sc.VersionNumber().GetChars());
        facts_.view = &known.view;
        facts_.mappings = &known.mappings;
        facts_.symbol_is_away = sc.Symbol.IsEmpty() && !known.symbol.Empty();
        if (!facts_.symbol_is_away && !known.symbol.Equals(sc.Symbol.GetChars()))
            known.symbol.Assign(sc.Symbol.GetChars());
        facts_.symbol = facts_.symbol_is_away ? known.symbol.chars : sc.Symbol.GetChars();
        facts_.trade_symbol = sc.TradeAndCurrentQuoteSymbol.GetChars();
        facts_.account = sc.SelectedTradeAccount.GetChars();
        facts_.sierra_version = sierra_version.chars;
        facts_.endpoint = TextThatWasSet(sc.Input[InputEndpoint].GetString());
        facts_.mode = ModeOf(sc.Input[InputMode].GetIndex());
        facts_.book_depth_levels = static_cast<uint32_t>(sc.Input[InputBookDepth].GetInt());
        const int history = sc.Input[InputHistoryMinutes].GetInt();
        facts_.history_minutes = history > 0 ? static_cast<uint32_t>(history) : 0;
        facts_.bridge_path = TextThatWasSet(sc.Input[InputBridgePath].GetPathAndFileName());
        facts_.instrument = TextThatWasSet(sc.Input[InputInstrument].GetString());
        facts_.tick_size = sc.TickSize;
        facts_.tick_value = sc.CurrencyValuePerTick;
        facts_.price_multiplier = sc.RealTimePriceMultiplier;
        facts_.update_interval_ms = static_cast<uint32_t>(sc.ChartUpdateIntervalInMilliseconds);
        facts_.seconds_per_bar = static_cast<uint32_t>(sc.SecondsPerBar);
        const int width = sc.StudyRegionRightCoordinate - sc.StudyRegionLeftCoordinate;
        facts_.region_width_px = width > 0 ? static_cast<uint32_t>(width) : 0;
        facts_.region_left_px = sc.StudyRegionLeftCoordinate;
        // Where the score has a region of its own, the prices stand above it.
        facts_.region_top_px = sc.GraphRegion > 0 ? 0 : sc.StudyRegionTopCoordinate;
        const int height = sc.GraphRegion > 0 ? sc.StudyRegionTopCoordinate : sc.StudyRegionBottomCoordinate - sc.StudyRegionTopCoordinate;
        facts_.region_height_px = height > 0 ? static_cast<uint32_t>(height) : 0;
        facts_.ticks_per_px = TicksPerPx(sc);
        facts_.server_state = static_cast<uint32_t>(sc.ServerConnectionState);
        facts_.replay = sc.ReplayStatus == REPLAY_RUNNING ? ReplayState::Running
            : sc.ReplayStatus == REPLAY_PAUSED            ? ReplayState::Paused
                                                          : ReplayState::Stopped;
        facts_.trade_simulation_on = sc.GlobalTradeSimulationIsOn != 0;
        facts_.data_export_allowed = AskDataExport(sc, std::atoi(facts_.sierra_version), 0);
        facts_.recalculating = sc.IsFullRecalculation != 0;
        // Without its symbol it has no bars that mean anything either.
        facts_.downloading = facts_.symbol_is_away || sc.ChartIsDownloadingHistoricalData(sc.ChartNumber) != 0;
        facts_.last_price = sc.LastTradePrice;
        facts_.confirmed_account = TextThatWasSet(sc.Input[InputConfirmedAccount].GetString());
        const int ceiling = sc.Input[InputPositionCeiling].GetInt();
        facts_.position_ceiling = ceiling > 0 ? static_cast<uint32_t>(ceiling) : 0;
        facts_.kill = sc.Input[InputKill].GetYesNo() != 0;
        facts_.kill_whole_symbol = sc.Input[InputKillWholeSymbol].GetYesNo() != 0;
        facts_.auto_trading_global = sc.IsAutoTradingEnabled != 0;
        facts_.auto_trading_chart = sc.IsAutoTradingOptionEnabledForChart != 0;
        facts_.trading_locked = sc.TradingIsLocked != 0;
        facts_.market_unix_us = tape_.NewestUnixUs();
    }

    const ChartFacts& Facts() const { return facts_; }
    const AcsilTape& Tape() const { return tape_; }
    AcsilBook& Book() { return book_; }
    const AcsilBars& Bars() const { return bars_; }
    AcsilRecords Records() { return AcsilRecords(sc_); }
    AcsilCanvas& Canvas() { return canvas_; }
    /// False where the study is not on the chart any more or has no value for that bar.
    bool SubgraphValue(const Mapping& mapping, int bar, double& value) {
        SCFloatArray values;
        if (mapping.study_id == 0 || sc_.GetStudyArrayUsingID(mapping.study_id, mapping.subgraph, values) == 0 ||
            bar >= values.GetArraySize())
            return false;
        value = static_cast<double>(values[bar]);
        return true;
    }
    bool StackedAndPulled(double& bid, double& ask) { return AskStackedAndPulled(sc_, bid, ask, 0); }
    void Log(const char* text) { sc_.AddMessageToLog(text, 0); }
    void Alert(int number, const char* text) { sc_.SetAlert(number, sc_.ArraySize - 1, text); }

private:
    /// A thousandth of the price up and down, which is on the chart where the market is; 0 where nothing was drawn yet.
    static double TicksPerPx(SCStudyInterfaceRef sc) {
        const float below = sc.LastTradePrice * 0.999f;
        const float above = sc.LastTradePrice * 1.001f;
        if (!(below > 0 && sc.TickSize > 0))
            return 0;
        const int px = sc.RegionValueToYPixelCoordinate(below, AcsilCanvas::PriceRegion) -
            sc.RegionValueToYPixelCoordinate(above, AcsilCanvas::PriceRegion);
        return px == 0 ? 0 : static_cast<double>((above - below) / sc.TickSize) / std::abs(static_cast<double>(px));
    }

    static TradingMode ModeOf(unsigned int index) {
        return index == 1 ? TradingMode::Sim : index == 2 ? TradingMode::Live : TradingMode::DryRun;
    }

    SCStudyInterfaceRef sc_;
    AcsilTape tape_;
    AcsilBook book_;
    AcsilBars bars_;
    AcsilCanvas canvas_;
    ChartFacts facts_;
};

}  // namespace miaia
