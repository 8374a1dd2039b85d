// Orders and positions. The stand-in has no exchange: it records every order call and refuses it.
#pragma once

#include <cfloat>
#include <cstdint>

#include "acsil_datetime.h"
#include "acsil_string.h"

const int SCTRADING_ORDER_ERROR = -1;
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

// An order as Sierra knows it.
struct s_SCTradeOrder {
    uint32_t InternalOrderID = 0;
    SCString Symbol;
    SCString OrderType;
    double OrderQuantity = 0;
    SCString TextTag;
    double Price1 = 0.0;
    double Price2 = 0.0;
    double AvgFillPrice = 0.0;
    SCOrderStatusCodeEnum OrderStatusCode = SCT_OSC_UNSPECIFIED;
    double FilledQuantity = 0;
    uint32_t ParentInternalOrderID = 0;
    uint32_t LinkID = 0;
    SCDateTime LastActivityTime;
    OpenCloseEnum OpenClose = OCE_UNDEFINED;
    BuySellEnum BuySell = BSE_UNDEFINED;
    SCDateTime EntryDateTime;
    int OrderTypeAsInt = 0;
    double LastFillPrice = 0.0;
    double LastFillQuantity = 0;
    int IsSimulated = 0;
    SCString TradeAccount;
};

// The position in the chart's symbol and account.
struct s_SCPositionData {
    SCString Symbol;
    double PositionQuantity = 0;  // positive long, negative short
    double AveragePrice = 0;
    double OpenProfitLoss = 0;
    double CumulativeProfitLoss = 0;
    double DailyProfitLoss = 0;
    double PositionQuantityWithAllWorkingOrders = 0;
    int WorkingOrdersExist = 0;
    SCDateTime LastFillDateTime;
    SCDateTime LastEntryDateTime;
    SCDateTime LastExitDateTime;
    SCString TradeAccount;
};
