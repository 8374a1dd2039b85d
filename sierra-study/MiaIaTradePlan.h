// Fills, and the position with its average, stop and target, as Sierra has them.
#pragma once

#include "MiaIaOrders.h"
#include "MiaIaSignalPlan.h"

namespace miaia {

class TradePlan {
public:
    static constexpr uint32_t LargestFills = 64;

    /// Once a call: what the order side has seen since.
    void Look(const Orders& orders, const ChartFacts& chart, SignalPlan& signals) {
        // Where the study may not look, what it saw before is no fill and no position of this chart, nor is what was left in another symbol
        // or account. Back there, what is listed is drawn again. A missing reading is not flat.
        const bool here = !IsRefused(Forbidden(chart)) && orders.Place().IsAt(chart);
        if (!here || place_ != orders.Place().Places())
            Clear();
        place_ = orders.Place().Places();
        if (!here)
            return;
        TakeFills(orders.Watch().Fills(), signals);
        if (orders.Watch().PositionKnown())
            TakePosition(orders.Watch(), static_cast<double>(chart.tick_size), chart.View().language);
    }

    void Restyle() {
        fills_.Restyle();
        lines_.Restyle();
    }

    /// Nothing of it may stay: the chart shows another market. What is listed there is drawn again.
    void Clear() {
        fills_.UnsetAll();
        lines_.UnsetAll();
        taken_ = 0;
    }

    template <class Canvas>
    void Draw(const ViewSettings& view, int64_t steady_now, Canvas& canvas) {
        fills_.Draw(view, steady_now, canvas);
        lines_.Draw(view, steady_now, canvas);
    }

    template <class Canvas>
    void ForgetLostLines(Canvas& canvas) {
        fills_.ForgetLostLines(canvas);
        lines_.ForgetLostLines(canvas);
    }

    bool LabelsMoved() const { return lines_.LabelsMoved(); }
    void Tell(const ViewSettings& view, LineLabels& labels) { lines_.Tell(view, labels); }
    void Hear(const LineLabels& labels) { lines_.Hear(labels); }

    uint64_t Failures() const { return fills_.Failures() + lines_.Failures(); }
    int AnyLine() const { return fills_.AnyLine() != -1 ? fills_.AnyLine() : lines_.AnyLine(); }

private:
    // Places of the lines: the average, then stops, then targets.
    static constexpr uint32_t AveragePlace = 0;
    static constexpr uint32_t FirstStop = 1;
    static constexpr uint32_t FirstTarget = 3;
    static constexpr uint32_t LinesOfARole = 2;
    static constexpr uint32_t TakenPerCall = 16;

    void TakeFills(const FillList& list, SignalPlan& signals) {
        // The order side began anew: its list is another one.
        if (list.Taken() < taken_)
            taken_ = 0;
        if (list.Taken() - taken_ > LargestFills)
            taken_ = list.Taken() - LargestFills;
        for (uint32_t read = 0; taken_ < list.Taken() && read < TakenPerCall; ++read, ++taken_) {
            const FillReport& fill = list.At(taken_);
            const bool bought = fill.direction == Direction::Long;
            fills_.Set(static_cast<uint32_t>(taken_ % LargestFills), bought ? DrawTool::TriangleUp : DrawTool::TriangleDown,
                       fill.price_ticks, bought ? SubgraphFillBought : SubgraphFillSold, "", fill.observed_unix_us);
            if (fill.role != OrderRole::External)
                signals.Filled(fill.command_id.chars, fill.role);
        }
    }

    void TakePosition(const OrderWatch& watch, double tick_size, Language language) {
        const int32_t lots = watch.PositionLots();
        const bool has_average = lots != 0 && tick_size > 0 && watch.Position().average_price > 0;
        if (has_average) {
            FixedText<64> text;
            text.AppendFormat(Say(language, Word::PositionLine), lots);
            if (watch.OwnLots() != lots)
                text.AppendFormat(Say(language, Word::OursLine), watch.OwnLots());
            lines_.Set(AveragePlace, DrawTool::Line, watch.Position().average_price / tick_size, SubgraphPosition, text.chars);
        } else {
            lines_.Unset(AveragePlace);
        }
        uint32_t stops = 0;
        uint32_t targets = 0;
        if (watch.OwnLots() != 0 && tick_size > 0)
            for (const OwnOrder& order : watch.table) {
                if (!order.used || !order.Stands())
                    continue;
                if (order.role == OrderRole::Stop && stops < LinesOfARole)
                    TakeExit(FirstStop + stops++, order, tick_size, SubgraphPositionStop, Say(language, Word::Stop));
                if (order.role == OrderRole::Target && targets < LinesOfARole)
                    TakeExit(FirstTarget + targets++, order, tick_size, SubgraphPositionTarget, Say(language, Word::Target));
            }
        for (; stops < LinesOfARole; ++stops)
            lines_.Unset(FirstStop + stops);
        for (; targets < LinesOfARole; ++targets)
            lines_.Unset(FirstTarget + targets);
    }

    void TakeExit(uint32_t place, const OwnOrder& order, double tick_size, int look, const char* name) {
        FixedText<32> text;
        text.AppendFormat("%s x%u", name, order.LeftLots());
        lines_.Set(place, DrawTool::Line, order.seen.price / tick_size, look, text.chars);
    }

    LinePlan<LargestFills> fills_;
    LinePlan<FirstTarget + LinesOfARole> lines_;
    uint32_t place_ = 0;  // of the orders whose fills are taken
    uint64_t taken_ = 0;
};

}  // namespace miaia
