// s_sc: the one argument of a study function. Everything that the study reads and sets goes through it.
#pragma once

#include "acsil_arrays.h"
#include "acsil_order_answers.h"
#include "acsil_host_calls.h"
#include "acsil_input.h"
#include "acsil_subgraph.h"

struct s_sc {
    // For the host only: who answers the calls below.
    acsil_host::HostCalls* InternalHost = nullptr;
    int64_t InternalChartZoneMicroseconds = 0;

    // --- What the study declares while SetDefaults is 1 ---
    int SetDefaults = 0;
    SCString GraphName;
    SCString GraphShortName;
    SCString StudyDescription;
    int AutoLoop = 0;
    int UpdateAlways = 0;
    int GraphRegion = 0;
    int FreeDLL = 0;
    int ValueFormat = 0;
    int CalculationPrecedence = STD_PREC_LEVEL;
    int UsesMarketDepthData = 0;
    int MaintainVolumeAtPriceData = 0;
    int MaintainAdditionalChartDataArrays = 0;
    int MaintainTradeStatisticsAndTradesData = 0;
    int DisplayStudyInputValues = 0;
    int DisplayStudyName = 0;
    int HideStudy = 0;
    unsigned int StudyVersion = 0;
    SCInput145Array Input;
    SCSubgraph260Array Subgraph;

    // --- This call ---
    int IsFullRecalculation = 0;
    int LastCallToFunction = 0;
    int UpdateStartIndex = 0;
    int ArraySize = 0;
    int Index = 0;
    int CurrentIndex = 0;
    int FlagFullRecalculate = 0;
    int MenuEventID = 0;  // the control bar's button that was pressed before this call, 1 to 150; 0 = none
    unsigned int DataFeedActivityCounter = 0;

    // --- The chart ---
    SCString Symbol;
    SCString TradeAndCurrentQuoteSymbol;
    int ChartNumber = 0;
    int StudyGraphInstanceID = 0;
    int ChartDataType = 0;  // 2 = intraday
    int SecondsPerBar = 0;
    int ChartUpdateIntervalInMilliseconds = 0;
    int StudyRegionLeftCoordinate = 0;  // pixels of the chart's window; 0 and 0 while nothing was drawn
    int StudyRegionRightCoordinate = 0;
    int StudyRegionTopCoordinate = 0;
    int StudyRegionBottomCoordinate = 0;
    float TickSize = 0;
    float CurrencyValuePerTick = 0;
    float RealTimePriceMultiplier = 0;
    float HistoricalPriceMultiplier = 0;
    int BaseGraphValueFormat = 0;
    int ServerConnectionState = SCS_DISCONNECTED;
    int ReplayStatus = REPLAY_STOPPED;
    int DownloadingHistoricalData = 0;
    SCDateTime TimeScaleAdjustment;
    SCDateTime CurrentSystemDateTime;
    SCDateTime CurrentSystemDateTimeMS;
    SCDateTime CurrentDateTimeForReplay;
    SCDateTime LatestDateTimeForLastBar;

    // --- Bars and the last quote ---
    SCDateTimeArray BaseDateTimeIn;
    SCFloatArrayArray BaseData;
    SCFloatArrayArray BaseDataIn;
    SCFloatArray Open;
    SCFloatArray High;
    SCFloatArray Low;
    SCFloatArray Close;
    SCFloatArray Volume;
    SCFloatArray NumberOfTrades;
    SCFloatArray BidVolume;
    SCFloatArray AskVolume;
    float LastTradePrice = 0;
    int LastSize = 0;
    float Bid = 0;
    float Ask = 0;
    int BidSize = 0;
    int AskSize = 0;

    // --- Trading ---
    SCString SelectedTradeAccount;
    int GlobalTradeSimulationIsOn = 0;
    int IsAutoTradingEnabled = 0;
    int IsAutoTradingOptionEnabledForChart = 0;
    uint16_t TradingIsLocked = 0;
    int ChartTradeModeEnabled = 0;
    int SendOrdersToTradeService = 0;
    int AllowMultipleEntriesInSameDirection = 0;
    double MaximumPositionAllowed = 0;  // below an entry's quantity, the entry is ignored
    int SupportReversals = 0;
    int SupportAttachedOrdersForTrading = 0;
    int SupportTradingScaleIn = 0;
    int SupportTradingScaleOut = 0;
    int AllowOppositeEntryWithOpposingPositionOrOrders = 0;
    int AllowEntryWithWorkingOrders = 0;
    int AllowOnlyOneTradePerBar = 1;
    int UseGUIAttachedOrderSetting = 0;
    int CancelAllOrdersOnEntriesAndReversals = 0;
    int CancelAllOrdersOnEntries = 0;
    int CancelAllOrdersOnReversals = 0;
    int CancelAllWorkingOrdersOnExit = 0;

    // --- Calls ---
    SCString VersionNumber() { return SCString(InternalHost->VersionNumber()); }
    int32_t IsDataExportAllowed() { return InternalHost->IsDataExportAllowed(); }
    int ChartIsDownloadingHistoricalData(int chartNumber) { return InternalHost->IsDownloadingHistoricalData(chartNumber); }
    int IsReplayRunning() { return ReplayStatus != REPLAY_STOPPED ? 1 : 0; }
    SCDateTime GetCurrentDateTime() { return IsReplayRunning() ? CurrentDateTimeForReplay : CurrentSystemDateTimeMS; }
    // UTC is the only zone beside the chart's that the stand-in knows.
    SCDateTime ConvertDateTimeFromChartTimeZone(const SCDateTime& time, TimeZonesEnum) {
        return time - SCDateTime::MICROSECONDS(InternalChartZoneMicroseconds);
    }
    SCDateTime ConvertDateTimeToChartTimeZone(const SCDateTime& time, TimeZonesEnum) {
        return time + SCDateTime::MICROSECONDS(InternalChartZoneMicroseconds);
    }

    void AddMessageToLog(const char* message, int showLog) { InternalHost->AddMessageToLog(message, showLog); }
    void AddMessageToLog(const SCString& message, int showLog) { AddMessageToLog(message.GetChars(), showLog); }

    // An alert of Sierra's with its sound, 1 to 150. Rings once until a call comes without it; not away from the newest bars.
    void SetAlert(int alertNumber, int arrayIndex, const SCString& message = "") {
        InternalHost->SetAlert(alertNumber, arrayIndex, message);
    }

    int UseTool(s_UseTool& tool) { return InternalHost->UseTool(tool); }
    int DeleteACSChartDrawing(int chartNumber, int tool, int lineNumber) {
        return InternalHost->DeleteDrawing(chartNumber, tool, lineNumber);
    }
    int ChartDrawingExists(int chartNumber, int lineNumber) { return InternalHost->DrawingExists(chartNumber, lineNumber); }
    // Where a value of a region stands, in pixels of the chart's window; 0 while nothing was drawn. The stand-in knows region 0.
    int RegionValueToYPixelCoordinate(float value, int region) { return InternalHost->YPixelOf(value, region); }
    int BarIndexToXPixelCoordinate(int index) { return InternalHost->XPixelOf(index); }
    // What studies have drawn; no study but the one that asks is on the stand-in's chart. 1 when there is one with that index, from 0.
    int GetACSDrawingsCount(int chartNumber, int) { return InternalHost->DrawingCount(chartNumber); }
    int GetACSDrawingByIndex(int chartNumber, int index, s_UseTool& drawing, int) {
        return InternalHost->DrawingAt(chartNumber, index, drawing);
    }

    void GetTimeAndSales(c_SCTimeAndSalesArray& view) { InternalHost->GetTimeAndSales(view); }
    int GetBidMarketDepthNumberOfLevels() { return InternalHost->NumberOfLevels(acsil_host::BookSide::Bid); }
    int GetAskMarketDepthNumberOfLevels() { return InternalHost->NumberOfLevels(acsil_host::BookSide::Ask); }
    int GetMaximumMarketDepthLevels() { return InternalHost->MaximumLevels(); }
    int GetBidMarketDepthEntryAtLevel(s_MarketDepthEntry& entry, int level) {
        return InternalHost->LevelAt(acsil_host::BookSide::Bid, level, entry);
    }
    int GetAskMarketDepthEntryAtLevel(s_MarketDepthEntry& entry, int level) {
        return InternalHost->LevelAt(acsil_host::BookSide::Ask, level, entry);
    }
    // Lots stacked (above 0) and pulled (below 0) on a side of the book; 0 until the study has asked for them.
    int SetUseMarketDepthPullingStackingData(int on) {
        InternalHost->KeepStackedAndPulled(on != 0);
        return 1;
    }
    double GetBidMarketDepthStackPullSum() { return InternalHost->StackedAndPulled(acsil_host::BookSide::Bid); }
    double GetAskMarketDepthStackPullSum() { return InternalHost->StackedAndPulled(acsil_host::BookSide::Ask); }

    // 1 while the bar has a record with that number; reading with the numbers -1 only gives the lock back.
    int ReadIntradayFileRecordForBarIndexAndSubIndex(int barIndex, int subIndex, s_IntradayRecord& record,
                                                     IntradayFileLockActionEnum lock) {
        return InternalHost->IntradayRecord(barIndex, subIndex, record, lock);
    }

    int GetBarHasClosedStatus(int barIndex) {
        if (SetDefaults)
            return BHCS_SET_DEFAULTS;
        return barIndex == ArraySize - 1 ? BHCS_BAR_HAS_NOT_CLOSED : BHCS_BAR_HAS_CLOSED;
    }
    int GetBarHasClosedStatus() { return GetBarHasClosedStatus(Index); }
    // 1 when the study with that number lies in the chart and has that subgraph.
    int GetStudyArrayUsingID(unsigned int studyId, unsigned int subgraph, SCFloatArrayRef values) {
        return InternalHost->StudyArray(studyId, subgraph, values);
    }

    // Memory of the host, zeroed: it outlives the study's library.
    void* AllocateMemory(int bytes) { return InternalHost->AllocateMemory(bytes); }
    void FreeMemory(void* memory) { InternalHost->FreeMemory(memory); }

    int& GetPersistentInt(int key) { return InternalHost->PersistentInt(key); }
    void SetPersistentInt(int key, int value) { InternalHost->PersistentInt(key) = value; }
    int64_t& GetPersistentInt64(int key) { return InternalHost->PersistentInt64(key); }
    void SetPersistentInt64(int key, int64_t value) { InternalHost->PersistentInt64(key) = value; }
    float& GetPersistentFloat(int key) { return InternalHost->PersistentFloat(key); }
    void SetPersistentFloat(int key, float value) { InternalHost->PersistentFloat(key) = value; }
    double& GetPersistentDouble(int key) { return InternalHost->PersistentDouble(key); }
    void SetPersistentDouble(int key, double value) { InternalHost->PersistentDouble(key) = value; }
    void*& GetPersistentPointer(int key) { return InternalHost->PersistentPointer(key); }
    void SetPersistentPointer(int key, void* value) { InternalHost->PersistentPointer(key) = value; }
    SCString& GetPersistentSCString(int key) { return InternalHost->PersistentString(key); }
    SCDateTime& GetPersistentSCDateTime(int key) { return InternalHost->PersistentDateTime(key); }
    void ClearAllPersistentData() { InternalHost->ClearAllPersistent(); }

    double BuyEntry(s_SCNewOrder& order, int barIndex) { return Submit(acsil_host::OrderCall::BuyEntry, order, barIndex); }
    double BuyEntry(s_SCNewOrder& order) { return BuyEntry(order, Index); }
    double BuyExit(s_SCNewOrder& order, int barIndex) { return Submit(acsil_host::OrderCall::BuyExit, order, barIndex); }
    double BuyExit(s_SCNewOrder& order) { return BuyExit(order, Index); }
    double SellEntry(s_SCNewOrder& order, int barIndex) { return Submit(acsil_host::OrderCall::SellEntry, order, barIndex); }
    double SellEntry(s_SCNewOrder& order) { return SellEntry(order, Index); }
    double SellExit(s_SCNewOrder& order, int barIndex) { return Submit(acsil_host::OrderCall::SellExit, order, barIndex); }
    double SellExit(s_SCNewOrder& order) { return SellExit(order, Index); }
    double BuyOrder(s_SCNewOrder& order, int barIndex) { return Submit(acsil_host::OrderCall::BuyOrder, order, barIndex); }
    double BuyOrder(s_SCNewOrder& order) { return BuyOrder(order, Index); }
    double SellOrder(s_SCNewOrder& order, int barIndex) { return Submit(acsil_host::OrderCall::SellOrder, order, barIndex); }
    double SellOrder(s_SCNewOrder& order) { return SellOrder(order, Index); }
    int ModifyOrder(s_SCNewOrder& order) { return static_cast<int>(Submit(acsil_host::OrderCall::Modify, order, Index)); }
    int CancelOrder(uint64_t orderId) {
        return static_cast<int>(InternalHost->Order(acsil_host::OrderCall::Cancel, nullptr, Index, orderId));
    }
    int CancelAllOrders() { return static_cast<int>(InternalHost->Order(acsil_host::OrderCall::CancelAll, nullptr, Index, 0)); }
    int FlattenPosition() { return static_cast<int>(InternalHost->Order(acsil_host::OrderCall::Flatten, nullptr, Index, 0)); }
    int FlattenAndCancelAllOrders() {
        return static_cast<int>(InternalHost->Order(acsil_host::OrderCall::FlattenAndCancelAll, nullptr, Index, 0));
    }
    int FlattenAndCancelAllOrdersForSymbolAndNonSimTradeAccount(const SCString& symbol, const SCString& account) {
        return InternalHost->FlattenAndCancelAllOf(symbol, account);
    }
    int GetTradePosition(s_SCPositionData& position) { return InternalHost->TradePosition(position); }
    int GetTradePositionForSymbolAndAccount(s_SCPositionData& position, const SCString& symbol, const SCString& account) {
        return InternalHost->TradePositionOf(position, symbol, account);
    }
    int GetOrderByOrderID(uint64_t orderId, s_SCTradeOrder& order) { return InternalHost->OrderById(orderId, order); }
    int GetOrderByIndex(int index, s_SCTradeOrder& order) { return InternalHost->OrderByIndex(index, order); }
    // The executions of the symbol and account, index 0 the oldest. Loaded after the chart is, in the background.
    int GetOrderFillArraySize() { return InternalHost->FillCount(); }
    int GetOrderFillEntry(unsigned int index, s_SCOrderFillData& fill) { return InternalHost->FillAt(index, fill); }
    // 0 when the order is no attached one or is forgotten.
    uint64_t GetParentOrderIDFromAttachedOrderID(uint64_t orderId) {
        s_SCTradeOrder order;
        return GetOrderByOrderID(orderId, order) == 1 ? order.ParentInternalOrderID : 0;
    }
    int GetTradeAccountData(n_ACSIL::s_TradeAccountDataFields& fields, const SCString& account) {
        return InternalHost->AccountFields(fields, account);
    }
    int32_t SetTradingLockState(int32_t locked) { return InternalHost->SetTradingLock(locked); }
    const char* GetTradingErrorTextMessage(int code) { return acsil_host::TextOfAnswer(code); }

    void SetCustomStudyControlBarButtonText(int button, const char* text) { InternalHost->SetButtonText(button, text, false); }
    void SetCustomStudyControlBarButtonHoverText(int button, const char* text) { InternalHost->SetButtonText(button, text, true); }
    void SetCustomStudyControlBarButtonEnable(int button, int enabled) { InternalHost->SetButtonEnabled(button, enabled); }
    int GetCustomStudyControlBarButtonEnableState(int button) { return InternalHost->ButtonEnabled(button); }

    const SCString& GetTradeSymbol() const { return TradeAndCurrentQuoteSymbol.IsEmpty() ? Symbol : TradeAndCurrentQuoteSymbol; }

private:
    double Submit(acsil_host::OrderCall call, s_SCNewOrder& order, int barIndex) {
        return InternalHost->Order(call, &order, barIndex, order.InternalOrderID);
    }
};

typedef s_sc& SCStudyInterfaceRef;
