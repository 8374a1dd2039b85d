// What the study says of the position and of everything at once.
#pragma once

#include "MiaIaGuard.h"

namespace miaia {

template <class Call>
PositionReport PositionOf(const Call& call, const OrderWatch& watch, bool killed) {
    PositionReport report;
    const BrokerPosition& position = watch.Position();
    report.quantity_lots = watch.PositionLots();
    report.average_points = report.quantity_lots == 0 ? 0 : position.average_price;
    report.open_profit_usd = position.open_profit;
    report.daily_profit_usd = position.daily_profit;
    report.working_orders = watch.WorkingOrders();
    report.observed_unix_us = call.market_us;
    report.simulated = call.chart.mode == TradingMode::Sim;
    report.account.Assign(call.chart.account);
    report.own_lots = watch.own.Total();
    report.working_stop_lots = watch.table.WorkingLots(OrderRole::Stop);
    report.working_target_lots = watch.table.WorkingLots(OrderRole::Target);
    report.obstacle.Assign(killed ? "killed" : Obstacle(call.chart).code);
    report.reading = watch.Reading();
    return report;
}

/// Sends the position when something of it has changed, and every five seconds.
class PositionReporter {
public:
    template <class Call>
    void Step(Call& call, const OrderWatch& watch, bool killed) {
        if (!watch.PositionKnown() || !watch.Ready())
            return;
        const PositionReport report = PositionOf(call, watch, killed);
        const bool same = report.quantity_lots == told_.quantity_lots && report.own_lots == told_.own_lots &&
            report.working_orders == told_.working_orders && report.working_stop_lots == told_.working_stop_lots &&
            report.working_target_lots == told_.working_target_lots && report.obstacle == told_.obstacle && report.account == told_.account;
        if (same && told_.reading != 0 && call.now - told_at_ < EveryNanos)
            return;
        if (!call.out.Send(StudyBody::PositionReport, report))
            return;
        told_ = report;
        told_at_ = call.now;
    }

private:
    static constexpr int64_t EveryNanos = 5 * SecondNanos;

    PositionReport told_;
    int64_t told_at_ = 0;
};

/// Makes snapshots; the lists are written from here.
class SnapshotReporter {
public:
    /// Looks through all of Sierra's orders once: asked rarely, and then the answer has to be whole.
    template <class Call>
    bool Send(Call& call, OrderWatch& watch, const char* command_id, bool killed) {
        OrderSnapshot snapshot;
        snapshot.command_id.Assign(command_id);
        PositionReport position;
        if (!IsRefused(Forbidden(call.chart))) {
            orders_ = 0;
            AddListed(call, watch);
            AddUnlisted(call, watch, command_id);
            snapshot.order = order_;
            snapshot.orders = orders_;
            snapshot.fills = watch.Fills().CopyTo(fill_);
            snapshot.fill = fill_;
            snapshot.fills_known = watch.FillsKnown();
            snapshot.command_known = command_id[0] != 0 && watch.table.EntryOf(command_id) != nullptr;
            if (watch.PositionKnown()) {
                position = PositionOf(call, watch, killed);
                snapshot.position = &position;
            }
        }
        return call.out.Send(StudyBody::OrderSnapshot, snapshot);
    }

private:
    static constexpr int LargestLookedAt = 1024;

    void Add(const OrderReport& report) {
        if (orders_ < OrderSnapshot::LargestOrders)
            order_[orders_++] = report;
    }

    template <class Call>
    void AddListed(Call& call, OrderWatch& watch) {
        BrokerOrder seen;
        for (int i = 0; i < LargestLookedAt && call.trading.OrderAt(i, seen); ++i) {
            const OwnOrder* own = watch.Meet(call, seen);
            // In the account of real money nothing simulated says anything.
            if (own != nullptr || IsFinished(seen.status) || (call.chart.mode == TradingMode::Live && seen.simulated))
                continue;
            OrderReport report;
            report.status = StatusOf(seen);
            report.sierra_order_id = seen.id;
            report.filled_lots = LotsOf(seen.filled);
            report.average_fill_points = seen.average_price;
            report.observed_unix_us = call.market_us;
            report.simulated = seen.simulated;
            report.role = OrderRole::External;
            report.direction = seen.buy ? Direction::Long : Direction::Short;
            report.quantity_lots = LotsOf(seen.lots);
            report.price_ticks = seen.kind == BrokerKind::Market ? 0 : TicksOf(seen.price, call.tick_size);
            report.parent_order_id = seen.parent_id;
            report.account = seen.account;
            Add(report);
        }
    }

    /// Ours: what works, listed or not, and whatever became of the command that was asked about.
    template <class Call>
    void AddUnlisted(Call& call, OrderWatch& watch, const char* command_id) {
        for (const OwnOrder& order : watch.table)
            if (order.used && (!order.finished || (command_id[0] != 0 && order.command.Equals(command_id)))) {
                OrderReport report = ReportOf(call, order);
                report.reason.Clear();  // so that the fullest snapshot fits into a frame
                Add(report);
            }
    }

    OrderReport order_[OrderSnapshot::LargestOrders];
    uint32_t orders_ = 0;
    FillReport fill_[OrderSnapshot::LargestFills];
};

}  // namespace miaia
