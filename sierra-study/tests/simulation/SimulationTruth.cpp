// What Sierra and the exchange know, and what the study believes.
#include <algorithm>
#include <set>

#include "SimulationAbi.h"
#include "SimulationHandle.h"

using miaia::host::HostFill;
using miaia::host::HostOrder;
using miaia::host::RestingOrder;
using miaia::host::SierraOrders;
using miaia::host::TradeService;
using miaia::simulation::CopyText;
using miaia::simulation::SimulatedSierra;

namespace {

SimOrder Show(const SimulatedSierra& sierra, const HostOrder& order) {
    const RestingOrder* resting = sierra.Trading().Market().Find(order.id);
    SimOrder shown{};
    shown.id = order.id;
    shown.parent = order.parent;
    shown.sibling = order.sibling;
    shown.role = static_cast<int32_t>(order.role);
    shown.type = order.type;
    shown.status = order.status;
    shown.side = order.side;
    shown.lots = order.lots;
    shown.filled_lots = order.filled_lots;
    shown.price_ticks = static_cast<int32_t>(order.price_ticks);
    shown.working = order.Works() ? 1 : 0;
    shown.waits = order.WaitsForParent() ? 1 : 0;
    shown.at_exchange = resting != nullptr ? 1 : 0;
    shown.exchange_lots = resting == nullptr ? 0 : resting->OpenLots();
    shown.hidden = order.hidden ? 1 : 0;
    shown.simulated = order.simulated ? 1 : 0;
    shown.entered_steady_ns = sierra.SteadyOf(order.entered_us);
    shown.changed_steady_ns = sierra.SteadyOf(order.changed_us);
    CopyText(shown.tag, order.tag.c_str());
    return shown;
}

/// Those of the ids that a caller with so much room gets.
template <class Ids>
int32_t Copy(const SimulatedSierra& sierra, const Ids& ids, SimOrder* orders, int32_t capacity) {
    int32_t copied = 0;
    for (const uint32_t id : ids) {
        if (copied == capacity)
            break;
        if (const HostOrder* order = sierra.Trading().Orders().Find(id))
            orders[copied++] = Show(sierra, *order);
    }
    return copied;
}

}  // namespace

extern "C" {

int32_t sim_switches_get(const SimStudy* study, SimSwitches* switches) {
    if (study == nullptr || switches == nullptr)
        return SIM_BAD_ARGUMENT;
    const miaia::host::TradingSwitches& of = study->sierra.Trading().Switches();
    *switches = {of.auto_trading, of.auto_trading_chart, of.simulation, of.locked, of.connected};
    return SIM_OK;
}

int32_t sim_truth_position(const SimStudy* study, int32_t simulated, SimPosition* position) {
    if (study == nullptr || position == nullptr)
        return SIM_BAD_ARGUMENT;
    const TradeService& trading = study->sierra.Trading();
    const miaia::host::TradePosition& of = trading.Orders().Position(simulated != 0);
    position->lots = of.Lots();
    position->exchange_lots = static_cast<int32_t>(trading.Market().NetLots(simulated != 0));
    position->average_ticks = of.AverageTicks();
    position->cash_ticks = of.ProfitTicks(0);
    position->filled_lots = of.FilledLots();
    return SIM_OK;
}

int32_t sim_truth_orders(const SimStudy* study, uint32_t after_id, SimOrder* orders, int32_t capacity) {
    if (study == nullptr || (orders == nullptr && capacity > 0) || capacity < 0)
        return SIM_BAD_ARGUMENT;
    const uint32_t last = study->sierra.Trading().Orders().LastId();
    int32_t copied = 0;
    for (uint32_t id = after_id; id < last && copied < capacity;) {
        const uint32_t next = ++id;
        copied += Copy(study->sierra, std::initializer_list<uint32_t>{next}, orders + copied, 1);
    }
    return copied;
}

int32_t sim_truth_working(const SimStudy* study, SimOrder* orders, int32_t capacity) {
    if (study == nullptr || (orders == nullptr && capacity > 0) || capacity < 0)
        return SIM_BAD_ARGUMENT;
    const TradeService& trading = study->sierra.Trading();
    std::set<uint32_t> ids;
    for (const auto& [id, order] : trading.Orders().All())
        if (order.Works())
            ids.insert(id);
    for (const uint32_t id : trading.Market().Ids())
        ids.insert(id);
    return Copy(study->sierra, ids, orders, capacity);
}

int32_t sim_truth_fills(const SimStudy* study, int32_t from, SimFill* fills, int32_t capacity) {
    if (study == nullptr || from < 0 || (fills == nullptr && capacity > 0) || capacity < 0)
        return SIM_BAD_ARGUMENT;
    const std::vector<HostFill>& all = study->sierra.Trading().Orders().Fills();
    int32_t copied = 0;
    for (size_t i = static_cast<size_t>(from); i < all.size() && copied < capacity; ++i) {
        const HostFill& fill = all[i];
        SimFill& to = fills[copied++] = SimFill{};
        to.execution = fill.execution;
        to.order_id = fill.order_id;
        to.role = static_cast<int32_t>(fill.role);
        to.side = fill.side;
        to.lots = fill.lots;
        to.price_ticks = static_cast<int32_t>(fill.price_ticks);
        to.position_lots = fill.position_lots;
        to.simulated = fill.simulated ? 1 : 0;
        to.counted = fill.again ? 0 : 1;
        to.steady_ns = study->sierra.SteadyOf(fill.time_us);
        CopyText(to.tag, fill.tag.c_str());
    }
    return copied;
}

int32_t sim_truth_calls(const SimStudy* study, SimOrderCalls* calls) {
    if (study == nullptr || calls == nullptr)
        return SIM_BAD_ARGUMENT;
    using acsil_host::OrderCall;
    const auto sum = [&](std::initializer_list<OrderCall> kinds) {
        uint64_t all = 0;
        for (const OrderCall kind : kinds)
            all += study->sierra.CallsOf(kind);
        return all;
    };
    calls->entries = sum({OrderCall::BuyEntry, OrderCall::SellEntry, OrderCall::BuyOrder, OrderCall::SellOrder});
    calls->exits = sum({OrderCall::BuyExit, OrderCall::SellExit});
    calls->cancels = sum({OrderCall::Cancel});
    calls->cancel_alls = sum({OrderCall::CancelAll});
    calls->modifies = sum({OrderCall::Modify});
    calls->flattens = sum({OrderCall::Flatten, OrderCall::FlattenAndCancelAll});
    calls->refused = study->sierra.RefusedCalls();
    return SIM_OK;
}

int32_t sim_study_belief(const SimStudy* study, SimBelief* belief) {
    const SimulatedSierra::Instance* instance = study == nullptr ? nullptr : study->sierra.StudyState();
    if (instance == nullptr || belief == nullptr)
        return SIM_BAD_ARGUMENT;
    const miaia::Session& session = instance->GetSession();
    const miaia::Orders& orders = instance->GetOrders();
    *belief = SimBelief{};
    belief->epoch = session.Epoch();
    belief->session_state = static_cast<int32_t>(session.State());
    belief->stale = session.IsStale(study->sierra.SteadyNanos()) ? 1 : 0;
    belief->engine_away = session.EngineAway() ? 1 : 0;
    belief->ready = orders.Watch().Ready() ? 1 : 0;
    belief->position_known = orders.Watch().PositionKnown() ? 1 : 0;
    belief->position_lots = orders.Watch().PositionLots();
    belief->own_lots = orders.Watch().OwnLots();
    belief->external_lots = orders.Guards().ExternalLots();
    belief->halted = orders.Halted() ? 1 : 0;
    belief->killed = orders.Killed() ? 1 : 0;
    belief->flattening = orders.Flatten().Active() ? 1 : 0;
    belief->exits_left = orders.Guards().ExitsLeft() ? 1 : 0;
    belief->entry_working = orders.Watch().table.WorkingEntry() != nullptr ? 1 : 0;
    belief->orders_working = static_cast<int32_t>(orders.Watch().table.WorkingOrders());
    belief->unacknowledged_frames = session.UnacknowledgedFrames();
    belief->frames_refused = session.counters.frames_refused;
    belief->engine_frames_missing = session.engine_frames_missing;
    belief->faults = instance->Faults();
    CopyText(belief->last_refusal, orders.LastRefusal());
    return SIM_OK;
}

}  // extern "C"
