// Sierra's trading: takes the study's order calls, sends orders to the exchange, and keeps what comes back.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <tuple>

#include "exchange.h"
#include "host_report.h"
#include "market.h"
#include "order_rules.h"
#include "order_script.h"
#include "sierra_orders.h"
#include "trading_settings.h"

namespace miaia::host {

class TradeService final : public MarketListener {
public:
    // Everything passed must outlive this.
    TradeService(const TradingSettings& settings, const OrderScript& script, const OrderBook& book, PriceScale scale, HostReport& report);

    // One of the study's order calls. order is null for those that take none; its InternalOrderIDs are set. Answers below 0 are Sierra's.
    double Call(acsil_host::OrderCall call, s_SCNewOrder* order, uint64_t orderId, const StudyCall& study);
    // Real orders and position of the symbol; asks no switch of automated trading.
    int FlattenReal();

    // A step of the script that is added while it runs. Throws ScriptError.
    void AddStep(const std::string& step);
    // Nothing is broken any more: the script's steps are forgotten, the switches stand as at the start, orders that are placed already
    // are treated as any other, and one that never arrived is rejected.
    void EndFaults();
    // Sierra is started again: what it held itself, attached orders that wait and orders that it kept back, is gone.
    void StartAgain();

    // Delivers what is due, and runs the script's steps whose time has come.
    void AdvanceTo(int64_t unixUs);
    void BeforeChange(int64_t unixUs) override { AdvanceTo(unixUs); }
    void OnTrade(const ScidTrade& trade, int64_t unixUs) override;
    void OnBook() override;
    void OnRestart() override;

    const TradingSettings& Settings() const { return settings_; }
    const TradingBehaviour& Behaviour() const { return behaviour_; }
    const SierraOrders& Orders() const { return orders_; }
    const Exchange& Market() const { return exchange_; }
    // When AdvanceTo has something to do next.
    int64_t NextDueUs() const;
    // How often the study called, refused or not.
    uint64_t CallsOf(acsil_host::OrderCall call) const { return calls_[static_cast<size_t>(call)]; }
    uint64_t RefusedCalls() const { return refused_calls_; }
    const PriceScale& Scale() const { return scale_; }
    TradingSwitches& Switches() { return switches_; }
    const TradingSwitches& Switches() const { return switches_; }
    int64_t LastTradeTicks() const { return exchange_.LastTradeTicks(); }
    // The kind that a study with this SendOrdersToTradeService deals in.
    bool Simulates(bool sendToService) const { return switches_.simulation || !sendToService; }
    // The script pressed a button of the study's; 0 = none. Asked once.
    int TakeButton();
    OrderTotals Totals() const;

private:
    double Place(acsil_host::OrderCall call, s_SCNewOrder& order, const StudyCall& study);
    double PlaceElsewhere(acsil_host::OrderCall call, const s_SCNewOrder& order, const StudyCall& study);
    int CheckShape(const s_SCNewOrder& order, bool entry, std::string& why) const;
    double Modify(const s_SCNewOrder& order);
    double CancelOne(uint32_t id);
    void CancelAll(bool simulated);
    void FlattenNow(bool simulated, OrderRole role, const std::string& source);
    double Refuse(int code, const std::string& why);

    HostOrder& Submit(HostOrder order);
    void Attach(HostOrder& parent, s_SCNewOrder& order);
    HostOrder& AddChild(const HostOrder& parent, OrderRole role, int type, int64_t offsetTicks);
    void SendNew(HostOrder& order);
    static OrderRequest NewRequest(const HostOrder& order);
    void SendCancel(HostOrder& order);
    void SendModify(HostOrder& order, int lots, int64_t priceTicks);
    void Deliver(const OrderRequest& request);
    void DeliverModify(const OrderRequest& request, const OrderPlan& plan);
    void Tell(const OrderReport& report);
    void Apply(const OrderReport& report);
    void ApplyFill(HostOrder& order, const OrderReport& report);
    void UpdateClientChildren(HostOrder& parent);
    void ReduceClientSibling(const HostOrder& order, int lots);
    void EndChildrenOf(const HostOrder& parent);
    void SetStatus(HostOrder& order, SCOrderStatusCodeEnum status);
    void SendHeld();
    int64_t NextStepUs() const;
    void RunDue(int64_t target);
    void RunTimedSteps();
    void Run(const ScriptStep& step);
    void Switch(const ScriptStep& step, bool TradingSwitches::*which, bool value);
    void EndSwitches(int64_t dueUs);
    void Mend(HostOrder& order);
    TradingSwitches FirstSwitches() const;
    void Liquidate(int signedLots, bool simulated, int pieceLots, int ms);
    void TradeForeign(int signedLots, bool simulated, const std::string& source);
    int64_t After(int ms) const { return now_us_ + ms * 1000LL; }

    const TradingSettings settings_;
    OrderScript script_;
    const TradingBehaviour behaviour_;
    const TradingDelays delays_;
    PriceScale scale_;
    HostReport& report_;
    TradingSwitches switches_;
    SierraOrders orders_;
    Exchange exchange_;
    DelayLine<OrderRequest> requests_;
    DelayLine<OrderReport> reports_;
    std::multimap<int64_t, std::function<void()>> later_;  // what the script does after a while
    struct SwitchedUntil {
        bool TradingSwitches::*which;
        bool before;
        int64_t until_us;
    };
    std::map<TimedAction, SwitchedUntil> switched_;
    std::set<std::tuple<int, int>> traded_bars_;  // order call and bar
    int64_t now_us_ = 0;
    int64_t first_trade_us_ = 0;
    int64_t next_close_us_ = 0;  // 0 before the first event
    int button_ = 0;
    std::array<uint64_t, static_cast<size_t>(acsil_host::OrderCall::FlattenAndCancelAll) + 1> calls_{};
    uint64_t refused_calls_ = 0;
};

}  // namespace miaia::host
