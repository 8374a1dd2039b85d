// Orders, fills and positions in the form in which a study reads them.
#pragma once

#include "trade_service.h"

namespace miaia::host {

// What of the chart goes into the answers.
struct ViewedChart {
    std::string symbol;  // that orders are for
    int chart_number = 1;
    double tick_value_usd = 12.5;
    int64_t zone_us = 0;  // of the chart, east of UTC
    bool send_to_service = false;
    bool keeps_fills = false;  // MaintainTradeStatisticsAndTradesData
};

class OrderView {
public:
    OrderView(const TradeService& service, const ViewedChart& chart) : service_(service), chart_(chart) {}

    // 1, or SCTRADING_ORDER_ERROR when there is none: of the chart's symbol, and of the kind, simulated or not, that the study deals in.
    int ById(uint64_t id, s_SCTradeOrder& out) const;
    int ByIndex(int index, s_SCTradeOrder& out) const;
    // In Trade Simulation Mode the simulated position, else the real one, whatever the study sends orders to.
    int Position(s_SCPositionData& out) const;
    int FillCount() const;
    int FillAt(unsigned int index, s_SCOrderFillData& out) const;
    // 0 when the account is another.
    int Account(n_ACSIL::s_TradeAccountDataFields& out, const SCString& account) const;

private:
    // A chart that changed its symbol has no orders, no fills and no position.
    bool IsTraded() const { return chart_.symbol == service_.Settings().symbol; }
    bool Shows(const HostOrder& order) const;
    void Fill(const HostOrder& order, s_SCTradeOrder& out) const;
    SCDateTime ChartTime(int64_t unixUs) const;
    double Usd(double ticks) const { return ticks * chart_.tick_value_usd; }

    const TradeService& service_;
    const ViewedChart& chart_;
};

}  // namespace miaia::host
