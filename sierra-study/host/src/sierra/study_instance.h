// One study on the chart, from being added to being removed: its inputs, its persistent variables, its drawings, and
// the answers to the calls that it makes.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "acsil_study_interface.h"
#include "alert_board.h"
#include "call_meter.h"
#include "chart_settings.h"
#include "drawing_board.h"
#include "host_report.h"
#include "intraday_reader.h"
#include "market.h"
#include "order_view.h"
#include "persistent_store.h"
#include "price_pixels.h"
#include "study_library.h"
#include "trade_service.h"

namespace miaia::host {

class StudyInstance final : private acsil_host::HostCalls {
public:
    // Calls the study once with SetDefaults. Throws StudyFault when the study lets an exception out.
    // meter: null where nobody wants to know how long the calls take.
    StudyInstance(StudyFunction function, const ChartSettings& settings, Market& market, TradeService& trading, HostReport& report,
                  CallMeter* meter);

    // Sets the value of an input as the trader would. name matches an input whose name contains it, ignoring case.
    // Throws std::invalid_argument naming the input, the value and what is allowed.
    void SetInput(const std::string& name, const std::string& value);

    // What a trader or Sierra does to the chart; seen at the next call.
    void SetDownloading(bool on) { downloading_ = on; }
    void SetTapeIsAway(bool on) { tape_is_away_ = on; }
    void SetServerIsLost(bool on) { trading_.Switches().connected = !on; }
    void SetSymbol(const std::string& symbol) { sc_.Symbol = symbol.c_str(); }
    // As for a moment while Sierra loads a chart anew.
    void SetSymbolIsAway(bool away) {
        if (away)
            symbol_that_is_away_ = sc_.Symbol;
        sc_.Symbol = away ? SCString() : symbol_that_is_away_;
        sc_.TradeAndCurrentQuoteSymbol = away ? "" : settings_.trade_symbol.c_str();
    }
    // The library was released and loaded again: nothing is told to the study, and what the chart keeps for it stays.
    void SetFunction(StudyFunction function) { function_ = function; }

    // The three ways in which Sierra calls a study after its defaults are set.
    void Recalculate();
    void Update();
    void Remove();

    const s_sc& Interface() const { return sc_; }
    const DrawingBoard& Drawings() const { return drawings_; }
    // 0 when the study tells nothing; see README.md for both keys.
    int64_t UnacknowledgedFrames() const { return Told(1); }
    // Whether the study tells how far it is behind, and how full its ring is, 0 to 1000.
    bool TellsBacklog() const { return Told(2) > 0; }
    int64_t FilledThousandths() const { return TellsBacklog() ? Told(2) - 1 : 0; }

private:
    void Call();
    void ShowMarket();
    void ShowTrading();
    StudyCall CallFor(int barIndex) const;
    OrderView Orders();
    int64_t Told(int key) const;
    int ClampedDepth(int levels) const { return levels < settings_.book_depth_levels ? levels : settings_.book_depth_levels; }

    void AddMessageToLog(const char* message, int showLog) override;
    // It rings for the newest bars only, and never while the past is computed.
    void SetAlert(int number, int index, const SCString& message) override {
        const bool is_new = index >= sc_.ArraySize - 2 && sc_.IsFullRecalculation == 0 && !downloading_;
        if (is_new && alerts_.Set(number))
            report_.Alert(number, message.GetChars(), market_.ClockUnixUs());
    }
    int UseTool(s_UseTool& tool) override;
    int DeleteDrawing(int chartNumber, int tool, int lineNumber) override;
    int DrawingExists(int chartNumber, int lineNumber) override;
    int YPixelOf(float value, int region) override { return region == 0 ? YPixelOfPrice(sc_, settings_, value) : 0; }
    int XPixelOf(int bar) override { return XPixelOfBar(sc_, settings_, bar); }
    int DrawingCount(int chartNumber) override {
        return chartNumber == settings_.chart_number ? static_cast<int>(drawings_.StudyDrawn().size()) : 0;
    }
    int DrawingAt(int chartNumber, int index, s_UseTool& drawing) override {
        if (index < 0 || index >= DrawingCount(chartNumber))
            return 0;
        drawing = *drawings_.StudyDrawn()[static_cast<size_t>(index)];
        return 1;
    }
    void GetTimeAndSales(c_SCTimeAndSalesArray& view) override;
    int NumberOfLevels(acsil_host::BookSide side) override;
    int MaximumLevels() override { return settings_.book_depth_levels; }
    int LevelAt(acsil_host::BookSide side, int level, s_MarketDepthEntry& entry) override;
    void KeepStackedAndPulled(bool on) override { keeps_stacked_ = on; }
    double StackedAndPulled(acsil_host::BookSide side) override {
        return !keeps_stacked_ ? 0 : side == acsil_host::BookSide::Bid ? settings_.stacked_bid_lots : settings_.stacked_ask_lots;
    }
    int IntradayRecord(int bar, int sub, s_IntradayRecord& record, IntradayFileLockActionEnum lock) override {
        return file_.Read(market_.Records(), bar, sub, record, lock);
    }
    void* AllocateMemory(int bytes) override;
    void FreeMemory(void* memory) override;
    int& PersistentInt(int key) override { return store_.ints[key]; }
    int64_t& PersistentInt64(int key) override { return store_.int64s[key]; }
    float& PersistentFloat(int key) override { return store_.floats[key]; }
    double& PersistentDouble(int key) override { return store_.doubles[key]; }
    void*& PersistentPointer(int key) override { return store_.pointers[key]; }
    SCString& PersistentString(int key) override { return store_.strings[key]; }
    SCDateTime& PersistentDateTime(int key) override { return store_.times[key]; }
    void ClearAllPersistent() override { store_ = PersistentStore(); }
    const char* VersionNumber() override { return "2784-standin"; }
    int IsDownloadingHistoricalData(int) override { return downloading_ ? 1 : 0; }
    int IsDataExportAllowed() override { return 1; }
    // The only study on this chart is the one that asks.
    int StudyArray(unsigned int studyId, unsigned int subgraph, c_ArrayWrapper<float>& values) override {
        const bool found = studyId == static_cast<unsigned int>(sc_.StudyGraphInstanceID) && subgraph < subgraphs_.size();
        if (found)
            values = subgraphs_[subgraph].Data;
        return found ? 1 : 0;
    }
    double Order(acsil_host::OrderCall call, s_SCNewOrder* order, int barIndex, uint64_t orderId) override;
    int FlattenAndCancelAllOf(const SCString& symbol, const SCString& account) override;
    int TradePosition(s_SCPositionData& position) override { return Orders().Position(position); }
    int TradePositionOf(s_SCPositionData& position, const SCString& symbol, const SCString& account) override;
    int OrderById(uint64_t orderId, s_SCTradeOrder& order) override { return Orders().ById(orderId, order); }
    int OrderByIndex(int index, s_SCTradeOrder& order) override { return Orders().ByIndex(index, order); }
    int FillCount() override { return calls_until_fills_ > 0 ? 0 : Orders().FillCount(); }
    int FillAt(unsigned int index, s_SCOrderFillData& fill) override { return calls_until_fills_ > 0 ? 0 : Orders().FillAt(index, fill); }
    int AccountFields(n_ACSIL::s_TradeAccountDataFields& fields, const SCString& account) override {
        return Orders().Account(fields, account);
    }
    int SetTradingLock(int locked) override;
    void SetButtonText(int button, const char* text, bool hover) override;
    void SetButtonEnabled(int button, int enabled) override;
    int ButtonEnabled(int button) override;

    StudyFunction function_;
    const ChartSettings& settings_;
    Market& market_;
    TradeService& trading_;
    HostReport& report_;
    CallMeter* meter_;
    DrawingBoard drawings_;
    PersistentStore store_;
    std::map<void*, std::unique_ptr<std::max_align_t[]>> memory_;  // blocks that the study holds
    s_sc sc_;
    std::array<s_SCInput_145, SC_INPUTS_AVAILABLE> inputs_;
    std::array<s_SCSubgraph_260, SC_SUBGRAPHS_AVAILABLE> subgraphs_;
    std::vector<std::vector<float>> subgraph_values_;
    std::vector<std::vector<uint32_t>> subgraph_colors_;
    ViewedChart viewed_;
    int bars_seen_ = 0;
    int calls_until_fills_ = 0;
    int drawings_to_fail_ = 0;
    SCString symbol_that_is_away_;
    bool downloading_ = false;
    AlertBoard alerts_;
    bool tape_is_away_ = false;
    bool keeps_stacked_ = false;
    IntradayReader file_;
    std::set<int> buttons_;  // of the control bar that the study has switched on
};

}  // namespace miaia::host
