// How an order of ours is told to the engine: as it stands, once for each change.
#pragma once

#include "MiaIaOrderTable.h"

namespace miaia {

inline OrderStatus StatusOf(const OwnOrder& order) {
    if (!order.vanished)
        return StatusOf(order.seen);
    return order.LeftLots() == 0 && order.Lots() != 0 ? OrderStatus::Filled : OrderStatus::Canceled;
}

template <class Call>
OrderReport ReportOf(const Call& call, const OwnOrder& order) {
    OrderReport report;
    report.command_id = order.command;
    report.status = StatusOf(order);
    report.sierra_order_id = order.id;
    report.stop_order_id = order.stop_id;
    report.target_order_id = order.target_id;
    report.filled_lots = order.FilledLots();
    report.average_fill_points = order.seen.average_price;
    report.reason.Assign(order.reason.chars);
    report.observed_unix_us = call.market_us;
    report.simulated = order.seen.simulated;
    report.role = order.role;
    report.direction = order.Side();
    report.quantity_lots = order.Lots();
    report.price_ticks = order.seen.kind == BrokerKind::Market ? 0 : TicksOf(order.seen.price, call.tick_size);
    report.code = order.code;
    report.parent_order_id = order.seen.parent_id;
    report.account = order.seen.account;
    return report;
}

/// Sends a report when something of the order has changed since the last one; what could not be sent is tried again.
template <class Call>
void ReportChange(Call& call, OwnOrder& order) {
    OwnOrder::Told now;
    now.status = StatusOf(order);
    now.filled = order.FilledLots();
    now.lots = order.Lots();
    now.price = order.seen.price;
    now.ids = order.id * 31 + order.stop_id * 7 + order.target_id;
    if (order.told == now)
        return;
    if (call.out.Send(StudyBody::OrderReport, ReportOf(call, order)))
        order.told = now;
}

}  // namespace miaia
