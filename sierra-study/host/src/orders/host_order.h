// An order as Sierra knows it, in whole ticks and lots.
#pragma once

#include <climits>
#include <cstdint>
#include <string>

#include "acsil_orders.h"

namespace miaia::host {

// What an order is there for. Foreign orders are none of the study's: the trader's own, or the broker's liquidation.
enum class OrderRole { Entry, Exit, Stop, Target, Foreign };

// What the script has in store for one order; see README.md for the words.
struct OrderPlan {
    bool lost = false;
    int delay_ms = 0;
    std::string reject;
    int reject_after_ms = 0;
    bool pending_open = false;
    bool ack_lost = false;
    int ack_delay_ms = 0;
    int partial_lots = INT_MAX;  // no more than these fill before partial_ms have passed
    int partial_ms = 0;
    int fill_delay_ms = 0;
    bool duplicate_fill = false;
    int fill_after_cancel_lots = 0;
    bool refuse_cancel = false;
    int refuse_cancel_ms = 0;  // from the first refusal on; 0 = for ever
    bool refuse_modify = false;
    bool second_on_modify = false;
    int fill_in_modify_lots = 0;
    bool as_day = false;  // the exchange takes it as an order of time in force DAY, whatever was asked for

    void RefuseCancel(int ms) {
        refuse_cancel = true;
        refuse_cancel_ms = ms;
    }
};

struct HostOrder {
    uint32_t id = 0;
    OrderRole role = OrderRole::Entry;
    int side = 1;                     // +1 buys, -1 sells
    int type = SCT_ORDERTYPE_MARKET;  // SCT_ORDERTYPE_…
    int64_t price_ticks = 0;          // limit, or trigger of a stop
    int64_t limit_ticks = 0;          // of a stop limit
    int64_t offset_ticks = 0;         // attached orders: from the parent's first fill, signed
    int lots = 0;                     // in all; 0 while the parent has not filled
    int filled_lots = 0;
    int64_t filled_ticks = 0;  // Σ lots × price
    int64_t last_fill_ticks = 0;
    int last_fill_lots = 0;
    SCOrderStatusCodeEnum status = SCT_OSC_ORDERSENT;
    SCTimeInForceEnum time_in_force = SCT_TIF_DAY;
    uint32_t parent = 0;
    uint32_t sibling = 0;  // the other one of an OCO pair
    uint32_t target_child = 0;
    uint32_t stop_child = 0;
    bool simulated = true;
    std::string tag;
    std::string source;  // who placed it
    int64_t entered_us = 0;
    int64_t changed_us = 0;
    int64_t arrives_us = 0;       // its request at the exchange
    int64_t acknowledged_us = 0;  // the exchange's acknowledgement here
    bool hidden = false;          // Sierra no longer lists it
    SCOrderStatusCodeEnum before_cancel = SCT_OSC_OPEN;
    OrderPlan plan;

    bool Works() const { return IsWorkingOrderStatus(status); }
    bool WaitsForParent() const { return status == SCT_OSC_PENDING_CHILD_CLIENT || status == SCT_OSC_PENDING_CHILD_SERVER; }
    bool IsAttached() const { return parent != 0; }
    int OpenLots() const { return lots - filled_lots; }
};

inline bool IsStop(int type) {
    return type == SCT_ORDERTYPE_STOP || type == SCT_ORDERTYPE_STOP_LIMIT;
}

}  // namespace miaia::host
