// What the host does for a study. In Sierra these are function pointers inside s_sc; here s_sc forwards to this class,
// so that the host needs no global state. Valid only inside a call of the study, on the thread that made it.
#pragma once

#include <cstdint>

#include "acsil_arrays.h"
#include "acsil_drawing.h"
#include "acsil_intraday.h"
#include "acsil_market_depth.h"
#include "acsil_orders.h"
#include "acsil_time_and_sales.h"

namespace acsil_host {

enum class OrderCall {
    BuyEntry,
    BuyExit,
    SellEntry,
    SellExit,
    BuyOrder,
    SellOrder,
    Modify,
    Cancel,
    CancelAll,
    Flatten,
    FlattenAndCancelAll
};
enum class BookSide { Bid, Ask };

class HostCalls {
public:
    virtual ~HostCalls() = default;

    virtual void AddMessageToLog(const char* message, int showLog) = 0;
    virtual void SetAlert(int alertNumber, int arrayIndex, const SCString& message) = 0;
    virtual int UseTool(s_UseTool& tool) = 0;
    virtual int DeleteDrawing(int chartNumber, int tool, int lineNumber) = 0;
    virtual int DrawingExists(int chartNumber, int lineNumber) = 0;
    virtual int YPixelOf(float value, int region) = 0;
    virtual int XPixelOf(int bar) = 0;
    virtual int DrawingCount(int chartNumber) = 0;
    virtual int DrawingAt(int chartNumber, int index, s_UseTool& drawing) = 0;

    virtual void GetTimeAndSales(c_SCTimeAndSalesArray& view) = 0;
    virtual int NumberOfLevels(BookSide side) = 0;
    virtual int MaximumLevels() = 0;
    virtual int LevelAt(BookSide side, int level, s_MarketDepthEntry& entry) = 0;
    virtual void KeepStackedAndPulled(bool on) = 0;
    virtual double StackedAndPulled(BookSide side) = 0;

    virtual int IntradayRecord(int barIndex, int subIndex, s_IntradayRecord& record, IntradayFileLockActionEnum lock) = 0;

    virtual void* AllocateMemory(int bytes) = 0;
    virtual void FreeMemory(void* memory) = 0;

    virtual int& PersistentInt(int key) = 0;
    virtual int64_t& PersistentInt64(int key) = 0;
    virtual float& PersistentFloat(int key) = 0;
    virtual double& PersistentDouble(int key) = 0;
    virtual void*& PersistentPointer(int key) = 0;
    virtual SCString& PersistentString(int key) = 0;
    virtual SCDateTime& PersistentDateTime(int key) = 0;
    virtual void ClearAllPersistent() = 0;

    virtual const char* VersionNumber() = 0;
    virtual int IsDownloadingHistoricalData(int chartNumber) = 0;
    virtual int IsDataExportAllowed() = 0;
    virtual int StudyArray(unsigned int studyId, unsigned int subgraph, c_ArrayWrapper<float>& values) = 0;

    // Answers below 0 mean that the order was not accepted; order is null for the calls that take none.
    virtual double Order(OrderCall call, s_SCNewOrder* order, int barIndex, uint64_t orderId) = 0;
    // The call that names no automated-trading switch: 1 = sent, 0 = an error.
    virtual int FlattenAndCancelAllOf(const SCString& symbol, const SCString& account) = 0;
    virtual int TradePosition(s_SCPositionData& position) = 0;
    virtual int TradePositionOf(s_SCPositionData& position, const SCString& symbol, const SCString& account) = 0;
    virtual int OrderById(uint64_t orderId, s_SCTradeOrder& order) = 0;
    virtual int OrderByIndex(int index, s_SCTradeOrder& order) = 0;
    virtual int FillCount() = 0;
    virtual int FillAt(unsigned int index, s_SCOrderFillData& fill) = 0;
    virtual int AccountFields(n_ACSIL::s_TradeAccountDataFields& fields, const SCString& account) = 0;
    virtual int SetTradingLock(int locked) = 0;

    virtual void SetButtonText(int button, const char* text, bool hover) = 0;
    virtual void SetButtonEnabled(int button, int enabled) = 0;
    virtual int ButtonEnabled(int button) = 0;
};

}  // namespace acsil_host
