// The way of an order to the exchange.
#include <algorithm>

#include "session_close.h"
#include "trade_service.h"

namespace miaia::host {
namespace {

// A fill that the exchange had before it saw the cancel is told this much after it.
constexpr int kFillAfterCancelMs = 20;
constexpr int kMostSteps = 100000;

}  // namespace

HostOrder& TradeService::Submit(HostOrder order) {
    order.plan = script_.PlanFor(order.role);
    HostOrder& placed = orders_.Add(std::move(order), now_us_);
    report_.OrderState(placed, now_us_);
    return placed;
}

void TradeService::SendNew(HostOrder& order) {
    // The server gets the children with their parent, and keeps them until it fills.
    if (behaviour_.children == ChildrenAt::Server && !order.IsAttached())
        for (const uint32_t id : {order.target_child, order.stop_child})
            if (HostOrder* child = orders_.Find(id))
                SendNew(*child);
    order.arrives_us = After(delays_.request_ms + order.plan.delay_ms);
    if (!order.plan.lost)
        requests_.Send(NewRequest(order), order.arrives_us);
}

OrderRequest TradeService::NewRequest(const HostOrder& order) {
    OrderRequest request;
    RestingOrder& resting = request.order;
    resting.id = order.id;
    resting.side = order.side;
    resting.type = order.type;
    resting.price_ticks = order.price_ticks;
    resting.limit_ticks = order.limit_ticks;
    resting.lots = order.lots;
    resting.time_in_force = order.time_in_force;
    resting.simulated = order.simulated;
    if (order.status == SCT_OSC_PENDING_CHILD_SERVER) {
        resting.waits = true;
        resting.parent = order.parent;
        resting.sibling = order.sibling;
        resting.offset_ticks = order.offset_ticks;
    }
    return request;
}

void TradeService::SendCancel(HostOrder& order) {
    if (order.status == SCT_OSC_PENDINGCANCEL)
        return;
    if (order.status == SCT_OSC_PENDING_CHILD_CLIENT || order.status == SCT_OSC_HELD)
        return SetStatus(order, SCT_OSC_CANCELED);
    order.before_cancel = order.status;
    SetStatus(order, SCT_OSC_PENDINGCANCEL);
    OrderRequest request;
    request.kind = RequestKind::Cancel;
    request.order.id = order.id;
    request.order.simulated = order.simulated;
    requests_.Send(request, After(delays_.request_ms));
}

void TradeService::SendModify(HostOrder& order, int lots, int64_t priceTicks) {
    // Lots and price are at once what they shall become, as Sierra shows them.
    order.lots = lots != 0 ? lots : order.lots;
    order.price_ticks = priceTicks != 0 ? priceTicks : order.price_ticks;
    order.changed_us = now_us_;
    if (order.status == SCT_OSC_PENDING_CHILD_CLIENT || order.status == SCT_OSC_HELD)
        return report_.OrderState(order, now_us_);
    if (order.status == SCT_OSC_OPEN)
        SetStatus(order, SCT_OSC_PENDINGMODIFY);
    OrderRequest request;
    request.kind = RequestKind::Modify;
    request.order.id = order.id;
    request.order.lots = lots;
    request.order.price_ticks = priceTicks;
    request.order.simulated = order.simulated;
    // It follows the order on its way: ahead of it, it would be refused, and Sierra would show lots that the exchange never had.
    requests_.Send(request, std::max(After(delays_.request_ms), order.arrives_us));
}

void TradeService::AdvanceTo(int64_t unixUs) {
    const int64_t target = std::max(now_us_, unixUs);
    if (next_close_us_ == 0)
        next_close_us_ = NextCloseUnixUs(target);
    RunDue(target);
    now_us_ = target;
    exchange_.AdvanceTo(now_us_);
    RunDue(target);
    orders_.Forget(now_us_ - behaviour_.forget_finished_ms * 1000LL);
}

int64_t TradeService::NextDueUs() const {
    const bool cut = !switches_.connected;
    const int64_t later = later_.empty() ? INT64_MAX : later_.begin()->first;
    const int64_t close = next_close_us_ == 0 ? INT64_MAX : next_close_us_;
    return std::min({NextStepUs(), requests_.NextDueUs(cut), reports_.NextDueUs(cut), later, close});
}

// Everything that is due until then, each at its own time: one thing leads to another.
void TradeService::RunDue(int64_t target) {
    for (int i = 0; i < kMostSteps; ++i) {
        const bool cut = !switches_.connected;
        const int64_t step = NextStepUs();
        const int64_t request = requests_.NextDueUs(cut);
        const int64_t report = reports_.NextDueUs(cut);
        const int64_t later = later_.empty() ? INT64_MAX : later_.begin()->first;
        const int64_t next = std::min({step, request, report, later, next_close_us_});
        if (next > target)
            return;
        now_us_ = std::max(now_us_, next);
        exchange_.AdvanceTo(now_us_);
        if (next == next_close_us_) {
            exchange_.EndDay();
            next_close_us_ = NextCloseUnixUs(next);
        } else if (next == step)
            RunTimedSteps();
        else if (next == request)
            Deliver(requests_.Take(next, cut));
        else if (next == report)
            Apply(reports_.Take(next, cut));
        else {
            const auto what = later_.begin()->second;
            later_.erase(later_.begin());
            what();
        }
        SendHeld();
    }
}

void TradeService::Deliver(const OrderRequest& request) {
    const HostOrder* order = orders_.Find(request.order.id);
    const OrderPlan plan = order == nullptr ? OrderPlan() : order->plan;
    const uint32_t id = request.order.id;
    const bool simulated = request.order.simulated;
    if (request.kind == RequestKind::Modify)
        return DeliverModify(request, plan);
    if (request.kind == RequestKind::Cancel) {
        if (plan.refuse_cancel) {
            if (plan.refuse_cancel_ms > 0)
                later_.emplace(After(plan.refuse_cancel_ms), [this, id] {
                    if (HostOrder* refusing = orders_.Find(id))
                        refusing->plan.refuse_cancel = false;
                });
            return Tell({ReportKind::CancelRefused, id, simulated, 0, 0, 0, "too late to cancel"});
        }
        if (plan.fill_after_cancel_lots > 0 && exchange_.Has(id)) {
            orders_.Find(id)->plan.fill_delay_ms = kFillAfterCancelMs;
            exchange_.FillNow(id, plan.fill_after_cancel_lots);
            if (!exchange_.Cancel(id))
                Tell({ReportKind::Canceled, id, simulated, 0, 0, 0, {}});
            return;
        }
        if (!exchange_.Cancel(id))
            Tell({ReportKind::CancelRefused, id, simulated, 0, 0, 0, "there is no such order"});
        return;
    }
    if (!plan.reject.empty() && plan.reject_after_ms == 0) {
        for (const uint32_t child : {order->target_child, order->stop_child})
            exchange_.Cancel(child);
        return Tell({ReportKind::Rejected, id, simulated, 0, 0, 0, plan.reject});
    }
    if (plan.pending_open)
        Tell({ReportKind::PendingOpen, id, simulated, 0, 0, 0, {}});
    RestingOrder resting = request.order;
    if (plan.partial_ms > 0) {
        resting.allowed_lots = plan.partial_lots;
        resting.allowed_us = After(plan.partial_ms);
    }
    if (plan.as_day)
        resting.time_in_force = SCT_TIF_DAY;
    exchange_.Enter(resting);
    if (!plan.reject.empty())
        later_.emplace(After(plan.reject_after_ms), [this, id, simulated, text = plan.reject] {
            if (!exchange_.Has(id))
                return;
            exchange_.Forget(id);
            Tell({ReportKind::Rejected, id, simulated, 0, 0, 0, text});
        });
}

void TradeService::DeliverModify(const OrderRequest& request, const OrderPlan& plan) {
    const RestingOrder& changes = request.order;
    if (plan.refuse_modify)
        return Tell({ReportKind::ModifyRefused, changes.id, changes.simulated, 0, 0, 0, "the modification was rejected"});
    if (plan.fill_in_modify_lots > 0)
        exchange_.FillNow(changes.id, plan.fill_in_modify_lots);
    const RestingOrder* old = exchange_.Find(changes.id);
    if (plan.second_on_modify && old != nullptr) {
        // The exchange keeps the old order and makes a new one of the modification.
        HostOrder second = *orders_.Find(changes.id);
        second.status = SCT_OSC_ORDERSENT;
        second.plan = OrderPlan();
        second.filled_lots = 0;
        second.filled_ticks = 0;
        RestingOrder resting = *old;
        resting.price_ticks = changes.price_ticks != 0 ? changes.price_ticks : old->price_ticks;
        resting.lots = (changes.lots != 0 ? changes.lots : old->lots) - old->filled_lots;
        resting.filled_lots = 0;
        second.lots = resting.lots;
        second.price_ticks = resting.price_ticks;
        const HostOrder& added = orders_.Add(std::move(second), now_us_);
        report_.OrderState(added, now_us_);
        resting.id = added.id;
        Tell({ReportKind::Modified, old->id, old->simulated, old->lots, old->price_ticks, 0, {}});
        return exchange_.Enter(resting);
    }
    if (!exchange_.Modify(changes.id, changes.lots, changes.price_ticks))
        Tell({ReportKind::ModifyRefused, changes.id, changes.simulated, 0, 0, 0, "there is no such order"});
}

}  // namespace miaia::host
