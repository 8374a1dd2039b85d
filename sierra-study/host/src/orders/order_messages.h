// What goes between Sierra and the exchange, and the line that it takes its time on.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

#include "acsil_orders.h"

namespace miaia::host {

// An order as the exchange has it.
struct RestingOrder {
    uint32_t id = 0;
    int side = 1;  // +1 buys, -1 sells
    int type = SCT_ORDERTYPE_MARKET;
    int64_t price_ticks = 0;
    int64_t limit_ticks = 0;
    int lots = 0;  // in all
    int filled_lots = 0;
    SCTimeInForceEnum time_in_force = SCT_TIF_DAY;
    bool simulated = true;
    bool triggered = false;  // a stop that became a market or limit order
    bool waits = false;      // a child of an order that has not filled
    uint32_t parent = 0;     // children that the server manages only
    uint32_t sibling = 0;
    int64_t offset_ticks = 0;
    int allowed_lots = INT32_MAX;  // no more fill before allowed_us
    int64_t allowed_us = 0;

    int OpenLots() const { return lots - filled_lots; }
};

enum class RequestKind { New, Cancel, Modify };

struct OrderRequest {
    RequestKind kind = RequestKind::New;
    RestingOrder order;  // New: all of it. Modify: lots and price, 0 = as they are. Cancel: id
};

enum class ReportKind { PendingOpen, Accepted, Rejected, Filled, Canceled, CancelRefused, Modified, ModifyRefused };

struct OrderReport {
    ReportKind kind = ReportKind::Accepted;
    uint32_t id = 0;
    bool simulated = true;
    int lots = 0;             // Filled: of this execution. Accepted, Modified: in all, 0 = as ordered
    int64_t price_ticks = 0;  // Filled: of this execution. Accepted, Modified: 0 = as ordered
    uint64_t execution = 0;
    std::string text;
    int ended_at_lots = 0;  // Filled: the order has filled so many in all and is done; 0 = it works on
};

// Messages in the order in which they are due, and of the same moment in the order in which they were sent. While the line is cut, those of
// orders that are not simulated wait.
template <typename Message>
class DelayLine {
public:
    void Send(const Message& message, int64_t dueUs) { waiting_.emplace(dueUs, message); }
    // The first that is due then; there must be one.
    Message Take(int64_t dueUs, bool cut) {
        auto at = waiting_.lower_bound(dueUs);
        while (cut && !IsSimulated(at->second))
            ++at;
        const Message taken = at->second;
        waiting_.erase(at);
        return taken;
    }
    // When Take has something next; the far future when it has nothing.
    int64_t NextDueUs(bool cut) const {
        for (const auto& [due, message] : waiting_)
            if (!cut || IsSimulated(message))
                return due;
        return INT64_MAX;
    }
    // test(const Message&)
    template <typename Test>
    bool HasAny(const Test& test) const {
        return std::any_of(waiting_.begin(), waiting_.end(), [&](const auto& entry) { return test(entry.second); });
    }
    void Clear() { waiting_.clear(); }

private:
    static bool IsSimulated(const OrderRequest& request) { return request.order.simulated; }
    static bool IsSimulated(const OrderReport& report) { return report.simulated; }

    std::multimap<int64_t, Message> waiting_;
};

}  // namespace miaia::host
