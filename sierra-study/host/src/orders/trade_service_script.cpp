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
        case TimedAction::Liquidate: return Liquidate(-orders_.Position(simulated).Lots(), simulated, step.lots, std::max(1, step.ms));
        case TimedAction::ServerLost: return forAWhile(&TradingSwitches::connected, false);
        case TimedAction::AutoTradingOff: return forAWhile(&TradingSwitches::auto_trading, false);
        case TimedAction::ChartTradingOff: return forAWhile(&TradingSwitches::auto_trading_chart, false);
        case TimedAction::Locked: return forAWhile(&TradingSwitches::locked, true);
        case TimedAction::Simulation: return forAWhile(&TradingSwitches::simulation, !switches_.simulation);
        case TimedAction::EndDay: return exchange_.EndDay();
        case TimedAction::Button: button_ = step.lots; return;
    }
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
