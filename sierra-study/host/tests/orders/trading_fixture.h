// A trade service with a market that the test makes by hand: prices in whole ticks of 0.25, times in milliseconds.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "acsil_order_answers.h"
#include "order_view.h"
#include "trade_service.h"

namespace miaia::host::test {

using acsil_host::OrderCall;

class TradingFixture : public testing::Test {
protected:
    TradingFixture() { Begin(""); }

    // Begins anew with a script, in Trade Simulation Mode or live.
    void Begin(const std::string& script, TradingMode mode = TradingMode::Sim) {
        settings_.mode = mode;
        settings_.account = "A1";
        settings_.symbol = "ESH24_FUT_CME";
        book_.Clear();
        service_ = std::make_unique<TradeService>(settings_, OrderScript(script, 7), book_, PriceScale{0.25, 1.0}, report_);
        call_.maximum_position = 2;
        call_.entry_with_working_orders = true;
        call_.one_trade_per_bar = false;
        call_.array_size = 10;
        call_.bar_index = 9;
        call_.trade_symbol = "ESH24_FUT_CME";
        call_.send_to_service = mode == TradingMode::Live;
        chart_.symbol = call_.trade_symbol;
        chart_.send_to_service = call_.send_to_service;
        chart_.keeps_fills = true;
        now_ms_ = 0;
        Quote({{19199, 50}}, {{19200, 50}});
        Trade(19200, 1);
    }

    // The book as it stands from now on: price and lots from the best outwards.
    void Quote(const std::map<int, uint32_t>& bids, const std::map<int, uint32_t>& asks) {
        service_->BeforeChange(NowUs());
        book_.Clear();
        for (const auto& [price, lots] : bids)
            book_.Apply({0, DepthCommand::AddBid, false, 1, static_cast<float>(price) * 0.25f, lots});
        for (const auto& [price, lots] : asks)
            book_.Apply({0, DepthCommand::AddAsk, true, 1, static_cast<float>(price) * 0.25f, lots});
        service_->OnBook();
    }
    void NoBook() { Quote({}, {}); }

    // A trade, its quote a tick wide beside it.
    void Trade(int price, uint32_t lots, Side side = Side::Ask) {
        service_->BeforeChange(NowUs());
        ScidTrade trade;
        trade.price = static_cast<float>(price) * 0.25f;
        trade.bid = static_cast<float>(side == Side::Ask ? price - 1 : price) * 0.25f;
        trade.ask = static_cast<float>(side == Side::Ask ? price : price + 1) * 0.25f;
        trade.volume_lots = lots;
        trade.side = side;
        service_->OnTrade(trade, NowUs());
    }
    // The whole market stands at that price and trades there.
    void MarketAt(int bid) {
        Quote({{bid, 50}}, {{bid + 1, 50}});
        Trade(bid, 1, Side::Bid);
    }
    void Pass(int ms) {
        now_ms_ += ms;
        service_->AdvanceTo(NowUs());
    }

    // An entry with stop 8 and target 16 ticks away. Type and price as wanted.
    s_SCNewOrder Entry(int lots, int type = SCT_ORDERTYPE_MARKET, int price = 0) const {
        s_SCNewOrder order;
        order.OrderQuantity = lots;
        order.OrderType = type;
        if (price != 0)
            order.Price1 = price * 0.25;
        order.Target1Offset = 4;
        order.Stop1Offset = 2;
        order.TimeInForce = SCT_TIF_GTC;
        order.TextTag = "MIA-1";
        return order;
    }
    static s_SCNewOrder Plain(int lots, int type = SCT_ORDERTYPE_MARKET, int price = 0) {
        s_SCNewOrder order;
        order.OrderQuantity = lots;
        order.OrderType = type;
        if (price != 0)
            order.Price1 = price * 0.25;
        order.TimeInForce = SCT_TIF_GTC;
        return order;
    }
    double Call(OrderCall call, s_SCNewOrder& order) { return service_->Call(call, &order, order.InternalOrderID, call_); }
    double Call(OrderCall call, uint64_t id = 0) { return service_->Call(call, nullptr, id, call_); }
    int ModifyPrice(uint32_t id, int price) {
        s_SCNewOrder change;
        change.InternalOrderID = id;
        change.Price1 = price * 0.25;
        return static_cast<int>(Call(OrderCall::Modify, change));
    }
    // Sends an entry and lets the time pass that it needs.
    s_SCNewOrder Enter(OrderCall call, int lots) {
        s_SCNewOrder order = Entry(lots);
        EXPECT_EQ(Call(call, order), lots);
        Pass(1);
        return order;
    }

    OrderView View() const { return OrderView(*service_, chart_); }
    s_SCTradeOrder Get(uint64_t id) const {
        s_SCTradeOrder order;
        EXPECT_EQ(View().ById(id, order), 1) << "order " << id;
        return order;
    }
    SCOrderStatusCodeEnum Status(uint64_t id) const { return Get(id).OrderStatusCode; }
    bool Known(uint64_t id) const {
        s_SCTradeOrder order;
        return View().ById(id, order) == 1;
    }
    double Position() const {
        s_SCPositionData position;
        View().Position(position);
        return position.PositionQuantity;
    }
    int Ticks(double points) const { return static_cast<int>(std::lround(points * 4)); }
    // Fills as "+2@19200 -1@19216", in their order.
    std::string Fills() const {
        std::string all;
        for (const HostFill& fill : service_->Orders().Fills())
            all += (all.empty() ? "" : " ") + std::string(fill.side > 0 ? "+" : "-") + std::to_string(fill.lots) + "@" +
                std::to_string(fill.price_ticks);
        return all;
    }
    // Every status that an order was reported with, as "sent open filled".
    std::string Statuses(uint32_t id) const {
        std::istringstream lines(out_.str());
        const std::string begin = "{\"type\":\"order_state\",\"order_id\":" + std::to_string(id) + ",";
        std::string all;
        std::string last;
        for (std::string line; std::getline(lines, line);) {
            if (line.rfind(begin, 0) != 0)
                continue;
            const size_t at = line.find("\"status\":\"") + 10;
            const std::string status = line.substr(at, line.find('"', at) - at);
            if (status != last)
                all += (all.empty() ? "" : " ") + status;
            last = status;
        }
        return all;
    }
    // Lots of the working orders of that role.
    int Working(OrderRole role) const {
        int lots = 0;
        for (const auto& [id, order] : service_->Orders().All())
            if (order.role == role && order.Works() && !order.hidden)
                lots += order.OpenLots();
        return lots;
    }
    int64_t NowUs() const { return 1704207600000000 + now_ms_ * 1000; }

    TradingSettings settings_;
    OrderBook book_;
    std::ostringstream out_;
    HostReport report_{out_};
    std::unique_ptr<TradeService> service_;
    StudyCall call_;
    ViewedChart chart_;
    int64_t now_ms_ = 0;
};

}  // namespace miaia::host::test
