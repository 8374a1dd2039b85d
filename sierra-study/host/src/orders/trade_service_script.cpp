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
    traded_bars_.clear();
    now_us_ = 0;
}

void TradeService::RunTimedSteps() {
    if (first_trade_us_ == 0)
        return;
    for (const ScriptStep& step : script_.TakeTimed(static_cast<double>(now_us_ - first_trade_us_) / 1e6))
        Run(step);
}

void TradeService::Run(const ScriptStep& step) {
    const auto forAWhile = [&](bool TradingSwitches::*what, bool value) {
        const bool before = switches_.*what;
        switches_.*what = value;
        if (step.ms > 0)
            later_.emplace(After(step.ms), [this, what, before] { switches_.*what = before; });
    };
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
        case TimedAction::Liquidate: return Liquidate(step);
        case TimedAction::ServerLost: return forAWhile(&TradingSwitches::connected, false);
        case TimedAction::AutoTradingOff: return forAWhile(&TradingSwitches::auto_trading, false);
        case TimedAction::ChartTradingOff: return forAWhile(&TradingSwitches::auto_trading_chart, false);
        case TimedAction::Locked: return forAWhile(&TradingSwitches::locked, true);
        case TimedAction::Simulation: return forAWhile(&TradingSwitches::simulation, !switches_.simulation);
        case TimedAction::EndDay: return exchange_.EndDay();
        case TimedAction::Button: button_ = step.lots; return;
    }
}

void TradeService::TradeForeign(int signedLots, bool simulated, const std::string& source) {
    if (signedLots == 0)
        return;
    HostOrder foreign;
    foreign.role = OrderRole::Foreign;
    foreign.side = signedLots > 0 ? 1 : -1;
    foreign.lots = std::abs(signedLots);
    foreign.simulated = simulated;
    foreign.source = source;
    SendNew(Submit(foreign));
}

// The broker closes the position piece by piece, and does not ask who else does.
void TradeService::Liquidate(const ScriptStep& step) {
    const bool simulated = settings_.mode != TradingMode::Live;
    const int position = orders_.Position(simulated).Lots();
    if (position == 0)
        return;
    const int lots = step.lots > 0 ? std::min(step.lots, std::abs(position)) : std::abs(position);
    TradeForeign(position > 0 ? -lots : lots, simulated, "broker");
    later_.emplace(After(std::max(1, step.ms)), [this, step] { Liquidate(step); });
}

}  // namespace miaia::host
