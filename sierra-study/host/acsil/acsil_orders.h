// Orders, fills, positions and accounts, as a study sees them.
#pragma once

#include <cfloat>
#include <cstdint>

#include "acsil_datetime.h"
#include "acsil_string.h"

// Answers below 0 of the order functions: nothing was sent. For -1 the reason stands in the Trade Service Log.
const int SCTRADING_ORDER_ERROR = -1;
const int SCTRADING_NOT_OCO_ORDER_TYPE = -2;
const int SCTRADING_ATTACHED_ORDER_OFFSET_NOT_SUPPORTED_WITH_MARKET_PARENT = -3;
const int SCTRADING_UNSUPPORTED_ATTACHED_ORDER = -4;
const int SCTRADING_SYMBOL_SETTINGS_NOT_FOUND = -5;
const int SCTRADING_UNSUPPORTED_ORDER_TYPE = -8;
const int SCTRADING_ERROR_SETTING_ORDER_PRICES = -9;
const int SCT_SKIPPED_DOWNLOADING_HISTORICAL_DATA = -8999;
const int SCT_SKIPPED_FULL_RECALC = -8998;
const int SCT_SKIPPED_ONLY_ONE_TRADE_PER_BAR = -8997;
const int SCT_SKIPPED_INVALID_INDEX_SPECIFIED = -8996;
const int SCT_SKIPPED_TOO_MANY_NEW_BARS_DURING_UPDATE = -8995;
const int SCT_SKIPPED_AUTO_TRADING_DISABLED = -8994;

const int SCT_ORDERTYPE_MARKET = 0;
const int SCT_ORDERTYPE_LIMIT = 1;
const int SCT_ORDERTYPE_STOP = 2;
const int SCT_ORDERTYPE_STOP_LIMIT = 3;

enum SCTimeInForceEnum {
    SCT_TIF_UNSET = -1,
    SCT_TIF_DAY = 0,
    SCT_TIF_GTC = 1,
    SCT_TIF_GOOD_TILL_CANCELED = 1,
    SCT_TIF_IMMEDIATE_OR_CANCEL = 2,
    SCT_TIF_FILL_OR_KILL = 3,
    SCT_TIF_ALL_OR_NONE = 4
};

enum BuySellEnum { BSE_UNDEFINED = 0, BSE_BUY = 1, BSE_SELL = 2 };
enum OpenCloseEnum { OCE_UNDEFINED = 0, OCE_OPEN = 1, OCE_CLOSE = 2 };

enum SCOrderStatusCodeEnum {
    SCT_OSC_UNSPECIFIED = 0,
    SCT_OSC_ORDERSENT = 1,
    SCT_OSC_PENDINGOPEN = 2,
    SCT_OSC_PENDING_CHILD_CLIENT = 3,
    SCT_OSC_PENDING_CHILD_SERVER = 4,
    SCT_OSC_OPEN = 5,
    SCT_OSC_PENDINGMODIFY = 6,
    SCT_OSC_PENDINGCANCEL = 7,
    SCT_OSC_FILLED = 8,
    SCT_OSC_CANCELED = 9,
    SCT_OSC_ERROR = 10,
    SCT_OSC_PENDING_CANCEL_FOR_REPLACE = 11,
    SCT_OSC_HELD = 12
};

// Whether an order with this status may still trade. A child that waits for its parent counts; the second form leaves it out.
inline bool IsWorkingOrderStatus(SCOrderStatusCodeEnum status) {
    return status != SCT_OSC_UNSPECIFIED && status != SCT_OSC_FILLED && status != SCT_OSC_CANCELED && status != SCT_OSC_ERROR;
}

inline bool IsWorkingOrderStatusIgnorePendingChildren(SCOrderStatusCodeEnum status) {
    return IsWorkingOrderStatus(status) && status != SCT_OSC_PENDING_CHILD_CLIENT && status != SCT_OSC_PENDING_CHILD_SERVER;
}

// An order to submit, with one attached target and one attached stop. Offsets are in price units, not ticks.
struct s_SCNewOrder {
    int OrderType = SCT_ORDERTYPE_MARKET;
    double OrderQuantity = 0;
    double Price1 = DBL_MAX;
    double Price2 = DBL_MAX;
    uint32_t InternalOrderID = 0;
    SCString TextTag;
    SCTimeInForceEnum TimeInForce = SCT_TIF_UNSET;
    double Target1Offset = 0.0;
    uint32_t Target1InternalOrderID = 0;
    double Stop1Offset = 0.0;
    uint32_t Stop1InternalOrderID = 0;
    double OCOGroup1Quantity = 0;
    double Target1Price = 0.0;
    double Stop1Price = 0.0;
    char AttachedOrderTarget1Type = SCT_ORDERTYPE_LIMIT;
    char AttachedOrderStop1Type = SCT_ORDERTYPE_STOP;
    SCString Symbol;
    SCString TradeAccount;

    void Reset() { *this = s_SCNewOrder(); }
};

// An order as Sierra knows it. An order that no longer works is forgotten after a while.
struct s_SCTradeOrder {
    uint32_t InternalOrderID = 0;
    SCString Symbol;
    SCString OrderType;
    double OrderQuantity = 0;  // 0 for a child whose parent has not filled
    SCString TextTag;
    double Price1 = 0.0;
    double Price2 = 0.0;
    double AvgFillPrice = 0.0;
    int SourceChartNumber = 0;
    SCOrderStatusCodeEnum OrderStatusCode = SCT_OSC_UNSPECIFIED;
    double FilledQuantity = 0;  // FILLED and CANCELED can both be partial
    uint32_t ParentInternalOrderID = 0;
    uint32_t LinkID = 0;
    SCDateTime LastActivityTime;
    OpenCloseEnum OpenClose = OCE_UNDEFINED;
    BuySellEnum BuySell = BSE_UNDEFINED;
    SCDateTime EntryDateTime;
    int OrderTypeAsInt = 0;
    double LastModifyQuantity = 0;
    double LastModifyPrice1 = 0.0;
    double LastFillPrice = 0.0;
    double LastFillQuantity = 0;
    int IsSimulated = 0;
    uint32_t TargetChildInternalOrderID = 0;
    uint32_t StopChildInternalOrderID = 0;
    uint32_t OCOSiblingInternalOrderID = 0;
    SCString LastOrderActionSource;
    SCString TradeAccount;
    SCTimeInForceEnum TimeInForce = SCT_TIF_UNSET;

    bool IsWorking() { return IsWorkingOrderStatus(OrderStatusCode); }
    bool IsAttachedOrder() { return ParentInternalOrderID != 0; }
};

// One execution of the chart's symbol and account.
struct s_SCOrderFillData {
    SCString Symbol;
    SCString TradeAccount;
    uint32_t InternalOrderID = 0;
    SCDateTimeMS FillDateTime;  // in the chart's time zone
    BuySellEnum BuySell = BSE_UNDEFINED;
    double Quantity = 0;
    double FillPrice = 0.0;
    SCString FillExecutionServiceID;
    double TradePositionQuantity = 0;  // the position after it
    int IsSimulated = 0;
    SCString OrderActionSource;
    SCString Note;
    SCString ServiceOrderID;

    void Clear() { *this = s_SCOrderFillData(); }
};

// The position in the chart's symbol and account. A simulated one's symbol begins with [Sim].
struct s_SCPositionData {
    SCString Symbol;
    double PositionQuantity = 0;  // positive long, negative short; changes with a fill, not with an order
    double AveragePrice = 0;
    double OpenProfitLoss = 0;
    double CumulativeProfitLoss = 0;
    double LastTradeProfitLoss = 0;
    double PositionQuantityWithAllWorkingOrders = 0;
    double PositionQuantityWithExitWorkingOrders = 0;
    int WorkingOrdersExist = 0;
    double DailyProfitLoss = 0;
    SCDateTime LastFillDateTime;
    SCDateTime LastEntryDateTime;
    SCDateTime LastExitDateTime;
    double DailyTotalQuantityFilled = 0;
    double PositionQuantityWithExitMarketOrders = 0;
    int NonAttachedWorkingOrdersExist = 0;
    SCString TradeAccount;
};

namespace n_ACSIL {

// Of one account, as the trade service tells it.
struct s_TradeAccountDataFields {
    SCString m_TradeAccount;
    uint8_t m_IsSimulated = 0;
    SCString m_CurrencyCode;
    double m_CurrentCashBalance = 0;
    double m_AvailableFundsForNewPositions = 0;
    double m_MarginRequirement = 0;
    double m_AccountValue = 0;
    double m_OpenPositionsProfitLoss = 0;
    double m_DailyProfitLoss = 0;
    uint8_t m_TradingIsDisabled = 0;
};

}  // namespace n_ACSIL
