// What the exchange reports, and what Sierra makes of it.
#include <algorithm>

#include "trade_service.h"

namespace miaia::host {

// The exchange says something: on its way from here on.
void TradeService::Tell(const OrderReport& report) {
    int ms = delays_.report_ms;
    if (HostOrder* order = orders_.Find(report.id)) {
        if (report.kind == ReportKind::Accepted && order->plan.ack_lost)
            return;
        if (report.kind == ReportKind::Accepted) {
            ms += order->plan.ack_delay_ms;
            order->acknowledged_us = After(ms);
        }
        // What an order has become follows its acknowledgement, which would else bring back the lots that it began with.
        if (report.kind == ReportKind::Modified || report.kind == ReportKind::ModifyRefused)
            return reports_.Send(report, std::max(After(ms), order->acknowledged_us));
        if (report.kind == ReportKind::Filled)
            ms += order->plan.fill_delay_ms;
        if (report.kind == ReportKind::Filled && order->plan.duplicate_fill)
            reports_.Send(report, After(ms));
    }
    reports_.Send(report, After(ms));
}

void TradeService::Apply(const OrderReport& report) {
    HostOrder* found = orders_.Find(report.id);
    if (found == nullptr)
        return;
    HostOrder& order = *found;
    if (order.role == OrderRole::Foreign)
        order.hidden = false;
    const bool agreed = report.kind == ReportKind::Accepted || report.kind == ReportKind::Modified;
    if (agreed && order.Works()) {
        order.lots = report.lots != 0 ? report.lots : order.lots;
        order.price_ticks = report.price_ticks != 0 ? report.price_ticks : order.price_ticks;
    }
    switch (report.kind) {
        case ReportKind::PendingOpen:
            if (order.status == SCT_OSC_ORDERSENT)
                SetStatus(order, SCT_OSC_PENDINGOPEN);
            return;
        case ReportKind::Accepted:
            if (order.Works() && order.status != SCT_OSC_PENDINGCANCEL)
                SetStatus(order, SCT_OSC_OPEN);
            order.before_cancel = SCT_OSC_OPEN;
            return;
        case ReportKind::Rejected:
            report_.Log("host: trade service: order " + std::to_string(order.id) + " was rejected: " + report.text);
            SetStatus(order, SCT_OSC_ERROR);
            return EndChildrenOf(order);
        case ReportKind::Filled: return ApplyFill(order, report);
        case ReportKind::Canceled:
            if (order.Works())
                SetStatus(order, SCT_OSC_CANCELED);
            // Of one that has filled the server has released the children, whether Sierra has heard of it or not.
            return order.filled_lots > 0 ? UpdateClientChildren(order) : EndChildrenOf(order);
        case ReportKind::CancelRefused:
            if (order.status == SCT_OSC_PENDINGCANCEL)
                SetStatus(order, order.before_cancel);
            return;
        case ReportKind::Modified:
            if (order.status == SCT_OSC_PENDINGMODIFY)
                SetStatus(order, SCT_OSC_OPEN);
            else
                report_.OrderState(order, now_us_);
            return;
        case ReportKind::ModifyRefused:
            // What was shown in advance is taken back.
            if (const RestingOrder* resting = exchange_.Find(order.id)) {
                order.lots = resting->lots;
                order.price_ticks = resting->price_ticks;
            }
            if (order.status == SCT_OSC_PENDINGMODIFY)
                SetStatus(order, SCT_OSC_OPEN);
            return;
    }
}

void TradeService::ApplyFill(HostOrder& order, const OrderReport& report) {
    const bool firstTime = orders_.Book(order, report.lots, report.price_ticks, report.execution, now_us_);
    report_.Fill(orders_.Fills().back());
    if (!firstTime)
        return;
    // The exchange knows how much was ordered; a modification on its way that it refuses has changed nothing.
    if (report.ended_at_lots != 0 && order.filled_lots >= report.ended_at_lots)
        order.lots = report.ended_at_lots;
    if (order.filled_lots >= order.lots)
        SetStatus(order, SCT_OSC_FILLED);
    else
        report_.OrderState(order, now_us_);
    UpdateClientChildren(order);
    if (behaviour_.children == ChildrenAt::Client)
        ReduceClientSibling(order, report.lots);
    if (behaviour_.orphans_stay || orders_.Position(order.simulated).Lots() != 0)
        return;
    for (auto& [id, orphan] : orders_.All())
        if (orphan.IsAttached() && orphan.Works() && !orphan.WaitsForParent() && orphan.simulated == order.simulated)
            SendCancel(orphan);
}

void TradeService::UpdateClientChildren(HostOrder& parent) {
    if (behaviour_.children == ChildrenAt::Server)
        return;
    if (behaviour_.children_open == ChildrenOpen::WhenComplete && parent.Works())
        return;
    for (const uint32_t id : {parent.target_child, parent.stop_child}) {
        HostOrder* child = orders_.Find(id);
        if (child == nullptr || !child->Works())
            continue;
        if (!child->WaitsForParent()) {
            const HostOrder* sibling = orders_.Find(child->sibling);
            const int lots = parent.filled_lots - (sibling == nullptr ? 0 : sibling->filled_lots);
            if (lots != child->lots)
                SendModify(*child, lots, 0);
            continue;
        }
        child->lots = parent.filled_lots;
        child->price_ticks = parent.last_fill_ticks + child->offset_ticks;
        SetStatus(*child, SCT_OSC_ORDERSENT);
        SendNew(*child);
    }
}

void TradeService::ReduceClientSibling(const HostOrder& order, int lots) {
    HostOrder* sibling = orders_.Find(order.sibling);
    if (sibling == nullptr || !sibling->Works() || sibling->WaitsForParent())
        return;
    if (sibling->OpenLots() <= lots)
        SendCancel(*sibling);
    else
        SendModify(*sibling, sibling->lots - lots, 0);
}

// Children of a parent that ends without a fill end with it. One that the exchange has released stands there, although Sierra may not have
// heard of it, nor of the fill that released it.
void TradeService::EndChildrenOf(const HostOrder& parent) {
    for (const uint32_t id : {parent.target_child, parent.stop_child}) {
        HostOrder* child = orders_.Find(id);
        const RestingOrder* resting = exchange_.Find(id);
        if (child != nullptr && child->WaitsForParent() && (resting == nullptr || resting->waits))
            SetStatus(*child, SCT_OSC_CANCELED);
    }
}

void TradeService::SetStatus(HostOrder& order, SCOrderStatusCodeEnum status) {
    order.status = status;
    order.changed_us = now_us_;
    report_.OrderState(order, now_us_);
}

void TradeService::SendHeld() {
    for (auto& [id, order] : orders_.All())
        if (order.status == SCT_OSC_HELD && !orders_.AnyPendingCancel(order.simulated)) {
            SetStatus(order, SCT_OSC_ORDERSENT);
            SendNew(order);
        }
}

}  // namespace miaia::host
