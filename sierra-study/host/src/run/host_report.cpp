#include "host_report.h"

#include <algorithm>
#include <cfloat>
#include <cstdio>
#include <cstring>
#include <limits>

#include "json_line.h"

namespace miaia::host {
namespace {

const char* KindOf(DrawingTypeEnum type) {
    switch (type) {
        case DRAWING_MARKER:
        case DRAWING_ARROW: return "marker";
        case DRAWING_TEXT:
        case DRAWING_STATIONARY_TEXT: return "text";
        case DRAWING_LINE: return "segment";
        default: return "line";
    }
}

const char* NameOf(acsil_host::OrderCall call) {
    switch (call) {
        case acsil_host::OrderCall::BuyEntry: return "BuyEntry";
        case acsil_host::OrderCall::BuyExit: return "BuyExit";
        case acsil_host::OrderCall::SellEntry: return "SellEntry";
        case acsil_host::OrderCall::SellExit: return "SellExit";
        case acsil_host::OrderCall::BuyOrder: return "BuyOrder";
        case acsil_host::OrderCall::SellOrder: return "SellOrder";
        case acsil_host::OrderCall::Modify: return "ModifyOrder";
        case acsil_host::OrderCall::Cancel: return "CancelOrder";
        case acsil_host::OrderCall::CancelAll: return "CancelAllOrders";
        case acsil_host::OrderCall::Flatten: return "FlattenPosition";
        case acsil_host::OrderCall::FlattenAndCancelAll: return "FlattenAndCancelAllOrders";
    }
    return "?";
}

// Sierra's 0x00BBGGRR as the usual #rrggbb.
std::string ColorText(uint32_t color) {
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02x%02x", color & 0xffu, color >> 8 & 0xffu, color >> 16 & 0xffu);
    return text;
}

const char* NameOf(SCOrderStatusCodeEnum status) {
    switch (status) {
        case SCT_OSC_UNSPECIFIED: return "unspecified";
        case SCT_OSC_ORDERSENT: return "sent";
        case SCT_OSC_PENDINGOPEN: return "pending_open";
        case SCT_OSC_PENDING_CHILD_CLIENT: return "pending_child_client";
        case SCT_OSC_PENDING_CHILD_SERVER: return "pending_child_server";
        case SCT_OSC_OPEN: return "open";
        case SCT_OSC_PENDINGMODIFY: return "pending_modify";
        case SCT_OSC_PENDINGCANCEL: return "pending_cancel";
        case SCT_OSC_FILLED: return "filled";
        case SCT_OSC_CANCELED: return "canceled";
        case SCT_OSC_ERROR: return "error";
        case SCT_OSC_PENDING_CANCEL_FOR_REPLACE: return "pending_cancel_for_replace";
        case SCT_OSC_HELD: return "held";
    }
    return "?";
}

const char* NameOf(OrderRole role) {
    switch (role) {
        case OrderRole::Entry: return "entry";
        case OrderRole::Exit: return "exit";
        case OrderRole::Stop: return "stop";
        case OrderRole::Target: return "target";
        case OrderRole::Foreign: return "foreign";
    }
    return "?";
}

double SetPrice(double price) {
    return price == DBL_MAX ? std::numeric_limits<double>::quiet_NaN() : price;
}

}  // namespace

void HostReport::Start(const PlannedRun& run) {
    Write(JsonLine("start")
              .Text("symbol", run.symbol)
              .Integer("records", static_cast<int64_t>(run.records))
              .Integer("depth_batches", static_cast<int64_t>(run.depth_batches))
              .Integer("from_unix_us", run.from_unix_us)
              .Integer("to_unix_us", run.to_unix_us)
              .Number("speed", run.speed)
              .Integer("update_interval_ms", run.update_interval_ms)
              .Finish());
}

void HostReport::Progress(int64_t marketUnixUs, double fraction, const PlayedCounts& played, uint64_t calls) {
    Write(JsonLine("progress")
              .Integer("market_unix_us", marketUnixUs)
              .Number("fraction", fraction)
              .Integer("records", static_cast<int64_t>(played.records))
              .Integer("depth_batches", static_cast<int64_t>(played.depth_batches))
              .Integer("calls", static_cast<int64_t>(calls))
              .Finish());
}

void HostReport::Draw(const char* op, int line, const s_UseTool& tool, int64_t marketUnixUs) {
    if (std::strcmp(op, "add") == 0)
        ++drawings_;
    JsonLine json("draw");
    json.Text("op", op).Integer("line", line).Text("tool", KindOf(tool.DrawingType));
    if (tool.BeginValue == FLT_MIN)
        json.Null("price");
    else
        json.Number("price", static_cast<double>(tool.BeginValue));
    Write(json.Text("text", tool.Text.GetChars()).Text("color", ColorText(tool.Color)).Integer("market_unix_us", marketUnixUs).Finish());
}

void HostReport::Alert(int number, const char* text, int64_t marketUnixUs) {
    Write(JsonLine("alert").Integer("number", number).Text("text", text).Integer("market_unix_us", marketUnixUs).Finish());
}

void HostReport::Log(const std::string& text) {
    Write(JsonLine("log").Text("text", text).Finish());
}

void HostReport::Order(acsil_host::OrderCall call, const s_SCNewOrder* order, uint64_t orderId, int answer, int64_t marketUnixUs) {
    ++orders_;
    JsonLine json("order");
    json.Text("call", NameOf(call)).Integer("order_id", static_cast<int64_t>(orderId)).Integer("answer", answer);
    if (order != nullptr) {
        json.Number("quantity", order->OrderQuantity)
            .Integer("order_type", order->OrderType)
            .Number("price1", SetPrice(order->Price1))
            .Number("target1_offset", order->Target1Offset)
            .Number("stop1_offset", order->Stop1Offset)
            .Number("target1_price", order->Target1Price)
            .Number("stop1_price", order->Stop1Price)
            .Text("text_tag", order->TextTag.GetChars());
    }
    Write(json.Integer("market_unix_us", marketUnixUs).Finish());
}

void HostReport::OrderState(const HostOrder& order, int64_t marketUnixUs) {
    Write(JsonLine("order_state")
              .Integer("order_id", order.id)
              .Integer("parent_id", order.parent)
              .Text("role", NameOf(order.role))
              .Text("status", NameOf(order.status))
              .Text("side", order.side > 0 ? "buy" : "sell")
              .Integer("lots", order.lots)
              .Integer("filled_lots", order.filled_lots)
              .Integer("price_ticks", order.price_ticks)
              .Integer("simulated", order.simulated ? 1 : 0)
              .Text("text_tag", order.tag)
              .Integer("market_unix_us", marketUnixUs)
              .Finish());
}

void HostReport::Fill(const HostFill& fill) {
    Write(JsonLine("fill")
              .Integer("order_id", fill.order_id)
              .Integer("execution", static_cast<int64_t>(fill.execution))
              .Text("role", NameOf(fill.role))
              .Text("side", fill.side > 0 ? "buy" : "sell")
              .Integer("lots", fill.lots)
              .Integer("price_ticks", fill.price_ticks)
              .Integer("position_lots", fill.position_lots)
              .Integer("simulated", fill.simulated ? 1 : 0)
              .Text("text_tag", fill.tag)
              .Integer("market_unix_us", fill.time_us)
              .Finish());
}

void HostReport::End(const PlayedCounts& played, const CallMeter& calls, const OrderTotals& orders) {
    const CallTimes& busy = calls.OnWall();
    const CallTimes& quiet = calls.Quiet();
    const CallTimes& onCpu = calls.OnCpu();
    Write(JsonLine("end")
              .Integer("records", static_cast<int64_t>(played.records))
              .Integer("lots", static_cast<int64_t>(played.lots))
              .Integer("depth_batches", static_cast<int64_t>(played.depth_batches))
              .Integer("depth_conflated_by_interval", static_cast<int64_t>(played.depth_conflated_by_interval))
              .Integer("calls", static_cast<int64_t>(busy.Count() + quiet.Count()))
              .Number("call_us_p50", busy.PercentileUs(0.50))
              .Number("call_us_p99", busy.PercentileUs(0.99))
              .Number("call_us_max", std::max(busy.MaxUs(), quiet.MaxUs()))
              .Number("quiet_us_p50", quiet.PercentileUs(0.50))
              .Number("quiet_us_p99", quiet.PercentileUs(0.99))
              .Number("call_cpu_us_p50", onCpu.PercentileUs(0.50))
              .Number("call_cpu_us_p99", onCpu.PercentileUs(0.99))
              .Integer("drawings", static_cast<int64_t>(drawings_))
              .Integer("orders", static_cast<int64_t>(orders_))
              .Integer("refused_order_calls", static_cast<int64_t>(orders.refused_calls))
              .Integer("fills", static_cast<int64_t>(orders.fills))
              .Integer("filled_lots", static_cast<int64_t>(orders.filled_lots))
              .Integer("working_orders", orders.working_orders)
              .Integer("position_lots", orders.position_lots)
              .Integer("profit_ticks", orders.profit_ticks)
              .Finish());
}

void HostReport::Release() {
    holds_ = false;
    if (held_.empty())
        return;
    out_ << held_ << std::flush;
    held_.clear();
}

// Readers follow the lines while the host runs, so each is handed over at once.
void HostReport::Write(const std::string& line) {
    if (holds_)
        held_.append(line).push_back('\n');
    else
        out_ << line << std::endl;
}

}  // namespace miaia::host
