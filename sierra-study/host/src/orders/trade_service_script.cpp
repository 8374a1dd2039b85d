// The market's events, and what the script does at its times.
#include <algorithm>
#include <cstdlib>

#include "trade_service.h"

namespace miaia::host {

void TradeService::OnTrade(const ScidTrade& trade, int64_t unixUs) {
    if (first_trade_us_ == 0)
        first_trade_us_ = unixUs;
    exchange_.OnTrade(trade);
    AdvanceTo(unixUs);
}

void TradeService::OnBook() {
    exchange_.OnBook();
    AdvanceTo(now_us_);
}

// A replay begins: what was traded before belongs to another time.
void TradeService::OnRestart() {
    orders_.Clear();
    exchange_.Clear();
    requests_.Clear();
    reports_.Clear();
    later_.clear();
    EndSwitches(INT64_MAX);
    traded_bars_.clear();
    now_us_ = next_close_us_ = 0;
}

int64_t TradeService::NextStepUs() const {
    const int64_t next = script_.NextTimedUs();
    return first_trade_us_ == 0 || next == INT64_MAX ? INT64_MAX : first_trade_us_ + next;
}

void TradeService::RunTimedSteps() {
    for (const ScriptStep& step : script_.TakeTimed(now_us_ - first_trade_us_))
        Run(step);
}

void TradeService::Run(const ScriptStep& step) {
    const bool simulated = settings_.mode != TradingMode::Live;
    const auto each = [&](const auto& does) {
        for (auto& [id, order] : orders_.All())
            if (order.Works() && !order.hidden && (!step.on || *step.on == order.role))
                does(order);
    };
    switch (step.action) {
        case TimedAction::Vanish:
            return each([&](HostOrder& order) {
                order.hidden = true;
                exchange_.Forget(order.id);
            });
        case TimedAction::Hide: return each([](HostOrder& order) { order.hidden = true; });
        case TimedAction::Cancel: return each([&](HostOrder& order) { SendCancel(order); });
        case TimedAction::ManualTrade: return TradeForeign(step.lots, simulated, "trader");
        case TimedAction::ManualFlatten: return TradeForeign(-orders_.Position(simulated).Lots(), simulated, "trader");
        case TimedAction::Liquidate: return Liquidate(-orders_.Position(simulated).Lots(), simulated, step.lots, std::max(1, step.ms));
        case TimedAction::ServerLost: return Switch(step, &TradingSwitches::connected, false);
        case TimedAction::AutoTradingOff: return Switch(step, &TradingSwitches::auto_trading, false);
        case TimedAction::ChartTradingOff: return Switch(step, &TradingSwitches::auto_trading_chart, false);
        case TimedAction::Locked: return Switch(step, &TradingSwitches::locked, true);
        case TimedAction::Simulation: return Switch(step, &TradingSwitches::simulation, !switches_.simulation);
        case TimedAction::EndDay: return exchange_.EndDay();
        case TimedAction::Refresh:
            return each([&](HostOrder& order) {
                order.plan.ack_lost = false;
                Mend(order);
            });
        case TimedAction::Button: button_ = step.lots; return;
    }
}

// For so long, or for ever. Where two of them overlap, the longer one counts, and what stood before the first comes back.
void TradeService::Switch(const ScriptStep& step, bool TradingSwitches::*which, bool value) {
    const auto running = switched_.find(step.action);
    if (step.ms == 0 && running != switched_.end())
        running->second.before = value;
    if (step.ms > 0) {
        SwitchedUntil& until = switched_.emplace(step.action, SwitchedUntil{which, switches_.*which, 0}).first->second;
        until.until_us = std::max(until.until_us, After(step.ms));
        later_.emplace(After(step.ms), [this] { EndSwitches(now_us_); });
    }
    switches_.*which = value;
}

void TradeService::EndSwitches(int64_t dueUs) {
    for (auto at = switched_.begin(); at != switched_.end();) {
        if (at->second.until_us > dueUs) {
            ++at;
            continue;
        }
        switches_.*(at->second.which) = at->second.before;
        at = switched_.erase(at);
    }
}

TradingSwitches TradeService::FirstSwitches() const {
    TradingSwitches first;
    first.auto_trading = first.auto_trading_chart = settings_.mode != TradingMode::Off;
    first.simulation = settings_.mode != TradingMode::Live;
    return first;
}

void TradeService::AddStep(const std::string& step) {
    script_.Add(step, now_us_ - first_trade_us_);
    AdvanceTo(now_us_);
}

void TradeService::EndFaults() {
    script_.ForgetSteps();
    later_.clear();
    switched_.clear();
    switches_ = FirstSwitches();
    for (auto& [id, order] : orders_.All()) {
        order.plan = OrderPlan();
        if (order.Works())
            Mend(order);
    }
    AdvanceTo(now_us_);
}

// As where Sierra asks the trade service for all orders that work.
void TradeService::Mend(HostOrder& order) {
    if (exchange_.Has(order.id)) {
        order.hidden = false;
        if (order.status == SCT_OSC_ORDERSENT || order.status == SCT_OSC_PENDINGOPEN)
            Tell({ReportKind::Accepted, order.id, order.simulated, 0, 0, 0, {}});
        return;
    }
    // Neither a cancel, its refusal nor a late acknowledgement says that there is an order.
    const bool arrives =
        requests_.HasAny([&](const OrderRequest& request) { return request.order.id == order.id && request.kind == RequestKind::New; });
    int filled = order.filled_lots;
    const bool isTold = reports_.HasAny([&](const OrderReport& report) {
        const bool isItsOwn = report.id == order.id;
        filled += isItsOwn && report.kind == ReportKind::Filled ? report.lots : 0;
        const bool ends = report.kind == ReportKind::Canceled || report.kind == ReportKind::Rejected || report.ended_at_lots != 0;
        // A child of which Sierra knows no lots has not filled them all.
        return isItsOwn && (ends || (order.lots > 0 && filled >= order.lots));
    });
    const bool isKept = order.status == SCT_OSC_PENDING_CHILD_CLIENT || order.status == SCT_OSC_HELD;
    // What is still to come is listed as soon as it works, whatever has hidden it.
    if (arrives || isKept)
        order.hidden = false;
    if (arrives || isKept || isTold)
        return;
    Tell({ReportKind::Rejected, order.id, order.simulated, 0, 0, 0, "the exchange knows no such order"});
}

void TradeService::StartAgain() {
    for (auto& [id, order] : orders_.All())
        if (order.status == SCT_OSC_PENDING_CHILD_CLIENT || order.status == SCT_OSC_HELD)
            SetStatus(order, SCT_OSC_CANCELED);
    traded_bars_.clear();
}

// From another program, which needs no line of ours: Sierra hears of it with the first report.
void TradeService::TradeForeign(int signedLots, bool simulated, const std::string& source) {
    if (signedLots == 0)
        return;
    HostOrder foreign;
    foreign.role = OrderRole::Foreign;
    foreign.side = signedLots > 0 ? 1 : -1;
    foreign.lots = std::abs(signedLots);
    foreign.simulated = simulated;
    foreign.source = source;
    foreign.hidden = !simulated && !switches_.connected;
    Deliver(NewRequest(Submit(foreign)));
}

// The broker closes the position that it found, piece by piece, and does not ask who else does.
void TradeService::Liquidate(int signedLots, bool simulated, int pieceLots, int ms) {
    if (signedLots == 0)
        return;
    const int lots = pieceLots > 0 ? std::min(pieceLots, std::abs(signedLots)) : std::abs(signedLots);
    const int piece = signedLots > 0 ? lots : -lots;
    TradeForeign(piece, simulated, "broker");
    later_.emplace(After(ms), [=] { Liquidate(signedLots - piece, simulated, pieceLots, ms); });
}

}  // namespace miaia::host
