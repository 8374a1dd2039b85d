#include "order_rules.h"

#include <algorithm>
#include <cstdlib>

namespace miaia::host {
namespace {

using acsil_host::OrderCall;

constexpr int kMostNewBars = 100;

RuleAnswer Refused(int code, const std::string& why) {
    return {code, 0, false, why};
}

bool IsCancel(OrderCall call) {
    return call == OrderCall::Cancel || call == OrderCall::CancelAll;
}

bool HasBar(OrderCall call) {
    return !IsCancel(call) && call != OrderCall::Flatten && call != OrderCall::FlattenAndCancelAll && call != OrderCall::Modify;
}

}  // namespace

// Which of several reasons Sierra names first is not known; the switch of automated trading comes first here.
RuleAnswer CheckChart(OrderCall call, const StudyCall& study, const TradingSwitches& switches, const TradingBehaviour& behaviour) {
    const bool needsSwitch = !IsCancel(call) || behaviour.cancels_need_auto_trading;
    if (needsSwitch && (!switches.auto_trading || !switches.auto_trading_chart))
        return Refused(call == OrderCall::Modify ? SCTRADING_ORDER_ERROR : SCT_SKIPPED_AUTO_TRADING_DISABLED, "automated trading is off");
    if (study.downloading)
        return Refused(SCT_SKIPPED_DOWNLOADING_HISTORICAL_DATA, "historical data is being downloaded");
    if (study.full_recalculation)
        return Refused(SCT_SKIPPED_FULL_RECALC, "the chart is being recalculated");
    if (HasBar(call) && (study.bar_index < 0 || study.bar_index != study.array_size - 1))
        return Refused(SCT_SKIPPED_INVALID_INDEX_SPECIFIED, "the bar is not the last one");
    if (HasBar(call) && study.new_bars > kMostNewBars)
        return Refused(SCT_SKIPPED_TOO_MANY_NEW_BARS_DURING_UPDATE, "too many bars are new");
    if (needsSwitch && switches.locked)
        return Refused(SCTRADING_ORDER_ERROR, "trading is locked");
    return {};
}

RuleAnswer DecideEntry(int side, int lots, bool simulated, const StudyCall& study, const SierraOrders& orders) {
    if (lots <= 0)
        return Refused(SCTRADING_ORDER_ERROR, "an entry of no quantity");
    const int position = side * orders.Position(simulated).Lots();
    const bool reverses = position < 0 && study.reversals;
    const bool cancels = reverses ? study.cancel_on_reversals : study.cancel_on_entries;
    // What is cancelled first does not count; market orders cannot be cancelled.
    using Which = SierraOrders::Which;
    const Which counted = cancels ? Which::Market : Which::All;
    const int with = side * orders.WorkingLots(simulated, counted, side);
    const int against = -side * orders.WorkingLots(simulated, counted, -side);
    if (!study.entry_with_working_orders && (with != 0 || against != 0))
        return Refused(SCTRADING_ORDER_ERROR, "there are working orders, and AllowEntryWithWorkingOrders is 0");
    if (!study.multiple_in_same_direction && (position > 0 || position + with > 0))
        return Refused(SCTRADING_ORDER_ERROR,
                       "there is a position or an order in that direction, and AllowMultipleEntriesInSameDirection is 0");
    if (!reverses && !study.opposite_entries && (position < 0 || (position == 0 && against > 0)))
        return Refused(SCTRADING_ORDER_ERROR, "there is an opposing position or order, and reversals and opposite entries are not allowed");
    const int sent = reverses ? lots - position : lots;
    if (position + with + sent > study.maximum_position)
        return Refused(SCTRADING_ORDER_ERROR, "the position would exceed MaximumPositionAllowed");
    return {0, sent, cancels, {}};
}

RuleAnswer DecideExit(int side, int lots, bool simulated, const StudyCall& study, const SierraOrders& orders,
                      const TradingBehaviour& behaviour) {
    const int position = side * orders.Position(simulated).Lots();
    if (position <= 0)
        return Refused(SCTRADING_ORDER_ERROR, "there is no position that this exit closes");
    const int leaving =
        behaviour.exits_in_flight_count ? -side * orders.WorkingLots(simulated, SierraOrders::Which::MarketExits, -side) : 0;
    const int left = position - leaving;
    if (left <= 0)
        return Refused(SCTRADING_ORDER_ERROR, "market orders that close the position are working already");
    if (lots < 0)
        return Refused(SCTRADING_ORDER_ERROR, "an exit of a negative quantity");
    return {0, lots == 0 ? left : std::min(lots, left), study.cancel_on_exit, {}};
}

}  // namespace miaia::host
