// What the host tells the world: one JSON object a line. README.md lists the objects.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>

#include "acsil_drawing.h"
#include "acsil_host_calls.h"
#include "call_meter.h"
#include "host_order.h"
#include "sierra_orders.h"

namespace miaia::host {

// What is about to be played.
struct PlannedRun {
    std::string symbol;
    uint64_t records = 0;
    uint64_t depth_batches = 0;
    int64_t from_unix_us = 0;
    int64_t to_unix_us = 0;
    double speed = 0;
    int update_interval_ms = 0;
};

// What the market side has given to the chart so far.
struct PlayedCounts {
    uint64_t records = 0;  // trades; quotes are not counted
    uint64_t lots = 0;
    uint64_t depth_batches = 0;
    uint64_t depth_conflated_by_interval = 0;  // batches that the study never saw because a later one came before its call
};

// What became of the orders.
struct OrderTotals {
    uint64_t refused_calls = 0;  // of the study, by Sierra
    uint64_t fills = 0;
    uint64_t filled_lots = 0;
    int working_orders = 0;
    int position_lots = 0;
    int64_t profit_ticks = 0;  // ticks times lots, closed and, at the last trade's price, open
};

class HostReport {
public:
    explicit HostReport(std::ostream& out) : out_(out) {}

    void Start(const PlannedRun& run);
    void Progress(int64_t marketUnixUs, double fraction, const PlayedCounts& played, uint64_t calls);
    // op: add, adjust or delete.
    void Draw(const char* op, int line, const s_UseTool& tool, int64_t marketUnixUs);
    void Alert(int number, const char* text, int64_t marketUnixUs);
    void Log(const std::string& text);
    void Order(acsil_host::OrderCall call, const s_SCNewOrder* order, uint64_t orderId, int answer, int64_t marketUnixUs);
    // An order as Sierra has it now, at each change.
    void OrderState(const HostOrder& order, int64_t marketUnixUs);
    void Fill(const HostFill& fill);
    void End(const PlayedCounts& played, const CallMeter& calls, const OrderTotals& orders);

    // Lines from here on wait in memory for Release(), which hands them over in their order.
    void Hold() { holds_ = true; }
    void Release();

    uint64_t Drawings() const { return drawings_; }
    uint64_t Orders() const { return orders_; }

private:
    void Write(const std::string& line);

    std::ostream& out_;
    std::string held_;
    bool holds_ = false;
    uint64_t drawings_ = 0;
    uint64_t orders_ = 0;
};

}  // namespace miaia::host
