// Where the orders of ours are: a chart may come to show another symbol, account or mode while they work.
#pragma once

#include "MiaIaChart.h"

namespace miaia {

class OrderPlace {
public:
    /// Whether the chart shows another place than that of our orders, whose position and orders say nothing about them.
    bool IsElsewhere() const { return is_elsewhere_; }

    enum class Now : uint8_t { AsBefore, Left, Entered, Back };

    /// Whether this chart shows the place of our orders.
    bool IsAt(const ChartFacts& chart) const {
        return symbol_.Equals(chart.symbol) && account_.Equals(chart.account) && mode_ == chart.mode;
    }

    /// How many places there have been: what was seen in one says nothing about the next.
    uint32_t Places() const { return places_; }

    /// Once a call. is_open: something of ours works or is open at the place that was looked at last; else a new one takes its part.
    Now Look(const ChartFacts& chart, bool is_open) {
        const bool same = IsAt(chart);
        const bool was_elsewhere = is_elsewhere_;
        is_elsewhere_ = !same && is_open;
        if (same)
            return was_elsewhere ? Now::Back : Now::AsBefore;
        if (is_elsewhere_)
            return was_elsewhere ? Now::AsBefore : Now::Left;
        symbol_.Assign(chart.symbol);
        account_.Assign(chart.account);
        mode_ = chart.mode;
        ++places_;
        return Now::Entered;
    }

    const char* Symbol() const { return symbol_.chars; }
    const char* Account() const { return account_.chars; }

private:
    FixedText<128> symbol_;
    FixedText<128> account_;
    TradingMode mode_ = TradingMode::DryRun;
    bool is_elsewhere_ = false;
    uint32_t places_ = 0;
};

}  // namespace miaia
